from typing import get_args

from codesign.domain import commands as c
from codesign.domain.decide import RULES


def test_every_command_has_its_rule():
    assert set(RULES) == set(get_args(c.Command))
