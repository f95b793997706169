import re
from pathlib import Path
from typing import get_args

import pytest

import codesign
from codesign.domain.errors import REASONS, CommandRejectedError
from codesign.domain.events import Contribution
from codesign.domain.workshop import SAID_BY
from codesign.methods.ballots import Unfit


def codes_raised():
    sources = Path(codesign.__file__).parent.rglob("*.py")
    return {
        code
        for source in sources
        for code in re.findall(
            r'(?:CommandRejectedError\(\s*|require_in\([^"]+)"(\w+)"', source.read_text("utf-8")
        )
    }


def test_every_code_is_raised_somewhere():
    # Those of a ballot are named by what it does not fit, those of a thing by what it is.
    named = {
        *get_args(Unfit),
        *(f"no_such_{kind}" for kind in get_args(Contribution) if kind not in SAID_BY),
    }
    assert codes_raised() | named == set(REASONS)


@pytest.mark.parametrize("sentence", REASONS.values(), ids=REASONS)
def test_every_code_has_a_plain_sentence(sentence):
    assert sentence.endswith(".")
    assert "  " not in sentence


def test_the_message_of_a_rejection_is_its_sentence():
    rejected = CommandRejectedError("round_void")
    assert rejected.code == "round_void"
    assert rejected.message == str(rejected) == REASONS["round_void"]
