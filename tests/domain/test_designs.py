"""One spelling for what a version says, whatever order its parts were typed in."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.domain.designs import (
    DESIGN_BYTES,
    LISTED_AT_MOST,
    Design,
    Outcome,
    Part,
    canonical,
    changes,
    content_hash,
    plain,
    read,
    read_parts,
    spelled,
    tidy,
    with_changes,
)
from codesign.domain.errors import CommandRejectedError
from tests.given import CHARITY, COUNCIL, IDEA, IDEA_2, id_of

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DESIGNS = st.builds(
    Design,
    title=_TEXT,
    ideas=st.lists(st.sampled_from([IDEA, IDEA_2]), unique=True).map(tuple),
    summary=_TEXT,
    outcomes=st.lists(st.builds(Outcome, statement=_TEXT, target=_TEXT), max_size=2).map(tuple),
    delivery_model=st.sampled_from([None, "hybrid", "cic"]),
    partners=st.lists(
        st.builds(Part, organisation=st.sampled_from([COUNCIL, CHARITY]), part=_TEXT), max_size=2
    ).map(tuple),
    stops=_TEXT,
)
HELP = Design(title="Help at night", summary="Within two hours", stops="The phone line")


@given(DESIGNS)
def test_a_design_reads_as_it_was_written(design):
    assert read(canonical(design)) == design


@given(DESIGNS, DESIGNS)
def test_what_changed_makes_the_one_of_the_other(before, after):
    assert with_changes(before, read_parts(spelled(changes(before, after)))) == after


def test_the_canonical_form_is_json_with_sorted_keys_no_spaces_and_nothing_empty():
    written = canonical(replace(HELP, user_group="Pobl dros 75, ŵ"))
    assert written == (
        '{"stops":"The phone line","summary":"Within two hours",'
        '"title":"Help at night","user_group":"Pobl dros 75, ŵ"}'
    )
    assert json.loads(written) == plain(replace(HELP, user_group="Pobl dros 75, ŵ"))


def test_the_hash_is_sha256_of_those_bytes():
    # Golden: sha256sum of the bytes above.
    assert content_hash('{"title":"Help at night"}') == (
        "a14cb71939800a42cc4bfb42dacdeb31e2054c2ffa8f990a7ec242dc682e2897"
    )


def test_words_that_are_no_design_read_as_a_summary():
    assert read("[removed]") == Design(summary="[removed]")
    assert read("[1]") == Design(summary="[1]")
    assert read("") == Design()


def test_what_was_typed_is_tidied_and_empty_entries_are_left_out():
    typed = replace(
        HELP,
        title=" Help\nat night ",
        ideas=(IDEA, IDEA),
        outcomes=(Outcome(statement=" "), Outcome(statement=" Fewer falls ")),
        partners=(Part(organisation=COUNCIL, part="a"), Part(organisation=COUNCIL, part=" b ")),
    )
    assert tidy(typed) == replace(
        HELP,
        ideas=(IDEA,),
        outcomes=(Outcome(statement="Fewer falls"),),
        partners=(Part(organisation=COUNCIL, part="b"),),
    )


@pytest.mark.parametrize(
    ("design", "code"),
    [
        (replace(HELP, title=" "), "empty_text"),
        (replace(HELP, summary="z" * 4_001), "text_too_long"),
        (
            replace(HELP, outcomes=tuple(Outcome(statement="z" * 3_990) for _ in range(15))),
            "text_too_long",
        ),
        (replace(HELP, ideas=tuple(id_of(f"i{n}") for n in range(LISTED_AT_MOST + 1))), "too_many"),
    ],
)
def test_a_design_that_does_not_fit_is_refused_whole(design, code):
    with pytest.raises(CommandRejectedError) as refused:
        tidy(design)
    assert refused.value.code == code
    assert DESIGN_BYTES < 60_000
