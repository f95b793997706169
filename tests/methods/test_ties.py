import hashlib

from codesign.methods.ties import tie_order

OPTIONS = ("bus", "lift", "bike")


def test_a_tie_that_is_shown_is_not_broken():
    settled = tie_order("show_tie", OPTIONS).settle("winner", ("bus", "bike"))
    assert settled.first is None
    assert settled.among == ("bus", "bike")


def test_the_cheaper_comes_first_and_of_equally_cheap_ones_the_earlier():
    order = tie_order("lower_cost", OPTIONS, costs={"bus": 9, "lift": 3, "bike": 3})
    assert order.ranked(OPTIONS) == ("lift", "bike", "bus")


def test_the_earlier_submitted_comes_first():
    assert tie_order("earliest_submitted", OPTIONS).ranked(("bike", "bus")) == ("bus", "bike")


def test_the_chair_settles_only_the_ties_they_ruled_on():
    order = tie_order("chair_casts", OPTIONS, cast_by_chair=(("lift", "bus"),))
    assert order.ranked(("bus", "lift")) == ("lift", "bus")
    assert order.ranked(("bus", "bike")) is None


def test_anybody_can_draw_the_lot_again_from_its_seed():
    drawn = tie_order("lot", OPTIONS, seed=b"round and closing hash").order
    again = sorted(
        OPTIONS,
        key=lambda option: hashlib.sha256(
            b"round and closing hash\0" + option.encode()
        ).hexdigest(),
    )
    assert list(drawn) == again


def test_another_seed_draws_another_lot():
    drawn = {tie_order("lot", OPTIONS, seed=bytes([n])).order for n in range(20)}
    assert len(drawn) > 1


def test_one_alone_is_no_tie_under_any_rule():
    assert tie_order("show_tie", OPTIONS).ranked(("bus",)) == ("bus",)
