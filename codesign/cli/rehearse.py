"""`codesign rehearse`: simulated participants in a running workshop.

For facilitators who want to see a full room before the evening, and for
maintainers who want to know whether their server holds one.
"""

from dataclasses import dataclass
from statistics import quantiles
from typing import Final

import click
import uvloop

from codesign.app import new_id
from codesign.cli.acting import Seen, act_out, lead
from codesign.cli.api import Api, AwayError
from codesign.cli.board_copy import BoardCopy
from codesign.cli.errors import Refusal, refusing
from codesign.cli.line import Exchange
from codesign.cli.lines import Lines
from codesign.cli.options import create_token, facilitator_link, server_url
from codesign.domain.ids import ParticipantId, WorkshopId

TITLE: Final = "Rehearsal: what would make this service easier to use?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What was asked for; an empty `workshop` means a new one that leads itself."""

    workshop: str
    url: str
    link: str
    token: str
    people: int
    seconds: float


@click.command()
@click.argument("workshop", default="")
@server_url
@facilitator_link
@create_token
@click.option("--people", type=click.IntRange(1, 2_000), default=30, show_default=True)
@click.option(
    "--minutes", type=click.FloatRange(min=0, min_open=True), default=5.0, show_default=True
)
@refusing
def rehearse(
    *, workshop: str, url: str, link: str, token: str, people: int, minutes: float
) -> None:
    """Fill a workshop with simulated participants, for some minutes.

    They join, write ideas put together from a few words, group them and vote,
    each through a connection of their own. Without WORKSHOP a new one is
    started, which leads itself through its stages. With WORKSHOP, --login
    takes its facilitator link, and people do what the stage you open is for;
    what they add stays on record, so use a workshop made for it.
    """
    rehearsal = Rehearsal(
        workshop=workshop, url=url, link=link, token=token, people=people, seconds=60 * minutes
    )
    try:
        uvloop.run(_rehearse(rehearsal))
    except* AwayError:
        message = f"There is no answer from {url}."
        raise Refusal(message) from None


async def _rehearse(rehearsal: Rehearsal) -> None:
    async with Api(rehearsal.url) as api:
        workshop, login = await _admission(api, rehearsal)
        names = {ParticipantId(new_id()): f"Rehearsal {n + 1}" for n in range(rehearsal.people)}
        logins = await api.add_people(workshop, login, names)
        seen, board = Seen(), BoardCopy()
        async with Lines(Exchange(api, workshop)) as lines:
            desk = lines.open(ParticipantId(""), login, board)
            await lines.open_all(logins)
            leading = None if rehearsal.workshop else lead(seen, desk, board, rehearsal.seconds)
            people = [lines.by_person[each] for each in logins]
            await act_out(seen, people, board, rehearsal.seconds, leading)
    click.echo(_summary(rehearsal, seen))
    click.echo(workshop)


async def _admission(api: Api, rehearsal: Rehearsal) -> tuple[WorkshopId, str]:
    if not rehearsal.workshop:
        workshop = WorkshopId(new_id())
        granted = await api.create_workshop(
            workshop, ParticipantId(new_id()), {"title": TITLE}, rehearsal.token
        )
        if granted is None:
            message = "The server has a workshop of that name already; try again."
            raise Refusal(message)
        return workshop, granted.login
    if not rehearsal.link:
        message = "To rehearse in a workshop, give its facilitator link with --login."
        raise Refusal(message)
    return WorkshopId(rehearsal.workshop), await api.login_of_link(rehearsal.link)


def _summary(rehearsal: Rehearsal, seen: Seen) -> str:
    """Return what happened, in a few lines."""
    lines = [f"{rehearsal.people} people, {rehearsal.seconds:.0f} seconds"]
    lines += [f"{name}: {count}" for name, count in sorted(seen.acts.items())]
    lines += [f"refused, {code}: {count}" for code, count in sorted(seen.refused.items())]
    if len(seen.answers_ms) > 1:
        percent = quantiles(seen.answers_ms, n=100, method="inclusive")
        lines.append(
            f"answers: half within {percent[49]:.0f} ms, 99 of 100 within {percent[98]:.0f} ms"
        )
    return "\n".join(lines)
