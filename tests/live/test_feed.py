"""A feed: one audience's board, told once, and whoever was away brought up to date."""

import msgspec

from codesign.domain.views import Audience
from codesign.live.feed import GONE_AT_MOST, Feed, Head
from codesign.projections.board import Board
from codesign.projections.ops import Record

EPOCH = b"e" * 16


class Ear:
    """A member of a fan-out that remembers what it was told."""

    def __init__(self, feed: Feed) -> None:
        self.told: list[dict[str, object]] = []
        feed.fanout.plain[id(self)] = lambda payload: self.told.append(
            msgspec.msgpack.decode(payload)
        )


def head(seq: int) -> Head:
    return Head(seq, 1_000 + seq, seq.to_bytes(8, "big"))


def a_feed(seq: int = 3, **ideas: Record) -> Feed:
    board = Board()
    board.records["ideas"].update(ideas)
    return Feed(Audience("participant"), board, EPOCH, head(seq))


def decoded(payload: bytes | None) -> dict[str, object]:
    assert payload is not None
    found: dict[str, object] = msgspec.msgpack.decode(payload)
    return found


async def test_a_change_is_told_once_with_the_range_it_covers_rule_d1() -> None:
    feed = a_feed()
    ear = Ear(feed)
    feed.advance([("ideas", "a", {"text": "A"})], head(5))
    assert [(each["from"], each["to"]) for each in ear.told] == [(4, 5)]
    assert ear.told[0]["ops"] == [["put", "ideas", "a", {"text": "A"}]]
    assert ear.told[0]["hash8"] == head(5).hash8


async def test_a_hidden_change_is_covered_by_the_next_visible_delta_rule_d4() -> None:
    feed = a_feed()
    ear = Ear(feed)
    feed.advance([("ideas", "a", None)], head(4))
    feed.advance([("ideas", "b", {"text": "B"})], head(5))
    assert [(each["from"], each["to"]) for each in ear.told] == [(4, 5)]
    feed.close()


async def test_only_changed_fields_travel() -> None:
    feed = a_feed(a={"text": "A", "theme": None})
    ear = Ear(feed)
    feed.advance([("ideas", "a", {"text": "A", "theme": "t"})], head(4))
    assert ear.told[0]["ops"] == [["patch", "ideas", "a", {"theme": "t"}]]


async def test_whoever_was_away_gets_what_changed_in_one_delta() -> None:
    feed = a_feed(a={"text": "A"}, b={"text": "B"})
    feed.advance([("ideas", "a", {"text": "A2"})], head(4))
    feed.advance([("ideas", "b", None)], head(5))
    caught_up = decoded(feed.catch_up(3, {("ideas", "a"): None, ("ideas", "b"): None}))
    assert (caught_up["from"], caught_up["to"]) == (4, 5)
    assert caught_up["ops"] == [
        ["put", "ideas", "a", {"text": "A2"}],
        ["remove", "ideas", "b"],
    ]


async def test_a_removal_somebody_saw_is_not_told_again() -> None:
    feed = a_feed(b={"text": "B"})
    feed.advance([("ideas", "b", None)], head(4))
    feed.advance([("ideas", "c", {"text": "C"})], head(5))
    assert decoded(feed.catch_up(4, {("ideas", "b"): None}))["ops"] == []


async def test_what_was_never_shown_is_not_named_on_return() -> None:
    feed = a_feed()
    feed.advance([("ideas", "hidden", None)], head(4))
    assert decoded(feed.catch_up(3, {("ideas", "hidden"): None}))["ops"] == []
    feed.close()


async def test_away_since_before_the_feed_was_kept_needs_a_snapshot_when_unsure() -> None:
    feed = a_feed(seq=3)
    feed.advance([("ideas", "a", {"text": "A"})], head(4))
    assert feed.catch_up(2, {("ideas", "gone?"): None}) is None
    assert feed.catch_up(1, {("ideas", "a"): None}) is not None


async def test_a_delta_too_large_to_tell_asks_for_a_snapshot_rule_d6() -> None:
    feed = a_feed()
    ear = Ear(feed)
    many = [("ideas", str(n), {"text": "x" * 1_000}) for n in range(100)]
    assert feed.advance(many, head(4)) is False
    assert ear.told == []
    assert feed.told == 4


async def test_a_snapshot_is_built_once_per_version_rule_s3() -> None:
    feed = a_feed(a={"text": "A"})
    first = feed.snapshot()
    assert feed.snapshot() is first
    feed.advance([("ideas", "a", {"text": "B"})], head(4))
    assert feed.snapshot() is not first


async def test_removals_remembered_are_bounded() -> None:
    feed = a_feed()
    for seq in range(4, 4 + 3):
        shown = [("ideas", f"{seq}.{n}", {"n": n}) for n in range(GONE_AT_MOST // 2)]
        feed.advance(shown, head(seq * 2))
        feed.advance([(each[0], each[1], None) for each in shown], head(seq * 2 + 1))
    assert feed.catch_up(3, {("ideas", "4.0"): None}) is None
