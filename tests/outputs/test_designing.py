"""What documents print of a redesign: the version it stands at, and every worry with its end."""

from dataclasses import replace

from codesign.domain import events as e
from codesign.domain.designs import Design, Outcome, Part, canonical, content_hash
from codesign.outputs.contents import WRITERS
from codesign.outputs.document import Facts, Line, Missing, Paragraph, Table
from codesign.outputs.prov import provenance
from tests.given import (
    COUNCIL,
    IDEA,
    OBJECTION,
    REDESIGN,
    TAKING_IDEAS,
    idea_submitted,
    organisation_added,
)
from tests.projections.readings import reading_of

FIRST = Design(
    title="Help at night",
    ideas=(IDEA,),
    summary="A carer within two hours",
    outcomes=(Outcome(statement="Fewer people go to hospital at night", indicator="Admissions"),),
    partners=(Part(organisation=COUNCIL, part="Pays for the van"),),
    delivery_model="public_partnership",
)
SECOND = replace(FIRST, access="Every night from ten to six", workforce="Nobody moves")
WORRY = e.ObjectionRaised(
    objection=OBJECTION,
    redesign=REDESIGN,
    version=1,
    stage=None,
    severity="objection",
    reason="Who covers the shift",
)
ANSWERED = e.ObjectionResolved(
    objection=OBJECTION, resolution="integrated", version=2, round=None, reason=""
)


def drafted(design):
    content = canonical(design)
    return e.RedesignDrafted(
        redesign=REDESIGN, stage=None, content=content, hash=content_hash(content)
    )


def revised(design):
    content = canonical(design)
    return e.RedesignRevised(
        redesign=REDESIGN,
        version=2,
        content=content,
        hash=content_hash(content),
        why="It needs hours",
        amendment=None,
    )


PAST = (*TAKING_IDEAS, organisation_added(COUNCIL), idea_submitted(), drafted(FIRST))


def written(content, *past):
    return WRITERS[content](reading_of(*past))


def facts(blocks):
    (block,) = blocks
    assert isinstance(block, Facts)
    return {each.name: each.lines for each in block.facts}


def test_without_a_redesign_every_part_of_it_says_where_one_is_drafted():
    for each in ("redesign", "outcomes", "delivery_model", "workforce", "objections"):
        assert written(each, *TAKING_IDEAS) == Missing(
            where="draft a redesign in its stage, in the room", to=""
        )


def test_a_redesign_is_printed_at_the_version_it_stands_at_with_its_hash():
    told = facts(written("redesign", *PAST, revised(SECOND)))
    named, hashed = told["Redesign"]
    assert named.text == "Help at night, version 2"
    assert hashed.text == f"SHA-256 of this version: {content_hash(canonical(SECOND))}"
    assert told["Where and when"][0].text == "Every night from ten to six"
    assert named.source == len(PAST) + 1


def test_what_it_answers_leads_to_its_own_moment():
    told = facts(written("redesign", *PAST))
    (idea,) = told["What it answers"]
    assert idea.source == len(PAST) - 1


def test_partners_are_named_with_their_part():
    told = facts(written("redesign", *PAST))
    assert told["Partners, and their part"][0].text.endswith(": Pays for the van.")


def test_outcomes_are_a_table_and_what_is_not_known_of_one_says_so():
    (table,) = written("outcomes", *PAST)
    assert isinstance(table, Table)
    assert table.rows[0].cells[:3] == (
        "Fewer people go to hospital at night",
        "Admissions",
        "not recorded",
    )


def test_a_part_that_nobody_wrote_is_missing_until_somebody_does():
    assert isinstance(written("workforce", *PAST), Missing)
    (paragraph,) = written("workforce", *PAST, revised(SECOND))
    assert isinstance(paragraph, Paragraph)
    line = paragraph.lines[0]
    assert isinstance(line, Line)
    assert line.text == "Nobody moves"


def test_a_redesign_that_was_taken_back_is_not_printed():
    gone = e.RedesignWithdrawn(redesign=REDESIGN, reason="Not wanted")
    assert isinstance(written("redesign", *PAST, gone), Missing)


def test_a_worry_is_printed_with_what_became_of_it():
    assert written("objections", *PAST)[0].lines[0].text.startswith("Nobody suggested")
    (bullets,) = written("objections", *PAST, WORRY)
    assert bullets.items[0].line.text == "Worry, version 1: Who covers the shift."
    assert bullets.items[0].below[0].text == "Still open."
    (bullets,) = written("objections", *PAST, WORRY, revised(SECOND), ANSWERED)
    assert bullets.items[0].below[0].text == "The redesign was changed to answer it."


def test_provenance_leads_from_a_version_to_the_one_before_and_to_its_ideas():
    whole = provenance(reading_of(*PAST, revised(SECOND)), "https://hall.example/w/x").decode()
    assert f"/provenance/redesign/{REDESIGN}.1" in whole
    assert f"/provenance/redesign/{REDESIGN}.2" in whole
    assert f"/provenance/idea/{IDEA}" in whole
