"""Rules: what if. Those who run the workshop suppose something else of a counted vote.

It is theirs until they show it, and on record from then on with the order it gave, so
that anybody can count it again. Nobody is left out but by a group that the vote is
split by: never few people, nothing of an anonymous stage, nobody of a vote that was
watched as it came (`splitting.py`).
"""

from collections.abc import Iterator
from typing import NamedTuple

from codesign.domain.act import Act
from codesign.domain.commands import HideWhatIf, ShowWhatIf
from codesign.domain.counting import votes
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import Event, SplitBy, WhatIfHidden, WhatIfShown
from codesign.domain.ids import OptionId, RoundId
from codesign.domain.permissions import require_running
from codesign.domain.rounds import round_
from codesign.domain.splitting import voter_rows
from codesign.domain.workshop import Poll, Round, Workshop
from codesign.methods.terms import RANKED
from codesign.methods.what_if import OF_GROUPS, SUPPOSES, VERSION, Supposes, is_meant, supposed

# A room waits for what is supposed, so an order is counted anew only where that takes a moment:
# so many comparisons of two options on a ballot.
COMPARISONS_AT_MOST = 200_000
# Another assumption changes little about where fewer options stand.
OPTIONS_AT_LEAST = 2


class Supposition(NamedTuple):
    """One assumption: of groups, by which kind (`by`), and which one is left out (`of`)."""

    supposes: Supposes
    by: SplitBy | None = None
    of: str | None = None


class Supposed(NamedTuple):
    """An assumption, and the order of the options it gives."""

    supposition: Supposition
    ranking: tuple[tuple[OptionId, ...], ...]


def suppositions(workshop: Workshop, round_id: RoundId) -> list[Supposition]:
    """Return everything that may be supposed of a vote."""
    found, poll = workshop.rounds[round_id], workshop.polls[round_id]
    if found.result is None or len(poll.options) < OPTIONS_AT_LEAST:
        return []
    return [
        each
        for supposes in SUPPOSES
        if is_meant(found.method, supposes) and _is_quick(found, poll, supposes)
        for each in _each(workshop, round_id, supposes)
    ]


def _is_quick(found: Round, poll: Poll, supposes: Supposes) -> bool:
    if found.method not in RANKED or supposes == "first_choices":
        return True
    return len(poll.options) ** 2 * len(poll.ballots) <= COMPARISONS_AT_MOST


def _each(workshop: Workshop, round_id: RoundId, supposes: Supposes) -> Iterator[Supposition]:
    if supposes not in OF_GROUPS:
        yield Supposition(supposes)
        return
    for kind, of in voter_rows(workshop, round_id).items():
        if supposes == "alike":
            yield Supposition(supposes, kind)
        else:
            groups = sorted({group for group in of.values() if group is not None})
            yield from (Supposition(supposes, kind, group) for group in groups)


def suppose(workshop: Workshop, round_id: RoundId, what: Supposition) -> Supposed:
    """Return the order that an assumption gives; it must be among the `suppositions`."""
    found, poll = workshop.rounds[round_id], workshop.polls[round_id]
    of_kind = {} if what.by is None else voter_rows(workshop, round_id)[what.by]
    in_rows: dict[str, str | None] = {str(voter): row for voter, row in of_kind.items()}
    # No lot is drawn for it: equals stand together.
    counted = votes(found, poll, b"")
    return Supposed(what, supposed(counted, what.supposes, in_rows, what.of))


def show_what_if(workshop: Workshop, command: ShowWhatIf, act: Act) -> tuple[Event, ...]:
    """Show everybody how the options would stand under another assumption."""
    require_running(workshop, act)
    found = _counted(workshop, command.round)
    what = Supposition(command.supposes, command.by, command.of)
    if what in shown(found):
        return ()
    if what not in suppositions(workshop, found.id):
        raise CommandRejectedError("not_to_suppose")
    return (
        WhatIfShown(
            round=found.id,
            supposes=what.supposes,
            by=what.by,
            of=what.of,
            version=VERSION,
            ranking=suppose(workshop, found.id, what).ranking,
        ),
    )


def hide_what_if(workshop: Workshop, command: HideWhatIf, act: Act) -> tuple[Event, ...]:
    """Keep it back again; who saw it has seen it."""
    require_running(workshop, act)
    found = round_(workshop, command.round)
    what = Supposition(command.supposes, command.by, command.of)
    if what not in shown(found):
        return ()
    return (WhatIfHidden(round=found.id, supposes=what.supposes, by=what.by, of=what.of),)


def shown(found: Round) -> list[Supposition]:
    """Return what everybody is shown to be supposed of a vote."""
    return [Supposition(each.supposes, each.by, each.of) for each in found.what_ifs]


def _counted(workshop: Workshop, round_id: RoundId) -> Round:
    found = round_(workshop, round_id)
    if found.void_reason is not None:
        raise CommandRejectedError("round_void")
    if found.result is None or not found.tally_shown:
        raise CommandRejectedError("result_not_ready")
    return found
