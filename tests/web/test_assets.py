"""The names Vite gave, from its manifest."""

import json
from pathlib import Path

import pytest

from codesign.web.assets import PAGES, ROOM, Assets, NotBuiltError


def build(folder: Path, manifest: object) -> Assets:
    (folder / ".vite").mkdir(exist_ok=True)
    (folder / ".vite" / "manifest.json").write_text(json.dumps(manifest))
    return Assets(folder)


def test_an_entry_is_its_script_its_styles_and_all_it_imports(tmp_path: Path) -> None:
    assets = build(
        tmp_path,
        {
            ROOM: {"file": "assets/main-1.js", "css": ["assets/main-1.css"], "imports": ["_a.js"]},
            "_a.js": {"file": "assets/a-1.js", "css": ["assets/a-1.css"], "imports": ["_b.js"]},
            "_b.js": {"file": "assets/b-1.js", "imports": ["_a.js"]},
        },
    )
    entry = assets.entry(ROOM)
    assert entry.script == "/static/build/assets/main-1.js"
    assert entry.styles == ("/static/build/assets/main-1.css", "/static/build/assets/a-1.css")
    assert entry.preloads == ("/static/build/assets/a-1.js", "/static/build/assets/b-1.js")


def test_a_front_end_that_is_not_built_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(NotBuiltError):
        Assets(tmp_path).entry(ROOM)
    assert Assets(tmp_path).stylesheet() is None


def test_a_front_end_that_was_built_anew_is_read_again(tmp_path: Path) -> None:
    assets = build(tmp_path, {PAGES: {"file": "assets/pages-1.css"}})
    assert assets.stylesheet() == "/static/build/assets/pages-1.css"
    build(tmp_path, {PAGES: {"file": "assets/pages-2.css"}})
    assert assets.stylesheet() == "/static/build/assets/pages-2.css"


def test_in_the_middle_of_a_build_the_last_names_hold(tmp_path: Path) -> None:
    assets = build(tmp_path, {PAGES: {"file": "assets/pages-1.css"}})
    assets.stylesheet()
    (tmp_path / ".vite" / "manifest.json").unlink()
    assert assets.stylesheet() == "/static/build/assets/pages-1.css"
