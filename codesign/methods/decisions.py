"""Decision rules: whether a proposal carries, and by which clauses.

Every option of a round is a proposal of its own, judged on the marks it got.
All thresholds are integer arithmetic. In the terms of the rules: `E` is how many
could vote when the round opened, `C` how many marked the proposal. A quorum is
asked of the whole round, and only where the round asks for one; below it the
outcome is `inquorate`, never a yes or a no.

Marks: yes 1, no -1, abstain 0 (majorities, unanimity); agree 2, agree with
reservations 1, stand aside 0, block -1 (consensus); consent 1, object -1
(consent); 0 to 5 (fist to five); -2 to 2 (temperature).

Sources: majorities as in meeting law; consensus after Seeds for Change; consent
after sociocracy, where everybody answers and an objection is integrated,
withdrawn or not upheld by the others, never by the facilitator alone; fist to
five, where a 5 offers to lead.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeVar

from codesign.methods.marks import MARKS
from codesign.methods.terms import Rule, Terms
from codesign.methods.totals import Totals

Outcome = Literal["carried", "tied", "not_carried", "inquorate", "advisory"]
VERSIONS: Final[Mapping[Rule, int]] = {
    "temperature_check": 1,
    "simple_majority": 1,
    "absolute_majority": 1,
    "super_majority": 1,
    "unanimity": 1,
    "consensus": 1,
    "consent": 1,
    "fist_to_five": 1,
}

VoterT = TypeVar("VoterT", bound=str)
OptionT = TypeVar("OptionT", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One condition of a rule: `have` is at least, or at most, `limit`."""

    name: str
    have: int
    limit: int
    bound: Literal["at_least", "at_most"] = "at_least"

    @property
    def holds(self) -> bool:
        """Tell whether the condition is met."""
        return self.have >= self.limit if self.bound == "at_least" else self.have <= self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How one proposal fared: its outcome, its counts by name, and every clause that was asked."""

    outcome: Outcome
    counts: Mapping[str, int]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Generic[OptionT]):
    """A round judged by a rule.

    `electorate` is how many could vote, `cast` how many marked anything;
    `quorum` is the clause that was asked, None where the round asked for none.
    """

    rule: Rule
    version: int
    electorate: int
    cast: int
    quorum: Clause | None
    verdicts: Mapping[OptionT, Verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marks:
    """What the clauses of one proposal are asked of."""

    tally: Mapping[int, int]
    electorate: int
    terms: Terms
    settled: int

    def __getitem__(self, mark: int) -> int:
        return self.tally.get(mark, 0)

    @property
    def cast(self) -> int:
        return sum(self.tally.values())


def judge(  # noqa: PLR0913 - what the rules are asked of, and nothing else
    rule: Rule,
    ballots: Mapping[VoterT, Mapping[OptionT, int]],
    options: Sequence[OptionT],
    electorate: Set[VoterT],
    terms: Terms | None = None,
    *,
    settled: Mapping[OptionT, Set[VoterT]] | None = None,
    totals: Sequence[Totals[OptionT]] = (),
    unnamed: int = 0,
) -> Judgement[OptionT]:
    """Return whether each proposal carries.

    Args:
        rule: which one, and `terms` what it was set to.
        ballots: the last of each voter.
        options: the proposals, each judged by itself.
        electorate: everybody who could vote when the round opened.
        terms: what the round set; the rule's defaults when None.
        settled: for `consent`, whose objections were withdrawn or not upheld.
        totals: what people gave of whom no ballots are known, each counted among
            those who could vote.
        unnamed: how many of these the electorate does not name.

    Raises:
        ValueError: a ballot marks what is no proposal or with a mark the rule
            does not know, or is by somebody who could not vote.
    """
    asked = terms if terms is not None else Terms()
    known = set(options)
    for voter, ballot in ballots.items():
        if voter not in electorate:
            message = f"a ballot by somebody who could not vote: {voter}"
            raise ValueError(message)
        _require_marks(rule, known, ballot)
    cast = sum(1 for ballot in ballots.values() if ballot) + sum(each.cast for each in totals)
    could = len(electorate) + unnamed
    clause = quorum(asked, cast, could)
    verdicts = {}
    for option in options:
        marked = {voter: ballot[option] for voter, ballot in ballots.items() if option in ballot}
        objected = {voter for voter, mark in marked.items() if mark == -1}
        marks = _Marks(
            tally=Counter(marked.values()) + _told(rule, option, totals),
            electorate=could,
            terms=asked,
            settled=len(objected & set((settled or {}).get(option, ()))),
        )
        verdicts[option] = _verdict(rule, marks, clause)
    return Judgement(
        rule=rule,
        version=VERSIONS[rule],
        electorate=could,
        cast=cast,
        quorum=clause,
        verdicts=verdicts,
    )


def quorum(terms: Terms, cast: int, electorate: int) -> Clause | None:
    """Return the clause that a round asks of its turnout, None where it asks for none."""
    if terms.quorum is None:
        return None
    return Clause(name="quorum", have=cast, limit=terms.quorum.of(electorate))


def _require_marks(rule: Rule, options: Set[OptionT], ballot: Mapping[OptionT, int]) -> None:
    for option, mark in ballot.items():
        if option not in options or mark not in MARKS[rule]:
            message = f"not a mark under {rule}: {option} {mark}"
            raise ValueError(message)


def _told(rule: Rule, option: OptionT, totals: Iterable[Totals[OptionT]]) -> Counter[int]:
    """Return the marks that totals tell of an option."""
    named = [each.counts.get(option, {}) for each in totals]
    return Counter(
        {mark: sum(each.get(name, 0) for each in named) for mark, name in MARKS[rule].items()}
    )


def _verdict(rule: Rule, marks: _Marks, quorum: Clause | None) -> Verdict:
    counts = {name: marks[mark] for mark, name in MARKS[rule].items()}
    clauses = tuple(_CLAUSES[rule](marks))
    return Verdict(outcome=_outcome(rule, marks, clauses, quorum), counts=counts, clauses=clauses)


def _outcome(
    rule: Rule, marks: _Marks, clauses: Sequence[Clause], quorum: Clause | None
) -> Outcome:
    if rule == "temperature_check":
        return "advisory"
    if quorum is not None and not quorum.holds:
        return "inquorate"
    if rule == "simple_majority" and marks[1] == marks[-1]:
        return "tied"
    return "carried" if all(each.holds for each in clauses) else "not_carried"


# --- the clauses of each rule ------------------------------------------------------


def _temperature_check(_: _Marks) -> Iterable[Clause]:
    return ()


def _simple_majority(marks: _Marks) -> Iterable[Clause]:
    yield Clause(name="more_yes_than_no", have=marks[1], limit=marks[-1] + 1)


def _absolute_majority(marks: _Marks) -> Iterable[Clause]:
    yield Clause(name="yes_of_all_who_can_vote", have=marks[1], limit=marks.electorate // 2 + 1)


def _super_majority(marks: _Marks) -> Iterable[Clause]:
    answered = marks[1] + marks[-1]
    yield Clause(name="somebody_decided", have=answered, limit=1)
    yield Clause(name="yes_of_yes_and_no", have=marks[1], limit=marks.terms.majority.of(answered))


def _unanimity(marks: _Marks) -> Iterable[Clause]:
    yield Clause(name="somebody_said_yes", have=marks[1], limit=1)
    yield _at_most("nobody_said_no", marks[-1], 0)
    if marks.terms.abstain_fails:
        yield _at_most("nobody_abstained", marks[0], 0)


def _consensus(marks: _Marks) -> Iterable[Clause]:
    aside = marks.terms.stand_asides
    yield Clause(name="somebody_agreed", have=marks[2] + marks[1], limit=1)
    yield _at_most("blocks", marks[-1], marks.terms.blocks_at_most)
    yield _at_most("stand_asides", marks[0], aside.parts * marks.cast // aside.whole)


def _consent(marks: _Marks) -> Iterable[Clause]:
    yield Clause(name="everybody_answered", have=marks.cast, limit=marks.electorate)
    yield _at_most("open_objections", marks[-1] - marks.settled, 0)


def _fist_to_five(marks: _Marks) -> Iterable[Clause]:
    low = sum(marks[mark] for mark in range(marks.terms.fingers))
    yield Clause(name="somebody_answered", have=marks.cast, limit=1)
    yield _at_most("no_fist", marks[0], 0)
    yield _at_most("too_few_fingers", low, marks.terms.below_at_most)


def _at_most(name: str, number: int, limit: int) -> Clause:
    return Clause(name=name, have=number, limit=limit, bound="at_most")


_CLAUSES: Final[Mapping[Rule, Callable[[_Marks], Iterable[Clause]]]] = {
    "temperature_check": _temperature_check,
    "simple_majority": _simple_majority,
    "absolute_majority": _absolute_majority,
    "super_majority": _super_majority,
    "unanimity": _unanimity,
    "consensus": _consensus,
    "consent": _consent,
    "fist_to_five": _fist_to_five,
}
