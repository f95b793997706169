"""Where the built front end lies: the names Vite gave its files, from its manifest."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOM: Final = "src/main.ts"
PAGES: Final = "src/styles/pages.scss"
_BUILD_PATH: Final = "/static/build/"


class NotBuiltError(Exception):
    """The front end is not built: run `make run`, or `npm run build` in `frontend/`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a page must load: addresses of scripts, of styles, and of what the scripts import."""

    script: str
    styles: tuple[str, ...]
    preloads: tuple[str, ...]


class Assets:
    """Reads the manifest, again whenever the front end was built anew.

    Args:
        build_folder: where Vite put its output.
    """

    def __init__(self, build_folder: Path) -> None:
        self._path = build_folder / ".vite" / "manifest.json"
        self._read_at_ns = 0
        self._manifest: dict[str, dict[str, Any]] = {}

    def entry(self, name: str) -> Entry:
        """Return what the entry of that name needs.

        Raises:
            NotBuiltError: there is no such entry.
        """
        self._refresh()
        if name not in self._manifest:
            raise NotBuiltError(name)
        chunks = self._with_imports(name)
        return Entry(
            script=_address(chunks[0]["file"]),
            styles=tuple(_address(each) for chunk in chunks for each in chunk.get("css", ())),
            preloads=tuple(_address(chunk["file"]) for chunk in chunks[1:]),
        )

    def stylesheet(self) -> str | None:
        """Return the address of the plain pages' styles; they are readable without."""
        try:
            return self.entry(PAGES).script
        except NotBuiltError:
            return None

    def _refresh(self) -> None:
        try:
            built_at_ns = self._path.stat().st_mtime_ns
        except OSError:
            # In the middle of a build, the last one's names are better than none.
            return
        if built_at_ns != self._read_at_ns:
            self._manifest = json.loads(self._path.read_bytes())
            self._read_at_ns = built_at_ns

    def _with_imports(self, name: str) -> list[dict[str, Any]]:
        names = [name]
        for each in names:
            imported = self._manifest[each].get("imports", ())
            names += [other for other in imported if other not in names]
        return [self._manifest[each] for each in names]


def _address(file: str) -> str:
    return f"{_BUILD_PATH}{file}"
