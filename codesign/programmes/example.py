"""The illustrative workshop as a script: who asks for what, and how many ms after the start.

It is a quick meeting of an hour and a quarter with all that happens in one: a
stage without names, an idea taken back, one hidden with a reason, themes that
are merged and split, a vote set aside and held again, decisions in the room.
The driver (`cli/example.py`) plays it through a room like anybody's commands;
every identifier is derived, so that it is the same wherever it is made.
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from codesign.domain import commands as c
from codesign.domain.ids import (
    SYSTEM,
    CommandId,
    DecisionId,
    IdeaId,
    OptionId,
    OrganisationId,
    ParticipantId,
    RoundId,
    SessionId,
    StageId,
    ThemeId,
    WorkshopId,
    derived_id,
)
from codesign.domain.recorded import Via
from codesign.programmes import northfield as words
from codesign.programmes.templates import agenda

WORKSHOP: Final = WorkshopId(derived_id(WorkshopId("northfield"), "example", 0))
# 14 October 2025, half past six in the evening in London.
STARTS_AT: Final = 1_760_463_000_000
LENGTH_MS: Final = 75 * 60_000
JOIN_CODE: Final = "HWFMT3"

# Between opening a stage and starting its timer: the question is read out.
_BREATH_MS: Final = 10_000


class ExampleAct(NamedTuple):
    """One wish of the script: `at_ms` after the start, by whom, for whom, through which door."""

    at_ms: int
    by: ParticipantId
    command: c.Command
    for_: ParticipantId | None = None
    via: Via = "room"


def command_id(number: int) -> CommandId:
    """Return the identifier of the script's command of that number."""
    return CommandId(derived_id(WORKSHOP, "command", number))


def acts() -> Iterator[ExampleAct]:
    """Yield the whole script in the order of its times."""
    yield from sorted(
        [
            *_beginning(),
            *_coming_in(),
            *_worries(),
            *_ideas(),
            *_themes(),
            *_dots(),
            *_support(),
            *_end(),
        ],
        key=lambda act: act.at_ms,
    )


# --- what things are called -------------------------------------------------------------------

_ORGANISATION_KEYS: Final = tuple(each.key for each in words.ORGANISATIONS)
_PERSON_KEYS: Final = (words.FACILITATOR.key, *(each.key for each in words.PEOPLE))
_IDEA_KEYS: Final = tuple(each.key for each in (*words.WORRIES, *words.IDEAS))
_THEME_KEYS: Final = (*(each.key for each in words.THEMES), words.SPLIT.key)
_HELPED: Final = {each.key: each.helper for each in words.PEOPLE if each.helper}
_STAGES: Final = tuple(StageId(derived_id(WORKSHOP, "stage", number)) for number in range(5))
_IDEAS, _THEMES, _VOTE, _CLOSE, _WORRIES = _STAGES
_FIRST, _SECOND, _THIRD = (RoundId(derived_id(WORKSHOP, "round", each)) for each in range(3))


def _person(key: str) -> ParticipantId:
    return ParticipantId(derived_id(WORKSHOP, "participant", _PERSON_KEYS.index(key)))


def _organisation(key: str | None) -> OrganisationId | None:
    if key is None:
        return None
    return OrganisationId(derived_id(WORKSHOP, "organisation", _ORGANISATION_KEYS.index(key)))


def _idea(key: str) -> IdeaId:
    return IdeaId(derived_id(WORKSHOP, "comment", _IDEA_KEYS.index(key)))


def _theme(key: str) -> ThemeId:
    return ThemeId(derived_id(WORKSHOP, "theme", _THEME_KEYS.index(key)))


def _decision(number: int) -> DecisionId:
    return DecisionId(derived_id(WORKSHOP, "decision", number))


def _ms(clock: str) -> int:
    minutes, _, seconds = clock.partition(":")
    return (int(minutes) * 60 + int(seconds)) * 1000


def _said(clock: str, who: str, command: c.Command) -> ExampleAct:
    """Return somebody's act; who has no device has their helper type it."""
    if who == words.FACILITATOR.key:
        return _led(clock, command)
    helper = _HELPED.get(who)
    if helper is None:
        return ExampleAct(_ms(clock), _person(who), command)
    return ExampleAct(_ms(clock), _person(helper), command, for_=_person(who))


def _led(clock: str, command: c.Command) -> ExampleAct:
    return ExampleAct(_ms(clock), _person(words.FACILITATOR.key), command, via="desk")


# --- what happens -----------------------------------------------------------------------------


def _beginning() -> Iterator[ExampleAct]:
    yield _led(
        "0:00",
        c.CreateWorkshop(
            facilitator=_person(words.FACILITATOR.key),
            facilitator_name=words.FACILITATOR.name,
            title=words.TITLE,
            question=words.QUESTION,
            join_code=JOIN_CODE,
            agenda=agenda("quick", _STAGES),
        ),
    )
    for second, each in enumerate(words.ORGANISATIONS, start=20):
        organisation = _organisation(each.key)
        if organisation is not None:
            yield _led(
                f"0:{second}",
                c.AddOrganisation(
                    organisation=organisation,
                    name=each.name,
                    potential_provider=each.potential_provider,
                ),
            )
    yield _led(
        "0:50",
        c.PlanSession(
            session=SessionId(derived_id(WORKSHOP, "session", 0)),
            title="Community hall, Tuesday evening",
            starts_at=STARTS_AT,
            ends_at=STARTS_AT + LENGTH_MS,
        ),
    )
    worries = c.StagePlan(
        stage=_WORRIES,
        kind="needs",
        title="What it is like",
        purpose="Say what it is like in your home. Nobody sees who wrote what.",
        minutes=8,
        anonymous=True,
    )
    yield _led("1:20", c.AddStage(plan=worries, before=_IDEAS))


def _coming_in() -> Iterator[ExampleAct]:
    chosen = c.ChooseOrganisation(
        participant=_person(words.FACILITATOR.key),
        organisation=_organisation(words.FACILITATOR.organisation),
    )
    yield _led("1:40", chosen)
    for each in words.PEOPLE:
        who, organisation = _person(each.key), _organisation(each.organisation)
        if each.helper is None:
            yield _said(
                each.at,
                each.key,
                c.JoinWorkshop(participant=who, name=each.name, organisation=organisation),
            )
        else:
            yield _said(each.at, each.helper, c.AddParticipant(participant=who, name=each.name))
    yield _led("5:50", c.ChangeRole(participant=_person(words.HELPER), role="table_helper"))
    yield _said(
        "7:20", "ines", c.DeclareInterest(participant=_person("ines"), interest="potential_bidder")
    )


def _worries() -> Iterator[ExampleAct]:
    yield from _opening("8:00", _WORRIES, minutes=8)
    yield from _submissions(words.WORRIES, _WORRIES)


def _ideas() -> Iterator[ExampleAct]:
    yield from _opening("16:40", _IDEAS, minutes=15, extended=3)
    yield from _submissions(words.IDEAS, _IDEAS)
    reworded, withdrawn, hidden = words.REWORDED, words.WITHDRAWN, words.HIDDEN
    yield _said(
        reworded.at, reworded.author, c.RewordIdea(idea=_idea(reworded.key), text=reworded.text)
    )
    yield _said(withdrawn.at, withdrawn.author, c.WithdrawIdea(idea=_idea(withdrawn.key)))
    yield _said(hidden.at, hidden.author, c.HideIdea(idea=_idea(hidden.key), reason=hidden.text))
    yield _led("29:50", c.ExtendStage(stage=_IDEAS, minutes=3))


def _themes() -> Iterator[ExampleAct]:
    yield _led("35:00", c.OpenStage(stage=_THEMES))
    for each in words.THEMES:
        yield _said(
            each.at,
            each.by,
            c.GroupIdeas(theme=_theme(each.key), ideas=_all(each.ideas), title=each.title),
        )
    renamed, merged, split, moved = words.RENAMED, words.MERGED, words.SPLIT, words.REGROUPED
    yield _said(renamed.at, renamed.by, c.NameTheme(theme=_theme(renamed.key), title=renamed.title))
    gone = tuple(_theme(each) for each in merged.ideas)
    yield _said(merged.at, merged.by, c.MergeThemes(theme=_theme(merged.key), merged=gone))
    yield _led("42:50", c.NameTheme(theme=_theme(merged.key), title=merged.title))
    yield _said(
        split.at,
        split.by,
        c.SplitTheme(
            theme=_theme("draughts"),
            into=_theme(split.key),
            title=split.title,
            ideas=_all(split.ideas),
        ),
    )
    yield _said(moved.at, moved.by, c.GroupIdeas(theme=_theme(moved.key), ideas=_all(moved.ideas)))


def _dots() -> Iterator[ExampleAct]:
    yield _led("47:00", c.OpenStage(stage=_VOTE))
    plans = tuple(
        c.OptionPlan(option=OptionId(_theme(each)), source="theme") for each in words.TO_VOTE_ON
    )
    yield _led(
        "47:40",
        c.OpenRound(
            round=_FIRST,
            question=words.DOTS_QUESTION,
            method="dots",
            options=plans,
            tally="at_reveal",
            dots=words.DOTS,
            dots_per_option=words.DOTS_PER_THEME,
        ),
    )
    yield from _ballots(
        _FIRST,
        "48:05",
        14,
        {
            voter: {_theme(each): dots for each, dots in marks.items()}
            for voter, marks in words.FIRST_DOTS.items()
        },
    )
    yield _led("49:40", c.VoidRound(round=_FIRST, reason=words.VOID_REASON))
    yield _led("50:30", c.RerunRound(round=_SECOND, rerun_of=_FIRST))
    yield from _ballots(
        _SECOND,
        "50:55",
        13,
        {
            voter: {_theme(each): dots for each, dots in marks.items()}
            for voter, marks in words.SECOND_DOTS.items()
        },
    )
    yield _led("55:10", c.CloseRound(round=_SECOND))
    yield _led("55:55", c.RevealResult(round=_SECOND))


def _support() -> Iterator[ExampleAct]:
    plans = tuple(
        c.OptionPlan(option=OptionId(_idea(each)), source="idea") for each in words.TO_SUPPORT
    )
    yield _led(
        "58:20",
        c.OpenRound(
            round=_THIRD, question=words.SUPPORT_QUESTION, method="approval", options=plans
        ),
    )
    yield from _ballots(
        _THIRD,
        "58:50",
        12,
        {voter: dict.fromkeys(_all(ideas), 1) for voter, ideas in words.SUPPORT.items()},
    )
    yield _led("62:30", c.CloseRound(round=_THIRD))
    yield _decided("64:20", 0, words.FIRST_DECISION, words.FIRST_REASONS, ("i1", "i6"))
    yield _decided("66:45", 1, words.SECOND_DECISION, words.SECOND_REASONS, ("i7", "i9"))
    yield _decided("68:10", 1, words.SECOND_DECISION_REWORDED, words.SECOND_REASONS, ("i7", "i9"))


def _end() -> Iterator[ExampleAct]:
    yield _led("70:00", c.OpenStage(stage=_CLOSE))
    yield _led("73:30", c.CloseStage(stage=_CLOSE))
    yield _led("74:10", c.CloseWorkshop())
    yield _led("75:00", c.PublishRecording())


# --- what happens often -----------------------------------------------------------------------


def _opening(clock: str, stage: StageId, minutes: int, extended: int = 0) -> Iterator[ExampleAct]:
    """Yield the opening of a stage and its timer; the server asks for the timer's end."""
    yield _led(clock, c.OpenStage(stage=stage))
    timer = _led(clock, c.StartTimer(stage=stage, seconds=60 * minutes))
    yield timer._replace(at_ms=timer.at_ms + _BREATH_MS)
    ends_ms = timer.at_ms + _BREATH_MS + 60_000 * (minutes + extended)
    yield ExampleAct(ends_ms, SYSTEM, c.EndTimer(stage=stage), via="system")


def _submissions(written: tuple[words.Words, ...], stage: StageId) -> Iterator[ExampleAct]:
    for each in written:
        yield _said(
            each.at, each.author, c.SubmitIdea(idea=_idea(each.key), stage=stage, text=each.text)
        )


def _ballots(
    round_id: RoundId, clock: str, every_s: int, marks: Mapping[str, Mapping[str, int]]
) -> Iterator[ExampleAct]:
    for place, (voter, ballot) in enumerate(marks.items()):
        said = _said(
            clock,
            voter,
            c.CastBallot(
                round=round_id, marks={OptionId(each): mark for each, mark in ballot.items()}
            ),
        )
        # Not all at the same beat: some think longer.
        yield said._replace(at_ms=said.at_ms + (place * every_s + place * place % 7) * 1000)


def _decided(
    clock: str, number: int, text: str, reasons: str, options: tuple[str, ...]
) -> ExampleAct:
    chosen = tuple(OptionId(each) for each in _all(options))
    return _led(
        clock,
        c.RecordDecision(
            decision=_decision(number), text=text, reasons=reasons, round=_THIRD, options=chosen
        ),
    )


def _all(keys: tuple[str, ...]) -> tuple[IdeaId, ...]:
    return tuple(_idea(each) for each in keys)
