"""The frames in `frames/` are what this server writes and reads; vitest reads the same files.

After a change of the wire: `python -m tests.protocol.golden`, and look at the difference.
"""

import hashlib
import zlib
from typing import Any

import msgspec
import pytest

from codesign.domain.events import View
from codesign.projections.board import Board
from codesign.protocol.codec import board_hash, canonical, decode
from tests.protocol.golden import DOWN, FOLDER, STORIES, UP, files

WANTED = files()


def test_there_is_a_file_for_every_frame_and_no_other() -> None:
    assert {path.name for path in FOLDER.iterdir()} == WANTED.keys()


@pytest.mark.parametrize("name", [name for name in WANTED if not name.startswith("story.")])
def test_the_file_is_what_is_written_today(name: str) -> None:
    assert (FOLDER / name).read_bytes() == WANTED[name]


@pytest.mark.parametrize("name", UP)
def test_what_a_browser_writes_is_understood(name: str) -> None:
    assert decode((FOLDER / f"{name}.bin").read_bytes()) == UP[name].meant


@pytest.mark.parametrize("name", DOWN)
def test_f2_keys_are_sorted(name: str) -> None:
    payload = (FOLDER / f"{name}.bin").read_bytes()
    assert canonical(msgspec.msgpack.decode(payload)) == payload


@pytest.mark.parametrize("view", STORIES)
def test_the_story_is_what_is_told_today(view: View) -> None:
    # Compared by what it says: releases of zlib deflate alike content to unlike bytes.
    name = f"story.{view}.bin"
    assert _told((FOLDER / name).read_bytes()) == _told(WANTED[name])


@pytest.mark.parametrize("view", STORIES)
def test_s2_the_hash_is_that_of_snapshot_and_deltas(view: View) -> None:
    story = msgspec.msgpack.decode((FOLDER / f"story.{view}.bin").read_bytes())
    board = Board().records
    for message in map(msgspec.msgpack.decode, story["frames"]):
        _take(board, message)
        if "hash" in message:
            assert message["hash"] == board_hash(board)
    assert hashlib.sha256(canonical(board)).digest() == story["hash"]


def _told(story: bytes) -> list[Any]:
    decoded = msgspec.msgpack.decode(story)
    return [*map(_inflated, decoded["frames"]), decoded["hash"]]


def _inflated(frame: bytes) -> dict[str, Any]:
    message = msgspec.msgpack.decode(frame)
    if message.get("z"):
        message["data"] = zlib.decompress(message["data"])
    return message


def _take(board: dict[str, dict[str, Any]], message: dict[str, Any]) -> None:
    if message["t"] == "snapshot":
        data = zlib.decompress(message["data"]) if message["z"] else message["data"]
        for collection, records in msgspec.msgpack.decode(data).items():
            board[collection].update(records)
        return
    for kind, collection, key, *rest in message["ops"]:
        if kind == "remove":
            del board[collection][key]
        else:
            board[collection][key] = {
                **(board[collection][key] if kind == "patch" else {}),
                **rest[0],
            }
