"""Ideas and themes, as the state holds them."""

from dataclasses import dataclass

from codesign.domain.ids import (
    GroupId,
    IdeaId,
    NeedId,
    OrganisationId,
    ParticipantId,
    StageId,
    ThemeId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """A contribution to the board.

    `seq` is the event that brought it to the board, `words_seq` the one that
    gave it its present words; `text` is empty once its words were destroyed.
    One that is `waiting` is held until it is let through. `group` is the group
    on whose board it is, None for everybody's. `copy_of` is the idea a report
    copied, and `words_of` the idea under whose key its words are. One that was
    `on_card` is nobody's.
    `tidied` are clearer
    words of those who run the workshop, given by the event `tidied_seq`; one that
    says the same as another is `joined_into` it, and was under the theme
    `parted_theme` before.
    """

    id: IdeaId
    stage: StageId
    author: ParticipantId | None
    organisation: OrganisationId | None
    text: str
    at: int
    said_at: int | None
    seq: int
    words_seq: int
    words_of: IdeaId
    lang: str | None = None
    group: GroupId | None = None
    copy_of: IdeaId | None = None
    theme: ThemeId | None = None
    hidden_reason: str | None = None
    withdrawn: bool = False
    waiting: bool = False
    taken_back: bool = False
    redacted: bool = False
    on_card: bool = False
    tidied: str | None = None
    tidied_seq: int | None = None
    joined_into: IdeaId | None = None
    joined_seq: int | None = None
    # The needs it answers.
    needs: tuple[NeedId, ...] = ()
    parted_theme: ThemeId | None = None

    @property
    def words(self) -> str:
        """The words it goes by: the tidied ones where there are such."""
        return self.text if self.tidied is None else self.tidied

    @property
    def shown(self) -> bool:
        """Tell whether it is on the board at all."""
        return self.hidden_reason is None and not self.gone and not self.waiting

    @property
    def gone(self) -> bool:
        """Tell whether its author, or those who reported it, took it off the board."""
        return self.withdrawn or self.taken_back

    @property
    def held(self) -> bool:
        """Tell whether it waits to be let through, and its author still wants it to."""
        return self.waiting and self.hidden_reason is None and not self.gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Ideas gathered under a title; `gone_into` names the theme it was merged into.

    `group`, `copy_of` and `words_of` are as of an idea.
    `held` are the ideas it had when it was merged or taken apart.
    """

    id: ThemeId
    stage: StageId | None
    title: str
    seq: int
    words_of: ThemeId
    group: GroupId | None = None
    copy_of: ThemeId | None = None
    split_from: ThemeId | None = None
    gone_into: ThemeId | None = None
    dissolved: bool = False
    taken_back: bool = False
    held: tuple[IdeaId, ...] = ()
    redacted: bool = False

    @property
    def stands(self) -> bool:
        """Tell whether it is still a theme of its own."""
        return self.gone_into is None and not self.dissolved and not self.taken_back
