"""What a workshop starts from: said once, by the server, and by identifiers alone."""

from dataclasses import replace

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.ids import SYSTEM, RedesignId, WorkshopId
from codesign.projections.board import rendered
from codesign.store.upcasts import sealed_fields
from tests.given import BEGUN, folded, given, id_of, recorded

HASH = "a" * 64
NAMED = c.NameAncestor(
    workshop=WorkshopId(id_of("another")),
    version=331,
    redesign=RedesignId(id_of("night")),
    redesign_version=3,
    hash=HASH,
)
SAID = e.AncestorNamed(
    workshop=NAMED.workshop,
    version=331,
    redesign=NAMED.redesign,
    redesign_version=3,
    hash=HASH,
)


def test_only_the_server_says_what_a_workshop_starts_from_and_it_stays_so():
    given(*BEGUN).when(NAMED).then_rejected("role_not_allowed")
    other = replace(NAMED, version=12)
    given(*BEGUN).when(NAMED, by=SYSTEM).then(SAID).when(other, by=SYSTEM).then_nothing()


def test_open_themes_and_needs_come_from_no_design():
    open_only = c.NameAncestor(workshop=NAMED.workshop, version=331)
    said = replace(SAID, redesign=None, redesign_version=None, hash="")
    given(*BEGUN).when(open_only, by=SYSTEM).then(said)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"version": 0}, "no_such_moment"),
        ({"hash": ""}, "no_such_redesign"),
        ({"hash": "A" * 64}, "no_such_redesign"),
        ({"redesign": None}, "no_such_redesign"),
        ({"redesign_version": None}, "no_such_redesign"),
    ],
)
def test_what_names_no_design_exactly_is_refused(changes, code):
    given(*BEGUN).when(replace(NAMED, **changes), by=SYSTEM).then_rejected(code)


def test_everybody_is_told_and_nobodys_words_are_in_it():
    workshop = folded(recorded(*BEGUN, SAID))
    for view in ("public", "facilitator"):
        about = rendered(workshop, view).records["workshop"]["workshop"]
        assert about["ancestor"]["workshop"] == NAMED.workshop
        assert about["ancestor"]["hash"] == HASH
    assert not sealed_fields(e.AncestorNamed)
