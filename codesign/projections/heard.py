"""Who was heard: what people contributed by group, and which organisations did not yet.

It is counted from the records a view reads: outside of anonymous stages an idea tells
whose organisation's it is, and to all but the public whose. So nothing is told here
that the view cannot read on its board, and nothing at all of an anonymous stage.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from codesign.domain.permissions import VOTING
from codesign.methods.heard import concentration, half_came_from
from codesign.projections.reading import Reading

Record = Mapping[str, Any]


class GroupHeard(NamedTuple):
    """What the people of a group contributed: of an organisation, an area ("" for none) or a role.

    `people` and `wrote` are how many it has and how many of them wrote, None to who may
    not know whose ideas are whose; `last_at` when its last idea came (ms UTC).
    """

    of: str
    people: int | None
    wrote: int | None
    ideas: int
    last_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What people contributed, most first; `unheard` are organisations that did not yet.

    How many people wrote, from how few of them half of it came, and how uneven that is
    (0 to 1) are None to who may not know whose ideas are whose.
    """

    ideas: int
    by_organisation: tuple[GroupHeard, ...]
    by_role: tuple[GroupHeard, ...]
    by_area: tuple[GroupHeard, ...]
    unheard: tuple[str, ...]
    people: int
    wrote: int | None
    half_from: int | None
    concentration: Fraction | None


def heard(reading: Reading) -> Heard:
    """Return who contributed so far, as far as the view reads it on its board."""
    ideas = [each for each in reading.rows("ideas").values() if _counts(each)]
    taking_part = {
        key: each for key, each in reading.rows("participants").items() if each["role"] in VOTING
    }
    # The public reads no names.
    people = None if reading.view == "public" else taking_part
    made = Counter(each.get("author") for each in ideas)
    each_made = [made[each] for each in taking_part]
    by_organisation = _by(people, ideas, lambda each: each["organisation"] or "")
    spoke = {each.of for each in by_organisation if each.ideas}
    return Heard(
        ideas=len(ideas),
        by_organisation=by_organisation,
        by_role=() if people is None else _by(people, ideas, _role_in(people)),
        by_area=_by(people, ideas, _area_in(people)) if people and reading.rows("areas") else (),
        unheard=tuple(each for each in _organisations(reading) if each not in spoke),
        people=reading.attendance.people,
        wrote=None if people is None else sum(1 for each in each_made if each),
        half_from=None if people is None else half_came_from(each_made),
        concentration=None if people is None else concentration(each_made),
    )


def _counts(idea: Record) -> bool:
    """Tell whether it is known whose an idea is: not of an anonymous stage, a card or a copy."""
    told = "organisation" in idea and not idea.get("on_card") and idea["from_idea"] is None
    return told and idea.get("hidden_reason") is None


def _organisations(reading: Reading) -> list[str]:
    """Return the organisations of which somebody takes part."""
    return [each.of for each in reading.attendance.by_organisation if each.of is not None]


def _role_in(people: Mapping[str, Record]) -> Callable[[Record], str | None]:
    def role(each: Record) -> str | None:
        person = people.get(each["author"]) if "author" in each else each
        return None if person is None else str(person["role"])

    return role


def _area_in(people: Mapping[str, Record]) -> Callable[[Record], str | None]:
    """Return what tells the area of a person or of an idea's author, "" where they did not say."""

    def area(each: Record) -> str | None:
        person = people.get(each["author"]) if "author" in each else each
        # Only who runs the workshop is told.
        return None if person is None or "area" not in person else str(person["area"] or "")

    return area


def _by(
    people: Mapping[str, Record] | None,
    ideas: Sequence[Record],
    group_of: Callable[[Record], str | None],
) -> tuple[GroupHeard, ...]:
    """Return what each group contributed, those with most people or ideas first."""
    members = Counter(group_of(each) for each in (people or {}).values())
    written = Counter(map(group_of, ideas))
    wrote = {(group_of(each), each.get("author")) for each in ideas}
    groups = [each for each in {**members, **written} if each is not None]
    found = [
        GroupHeard(
            of=group,
            people=None if people is None else members[group],
            wrote=None if people is None else sum(1 for of, _ in wrote if of == group),
            ideas=written[group],
            last_at=max((each["at"] for each in ideas if group_of(each) == group), default=None),
        )
        for group in groups
    ]
    return tuple(sorted(found, key=lambda each: (-(each.people or 0), -each.ideas, each.of)))
