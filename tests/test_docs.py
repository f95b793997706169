"""What exists is documented where people look for it."""

import re
from pathlib import Path
from typing import get_args

from codesign.cli import main
from codesign.domain.commands import Command
from codesign.domain.errors import REASONS
from codesign.domain.events import Event
from codesign.live.request import ROOM_REASONS
from codesign.projections.records import RENDERERS
from codesign.protocol.close_codes import CloseCode
from codesign.settings import PREFIX, Settings
from codesign.store.errors import REASONS as STORAGE_REASONS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SPEC = (ROOT / "codesign/protocol/SPEC.md").read_text(encoding="utf-8")


def test_every_setting_is_in_the_readme() -> None:
    for name in Settings.__dataclass_fields__:
        assert f"`{PREFIX}{name.upper()}`" in README


def test_every_command_of_the_command_line_is_in_the_readme() -> None:
    for name in main.commands:
        assert f"codesign {name}" in README, name


def test_every_close_code_is_in_the_spec_with_its_name() -> None:
    for code in CloseCode:
        assert f"| {code.value} | `{code.name.lower()}` |" in SPEC


def test_close_codes_say_whether_to_come_back() -> None:
    assert all(4000 <= code <= 4999 for code in CloseCode)


def test_every_refusal_of_a_room_or_the_store_is_in_the_spec() -> None:
    for code in ROOM_REASONS.keys() | STORAGE_REASONS.keys():
        assert f"`{code}`" in SPEC, code


def test_every_collection_is_in_the_spec() -> None:
    for collection in RENDERERS:
        assert f"`{collection}`" in SPEC


def test_every_rule_a_test_cites_is_in_the_spec() -> None:
    rules = set(re.findall(r"\*\*([A-Z]\d+)\*\*", SPEC))
    cited = {
        rule.upper()
        for path in (ROOT / "tests").rglob("test_*.py")
        for rule in re.findall(r"def test_\w*_rule_([a-z]\d+)\(", path.read_text("utf-8"))
    }
    assert cited
    assert cited <= rules


def test_every_command_and_event_says_what_it_is() -> None:
    for each in (*get_args(Command), *get_args(Event)):
        assert each.__doc__, each
        assert not each.__doc__.startswith(f"{each.__name__}("), each


def test_every_refusal_is_a_sentence_for_people() -> None:
    for code, sentence in {**REASONS, **ROOM_REASONS}.items():
        assert sentence.endswith("."), code
        assert code not in sentence
        assert "_" not in sentence


def test_only_what_belongs_is_at_the_top_level() -> None:
    allowed = {
        "CHANGELOG.md",
        "LICENSE",
        "Makefile",
        "README.md",
        "codesign",
        "frontend",
        "infra",
        "pyproject.toml",
        "tests",
    }
    databases = (".db", ".db-wal", ".db-shm", ".lock")
    names = (each.name for each in ROOT.iterdir())
    there = {each for each in names if not each.startswith(".") and not each.endswith(databases)}
    assert there <= allowed
