"""A vote in which people agree, disagree or pass, in the format of Polis.

For those who run the workshop: it joins voters to their votes, under numbers.
It is theirs to decide whether to publish it.

- `comments.csv`: the options that are ideas, and the other ideas of the stages
  those came from. `moderated` is 1 where shown and -1 where not; the words of
  an idea nobody may read are empty. `author-id` is empty where the stage is
  anonymous. The words are exactly those of the idea, formulas and all: this is
  data for programs, and opening it in a spreadsheet is not safe.
- `votes.csv`: every vote in the order of the record, changed ones too; of a
  person's votes on a comment the last one counts. A vote that was taken back is
  left out with those before it, for which Polis has no word.
- `participants-votes.csv` and `summary.csv`, as Polis has them; opinion groups
  and views are empty, since nobody counted them.

A number is the one an import was made under (`ids.derived_id`, kinds
`participant` and `comment`), which outlives the erasure of a name. Everybody
else is numbered upwards from the highest of those: people in the order they
joined, ideas in the order they were put forward. Times are `said_at` where
there is one, but never earlier than the same person's last vote on the same
comment, so that the last vote in time is the last in the record.

Votes that people counted together, at a table, by show of hands or on paper,
have no voter each and so no place in the format: `summary.csv` says how many
people they are of, and they are in none of the other numbers here.

Before anything is given the votes are counted again, and if that does not agree
with the record, nothing is. Every file is yielded line by line.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from codesign.domain.events import BallotCast
from codesign.domain.ids import (
    IdeaId,
    OptionId,
    ParticipantId,
    RoundId,
    WorkshopId,
    derived_id,
)
from codesign.domain.recorded import Recorded
from codesign.methods.tally import option_counts
from codesign.methods.totals import Totals
from codesign.outputs.dates import Dates
from codesign.outputs.tables import Cell, exact_csv_lines
from codesign.projections.ballots import Ballots
from codesign.projections.reading import Reading

# No import numbers its people higher; a search of this length takes a fifth of a second.
_HIGHEST_NUMBER: Final = 100_000

IdT = TypeVar("IdT", OptionId, ParticipantId)

# Reads the events of the workshop up to the exported version from the beginning.
Events = Callable[[], Iterable[Recorded]]


class NotPolisError(Exception):
    """This vote has no place in the format: it is not shown yet, or of another kind."""


class RecountError(Exception):
    """The exported votes do not add up to the tally; the record or this program is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A vote as it is exported; `at` in ms UTC."""

    at: int
    comment: OptionId
    voter: ParticipantId
    mark: int


class PolisExport:
    """One vote of a workshop, ready to be written.

    Args:
        workshop_id: the workshop, whose imports are numbered by it.
        round_id: a round of method `agree`.
        reading: the view of those who run it, at the version to export.
        ballots: the ballots at that version, of the same view.
        events: as above.

    Raises:
        NotPolisError: see there.
    """

    def __init__(
        self,
        workshop_id: WorkshopId,
        round_id: RoundId,
        reading: Reading,
        ballots: Ballots,
        events: Events,
    ) -> None:
        found = reading.rows("rounds").get(round_id, {})
        if reading.view != "facilitator" or found.get("method") != "agree":
            raise NotPolisError(round_id)
        if found["secret"] or not found["tally_shown"]:
            raise NotPolisError(round_id)
        self._reading = reading
        self._round_id = round_id
        self._events = events
        self._dates = Dates(reading.workshop["timezone"])
        self._options = _options(reading, round_id)
        self._comments = _numbers(workshop_id, "comment", _commented(reading, self._options))
        people = [ParticipantId(each) for each in reading.rows("participants")]
        self._people = _numbers(workshop_id, "participant", people)
        self._ballots = _by_voter(ballots, round_id)
        self._totals = _totals(reading, round_id)
        self._adds_up = False

    def files(self) -> dict[str, Iterator[str]]:
        """Return the four files, line by line.

        The first line of any of them raises `RecountError` where the votes to
        be exported do not add up to the tally.
        """
        files = {
            "comments.csv": self._comment_lines(),
            "votes.csv": self._vote_lines(),
            "participants-votes.csv": self._participant_lines(),
            "summary.csv": self._summary_lines(),
        }
        return {name: self._recounted(lines) for name, lines in files.items()}

    def _recounted(self, lines: Iterator[str]) -> Iterator[str]:
        if not self._adds_up:
            self._recount()
            self._adds_up = True
        yield from lines

    # --- comments ---------------------------------------------------------------

    def _comment_lines(self) -> Iterator[str]:
        columns = ("timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees")
        rows = (self._comment(idea, number) for idea, number in self._comments.items())
        return exact_csv_lines((*columns, "moderated", "comment-body"), rows)

    def _comment(self, idea: OptionId, number: int) -> tuple[Cell, ...]:
        record = self._reading.rows("ideas").get(idea, {})
        at = self._put_forward_at(idea)
        author = self._people.get(record.get("author", ""))
        given = Counter(each.get(idea) for each in self._ballots.values())
        tallied = given[1], given[-1]
        shown = bool(record) and record.get("hidden_reason") is None
        words = record.get("text", "")
        return (at, self._dates.posix(at), number, author, *tallied, 1 if shown else -1, words)

    def _put_forward_at(self, idea: OptionId) -> int:
        record = self._reading.rows("ideas").get(idea)
        if record is not None:
            return int(record["said_at"] or record["at"])
        return self._reading.marks.at(self._options[idea]["seq"]).at

    # --- votes --------------------------------------------------------------------

    def votes(self) -> Iterator[Vote]:
        """Yield the votes in the order of the record."""
        taken_back = self._taken_back()
        last_at: dict[tuple[ParticipantId, OptionId], int] = {}
        for recorded, voter, option, mark in self._cast():
            if mark is not None and recorded.seq > taken_back.get((voter, option), 0):
                at = max(recorded.said_at or recorded.at, last_at.get((voter, option), 0))
                last_at[voter, option] = at
                yield Vote(at=at, comment=option, voter=voter, mark=mark)

    def _vote_lines(self) -> Iterator[str]:
        columns = ("timestamp", "datetime", "comment-id", "voter-id", "vote")
        return exact_csv_lines(columns, map(self._vote, self.votes()))

    def _vote(self, vote: Vote) -> tuple[Cell, ...]:
        comment, voter = self._comments[vote.comment], self._people[vote.voter]
        return (vote.at, self._dates.posix(vote.at), comment, voter, vote.mark)

    def _cast(self) -> Iterator[tuple[Recorded, ParticipantId, OptionId, int | None]]:
        for recorded in self._events():
            event, voter = recorded.event, recorded.who
            if isinstance(event, BallotCast) and event.round == self._round_id and voter:
                for option, mark in event.marks.items():
                    if option in self._options:
                        yield recorded, voter, option, mark

    def _taken_back(self) -> dict[tuple[ParticipantId, OptionId], int]:
        cast = self._cast()
        return {(voter, option): each.seq for each, voter, option, mark in cast if mark is None}

    def _recount(self) -> None:
        last = {(each.voter, each.comment): each.mark for each in self.votes()}
        tallies: dict[OptionId, Counter[int]] = {each: Counter() for each in self._options}
        for (_, option), mark in last.items():
            tallies[option][mark] += 1
        for option, tally in tallies.items():
            if option_counts("agree", option, tally, self._totals) != self._counted(option):
                message = f"comment {self._comments[option]}: {dict(tally)} exported"
                raise RecountError(message)

    def _counted(self, option: OptionId) -> Mapping[str, int]:
        counted: Mapping[str, int] = self._options[option]["counts"]
        return counted

    # --- the other files ------------------------------------------------------------

    def _participant_lines(self) -> Iterator[str]:
        columns = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
        names = (*columns, *(str(number) for number in self._comments.values()))
        return exact_csv_lines(names, self._participants())

    def _participants(self) -> Iterator[tuple[Cell, ...]]:
        authors = [record.get("author") for record in self._shown_comments()]
        for person, number in sorted(self._people.items(), key=lambda each: each[1]):
            ballot = self._ballots.get(person, {})
            wrote = authors.count(person)
            if ballot or wrote:
                given = [ballot.get(each) for each in self._comments]
                voted = len(given) - given.count(None)
                tallied = voted, given.count(1), given.count(-1)
                yield (number, None, wrote, *tallied, *given)

    def _shown_comments(self) -> list[Mapping[str, Any]]:
        ideas = self._reading.rows("ideas")
        return [ideas[each] for each in self._comments if each in ideas]

    def _summary_lines(self) -> Iterator[str]:
        record, voters = self._reading.workshop, len(self._ballots)
        authors = {each.get("author") for each in self._shown_comments()} - {None}
        rows: list[tuple[Cell, ...]] = [
            ("url", None),
            ("views", None),
            ("voters", voters),
            ("voters-in-conv", voters),
            ("commenters", len(authors)),
            ("comments", len(self._comments)),
            ("groups", None),
            ("conversation-description", record["question"]),
        ]
        if self._totals:
            counted = sum(each.cast for each in self._totals)
            rows.append(("voters-counted-together", counted))
        return exact_csv_lines(("topic", record["title"]), rows)


def _totals(reading: Reading, round_id: RoundId) -> list[Totals[OptionId]]:
    """Return what people counted in the round, as far as it stands in its count."""
    binding = reading.rows("rounds")[round_id]["binding"]
    return [
        Totals(cast=each["cast"], counts=each["counts"])
        for each in reading.rows("totals").values()
        if each["round"] == round_id
        and each["withdrawn_reason"] is None
        and (each["confirmed_by"] is not None or not binding)
    ]


def _options(reading: Reading, round_id: RoundId) -> dict[OptionId, Mapping[str, Any]]:
    """Return the options of the round that are ideas."""
    return {
        OptionId(each["option"]): each
        for each in reading.rows("options").values()
        if each["round"] == round_id and each["source"] == "idea"
    }


def _commented(reading: Reading, options: Iterable[OptionId]) -> list[OptionId]:
    """Return the options, and the other ideas of their stages, as they were put forward."""
    ideas = reading.rows("ideas")
    stages = {ideas[each]["stage"] for each in options if each in ideas}
    others = (OptionId(key) for key, each in ideas.items() if each["stage"] in stages)
    found = dict.fromkeys([*options, *others])

    def put_forward(option: OptionId) -> tuple[int, int]:
        idea = ideas.get(IdeaId(option))
        # An idea nobody may read comes last: when it came is not told either.
        return (1, 0) if idea is None else (0, idea["said_at"] or idea["at"])

    return sorted(found, key=put_forward)


def _numbers(workshop_id: WorkshopId, kind: str, ids: Collection[IdT]) -> dict[IdT, int]:
    """Return the number of each, lowest first: those of an import, then all others."""
    left = {str(each): each for each in ids}
    found: dict[IdT, int] = {}
    for number in range(_HIGHEST_NUMBER + 1):
        each = left.pop(derived_id(workshop_id, kind, number), None)
        if each is not None:
            found[each] = number
        if not left:
            break
    following = max(found.values(), default=-1) + 1
    return found | {each: following + place for place, each in enumerate(left.values())}


def _by_voter(ballots: Ballots, round_id: RoundId) -> dict[ParticipantId, dict[OptionId, int]]:
    found: dict[ParticipantId, dict[OptionId, int]] = {}
    for each in ballots.marks:
        if each.round == round_id:
            found.setdefault(ParticipantId(each.voter), {})[each.option] = each.mark
    return found
