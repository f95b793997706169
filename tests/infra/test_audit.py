"""The audit of what we install: a hole fails, silence is said."""

import json

import pytest

from infra import audit
from infra.audit import Answer, main, npm_answer, python_answer


def test_what_has_no_hole_is_clean() -> None:
    found = {"dependencies": [{"name": "msgspec", "version": "1", "vulns": []}]}
    assert python_answer(json.dumps(found), "").state == "clean"
    assert npm_answer('{"vulnerabilities": {}}', "").state == "clean"


def test_a_hole_is_named() -> None:
    found = {"dependencies": [{"name": "old", "version": "1", "vulns": [{"id": "PYSEC-1"}]}]}
    assert python_answer(json.dumps(found), "") == Answer("holes", "old 1: PYSEC-1")
    found_too = {"vulnerabilities": {"older": {"severity": "high"}}}
    assert npm_answer(json.dumps(found_too), "") == Answer("holes", "older: high")


@pytest.mark.parametrize("said", ["", "nonsense", "{}", "[]"])
def test_what_is_no_answer_is_never_taken_for_clean(said: str) -> None:
    assert python_answer(said, "no network").state == "unreachable"
    assert npm_answer(said, "no network").state == "unreachable"


@pytest.mark.parametrize(
    ("state", "usual", "strict"), [("clean", 0, 0), ("holes", 1, 1), ("unreachable", 0, 1)]
)
def test_only_the_strict_form_fails_where_nobody_answers(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    state: audit.State,
    usual: int,
    strict: int,
) -> None:
    monkeypatch.setattr(audit, "AUDITS", {"Some packages": lambda: Answer(state, "why")})
    assert main([]) == usual
    assert main(["--strict"]) == strict
    said = capsys.readouterr()
    assert ("NOT AUDITED" in said.err) == (state == "unreachable")
