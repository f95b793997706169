"""The table of protections: every row fits the code, and the runner tells caught from survived."""

import ast
import dataclasses
import os
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.mutating import ROOT, Mutation, main, run
from tests.faults.mutations import MUTATIONS

by_name = pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda each: each.name)


@by_name
def test_a_protection_stands_once_where_its_row_says(mutation: Mutation) -> None:
    source = (ROOT / mutation.file).read_text(encoding="utf-8")

    assert source.count(mutation.text) == 1
    assert mutation.text != mutation.replacement
    if not mutation.in_browser:
        ast.parse(source.replace(mutation.text, mutation.replacement))


@by_name
def test_the_tests_that_must_notice_exist(mutation: Mutation) -> None:
    assert mutation.tests
    for test in mutation.tests:
        path, _, name = test.partition("::")
        assert (ROOT / path).is_file()
        if mutation.in_browser:
            continue
        names = names_in(ROOT / path)
        # Of "TestClass::test_name[parameter]" the names count, not the parameter.
        assert not name or all(each.partition("[")[0] in names for each in name.split("::"))


def names_in(path: Path) -> set[str]:
    """Return what is defined in a file of tests, or in the contracts that it is held to."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    names = {getattr(each, "name", "") for each in ast.walk(module)}
    for each in module.body:
        if isinstance(each, ast.ImportFrom) and (each.module or "").endswith("contract"):
            names |= names_in(ROOT / f"{(each.module or '').replace('.', '/')}.py")
    return names


def test_no_two_rows_have_the_same_name() -> None:
    names = Counter(each.name for each in MUTATIONS)

    assert [name for name, times in names.items() if times > 1] == []


def test_a_protection_switched_off_is_caught() -> None:
    assert run(MUTATIONS[0]).verdict == "caught"


def test_a_change_that_nobody_notices_survives() -> None:
    harmless = dataclasses.replace(MUTATIONS[0], replacement=MUTATIONS[0].text + "            #\n")

    assert run(harmless).verdict == "survived"


def test_a_row_that_no_longer_fits_is_broken_and_not_caught() -> None:
    moved = dataclasses.replace(MUTATIONS[0], text="not in this file")

    assert run(moved).verdict == "broken"


def test_a_row_whose_tests_fail_with_the_protection_on_is_broken_and_not_caught(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    failing = tmp_path / "test_always.py"
    failing.write_text("def test_it():\n    import no_such_library\n", encoding="utf-8")
    useless = dataclasses.replace(
        MUTATIONS[0], tests=(f"{os.path.relpath(failing, ROOT)}::test_it",)
    )

    assert main((useless,), ()) == 1
    assert capsys.readouterr().out.startswith("broken")


def test_where_a_test_cannot_be_run_no_row_is_tried_and_it_is_said() -> None:
    gone = dataclasses.replace(MUTATIONS[0], tests=("tests/faults/test_mutations.py::test_gone",))

    with pytest.raises(SystemExit, match="cannot be run"):
        main((gone,), ())
