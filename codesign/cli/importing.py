"""`codesign import`: what was recorded elsewhere, played into a running server.

Everybody takes part through a WebSocket of their own, as they would from a
browser. The same command run again takes an interrupted import up where it
stopped, whichever side was interrupted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
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
from codesign.cli.pabulib import Budget, read_budget
from codesign.cli.plan import FACILITATOR_NAME, Names, Plan, plan_import
from codesign.cli.plan_budget import QUESTION, RULES, plan_budget
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
    """One import into one server; `speed` None is flat out.

    `plan` makes its acts, which may be held in the stage for ideas, and `told`
    what is said of them at the end.
    """

    title: str
    question: str
    facilitator: str
    plan: Callable[[Names, StageId], Plan]
    told: Callable[[Plan], list[str]]
    key: str
    url: str
    token: str
    speed: float | None
    state: StateFile


@click.group(name="import")
def import_() -> None:
    """Bring in what was recorded elsewhere."""


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
    _run(
        Job(
            title=conversation.topic,
            question=conversation.question,
            facilitator=FACILITATOR_NAME,
            plan=lambda names, stage: plan_import(conversation, names, stage),
            told=lambda plan: _told(conversation, plan),
            key=key,
            url=url,
            token=token,
            speed=speed,
            state=state,
        )
    )


@import_.command()
@click.argument("file", type=click.Path(path_type=Path))
@server_url
@create_token
@click.option(
    "--rule", type=click.Choice(RULES), help="Count it by this rule.  [default: the file's own]"
)
@click.option("--again", default="", metavar="NAME", help="Import another copy, by this name.")
@refusing
def pabulib(*, file: Path, url: str, token: str, rule: str | None, again: str) -> None:
    """Hold the budget in FILE.pb as a live vote on a running server.

    Projects become options with their costs, and everybody votes through a
    WebSocket of their own; closing counts it by the file's rule. If anything in
    the file does not fit, nothing is imported. Interrupted, the same command
    goes on where it stopped. The last line printed is the workshop's identifier.
    """
    budget = read_budget(file)
    by = rule or budget.rule
    if by not in RULES:
        message = (
            f"{file.name} was decided by {budget.rule!r}, which is not counted here."
            f" Choose one with --rule: {', '.join(RULES)}."
        )
        raise Refusal(message)
    key = f"{sha256(file.read_bytes()).hexdigest()}/{by}/{again}"
    _run(
        Job(
            title=budget.title,
            question=QUESTION,
            facilitator="Budget import",
            plan=lambda names, _stage: plan_budget(budget, by, names),
            told=lambda plan: _told_of_budget(budget, plan),
            key=key,
            url=url,
            token=token,
            speed=None,
            state=StateFile(f"{url}/{key}", state_folder()),
        )
    )


def _run(job: Job) -> None:
    try:
        uvloop.run(_import(job))
    except* AwayError:
        message = f"There is no answer from {job.url}. Run the same command again to go on."
        raise Refusal(message) from None


async def _import(job: Job) -> None:
    async with Api(job.url) as api:
        names, state = await _begin(api, job)
        async with Lines(Exchange(api, names.workshop)) as lines:
            board = BoardCopy()
            desk = lines.open(names.facilitator, state.login, board)
            await desk.welcomed.wait()
            await board.until(lambda copy: bool(copy.of("stages")))
            plan = job.plan(names, _ideas_stage(board))
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
        "title": job.title,
        "question": job.question,
        "name": job.facilitator,
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
    lines = job.told(plan)
    if state.link:
        lines.append(f"To run the workshop, open {state.link}")
    click.echo("\n".join(lines), err=True)


def _told_of_budget(budget: Budget, plan: Plan) -> list[str]:
    people, ballots = len(plan.people), len(plan.steps)
    return [f"{people} people, {len(budget.costs)} projects and {ballots} ballots are in."]


def _told(conversation: Conversation, plan: Plan) -> list[str]:
    people, statements = len(plan.people), len(conversation.comments)
    votes = len(conversation.votes) - plan.repeats
    lines = [f"{people} people, {statements} statements and {votes} votes are in."]
    if plan.repeats:
        lines.append(f"{plan.repeats} votes only said again what the voter had said last.")
    return lines
