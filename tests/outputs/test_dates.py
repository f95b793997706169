import pytest

from codesign.outputs.dates import Dates

# 9 October 2025, 17:30:05 UTC; London is an hour ahead, until the 26th.
AT = 1_760_031_005_000
DAY = 24 * 3_600_000


def test_times_are_those_of_the_workshops_time_zone():
    assert Dates("Europe/London").moment(AT) == "Thursday 9 October 2025, 18:30"
    assert Dates("Asia/Tokyo").moment(AT) == "Friday 10 October 2025, 02:30"


def test_summer_time_ends_when_it_ends():
    assert Dates("Europe/London").time(AT + 30 * DAY) == "17:30"


@pytest.mark.parametrize("timezone", ["", "Nowhere/At_All", "../../etc/passwd", "Europe"])
def test_a_time_zone_that_is_not_known_is_taken_for_utc(timezone):
    dates = Dates(timezone)
    assert (dates.time(AT), dates.name) == ("17:30", "UTC")


def test_a_span_names_the_day_once():
    dates = Dates("Europe/London")
    assert dates.span(AT, AT + 3_600_000) == "Thursday 9 October 2025, 18:30 to 19:30"
    assert dates.span(AT, AT + DAY).endswith("18:30 to Friday 10 October 2025, 18:30")


def test_a_short_date_has_its_seconds():
    assert Dates("Europe/London").short(AT) == "9 Oct 2025, 18:30:05"


def test_a_posix_date_is_as_the_command_prints_it():
    assert Dates("Europe/London").posix(AT) == "Thu Oct 09 18:30:05 BST 2025"
