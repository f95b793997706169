from typing import get_args

from codesign.domain.events import Event
from codesign.outputs.happenings import HAPPENINGS


def test_every_kind_of_event_can_be_told():
    assert HAPPENINGS.keys() == set(get_args(Event))


def test_no_two_kinds_are_told_alike():
    assert len(set(HAPPENINGS.values())) == len(HAPPENINGS)
