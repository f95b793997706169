"""Rules: the choices are compared. Longlist, shortlist, criteria, scores, what is preferred.

Criteria and weights are locked before anything is scored, so that nobody weighs with the
result in mind; locking anew voids what was scored before, which stays on record. Carrying
on as now and the least that could be done are always among the choices, and each that is
not preferred has a reason. Once one is preferred, nothing it rests on changes until that
is taken back. It is desk work, and goes on whatever stage is live.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from codesign.domain.act import Act
from codesign.domain.commands import (
    DescribeCriterion,
    DescribeDeliveryOption,
    GiveOwnWeights,
    LockCriteria,
    ScoreOption,
    SelectPreferredOption,
    SiftDeliveryOption,
    WithdrawPreference,
)
from codesign.domain.desk_work import require_desk_work
from codesign.domain.entries import entry, require_entering, require_stage, unless_said
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    CriteriaLocked,
    CriterionDescribed,
    CriterionWeight,
    DeliveryOptionDescribed,
    DeliveryOptionRejected,
    DeliveryOptionSifted,
    EntryKind,
    Event,
    OptionScored,
    OwnWeightsGiven,
    PreferenceWithdrawn,
    PreferredOptionSelected,
    StageKind,
)
from codesign.domain.ids import CriterionId, DeliveryOptionId, RedesignId
from codesign.domain.organisations import known_organisation
from codesign.domain.redesigns import standing
from codesign.domain.rounds import round_
from codesign.domain.words import TITLE_CHARS, one_line, optional_words, words
from codesign.domain.workshop import Appraisal, Lock, Workshop
from codesign.methods.appraisal import WHOLE, Appraised, Weighed, appraise

CHOICE_STAGES: Final[frozenset[StageKind]] = frozenset({"choices"})
OPTIONS_AT_LEAST: Final = 3
CRITERIA_AT_MOST: Final = 30
OPTIONS_AT_MOST: Final = 50


def describe_delivery_option(
    workshop: Workshop, command: DescribeDeliveryOption, act: Act
) -> tuple[Event, ...]:
    """Put an option on the longlist of a redesign, or describe it anew."""
    key = command.delivery_option
    require_entering(workshop, "delivery_option", key, command.stage, CHOICE_STAGES, act)
    _require_changeable(workshop, command.redesign)
    _require_same_redesign(workshop, key, command.redesign)
    options = options_of(workshop, command.redesign)
    if key not in options and len(options) >= OPTIONS_AT_MOST:
        raise CommandRejectedError("too_many")
    described = DeliveryOptionDescribed(
        delivery_option=key,
        stage=command.stage,
        redesign=command.redesign,
        model=command.model,
        bau=command.bau,
        do_minimum=command.do_minimum,
        label=one_line(command.label, TITLE_CHARS, field="label"),
        scope=optional_words(command.scope, field="scope"),
        solution=optional_words(command.solution, field="solution"),
        delivery=optional_words(command.delivery, field="delivery"),
        implementation=optional_words(command.implementation, field="implementation"),
        funding=optional_words(command.funding, field="funding"),
    )
    return unless_said(workshop, described)


def sift_delivery_option(
    workshop: Workshop, command: SiftDeliveryOption, act: Act
) -> tuple[Event, ...]:
    """Carry an option forward to the shortlist or discount it, for a reason on record."""
    require_desk_work(workshop, act)
    option = option_of(workshop, command.delivery_option)
    _require_changeable(workshop, option.redesign)
    reason = words(command.reason, field="reason")
    found = appraisal_of(workshop, option.redesign).sifted.get(option.delivery_option)
    if found is not None and (found.sift, found.reason) == (command.sift, reason):
        return ()
    return (
        DeliveryOptionSifted(
            delivery_option=option.delivery_option, sift=command.sift, reason=reason
        ),
    )


def describe_criterion(
    workshop: Workshop, command: DescribeCriterion, act: Act
) -> tuple[Event, ...]:
    """Name a criterion of a redesign, or name it anew while it is not locked."""
    key = command.criterion
    require_entering(workshop, "criterion", key, command.stage, CHOICE_STAGES, act)
    _require_changeable(workshop, command.redesign)
    _require_same_redesign(workshop, key, command.redesign)
    _require_not_locked(workshop, key)
    described = CriterionDescribed(
        criterion=key,
        stage=command.stage,
        redesign=command.redesign,
        group=command.group,
        name=one_line(command.name, TITLE_CHARS, field="name"),
        about=optional_words(command.about, field="about"),
    )
    return unless_said(workshop, described)


def lock_criteria(workshop: Workshop, command: LockCriteria, act: Act) -> tuple[Event, ...]:
    """Fix criteria and weights; those fixed before, and what was scored by them, are void."""
    require_desk_work(workshop, act)
    require_stage(workshop, command.stage, CHOICE_STAGES, act)
    _require_changeable(workshop, command.redesign)
    for row, each in enumerate(command.criteria, 1):
        found = _criterion(workshop, each.criterion, row=row)
        if found.redesign != command.redesign:
            raise CommandRejectedError("no_such_entry", row=row, field="criterion")
    _require_weights(command.criteria)
    lock = appraisal_of(workshop, command.redesign).lock
    if lock is not None and lock.criteria == command.criteria:
        return ()
    return (
        CriteriaLocked(
            redesign=command.redesign,
            stage=command.stage,
            number=1 if lock is None else lock.number + 1,
            criteria=command.criteria,
        ),
    )


def score_option(workshop: Workshop, command: ScoreOption, act: Act) -> tuple[Event, ...]:
    """Score an option on a locked criterion, once for all; the same id scores anew."""
    option = option_of(workshop, command.delivery_option)
    lock = _lock(workshop, option.redesign)
    require_entering(workshop, "score", command.score, lock.stage, CHOICE_STAGES, act)
    _require_changeable(workshop, option.redesign)
    if lock.weight_of(command.criterion) is None:
        raise CommandRejectedError("criterion_not_locked", field="criterion")
    if not 0 <= command.points <= WHOLE:
        raise CommandRejectedError("bad_score", field="points")
    scored = OptionScored(
        score=command.score,
        stage=lock.stage,
        redesign=option.redesign,
        delivery_option=option.delivery_option,
        criterion=command.criterion,
        lock=lock.number,
        points=command.points,
        reason=words(command.reason, field="reason"),
    )
    _require_only_score(workshop, scored)
    return unless_said(workshop, scored)


def give_own_weights(workshop: Workshop, command: GiveOwnWeights, act: Act) -> tuple[Event, ...]:
    """Record what would matter how much to an organisation, of the criteria that are locked."""
    require_desk_work(workshop, act)
    lock = _lock(workshop, command.redesign)
    organisation = known_organisation(workshop, command.organisation)
    if organisation is None:
        raise CommandRejectedError("no_such_organisation", field="organisation")
    if command.weights:
        _require_weights(command.weights)
        if {each.criterion for each in command.weights} != {e.criterion for e in lock.criteria}:
            raise CommandRejectedError("criterion_not_locked", field="weights")
    given = appraisal_of(workshop, command.redesign).own_weights.get(organisation)
    had = () if given is None or given.lock != lock.number else given.weights
    if had == command.weights:
        return ()
    return (
        OwnWeightsGiven(
            redesign=command.redesign,
            organisation=organisation,
            lock=lock.number,
            weights=command.weights,
        ),
    )


def select_preferred_option(
    workshop: Workshop, command: SelectPreferredOption, act: Act
) -> tuple[Event, ...]:
    """Prefer an option with a reason, and give one for each that is not.

    Raises:
        CommandRejectedError: `too_few_options`, `one_bau`, `no_do_minimum`,
            `option_discounted`, `option_barred`, `rejection_missing` or
            `preferred_already`, beside those of the parts.
    """
    require_desk_work(workshop, act)
    _require_changeable(workshop, command.redesign)
    options = options_of(workshop, command.redesign)
    if command.delivery_option not in options:
        raise CommandRejectedError("no_such_entry", field="delivery_option")
    _require_choice(options)
    _require_may_win(workshop, command.redesign, command.delivery_option)
    if command.round is not None:
        round_(workshop, command.round)
    reasons = _rejections(workshop, command, options)
    return (
        *(
            DeliveryOptionRejected(delivery_option=key, redesign=command.redesign, reason=reason)
            for key, reason in reasons.items()
        ),
        PreferredOptionSelected(
            redesign=command.redesign,
            delivery_option=command.delivery_option,
            reason=words(command.reason, field="reason"),
            round=command.round,
        ),
    )


def withdraw_preference(
    workshop: Workshop, command: WithdrawPreference, act: Act
) -> tuple[Event, ...]:
    """Prefer no option any more; the earlier reasons stay on record."""
    require_desk_work(workshop, act)
    preferred = appraisal_of(workshop, command.redesign).preferred
    return () if preferred is None else (PreferenceWithdrawn(redesign=command.redesign),)


def require_may_go(workshop: Workshop, kind: EntryKind, key: str) -> None:
    """Keep in place, and as it is, what an appraisal rests on.

    Raises:
        CommandRejectedError: `preferred_already`, `criterion_locked` or `scored_already`.
    """
    if kind not in {"delivery_option", "criterion", "score"}:
        return
    found = entry(workshop, kind, key)
    _require_changeable(workshop, found.says.redesign)
    if kind == "criterion":
        _require_not_locked(workshop, CriterionId(key))
    elif kind == "score" and not found.stands:
        _require_only_score(workshop, found.says)


def appraisal_of(workshop: Workshop, redesign: RedesignId) -> Appraisal:
    """Return the appraisal of a redesign; an empty one where nothing was compared yet."""
    return workshop.appraisals.get(redesign) or Appraisal(redesign=redesign)


def options_of(
    workshop: Workshop, redesign: RedesignId
) -> dict[DeliveryOptionId, DeliveryOptionDescribed]:
    """Return the options of a redesign that stand, in the order they came."""
    return {
        each.says.delivery_option: each.says
        for _, each in workshop.entries_of(DeliveryOptionDescribed)
        if each.says.redesign == redesign and each.stands
    }


def scores_of(
    workshop: Workshop, redesign: RedesignId
) -> dict[DeliveryOptionId, dict[CriterionId, int]]:
    """Return the points that count: those that stand and belong to the present lock."""
    lock = appraisal_of(workshop, redesign).lock
    scores: dict[DeliveryOptionId, dict[CriterionId, int]] = {}
    for _, each in workshop.entries_of(OptionScored):
        said = each.says
        if lock and each.stands and (said.redesign, said.lock) == (redesign, lock.number):
            scores.setdefault(said.delivery_option, {})[said.criterion] = said.points
    return scores


def appraised(
    workshop: Workshop, redesign: RedesignId
) -> Appraised[DeliveryOptionId, CriterionId] | None:
    """Return how the shortlisted options compare; None before criteria are locked.

    An option that was discounted is not compared.
    """
    found = appraisal_of(workshop, redesign)
    if found.lock is None:
        return None
    shortlist = [key for key in options_of(workshop, redesign) if not _discounted(found, key)]
    return appraise(shortlist, weighed(found.lock), scores_of(workshop, redesign))


def weighed(lock: Lock) -> list[Weighed[CriterionId]]:
    """Return the locked criteria as the method takes them."""
    return [Weighed(id=e.criterion, weight=e.weight, gate=e.gate) for e in lock.criteria]


def _discounted(found: Appraisal, option: DeliveryOptionId) -> bool:
    sifted = found.sifted.get(option)
    return sifted is not None and sifted.sift == "discounted"


def option_of(workshop: Workshop, key: DeliveryOptionId) -> DeliveryOptionDescribed:
    """Return the option of that id as it is described.

    Raises:
        CommandRejectedError: `no_such_entry`.
    """
    found = entry(workshop, "delivery_option", key)
    if not found.stands:
        raise CommandRejectedError("no_such_entry", field="delivery_option")
    said: DeliveryOptionDescribed = found.says
    return said


def _criterion(workshop: Workshop, key: CriterionId, *, row: int) -> CriterionDescribed:
    found = workshop.entries.get(key)
    if found is None or found.kind != "criterion" or not found.stands:
        raise CommandRejectedError("no_such_entry", row=row, field="criterion")
    said: CriterionDescribed = found.says
    return said


def _lock(workshop: Workshop, redesign: RedesignId) -> Lock:
    lock = appraisal_of(workshop, redesign).lock
    if lock is None:
        raise CommandRejectedError("criteria_not_locked")
    return lock


def _require_changeable(workshop: Workshop, redesign: RedesignId) -> None:
    standing(workshop, redesign)
    if appraisal_of(workshop, redesign).preferred is not None:
        raise CommandRejectedError("preferred_already")


def _require_same_redesign(workshop: Workshop, key: str, redesign: RedesignId) -> None:
    found = workshop.entries.get(key)
    if found is not None and found.says.redesign != redesign:
        raise CommandRejectedError("no_such_entry")


def _require_not_locked(workshop: Workshop, criterion: CriterionId) -> None:
    locks = (each.lock for each in workshop.appraisals.values())
    if any(lock is not None and lock.weight_of(criterion) is not None for lock in locks):
        raise CommandRejectedError("criterion_locked")


def _require_weights(criteria: tuple[CriterionWeight, ...]) -> None:
    if len(criteria) > CRITERIA_AT_MOST:
        raise CommandRejectedError("too_many", field="criteria")
    if len({each.criterion for each in criteria}) < len(criteria):
        raise CommandRejectedError("weights_not_100", field="criteria")
    for row, each in enumerate(criteria, 1):
        if not 1 <= each.weight <= WHOLE:
            raise CommandRejectedError("bad_weight", row=row, field="weight")
        if each.gate is not None and not 0 < each.gate <= WHOLE:
            raise CommandRejectedError("bad_score", row=row, field="gate")
    if sum(each.weight for each in criteria) != WHOLE:
        raise CommandRejectedError("weights_not_100", field="criteria")


def _require_only_score(workshop: Workshop, scored: OptionScored) -> None:
    """Keep one score of an option on a criterion; one of an earlier lock stays void."""
    found = workshop.entries.get(scored.score)
    if found is not None and _place(found.says) != _place(scored):
        raise CommandRejectedError("no_such_entry")
    others = (
        each.says
        for key, each in workshop.entries_of(OptionScored)
        if key != scored.score and each.stands
    )
    if any(_place(each) == _place(scored) for each in others):
        raise CommandRejectedError("scored_already")


def _place(scored: OptionScored) -> tuple[DeliveryOptionId, CriterionId, int]:
    return scored.delivery_option, scored.criterion, scored.lock


def _require_choice(options: Mapping[DeliveryOptionId, DeliveryOptionDescribed]) -> None:
    """Hold domain.md 4.3, invariant 5."""
    if len(options) < OPTIONS_AT_LEAST:
        raise CommandRejectedError("too_few_options")
    if sum(each.bau for each in options.values()) != 1:
        raise CommandRejectedError("one_bau")
    if not any(each.do_minimum for each in options.values()):
        raise CommandRejectedError("no_do_minimum")


def _require_may_win(workshop: Workshop, redesign: RedesignId, option: DeliveryOptionId) -> None:
    if _discounted(appraisal_of(workshop, redesign), option):
        raise CommandRejectedError("option_discounted", field="delivery_option")
    compared = appraised(workshop, redesign)
    standings = () if compared is None else compared.standings
    if any(each.option == option and each.barred_by for each in standings):
        raise CommandRejectedError("option_barred", field="delivery_option")


def _rejections(
    workshop: Workshop, command: SelectPreferredOption, options: Iterable[DeliveryOptionId]
) -> dict[DeliveryOptionId, str]:
    """Return why each other option is not preferred; a discounted one has its reason already."""
    reasons: dict[DeliveryOptionId, str] = {}
    for row, each in enumerate(command.rejected, 1):
        if each.delivery_option not in options or each.delivery_option == command.delivery_option:
            raise CommandRejectedError("no_such_entry", row=row, field="delivery_option")
        reasons[each.delivery_option] = words(each.reason, field="rejected")
    found = appraisal_of(workshop, command.redesign)
    for key in options:
        given = key == command.delivery_option or key in reasons or _discounted(found, key)
        if not given:
            raise CommandRejectedError("rejection_missing", field="rejected")
    return reasons
