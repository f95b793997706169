"""A running site for every test of the pages."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.web.site import Site, a_site


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    async with a_site(tmp_path) as running:
        yield running
