"""The golden frames: what both languages must write and read alike.

`python -m tests.protocol.golden` writes them all to `frames/`, where pytest
and vitest read them:

- `<name>.bin`, one frame; `index.json` says of each which way it goes and what
  it says, with bytes as {"$bytes": hex};
- `story.<view>.bin`, MessagePack of {"frames": a snapshot and the deltas after
  it, "hash": that of the board in the end, by rule S2};
- `commands.json`, the fields of every command and which may be left out (C4);
- `records.json`, the fields a record of each collection may have, and the words
  that stand for kinds and roles;
- `results.json`, what a result says by every way of voting (`results.py`);
- `spend_count.json`, counts of what is spent (`spend_count.py`).

A change in these files is a change of the wire: it belongs in SPEC.md too.
"""

import json
from collections.abc import Iterator
from dataclasses import MISSING, fields
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple, get_args

import msgspec

from codesign.domain import events as e
from codesign.domain.commands import Command
from codesign.domain.events import View
from codesign.domain.evolve import evolve
from codesign.domain.ids import NOBODY, CommandId, GroupId, IdeaId, OptionId, WorkshopId
from codesign.domain.views import VIEWS
from codesign.domain.workshop import Workshop
from codesign.projections.board import Board, changes, rendered
from codesign.projections.mine import COLLECTIONS, mine
from codesign.projections.records import RENDERERS
from codesign.protocol.codec import board_hash, canonical, encode, snapshot_frames
from codesign.protocol.messages import (
    Ack,
    Delta,
    Down,
    Drain,
    Have,
    Hello,
    Limits,
    Mine,
    Ping,
    Pong,
    Presence,
    PresenceUp,
    Reject,
    Snapshot,
    Submit,
    Up,
    Welcome,
)
from tests.given import (
    ANNA,
    BEN,
    FACILITATOR,
    IDEA,
    IDEA_2,
    MAIR,
    NO,
    NOW,
    ROUND,
    STAGE,
    TAKING_IDEAS,
    TAKING_VOTES,
    THEME,
    YES,
    Past,
    folded,
    id_of,
    idea_submitted,
    option_added,
    past_fact,
    recorded,
    round_opened,
    theme_formed,
)
from tests.histories import a_history, an_agreement
from tests.protocol.results import results
from tests.protocol.spend_count import CASES

FOLDER: Final = Path(__file__).parent / "frames"

EPOCH: Final = bytes(range(16))
HASH8: Final = bytes(range(8))
COMMAND: Final = CommandId(id_of("command"))
GROUP: Final = GroupId(id_of("group"))
# Enough for every collection to have records of every kind.
HISTORIES: Final = 72
WORDS_OF_EVENTS: Final = (
    "Basis",
    "Cofog",
    "Controllability",
    "Impact",
    "Intervention",
    "MilestoneStatus",
    "MilestoneType",
    "AssetKind",
    "Capacity",
    "Channel",
    "Characteristic",
    "Concern",
    "Contribution",
    "Counted",
    "DisplayShows",
    "Door",
    "Electorate",
    "EntryKind",
    "EvidenceKind",
    "Hall",
    "Intake",
    "Interest",
    "Lane",
    "Method",
    "OptionSource",
    "Reasons",
    "ReportState",
    "Reported",
    "Responded",
    "Role",
    "Shape",
    "Shown",
    "StageKind",
    "Stance",
    "TallyShown",
    "TieRule",
    "View",
)
STORIES: Final[tuple[View, ...]] = ("facilitator", "public")
# Letters that take one, two, three and four bytes, and one made of two code points.
WORDS: Final = "Gŵyl \u2013 caffi 🚌 e\u0301"


class UpFrame(NamedTuple):
    """What a browser writes, which leaves out what it does not say, and what it means."""

    written: dict[str, Any]
    meant: Up


UP: Final[dict[str, UpFrame]] = {
    "hello_first": UpFrame(
        {"t": "hello", "v": 1, "ticket": "ticket", "have": None}, Hello(v=1, ticket="ticket")
    ),
    "hello_again": UpFrame(
        {
            "t": "hello",
            "v": 1,
            "ticket": "ticket",
            "have": {"epoch": EPOCH, "seq": 70_000, "hash8": HASH8, "view": "participant"},
        },
        Hello(
            v=1,
            ticket="ticket",
            have=Have(epoch=EPOCH, seq=70_000, hash8=HASH8, view="participant"),
        ),
    ),
    "hello_again_in_a_group": UpFrame(
        {
            "t": "hello",
            "v": 1,
            "ticket": "ticket",
            "have": {
                "epoch": EPOCH,
                "seq": 7,
                "hash8": HASH8,
                "view": "partner",
                "group": GROUP,
            },
        },
        Hello(
            v=1,
            ticket="ticket",
            have=Have(epoch=EPOCH, seq=7, hash8=HASH8, view="partner", group=GROUP),
        ),
    ),
    "command": UpFrame(
        {
            "t": "command",
            "id": COMMAND,
            "type": "SubmitIdea",
            "data": {"idea": IDEA, "stage": STAGE, "text": WORDS},
        },
        Submit(
            id=COMMAND,
            type="SubmitIdea",
            data=msgspec.Raw(canonical({"idea": IDEA, "stage": STAGE, "text": WORDS})),
        ),
    ),
    "command_for": UpFrame(
        {
            "t": "command",
            "id": COMMAND,
            "type": "CastBallot",
            "data": {"round": ROUND, "marks": {YES: 1, NO: -1, IDEA: None}},
            "for": MAIR,
            "said_at": NOW,
            "lang": "cy",
        },
        Submit(
            id=COMMAND,
            type="CastBallot",
            data=msgspec.Raw(canonical({"round": ROUND, "marks": {YES: 1, NO: -1, IDEA: None}})),
            for_=MAIR,
            said_at=NOW,
            lang="cy",
        ),
    ),
    "command_in_a_group": UpFrame(
        {
            "t": "command",
            "id": COMMAND,
            "type": "SubmitIdea",
            "data": {"idea": IDEA, "stage": STAGE, "text": WORDS},
            "group": GROUP,
        },
        Submit(
            id=COMMAND,
            type="SubmitIdea",
            data=msgspec.Raw(canonical({"idea": IDEA, "stage": STAGE, "text": WORDS})),
            group=GROUP,
        ),
    ),
    "typing": UpFrame({"t": "presence", "typing": STAGE}, PresenceUp(typing=STAGE)),
    "typing_no_more": UpFrame({"t": "presence", "typing": None}, PresenceUp()),
    "pong": UpFrame({"t": "pong", "now": NOW}, Pong(now=NOW)),
}

_WELCOME: Final = Welcome(
    v=1,
    epoch=EPOCH,
    head=12,
    view="public",
    group=None,
    me=None,
    role=None,
    seats=[],
    limits=Limits(command_bytes=49_152, inflight=16),
    now=NOW,
    mode="snapshot",
)

DOWN: Final[dict[str, Down]] = {
    "welcome_snapshot": _WELCOME,
    "welcome_resume": Welcome(
        v=1,
        epoch=EPOCH,
        head=70_000,
        view="facilitator",
        group=None,
        me=ANNA,
        role="table_helper",
        seats=[ANNA, MAIR],
        limits=Limits(command_bytes=49_152, inflight=16),
        now=NOW,
        mode="resume",
    ),
    "snapshot_part": Snapshot(
        epoch=EPOCH, at=12, part=0, parts=2, z=False, data=canonical({"ideas": {}})
    ),
    "snapshot_last": Snapshot(
        epoch=EPOCH,
        at=12,
        part=1,
        parts=2,
        z=False,
        data=canonical({"themes": {THEME: {"title": WORDS}}}),
        hash=bytes(range(32)),
        hash8=HASH8,
    ),
    "mine": Mine(
        to=12,
        ops=[
            ("clear",),
            (
                "put",
                "ballots",
                f"{ROUND}.{ANNA}",
                {"round": ROUND, "voter": ANNA, "marks": {YES: 1, NO: -1}},
            ),
        ],
    ),
    "delta": Delta(
        epoch=EPOCH,
        from_=13,
        to=15,
        at=NOW,
        hash8=HASH8,
        ops=[
            ("put", "ideas", IDEA, {"text": WORDS, "theme": None, "redacted": False}),
            ("patch", "rounds", ROUND, {"cast": 128, "open": True}),
            ("remove", "themes", THEME),
        ],
    ),
    "delta_of_numbers": Delta(
        epoch=EPOCH,
        from_=16,
        to=16,
        at=NOW,
        hash8=HASH8,
        ops=[
            (
                "put",
                "numbers",
                "all",
                {
                    str(each): each
                    for each in (
                        0,
                        1,
                        127,
                        128,
                        255,
                        256,
                        65_535,
                        65_536,
                        2**32 - 1,
                        2**32,
                        2**53 - 1,
                        -1,
                        -32,
                        -33,
                        -128,
                        -129,
                        -32_768,
                        -32_769,
                        -(2**31),
                        -(2**31) - 1,
                        -(2**53) + 1,
                    )
                },
            )
        ],
    ),
    "delta_without_ops": Delta(epoch=EPOCH, from_=17, to=90, at=NOW, hash8=HASH8, ops=[]),
    "ack": Ack(id=COMMAND, seq=13),
    "reject": Reject(id=COMMAND, code="stage_closed", message="This stage is closed."),
    "reject_of_a_row": Reject(
        id=COMMAND, code="empty_text", message="Line 3: Write a few words.", row=3, field="service"
    ),
    "reject_for_now": Reject(id=COMMAND, code="busy", message="Try again.", retry_ms=500),
    "presence_public": Presence(here=40),
    "presence_counting": Presence(here=40, counting={ROUND: 42}),
    "presence": Presence(here=40, in_=[ANNA], out=[BEN], typing=[]),
    "ping": Ping(now=NOW, head=90),
    "drain": Drain(within_ms=30_000),
    "drain_to_a_newer_server": Drain(within_ms=10_000, behind=True),
    "welcome_behind_a_newer_server": msgspec.structs.replace(_WELCOME, behind=True),
}


def files() -> dict[str, bytes]:
    """Return every golden file by its name."""
    return {
        **{f"{name}.bin": canonical(frame.written) for name, frame in UP.items()},
        **{f"{name}.bin": encode(message) for name, message in DOWN.items()},
        **{f"story.{view}.bin": story(view) for view in STORIES},
        "index.json": _json(list(_index())),
        "commands.json": _json(_command_fields()),
        "records.json": _json({**_record_fields(), "words": _words()}),
        "results.json": _json(results()),
        "spend_count.json": _json(CASES),
    }


def _index() -> Iterator[dict[str, Any]]:
    for name, frame in UP.items():
        yield {"name": name, "way": "up", "says": _plain(frame.written)}
    for name, message in DOWN.items():
        says = msgspec.msgpack.decode(encode(message))
        yield {"name": name, "way": "down", "says": _plain(says)}


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"$bytes": value.hex()}
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _json(value: Any) -> bytes:
    return f"{json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False)}\n".encode()


def _command_fields() -> dict[str, dict[str, bool]]:
    """Return for every command its fields, and whether each must be given."""
    return {
        each.__name__: {
            field.name: field.default is MISSING and field.default_factory is MISSING
            for field in fields(each)
        }
        for each in get_args(Command)
    }


# Too rare in what is made up: an idea put in other words after it was put to the vote, and a
# ballot cast by whom its voter named.
_RARE: Final[tuple[Past, ...]] = (
    *TAKING_IDEAS,
    idea_submitted(),
    round_opened(proxies_at_most=1),
    option_added(IDEA, "idea"),
    past_fact(e.IdeaReworded(idea=IDEA, text="A night bus"), by=ANNA),
    e.AncestorNamed(
        workshop=WorkshopId(id_of("another")),
        version=9,
        redesign=None,
        redesign_version=None,
        hash="",
    ),
    e.ProxyNamed(participant=ANNA, holder=BEN),
    past_fact(e.BallotCast(round=ROUND, marks={OptionId(IDEA): 1}), by=BEN, for_=ANNA),
)


def _record_fields() -> dict[str, dict[str, list[str]]]:
    """Return the fields seen in records of long made-up workshops, by any view."""
    board: dict[str, set[str]] = {collection: set() for collection in RENDERERS}
    own: dict[str, set[str]] = {collection: set() for collection in COLLECTIONS}
    logs = [a_history(Random(seed), 300) for seed in range(HISTORIES)]
    agreements = (an_agreement(Random(seed)) for seed in range(12))
    for log in (*logs, *agreements, recorded(*_RARE)):
        workshop = folded(log)
        for view in VIEWS:
            for collection, records in rendered(workshop, view).records.items():
                board[collection].update(*records.values())
        for _, collection, _, record in mine(workshop, {*workshop.participants, NOBODY})[1:]:
            own[collection].update(record)
    return {"board": _sorted(board), "mine": _sorted(own)}


def _sorted(fields_of: dict[str, set[str]]) -> dict[str, list[str]]:
    return {collection: sorted(names) for collection, names in fields_of.items()}


def _words() -> dict[str, list[str]]:
    return {name: sorted(get_args(getattr(e, name))) for name in WORDS_OF_EVENTS}


# --- the story ----------------------------------------------------------------

# Enough words for a snapshot of several parts. Told apart, so that they cannot be deflated away.
_LONG: Final[tuple[Past, ...]] = tuple(
    idea_submitted(IdeaId(id_of(f"long_{number}")), text=f"{number} {WORDS} " * 180)
    for number in range(20)
)
_BEFORE: Final[tuple[Past, ...]] = (*TAKING_VOTES, idea_submitted(), *_LONG)
_AFTER: Final[tuple[Past, ...]] = (
    idea_submitted(IDEA_2, BEN, text=WORDS),
    past_fact(e.IdeaReworded(idea=IDEA, text="A bus on Sundays"), by=ANNA),
    theme_formed(),
    e.IdeasGrouped(theme=THEME, ideas=(IDEA, IDEA_2)),
    past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=ANNA),
    past_fact(e.BallotCast(round=ROUND, marks={YES: -1, NO: 1}), by=FACILITATOR, for_=MAIR),
    e.IdeaHidden(idea=IDEA_2, reason="Not here"),
    e.RoundClosed(round=ROUND),
    e.IdeaRestored(idea=IDEA_2),
    past_fact(e.IdeaWithdrawn(idea=IDEA_2), by=BEN),
    e.ThemeDissolved(theme=THEME),
    e.StageClosed(stage=STAGE),
)


def story(view: View) -> bytes:
    """Return what a view is told of a workshop: a snapshot in the middle, then every delta."""
    log = recorded(*_BEFORE, *_AFTER)
    workshop = Workshop()
    for each in log[: len(_BEFORE)]:
        evolve(workshop, each)
    board = rendered(workshop, view)
    frames = snapshot_frames(EPOCH, workshop.seq, HASH8, board.records)
    for each in log[len(_BEFORE) :]:
        evolve(workshop, each)
        frames.append(encode(_delta(board, workshop, each, view)))
    return canonical({"frames": frames, "hash": board_hash(board.records)})


def _delta(board: Board, workshop: Workshop, each: Any, view: View) -> Delta:
    ops = board.apply(changes(workshop, each, view))
    return Delta(epoch=EPOCH, from_=each.seq, to=each.seq, at=each.at, hash8=HASH8, ops=ops)


def write() -> None:
    """Write every file, and remove what is no longer one."""
    wanted = files()
    for path in FOLDER.iterdir():
        if path.name not in wanted:
            path.unlink()
    for name, content in wanted.items():
        (FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    write()
