"""Commands for ideas and themes."""

from dataclasses import dataclass

from codesign.domain.events import Contribution
from codesign.domain.ids import IdeaId, StageId, ThemeId


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitIdea:
    """Put an idea forward."""

    idea: IdeaId
    stage: StageId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCard:
    """Type in an idea from a card that nobody signed; it is nobody's."""

    idea: IdeaId
    stage: StageId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RewordIdea:
    """Find better words for one's own idea."""

    idea: IdeaId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawIdea:
    """Take one's own idea back."""

    idea: IdeaId


@dataclass(frozen=True, slots=True, kw_only=True)
class HideIdea:
    """Take an idea off the board, with a reason."""

    idea: IdeaId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreIdea:
    """Put a hidden idea, or one's own withdrawn idea, back on the board."""

    idea: IdeaId


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealIdeas:
    """Show the private ideas of a stage to everybody."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcealIdeas:
    """Leave the ideas of a private stage to their authors again."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class LetIdeasThrough:
    """Put held ideas on the board."""

    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldIdeasBack:
    """Take ideas off the board until they are let through."""

    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TidyIdea:
    """Give an idea clearer words beside its author's own."""

    idea: IdeaId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UntidyIdea:
    """Let an idea stand in its author's words alone again."""

    idea: IdeaId


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinIdeas:
    """Put ideas that say the same with this one."""

    idea: IdeaId
    joined: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartIdeas:
    """Let ideas that were put with another stand on their own again."""

    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactContribution:
    """Destroy the words of a contribution; `text` stands in their place."""

    kind: Contribution
    id: str
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupIdeas:
    """Put ideas under a theme, forming it if it is new."""

    theme: ThemeId
    ideas: tuple[IdeaId, ...]
    title: str = ""
    stage: StageId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameTheme:
    """Give a theme another title."""

    theme: ThemeId
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UngroupIdeas:
    """Let ideas stand on their own again."""

    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeThemes:
    """Join other themes into this one."""

    theme: ThemeId
    merged: tuple[ThemeId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitTheme:
    """Make a theme of its own from some ideas of a theme."""

    theme: ThemeId
    into: ThemeId
    title: str
    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DissolveTheme:
    """Take a theme apart."""

    theme: ThemeId


IdeasCommand = (
    PartIdeas
    | JoinIdeas
    | UntidyIdea
    | TidyIdea
    | HoldIdeasBack
    | LetIdeasThrough
    | ConcealIdeas
    | DissolveTheme
    | SplitTheme
    | MergeThemes
    | UngroupIdeas
    | NameTheme
    | GroupIdeas
    | RedactContribution
    | RevealIdeas
    | RestoreIdea
    | HideIdea
    | WithdrawIdea
    | RewordIdea
    | RecordCard
    | SubmitIdea
)
