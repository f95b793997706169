"""The tables are kept up while the server runs, and let go of in order."""

import asyncio
from pathlib import Path

from codesign.live.tables import keep_tables
from codesign.store.log import open_log
from codesign.store.table_places import open_tables
from tests.store.contract import HERE, append
from tests.store.following_contract import begin, following, idea, texts


async def test_what_is_appended_is_in_the_tables_soon_and_nothing_is_once_it_stopped(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path}/codesign.db"
    log, tables = open_log(url), open_tables(url, 1)
    try:
        begin(log, HERE, "A bus at nine")
        stopping = asyncio.Event()
        kept_up = following(log, tables)
        keeping = asyncio.create_task(keep_tables(kept_up, stopping, every_s=0.01))
        await _until_there_are(tables, 1)
        append(log, HERE, idea("A tram"))
        await _until_there_are(tables, 2)

        stopping.set()
        kept_up.stop()
        await asyncio.wait_for(keeping, 10)
        append(log, HERE, idea("A boat"))
        assert texts(tables) == ["A bus at nine", "A tram"]
    finally:
        tables.close()
        log.close()


async def test_a_long_step_is_broken_off_and_gone_on_with_later(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/codesign.db"
    log, tables = open_log(url), open_tables(url, 1)
    try:
        begin(log, HERE, "A bus at nine")
        broken_off = following(log, tables)
        broken_off.stop()
        assert not broken_off.step()
        assert texts(tables) == []
        assert tables.in_use() is None
    finally:
        tables.close()
        log.close()


async def _until_there_are(tables: object, many: int) -> None:
    async with asyncio.timeout(20):
        while len(texts(tables)) < many:  # type: ignore[arg-type]  # noqa: ASYNC110
            await asyncio.sleep(0.01)
