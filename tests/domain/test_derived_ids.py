import uuid
from base64 import urlsafe_b64encode

from hypothesis import given
from hypothesis import strategies as st

from codesign.domain.ids import WorkshopId, derived_id, is_id

WORKSHOP = WorkshopId("workshop-------------A")
NAMESPACE = uuid.UUID("0f3a8c52-d1c9-4d1e-9b1f-6c0a7e2b4d58")


@given(st.text(max_size=30), st.integers(0, 10**9))
def test_a_derived_id_is_the_uuid5_of_what_it_stands_for(kind, number):
    stands_for = uuid.uuid5(NAMESPACE, f"{WORKSHOP}/{kind}/{number}")
    expected = urlsafe_b64encode(stands_for.bytes).decode().rstrip("=")
    assert derived_id(WORKSHOP, kind, number) == expected


@given(st.integers(0, 10**9))
def test_a_derived_id_is_an_identifier_like_any_other(number):
    assert is_id(derived_id(WORKSHOP, "participant", number))


def test_a_derived_id_never_changes():
    assert derived_id(WORKSHOP, "comment", 53) == derived_id(WORKSHOP, "comment", 53)
    assert derived_id(WORKSHOP, "comment", 53) == "xd3gGwp-UHyS4o7pJqtuHA"


def test_one_number_means_another_thing_in_another_workshop_or_of_another_kind():
    other = WorkshopId("another--------------A")
    ids = {
        derived_id(WORKSHOP, "comment", 1),
        derived_id(WORKSHOP, "participant", 1),
        derived_id(other, "comment", 1),
    }
    assert len(ids) == 3
