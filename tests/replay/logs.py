"""Made-up histories as a log, every word in them told apart."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from codesign.domain import events as e
from codesign.domain.events import destroys_words_of
from codesign.domain.ids import WorkshopId
from codesign.domain.recorded import Recorded
from codesign.replay.recording import Read
from codesign.store.upcasts import sealed_fields
from tests.histories import a_history

WORKSHOP = WorkshopId("workshop-------------A")


def pasts(steps_at_most: int = 60) -> st.SearchStrategy[list[Recorded]]:
    """Made-up histories, quick to make: a failing one is named by its seed."""
    seeds = st.integers(0, 2**32).map(Random)
    return st.builds(a_history, seeds, st.integers(0, steps_at_most))


def pasts_told_apart() -> st.SearchStrategy[list[Recorded]]:
    """The same with a word and a second of its own for every event."""
    return pasts().map(told_apart)


def word(seq: int, field: str) -> str:
    """What stands in a field of an event; found nowhere else."""
    return f"<{seq}.{field}>"


def told_apart(history: list[Recorded]) -> list[Recorded]:
    """The same history with a word and a second of its own for every event."""
    return [_told_apart(each) for each in history]


def _told_apart(recorded: Recorded) -> Recorded:
    words = {
        name: word(recorded.seq, name)
        for name in sealed_fields(type(recorded.event))
        if getattr(recorded.event, name)
    }
    return recorded._replace(
        event=replace(recorded.event, **words), at=1_760_000_000_000 + recorded.seq * 1_000
    )


def reader(log: list[Recorded]) -> Read:
    """`Log.read` at its worst: an erasure is on record, and its keys are not destroyed yet."""

    def read(_workshop: WorkshopId, after: int, upto: int | None) -> Iterator[Recorded]:
        return iter(log[after:upto])

    return read


def destroyed(log: list[Recorded]) -> dict[str, int]:
    """Whose words were destroyed, and by which event last."""
    owners = ((destroys_words_of(each.event), each.seq) for each in log)
    return {owner: seq for owner, seq in owners if owner is not None}


def destroyed_words(log: list[Recorded]) -> set[str]:
    """Every word that nobody may ever read again."""
    last = destroyed(log)
    return {word(each.seq, name) for each in log for name in _gone(each, last)}


def read_again(log: list[Recorded]) -> list[Recorded]:
    """The log as it is read when the keys are gone of those whose words were destroyed."""
    last = destroyed(log)
    return [each._replace(event=replace(each.event, **_gone(each, last))) for each in log]


def _gone(recorded: Recorded, last: dict[str, int]) -> dict[str, str]:
    return {
        name: ""
        for name, owner in sealed_fields(type(recorded.event)).items()
        if owner and recorded.seq < last.get(getattr(recorded.event, owner), 0)
    }


def shown_from(log: list[Recorded], round_id: str) -> int:
    """The first version at which everybody may see how a round's votes stand."""
    opened = next(
        each
        for each in log
        if isinstance(each.event, e.RoundOpened) and each.event.round == round_id
    )
    needs: tuple[type, ...] = {
        "live": (e.RoundOpened,),
        "at_close": (e.ResultPublished,),
        "at_reveal": (e.ResultPublished, e.ResultRevealed),
    }[opened.event.tally]
    about = [each for each in log if getattr(each.event, "round", None) == round_id]
    return max(
        next((each.seq for each in about if isinstance(each.event, kind)), len(log) + 1)
        for kind in needs
    )
