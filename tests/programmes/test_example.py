"""The illustrative script holds together before anybody plays it."""

from codesign.domain.ids import is_id
from codesign.programmes import northfield as words
from codesign.programmes.example import LENGTH_MS, WORKSHOP, acts, command_id

IDEAS = {each.key for each in (*words.WORRIES, *words.IDEAS)}
PEOPLE = {words.FACILITATOR.key, *(each.key for each in words.PEOPLE)}
THEMES = {*(each.key for each in words.THEMES), words.SPLIT.key}


def test_the_script_is_in_the_order_of_its_times_and_ends_in_time() -> None:
    times = [each.at_ms for each in acts()]

    assert times == sorted(times)
    assert (times[0], times[-1]) == (0, LENGTH_MS)


def test_it_is_the_same_every_time() -> None:
    assert list(acts()) == list(acts())


def test_every_command_has_an_identifier_of_its_own() -> None:
    minted = {command_id(number) for number, _ in enumerate(acts())}

    assert len(minted) == len(list(acts()))
    assert all(is_id(each) for each in (WORKSHOP, *minted))


def test_everybody_and_everything_in_it_is_introduced() -> None:
    assert {each.author for each in (*words.WORRIES, *words.IDEAS)} <= PEOPLE
    assert {idea for each in words.THEMES for idea in each.ideas} <= IDEAS
    assert set(words.TO_VOTE_ON) <= THEMES
    assert set(words.TO_SUPPORT) <= IDEAS
    for ballots in (words.FIRST_DOTS, words.SECOND_DOTS):
        assert set(ballots) <= PEOPLE
        assert all(set(marks) <= set(words.TO_VOTE_ON) for marks in ballots.values())
    assert set(words.SUPPORT) <= PEOPLE
    assert all(set(each) <= set(words.TO_SUPPORT) for each in words.SUPPORT.values())


def test_nobody_gives_more_dots_than_they_have() -> None:
    for ballots in (words.FIRST_DOTS, words.SECOND_DOTS):
        assert all(sum(marks.values()) <= words.DOTS for marks in ballots.values())
        assert all(max(marks.values()) <= words.DOTS_PER_THEME for marks in ballots.values())
