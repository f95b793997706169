"""Events of ideas and themes."""

from dataclasses import dataclass
from typing import Annotated

from codesign.domain.events.kinds import Contribution
from codesign.domain.ids import IdeaId, StageId, ThemeId
from codesign.domain.words import SealedUnder


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaSubmitted:
    """Somebody put an idea forward in a stage."""

    idea: IdeaId
    stage: StageId
    text: Annotated[str, SealedUnder("idea")]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRecorded:
    """An idea was typed in from a card that nobody signed; who typed it is not its author."""

    idea: IdeaId
    stage: StageId
    text: Annotated[str, SealedUnder("idea")]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaReworded:
    """The author found better words."""

    idea: IdeaId
    text: Annotated[str, SealedUnder("idea")]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaWithdrawn:
    """The author took the idea back; it stays in the record."""

    idea: IdeaId


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaHidden:
    """A facilitator took the idea off the board, for a reason on record."""

    idea: IdeaId
    reason: Annotated[str, SealedUnder("idea")]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaRestored:
    """A hidden or withdrawn idea is back on the board."""

    idea: IdeaId


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasRevealed:
    """The private ideas of a stage are everybody's to read."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasConcealed:
    """The ideas of a stage are their authors' again; who has read them has read them."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasLetThrough:
    """Held ideas come onto the board now, as if they had just been put forward."""

    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasHeldBack:
    """Ideas wait off the board until they are let through."""

    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaTidied:
    """Those who run the workshop found clearer words; the author's stand beside them.

    `words_of` is the idea whose words these make clearer: itself, or the one it copies.
    """

    idea: IdeaId
    words_of: IdeaId
    text: Annotated[str, SealedUnder("words_of")]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaUntidied:
    """An idea stands in its author's words alone again."""

    idea: IdeaId


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasJoined:
    """Ideas that say the same were put with this one; votes stay where they were cast."""

    idea: IdeaId
    joined: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasParted:
    """Ideas that were put with another stand on their own again, each where it was before."""

    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionRedacted:
    """Words were destroyed for good; the slot and its votes stay.

    `text` stands in their place from now on, sealed under a new key; all
    earlier words of the contribution, and earlier reasons, are unreadable.
    """

    kind: Contribution
    id: str
    reason: Annotated[str, SealedUnder("id")]
    text: Annotated[str, SealedUnder("id")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFormed:
    """A theme was opened to gather ideas under."""

    theme: ThemeId
    stage: StageId | None
    title: Annotated[str, SealedUnder("theme")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeNamed:
    """A theme got another title."""

    theme: ThemeId
    title: Annotated[str, SealedUnder("theme")]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasGrouped:
    """Ideas were put under a theme; each leaves the theme it was in."""

    theme: ThemeId
    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasUngrouped:
    """Ideas stand on their own again."""

    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesMerged:
    """Themes were joined into one; their ideas moved with them."""

    theme: ThemeId
    merged: tuple[ThemeId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSplit:
    """Some ideas of a theme became a theme of their own."""

    theme: ThemeId
    into: ThemeId
    title: Annotated[str, SealedUnder("into")]
    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeDissolved:
    """A theme was taken apart; its ideas stand on their own."""

    theme: ThemeId


IdeasEvent = (
    IdeasParted
    | IdeasJoined
    | IdeaUntidied
    | IdeaTidied
    | IdeasHeldBack
    | IdeasLetThrough
    | IdeasConcealed
    | ThemeDissolved
    | ThemeSplit
    | ThemesMerged
    | IdeasUngrouped
    | IdeasGrouped
    | ThemeNamed
    | ThemeFormed
    | ContributionRedacted
    | IdeasRevealed
    | IdeaRestored
    | IdeaHidden
    | IdeaWithdrawn
    | IdeaReworded
    | CardRecorded
    | IdeaSubmitted
)
