"""How each vote a view may see came out: terms, turnout and, once shown, the result."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from codesign.domain.events import Channel, ResultRevealed, RoundClosed, RoundVoided, SplitBy
from codesign.domain.ids import GroupId, OptionId, RoundId
from codesign.methods.terms import Method
from codesign.methods.what_if import Supposes
from codesign.projections.groups import Brought, brought_from
from codesign.projections.reading import Reading
from codesign.projections.reasons import ReasonTold, reasons_for
from codesign.projections.wording import REMOVED


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An option, in words, with its counts where they are shown.

    `seq` is the event that brought the idea, the theme or the option itself;
    `words` are those that were voted on; `now` are others that it bears since, empty
    where its theme was joined with another or taken apart, None where they are the same;
    `brought` from which group's board it was brought; `reasons` why people marked it as they did.
    """

    option: OptionId
    words: str
    seq: int
    counts: Mapping[str, int] | None
    now: str | None
    brought: Brought | None
    reasons: tuple[ReasonTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposal:
    """What everybody is shown to be supposed of a vote: of which group, and the order it gives.

    `by` says of what kind the groups are, `group` names the one left out: empty where they
    belong to none, None where it is about no single one.
    """

    supposes: Supposes
    by: SplitBy | None
    group: str | None
    ranking: tuple[tuple[Choice, ...], ...]
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One vote.

    `ranking` runs from most to least supported, equals together; it is empty
    until the result is shown, and for a vote that was set aside. `turnout` is
    how many voted in each way, empty where that is not told. `recount_reason`
    says why it was counted again. `explanation` tells how the result came
    about, empty where that is not known. `supposals` are the what-ifs shown
    beside it. `group` is the group whose vote it was, None for everybody's.
    `seq` is the event that a line about the outcome comes from.
    """

    round: RoundId
    question: str
    method: Method
    dots: int
    dots_per_option: int
    roll: int
    cast: int
    open: bool
    void_reason: str | None
    rerun_of: RoundId | None
    binding: bool
    secret: bool
    turnout: Mapping[Channel, int]
    recount_reason: str | None
    choices: tuple[Choice, ...]
    ranking: tuple[tuple[Choice, ...], ...]
    explanation: Mapping[str, Any]
    supposals: tuple[Supposal, ...]
    opened_seq: int
    group: GroupId | None
    seq: int


def outcomes(reading: Reading) -> list[Outcome]:
    """Return the votes a view may see, in the order they were opened."""
    rounds = reading.rows("rounds")
    in_order = sorted(rounds, key=lambda each: rounds[each]["opened_seq"])
    return [_outcome(reading, RoundId(each), rounds[each]) for each in in_order]


def _outcome(reading: Reading, round_id: RoundId, record: Mapping[str, Any]) -> Outcome:
    result = reading.rows("results").get(round_id)
    choices = {
        each["option"]: _choice(reading, each, record["method"], result)
        for each in reading.rows("options").values()
        if each["round"] == round_id
    }
    return Outcome(
        round=round_id,
        question=record["question"] or REMOVED,
        method=record["method"],
        dots=record["dots"],
        dots_per_option=record["dots_per_option"],
        roll=record["roll"] if result is None else result["roll"],
        cast=record["cast"] if result is None else result["cast"],
        open=record["open"],
        void_reason=record["void_reason"],
        rerun_of=record["rerun_of"],
        binding=record["binding"],
        secret=record["secret"],
        turnout={} if result is None else result["turnout"],
        recount_reason=record["recount_reason"],
        choices=tuple(choices.values()),
        ranking=() if result is None else _ranked(choices, result["ranking"]),
        explanation={} if result is None else result["explanation"],
        supposals=() if result is None else tuple(_supposals(reading, choices, result)),
        opened_seq=record["opened_seq"],
        group=record["group"],
        seq=_told_by(reading, round_id, record, result),
    )


def _ranked(
    choices: Mapping[str, Choice], ranking: Iterable[Iterable[str]]
) -> tuple[tuple[Choice, ...], ...]:
    placed = (tuple(choices[each] for each in equals if each in choices) for equals in ranking)
    return tuple(equals for equals in placed if equals)


def _supposals(
    reading: Reading, choices: Mapping[str, Choice], result: Mapping[str, Any]
) -> Iterator[Supposal]:
    for each in result["what_ifs"]:
        named = reading.rows("areas" if each["by"] == "area" else "organisations").get(each["of"])
        yield Supposal(
            supposes=each["supposes"],
            by=each["by"],
            group=each["of"] if named is None else named["name"],
            ranking=_ranked(choices, each["ranking"]),
            seq=each["seq"],
        )


def _told_by(
    reading: Reading,
    round_id: RoundId,
    record: Mapping[str, Any],
    result: Mapping[str, Any] | None,
) -> int:
    """Return the event from which everybody could know how it stands."""
    about = ("rounds", round_id)
    if result is not None:
        revealed = reading.marks.last(about, ResultRevealed)
        return int(result["seq"]) if revealed is None else revealed.seq
    end = reading.marks.last(about, RoundVoided) or reading.marks.last(about, RoundClosed)
    return int(record["opened_seq"]) if end is None else end.seq


def _choice(
    reading: Reading,
    option: Mapping[str, Any],
    method: Method,
    result: Mapping[str, Any] | None,
) -> Choice:
    words, source = _words(reading, option)
    voted: str | None = option.get("voted_words")
    return Choice(
        option=option["option"],
        words=(words if voted is None else voted) or REMOVED,
        seq=option["seq"] if source is None else source["seq"],
        counts=_counts(option, result),
        now=None if voted is None else words if source is not None else "",
        brought=None if source is None else brought_from(reading, source),
        reasons=reasons_for(reading, option["round"], method, option["option"]),
    )


def _counts(
    option: Mapping[str, Any], result: Mapping[str, Any] | None
) -> Mapping[str, int] | None:
    """Return the counts as they stand; what was published goes before them."""
    standing: Mapping[str, int] | None = option.get("counts")
    if standing is None or result is None:
        return standing
    published: Mapping[str, int] = result["counts"].get(option["option"], {})
    return published or standing


def _words(reading: Reading, option: Mapping[str, Any]) -> tuple[str, Mapping[str, Any] | None]:
    """Return an option's words and the record they come from, where it is another's."""
    if option["source"] == "text":
        return option["text"], None
    key = option["option"]
    if option["source"] == "idea":
        idea = reading.rows("ideas").get(key)
        if idea:
            return str(idea.get("tidied", idea["text"])), idea
        return "An idea that is no longer shown", None
    theme = reading.rows("themes").get(key)
    if theme:
        return str(theme["title"]), theme
    return reading.former_themes.get(key, "A theme that is no longer shown"), None


def turnout_told(outcome: Outcome) -> str:
    """Return how many of those who could vote did."""
    return f"{outcome.cast} of {outcome.roll} voted"
