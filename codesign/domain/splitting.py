"""Rules: by which groups of its voters a counted vote may be split.

Voters are in the groups they declared themselves, as they stood when the vote closed. A
vote has no split at all where one would tell who gave which answer:

- in an anonymous stage, whose organisations are never shown;
- in a secret vote, of which nobody knows whose a ballot is;
- where everybody saw the tally move with each ballot: votes that were watched as they
  came can be told apart, and a split would say whose they are;
- where it was counted again: the difference of two splits is the late ballots. The same
  goes for a vote that asked the same later.

Everything else is for `methods/splits.py` to judge.
"""

from typing import Final, Literal

from codesign.domain.events import SplitBy
from codesign.domain.ids import ParticipantId, RoundId
from codesign.domain.workshop import Round, Standing, Workshop
from codesign.methods.splits import crossings, rows

KINDS: Final[tuple[SplitBy, ...]] = ("organisation", "role", "area")
# Why there is no split: the vote is not over, or see above.
Unsplit = Literal["not_counted", "anonymous", "secret", "watched", "counted_again"]

Groups = dict[SplitBy, dict[ParticipantId, str]]
InRows = dict[SplitBy, dict[ParticipantId, str | None]]


def groups(workshop: Workshop, round_id: RoundId) -> Groups:
    """Return which group everybody who voted is in, kind by kind; "" is none.

    An organisation and a role are told on the board, an area is not.
    """
    poll = workshop.polls[round_id]
    stood = {each: poll.stood.get(each) or _standing(workshop, each) for each in poll.ballots}
    return {
        "organisation": {each: as_whom.organisation or "" for each, as_whom in stood.items()},
        "role": {each: as_whom.role for each, as_whom in stood.items()},
        "area": {each: as_whom.area or "" for each, as_whom in stood.items()},
    }


def unsplit(workshop: Workshop, round_id: RoundId) -> Unsplit | None:
    """Return why a vote has no split, None where it may have one."""
    found = workshop.rounds[round_id]
    if found.result is None:
        return "not_counted"
    if found.stage is not None and workshop.stages[found.stage].anonymous:
        return "anonymous"
    if found.secret:
        return "secret"
    if found.tally == "live":
        return "watched"
    if any(each.recount_reason is not None for each in _asked_alike(workshop, found)):
        return "counted_again"
    return None


def voter_rows(workshop: Workshop, round_id: RoundId) -> InRows:
    """Return in which row each voter is, of each kind of group the vote may be split by."""
    asked = _asked_alike(workshop, workshop.rounds[round_id])
    in_rows: dict[RoundId, InRows] = {}
    for each in sorted(asked, key=lambda each: each.last_seq):
        if unsplit(workshop, each.id) is None:
            before = [crossings(of) for of in in_rows.values() if of]
            in_rows[each.id] = rows(groups(workshop, each.id), before)
        if each.id == round_id:
            break
    return in_rows.get(round_id, {})


def _asked_alike(workshop: Workshop, found: Round) -> list[Round]:
    """Return the counted votes that asked some of the same in the same way, this one too."""
    options = workshop.polls[found.id].options.keys()
    return [
        each
        for each in workshop.rounds.values()
        if (each.result is not None or each.recount_reason is not None)
        and each.method == found.method
        and not options.isdisjoint(workshop.polls[each.id].options)
    ]


def _standing(workshop: Workshop, voter: ParticipantId) -> Standing:
    person = workshop.participants[voter]
    return Standing(person.organisation, person.role, person.area)
