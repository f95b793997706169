"""A board as a client holds it: the snapshot's records, and every operation since."""

import asyncio
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

Records = dict[str, dict[str, dict[str, Any]]]


class BoardCopy:
    """What one connection was told of its board, kept up to date."""

    def __init__(self) -> None:
        self.records: Records = {}
        self._arriving: Records = {}
        self._changed = asyncio.Event()

    def take_part(self, data: bytes, *, deflated: bool, last: bool) -> None:
        """Take a part of a snapshot; the last one replaces what was held (rules S1, O7)."""
        page = zlib.decompress(data) if deflated else data
        for collection, records in msgspec.msgpack.decode(page, type=Records).items():
            self._arriving.setdefault(collection, {}).update(records)
        if last:
            self.records, self._arriving = self._arriving, {}
            self._tell()

    def take_operations(self, packed: bytes) -> None:
        """Take the operations of a delta (rule D3)."""
        for operation in msgspec.msgpack.decode(packed, type=list[list[Any]]):
            self._take(*operation)
        self._tell()

    async def until(self, holds: Callable[["BoardCopy"], bool]) -> None:
        """Return once something holds of this board."""
        while not holds(self):
            await self._changed.wait()

    def of(self, collection: str) -> Mapping[str, dict[str, Any]]:
        """Return the records of a collection."""
        return self.records.get(collection, {})

    def _take(self, kind: str, collection: str, key: str, record: Mapping[str, Any] = {}) -> None:
        records = self.records.setdefault(collection, {})
        if kind == "remove":
            records.pop(key, None)
        elif kind == "patch" and key in records:
            records[key] |= record
        else:
            records[key] = dict(record)

    def _tell(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
