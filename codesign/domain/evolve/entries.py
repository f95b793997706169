"""What events of entries change in the state."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, assert_never

from codesign.domain import events as e
from codesign.domain.evolve.replacing import replace_entry
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import KINDS, Entry, Workshop

# The words of each kind of entry: those that other words take the place of, then the rest.
WORDS: Final[Mapping[e.EntryKind, tuple[str, ...]]] = {
    "need": ("what", "user_group", "so_that", "scale"),
    "evidence": ("statement", "source", "link", "area"),
    "persona": ("name", "about"),
    "journey_step": ("step", "touchpoint"),
    "asset": ("name", "area", "condition", "availability"),
    "barrier": ("rule", "owner_body", "effect", "freedom_sought"),
    "delivery_option": ("label", "scope", "solution", "delivery", "implementation", "funding"),
    "criterion": ("name", "about"),
    "score": ("reason",),
    "estimate": ("what", "source"),
    "pledge": ("what", "conditions", "legal_basis"),
    "spend_line": ("service", "area", "driver", "source", "reason"),
    "milestone": ("title", "post"),
    "risk": ("description", "response", "post"),
}


def evolve_entries(workshop: Workshop, recorded: Recorded, event: e.EntriesEvent) -> None:
    """Apply an event of entries of any kind."""
    match event:
        case e.EntryWithdrawn():
            hidden = workshop.entries[event.id].author != recorded.who
            replace_entry(workshop, event.id, withdrawn_reason=event.reason, hidden=hidden)
        case e.EntryRestored():
            replace_entry(workshop, event.id, withdrawn_reason=None, hidden=False)
        case _:
            assert_never(event)


def enter(workshop: Workshop, recorded: Recorded, said: Any) -> None:  # noqa: ANN401 - the event of any kind of entry
    """Put an entry on record, or what it says now in the place of what it said."""
    key = getattr(said, KINDS[type(said)])
    if key in workshop.entries:
        replace_entry(
            workshop,
            key,
            says=said,
            words_seq=recorded.seq,
            lang=recorded.lang,
            withdrawn_reason=None,
            hidden=False,
            redacted=False,
        )
        return
    author = workshop.participants.get(recorded.who) if recorded.who else None
    workshop.entries[key] = Entry(
        says=said,
        author=recorded.who,
        organisation=author.organisation if author else None,
        at=recorded.at,
        seq=recorded.seq,
        words_seq=recorded.seq,
        lang=recorded.lang,
    )


def redact_entry(workshop: Workshop, recorded: Recorded, key: str, text: str) -> None:
    """Put other words in the place of an entry's; its figures and links stay."""
    entry = workshop.entries[key]
    first, *others = WORDS[entry.kind]
    said = replace(entry.says, **{first: text, **dict.fromkeys(others, "")})
    # A reason was destroyed with the words; that it was taken back was not.
    reason = None if entry.stands else ""
    replace_entry(
        workshop, key, says=said, words_seq=recorded.seq, withdrawn_reason=reason, redacted=True
    )
