"""At which pace a recorded conversation is played."""

from codesign.cli.pace import PAUSE_AT_MOST_MS, offsets_s


def test_flat_out_everything_is_due_at_once() -> None:
    assert offsets_s([0, 10_000, 99_000], speed=None) == [0, 0, 0]


def test_at_a_speed_pauses_keep_their_proportion() -> None:
    assert offsets_s([5_000, 15_000, 15_000, 45_000], speed=10) == [0, 1, 1, 4]


def test_a_speed_below_one_is_slower_than_it_was() -> None:
    assert offsets_s([0, 1_000], speed=0.5) == [0, 2]


def test_a_long_silence_is_shortened() -> None:
    a_year = 365 * 86_400_000

    assert offsets_s([0, a_year, a_year + 1_000], speed=1) == [
        0,
        PAUSE_AT_MOST_MS / 1000,
        PAUSE_AT_MOST_MS / 1000 + 1,
    ]


def test_nothing_takes_no_time() -> None:
    assert offsets_s([], speed=2) == []
