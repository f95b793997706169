from codesign.domain.act import Act
from codesign.domain.ids import SYSTEM
from tests.given import ANNA, HELPER, MAIR, NOW


def test_an_act_is_the_askers_own():
    assert Act(by=ANNA, at=NOW).who == ANNA


def test_an_act_for_somebody_is_theirs_whoever_types_it():
    assert Act(by=HELPER, for_=MAIR, at=NOW).who == MAIR


def test_the_server_acts_under_a_name_of_its_own():
    assert Act(by=SYSTEM, at=NOW).is_system
    assert not Act(by=ANNA, at=NOW).is_system
