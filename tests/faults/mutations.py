"""Each protection switched off in turn: the tests named beside it must then fail.

A suite that cannot fail proves nothing. `python -m tests.faults.mutations` copies
the program, changes one place in the copy, runs the named tests against it and
says whether they noticed; with names, only those. Every protection has a row.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).parents[2]
AT_ONCE = 2
# A mutant may wait for ever; what nobody notices in this time is noticed by its silence.
PATIENCE_S = 240
TESTS_FAILED = 1  # pytest's exit codes: 0 all passed, 2 and more it could not run

Verdict = Literal["caught", "survived", "broken"]


@dataclass(frozen=True)
class Mutation:
    """One protection: where it stands, how it is switched off, who must notice.

    `text` must occur exactly once in `file`, and each of `tests` must fail once
    it is replaced.
    """

    name: str
    file: str
    text: str
    replacement: str
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What became of one mutation; `why` says it in words."""

    mutation: Mutation
    verdict: Verdict
    why: str = ""


MUTATIONS: tuple[Mutation, ...] = (
    Mutation(
        name="the memory of command ids",
        file="codesign/live/batch.py",
        text="        if known is not None:\n",
        replacement="        if known is not None and False:\n",
        tests=("tests/live/test_room.py::test_a_command_sent_twice_takes_effect_once_rule_c2",),
    ),
    Mutation(
        name="a stream's way up is its owner's alone",
        file="codesign/web/stream.py",
        text="if socket is None or participant not in (NOBODY, login.participant):",
        replacement="if socket is None:",
        tests=(
            "tests/web/test_stream.py::test_t4_a_line_takes_nothing_from_strangers_and_nothing_from_others",
        ),
    ),
    Mutation(
        name="a stream's way up needs a login",
        file="codesign/web/stream.py",
        text="login = require_login(self._doors, request)",
        replacement='login = __import__("types").SimpleNamespace(participant=NOBODY)',
        tests=(
            "tests/web/test_stream.py::test_t4_a_line_takes_nothing_from_strangers_and_nothing_from_others",
        ),
    ),
    Mutation(
        name="a batch posted twice is taken once",
        file="codesign/web/stream.py",
        text="if number == self._batches + 1:",
        replacement="if number:",
        tests=("tests/web/test_stream.py::test_t4_a_batch_that_came_twice_is_taken_once",),
    ),
    Mutation(
        name="a batch follows on the last",
        file="codesign/web/stream.py",
        text="if number > self._batches + 1 or self._unread",
        replacement="if self._unread",
        tests=("tests/web/test_stream.py::test_t4_a_batch_that_does_not_follow_is_not_taken",),
    ),
    Mutation(
        name="what a stream has yet to read is bounded",
        file="codesign/web/stream.py",
        text=" or self._unread.qsize() > UNREAD_AT_MOST",
        replacement="",
        tests=("tests/web/test_stream.py::test_t4_more_than_is_read_is_not_taken",),
    ),
    Mutation(
        name="a batch is no longer than one message may be",
        file="codesign/web/stream.py",
        text="await read_body(request, BATCH_BYTES)",
        replacement="await read_body(request, 2 * BATCH_BYTES)",
        tests=(
            "tests/web/test_stream.py::test_f5_a_batch_that_does_not_fit_closes_its_own_line_only",
        ),
    ),
    Mutation(
        name="a posted hello is no longer than a message may be",
        file="codesign/web/stream.py",
        text="await read_body(self._request, FRAME_BYTES)",
        replacement="await read_body(self._request, 2 * FRAME_BYTES)",
        tests=(
            "tests/web/test_stream.py::test_f4_a_hello_that_would_fit_but_for_its_length_is_refused",
        ),
    ),
    Mutation(
        name="nothing between holds a stream back",
        file="codesign/web/stream.py",
        text='"x-accel-buffering": "no",',
        replacement="",
        tests=(
            "tests/web/test_stream.py::test_t6_the_answer_asks_everybody_between_to_let_it_through",
        ),
    ),
    Mutation(
        name="a line that ended takes nothing",
        file="codesign/web/stream.py",
        text="                self._lines.pop(line, None)",
        replacement="                pass",
        tests=("tests/web/test_stream.py::test_a_peer_that_goes_leaves_the_room_and_its_line",),
    ),
    Mutation(
        name="a length that leads past its batch is refused",
        file="codesign/protocol/streaming.py",
        text="        if at > len(body):",
        replacement="        if at > len(body) + 1_000_000:",
        tests=(
            "tests/protocol/test_streaming.py::test_t2_a_length_that_leads_past_the_end_is_a_bad_frame",
        ),
    ),
    Mutation(
        name="a streamed answer nobody reads is dropped",
        file="codesign/live/outbox.py",
        text="if self._drop is not None and not self._task.done():",
        replacement="if False:",
        tests=("tests/web/test_stream_server.py::test_an_answer_nobody_reads_is_dropped",),
    ),
    Mutation(
        name="a finished answer's transport is left alone",
        file="codesign/live/outbox.py",
        text="if self._drop is not None and not self._task.done():",
        replacement="if self._drop is not None:",
        tests=("tests/web/test_stream_server.py::test_an_answer_that_is_finished_drops_nothing",),
    ),
    Mutation(
        name="so many come in at once and no more",
        file="codesign/web/admission.py",
        text="        if not wait_s:\n",
        replacement="        if True:\n",
        tests=(
            "tests/web/test_admission.py::test_a_ticket_too_many_is_refused_before_anybody_looks_at_it_rule_l9",
            "tests/web/test_admission.py::test_a_socket_too_many_gets_503_instead_of_the_upgrade_rule_l9",
        ),
    ),
    Mutation(
        name="each who is refused is told another turn",
        file="codesign/web/admission.py",
        text="max(self._last_turn, now + wait_ms) + self._allowance.every_ms",
        replacement="now + wait_ms + self._allowance.every_ms",
        tests=(
            "tests/web/test_admission.py::test_each_is_told_a_later_turn_than_the_one_before_rule_l9",
        ),
    ),
    Mutation(
        name="nobody comes into a server that goes away",
        file="codesign/web/server.py",
        text="        self.admission.close(BACK_IN_S)\n",
        replacement="",
        tests=("tests/web/test_server.py::test_it_stops_listening_then_drains_then_shuts_down",),
    ),
    Mutation(
        name="draining before uvicorn closes everything",
        file="codesign/web/server.py",
        text="        await self._departure.drain()\n",
        replacement="",
        tests=("tests/web/test_server.py::test_it_stops_listening_then_drains_then_shuts_down",),
    ),
    Mutation(
        name="going away in waves",
        file="codesign/live/connections.py",
        text="            await asyncio.sleep(WAVE_S)\n",
        replacement="            await asyncio.sleep(0)\n            break\n",
        tests=(
            "tests/live/test_connections.py::test_everybody_is_told_and_sent_away_in_waves_rule_l4",
        ),
    ),
    Mutation(
        name="a line waits for its turn",
        file="codesign/cli/line.py",
        text="        if retry_s:\n",
        replacement="        if retry_s and False:\n",
        tests=(
            "tests/cli/test_line.py::test_a_line_that_is_told_its_turn_does_not_come_before_it_rule_l9",
        ),
    ),
    Mutation(
        name="the limit on how fast one person asks",
        file="codesign/live/room.py",
        text='        if wait_ms:\n            reply(refused("too_fast"',
        replacement='        if wait_ms and False:\n            reply(refused("too_fast"',
        tests=(
            "tests/live/test_pace.py::test_a_refused_command_keeps_its_words_and_is_taken_when_asked_again_rule_c9",
        ),
    ),
    Mutation(
        name="nothing overtakes a command that was too fast",
        file="codesign/live/pace.py",
        text="        if shut_ms > 0:\n",
        replacement="        if shut_ms > 0 and False:\n",
        tests=(
            "tests/live/test_pace.py::test_once_refused_nothing_is_taken_until_the_time_that_was_told_rule_c9",
        ),
    ),
    Mutation(
        name="the limit on lines of one person",
        file="codesign/live/presence.py",
        text="        for connection in lines[: max(0, len(lines) - at_most)]:\n",
        replacement="        for connection in lines[:0]:\n",
        tests=(
            "tests/live/test_presence.py::test_with_an_eleventh_line_the_one_not_heard_of_for_longest_is_closed_rule_l7",
        ),
    ),
    Mutation(
        name="hanging up on who was erased",
        file="codesign/live/room.py",
        text="            self.presence.hang_up_on_strangers()\n            for connection",
        replacement="            for connection",
        tests=(
            "tests/live/test_presence.py::test_whoever_is_erased_is_hung_up_on_at_once_rule_o10",
        ),
    ),
    Mutation(
        name="no ticket for who was erased",
        file="codesign/web/commands.py",
        text="    if person.erased:\n",
        replacement="    if person.erased and False:\n",
        tests=("tests/web/test_commands.py::test_whoever_was_erased_gets_no_ticket_rule_o10",),
    ),
    Mutation(
        name="reading no faster than allowed",
        file="codesign/live/serving.py",
        text="        if wait_ms:\n",
        replacement="        if wait_ms and False:\n",
        tests=(
            "tests/live/test_serving.py::test_whoever_talks_without_end_is_read_no_faster_than_allowed_rule_l8",
        ),
    ),
    Mutation(
        name="the budget for all queues together",
        file="codesign/live/connections.py",
        text="        if total <= self._queue_bytes:\n",
        replacement="        if True:\n",
        tests=(
            "tests/live/test_connections.py::test_over_the_budget_the_longest_queues_go_first_rule_l3",
            "tests/live/test_connections.py::test_what_waits_behind_a_goodbye_counts_too",
        ),
    ),
    Mutation(
        name="answering before the goodbye",
        file="codesign/live/connection.py",
        text="        self._going = True\n        if not self._unanswered:\n",
        replacement="        self._going = True\n        if True:\n",
        tests=(
            "tests/live/test_connections.py::test_what_was_asked_before_is_answered_before_the_goodbye_rule_l4",
        ),
    ),
    Mutation(
        name="one snapshot for everybody who joins",
        file="codesign/live/feed.py",
        text="        if self._snapshot is None:\n",
        replacement="        if self._snapshot is None or True:\n",
        tests=(
            "tests/live/test_connections.py::test_everybody_who_joins_at_one_version_is_sent_the_same_snapshot_rule_s3",
        ),
    ),
)


def run(mutation: Mutation, root: Path = ROOT) -> Outcome:
    """Switch one protection off in a copy, and run the tests that must notice."""
    source = (root / mutation.file).read_text(encoding="utf-8")
    if source.count(mutation.text) != 1:
        found = source.count(mutation.text)
        return Outcome(mutation, "broken", f"its text occurs {found} times in {mutation.file}")
    with _copy_of(root) as copy:
        # What is copied are links: a new file, or the original would change too.
        (copy / mutation.file).unlink()
        mutated = source.replace(mutation.text, mutation.replacement)
        (copy / mutation.file).write_text(mutated, encoding="utf-8")
        return _verdict(mutation, copy)


@contextmanager
def _copy_of(root: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix=".mutant-", dir=root) as folder:
        copy = Path(folder)
        for name in ("codesign", "tests"):
            shutil.copytree(root / name, copy / name, copy_function=os.link)
        for name in ("pyproject.toml", "README.md", "Makefile", "CHANGELOG.md"):
            os.link(root / name, copy / name)
        yield copy


def _verdict(mutation: Mutation, copy: Path) -> Outcome:
    command = [sys.executable, "-m", "pytest", "-q", "--tb=no", "-rfE", "-p", "no:cacheprovider"]
    environment = {
        **os.environ,
        "PYTHONPATH": str(copy),
        "HYPOTHESIS_PROFILE": "ci",
        "CODESIGN_SHARED": os.environ.get("CODESIGN_SHARED", str(ROOT.parent / "shared")),
    }
    try:
        tests = subprocess.run(
            [*command, *mutation.tests],
            cwd=copy,
            env=environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Outcome(mutation, "caught", "its tests waited for ever")
    if tests.returncode > TESTS_FAILED:
        return Outcome(mutation, "broken", (tests.stdout + tests.stderr)[-600:])
    failed = re.findall(r"^(?:FAILED|ERROR) (\S+)", tests.stdout, re.MULTILINE)
    passed = [each for each in mutation.tests if not any(f.startswith(each) for f in failed)]
    if passed:
        return Outcome(mutation, "survived", f"{', '.join(passed)} did not notice")
    return Outcome(mutation, "caught")


def run_all(mutations: list[Mutation]) -> Iterator[Outcome]:
    """Run them, two at a time, and yield what became of each in the order of the table."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(run, mutations)


def main(names: list[str]) -> int:
    """Print the table; return 0 when every mutation was caught."""
    unknown = set(names) - {each.name for each in MUTATIONS}
    if unknown:
        sys.exit(f"There is no mutation called {', '.join(sorted(unknown))}.")
    chosen = [each for each in MUTATIONS if not names or each.name in names]
    caught = 0
    for outcome in run_all(chosen):
        caught += outcome.verdict == "caught"
        why = f": {outcome.why}" if outcome.why else ""
        print(f"{outcome.verdict:9} {outcome.mutation.name}{why}", flush=True)
    print(f"mutations: {caught} caught of {len(chosen)} tried")
    return 0 if caught == len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
