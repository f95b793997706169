"""`codesign import polis`: a recorded conversation, played into a running server.

Everybody takes part through a WebSocket of their own, as they would from a
browser. The same command run again takes an interrupted import up where it
stopped, whichever side was interrupted.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click
import uvloop

from codesign.app import clock
from codesign.cli.api import Api, AwayError, LoginRefusedError, patiently
from codesign.cli.board_copy import BoardCopy
from codesign.cli.errors import Refusal, refusing
from codesign.cli.line import Exchange
from codesign.cli.lines import Lines
from codesign.cli.options import create_token, server_url
from codesign.cli.plan import FACILITATOR_NAME, Names, Plan, plan_import
from codesign.cli.polis import Conversation, fingerprint, read_conversation
from codesign.cli.progress import progress
from codesign.cli.sending import Sender
from codesign.cli.state import State, StateFile, state_folder
from codesign.domain.ids import RoundId, StageId

# Each is an empty workshop whose login was lost on its way to us.
ATTEMPTS: Final = 5
ELSEWHERE: Final = (
    "This conversation was imported here before, from elsewhere."
    " To import another copy, give it a name with --again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One import into one server; `speed` None is flat out."""

    conversation: Conversation
    key: str
    url: str
    token: str
    speed: float | None
    state: StateFile


@click.group(name="import")
def import_() -> None:
    """Bring in a conversation that was recorded elsewhere."""


@import_.command()
@click.argument("folder", type=click.Path(path_type=Path))
@server_url
@create_token
@click.option(
    "--speed",
    type=click.FloatRange(min=0, min_open=True),
    help="So many times as fast as it was, long silences shortened.  [default: flat out]",
)
@click.option("--again", default="", metavar="NAME", help="Import another copy, by this name.")
@refusing
def polis(folder: Path, url: str, token: str, speed: float | None, again: str) -> None:
    """Play the Polis export in FOLDER into a running server.

    FOLDER holds comments.csv and votes.csv, and summary.csv if there is one.
    Statements become ideas and votes ballots, in the order of their times;
    everybody takes part through a WebSocket of their own. If anything in the
    files does not fit, nothing is imported. Interrupted, the same command goes
    on where it stopped. The last line printed is the workshop's identifier.
    """
    conversation = read_conversation(folder, clock())
    key = f"{fingerprint(folder)}/{again}"
    state = StateFile(f"{url}/{key}", state_folder())
    job = Job(conversation=conversation, key=key, url=url, token=token, speed=speed, state=state)
    try:
        uvloop.run(_import(job))
    except* AwayError:
        message = f"There is no answer from {url}. Run the same command again to go on."
        raise Refusal(message) from None


async def _import(job: Job) -> None:
    async with Api(job.url) as api:
        names, state = await _begin(api, job)
        async with Lines(Exchange(api, names.workshop)) as lines:
            board = BoardCopy()
            desk = lines.open(names.facilitator, state.login, board)
            await desk.welcomed.wait()
            await board.until(lambda copy: bool(copy.of("stages")))
            plan = plan_import(job.conversation, names, _ideas_stage(board))
            await _play(api, job, plan, lines, names, state.login)
            await board.until(lambda copy: _is_counted(copy, plan.round))
        _say_what_was_done(job, plan, state)
        click.echo(names.workshop)


async def _begin(api: Api, job: Job) -> tuple[Names, State]:
    """Create the workshop, or find the one that an earlier run created."""
    state = job.state.read() or State(started=False)
    if state.login and await _is_held(api, job, state):
        return Names(job.key, state.attempt), state
    # If an earlier run did not live to read the answer, that workshop may be there, unheld.
    tries = ATTEMPTS if state.started and not state.login else 1
    for attempt in range(state.attempt, state.attempt + tries):
        granted = await _create(api, job, attempt)
        if granted is not None:
            return Names(job.key, attempt), granted
    # None of those attempts was ours: whoever runs this again must be told so again.
    job.state.write(state)
    raise Refusal(ELSEWHERE)


async def _is_held(api: Api, job: Job, state: State) -> bool:
    try:
        await api.ticket(Names(job.key, state.attempt).workshop, state.login)
    except LoginRefusedError:
        return False
    return True


async def _create(api: Api, job: Job, attempt: int) -> State | None:
    job.state.write(State(attempt=attempt))
    names = Names(job.key, attempt)
    words = {
        "title": job.conversation.topic,
        "question": job.conversation.question,
        "name": FACILITATOR_NAME,
    }
    granted = await api.create_workshop(names.workshop, names.facilitator, words, job.token)
    if granted is None:
        return None
    state = State(attempt=attempt, login=granted.login, link=granted.link)
    job.state.write(state)
    return state


async def _play(api: Api, job: Job, plan: Plan, lines: Lines, names: Names, login: str) -> None:
    opening = Sender(lines.by_person, None, lambda: None)
    await opening.send(plan.opening)
    logins = await patiently(lambda: api.add_people(names.workshop, login, plan.people))
    await lines.open_all(logins)
    with progress("Sending", len(plan.steps)) as going:
        await Sender(lines.by_person, job.speed, going.advance).send(plan.steps)
    await opening.send(plan.closing)


def _ideas_stage(board: BoardCopy) -> StageId:
    stages = board.of("stages")
    return StageId(
        min(
            (each for each in stages if stages[each]["kind"] == "ideas"),
            key=lambda each: stages[each]["order"],
        )
    )


def _is_counted(board: BoardCopy, round_id: RoundId) -> bool:
    return bool(board.of("rounds").get(round_id, {}).get("counted"))


def _say_what_was_done(job: Job, plan: Plan, state: State) -> None:
    conversation = job.conversation
    people, statements = len(plan.people), len(conversation.comments)
    votes = len(conversation.votes) - plan.repeats
    lines = [f"{people} people, {statements} statements and {votes} votes are in."]
    if plan.repeats:
        lines.append(f"{plan.repeats} votes only said again what the voter had said last.")
    if state.link:
        lines.append(f"To run the workshop, open {state.link}")
    click.echo("\n".join(lines), err=True)
