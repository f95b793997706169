"""What a benchmark must hold, and what it only should."""

from tests.load.report import compared


def test_a_ratio_between_gate_and_aim_is_told_and_fails_nothing() -> None:
    row = compared("", "", [1.0], "", [1.0], at_most=0.7, gate=0.95)
    assert row.ok
    assert row.verdict == "short of its aim, the gate is 0.95"


def test_a_ratio_beyond_its_gate_fails() -> None:
    assert not compared("", "", [1.0], "", [1.0], at_most=0.7, gate=0.8).ok
    assert not compared("", "", [1.0], "", [1.0], at_least=2.0, gate=1.5).ok


def test_without_a_gate_the_aim_must_be_held() -> None:
    assert not compared("", "", [1.0], "", [1.0], at_most=0.7).ok
    assert compared("", "", [2.0], "", [1.0], at_least=2.0).verdict == "ok"


def test_a_ratio_is_of_the_same_round_and_the_median_of_all() -> None:
    row = compared("", "", [1.0, 4.0, 9.0], "", [1.0, 2.0, 3.0])
    assert (row.ratio, row.spread, row.verdict) == (2.0, (1.0, 3.0), "")
