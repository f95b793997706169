"""Provenance as others read it: every product has a maker, and every trail leads to the record."""

import warnings

from rdflib import PROV, RDF, Graph, URIRef

from codesign.outputs.prov import provenance
from tests.outputs import fixture

BASE = f"https://hall.example/w/{fixture.WORKSHOP}"
READING = fixture.recording().reading("public")
WRITTEN = provenance(READING, BASE)


def _read():
    with warnings.catch_warnings():
        # Of rdflib's own reader.
        warnings.simplefilter("ignore", DeprecationWarning)
        return Graph().parse(data=WRITTEN, format="json-ld")


GRAPH = _read()


def named(*parts):
    return URIRef(f"{BASE}/provenance/{'/'.join(parts)}")


def test_it_is_read_without_the_network_and_says_the_same_each_time():
    assert len(GRAPH) > 200
    assert provenance(fixture.recording().reading("public"), BASE) == WRITTEN


def test_every_activity_has_a_time_and_somebody_who_did_it():
    for each in GRAPH.subjects(RDF.type, PROV.Activity):
        assert GRAPH.value(each, PROV.startedAtTime) is not None
        assert GRAPH.value(each, PROV.wasAssociatedWith) is not None


def test_everything_that_is_named_is_described():
    described = set(GRAPH.subjects())
    relations = (PROV.used, PROV.wasDerivedFrom, PROV.wasGeneratedBy, PROV.wasAssociatedWith)
    for relation in (*relations, PROV.wasAttributedTo, PROV.actedOnBehalfOf):
        assert set(GRAPH.objects(predicate=relation)) <= described


def test_what_was_written_came_from_one_export_that_used_the_record_alone():
    (export,) = GRAPH.objects(named("provenance"), PROV.wasGeneratedBy)
    assert list(GRAPH.objects(export, PROV.used)) == [named("record")]


def test_a_decision_leads_through_its_vote_to_the_ideas_it_was_about():
    decision = named("decision", fixture.DECISION)
    (result,) = GRAPH.objects(decision, PROV.wasDerivedFrom)
    vote = GRAPH.value(result, PROV.wasGeneratedBy)
    ideas = {str(each) for each in GRAPH.objects(vote, PROV.used)}
    assert ideas == {str(named("idea", fixture.named("comment", each))) for each in (4, 5, 7, 9)}


def test_each_thing_opens_the_recording_at_the_moment_it_came_about():
    decision = named("decision", fixture.DECISION)
    (seq,) = (
        each.seq for each in fixture.the_log() if type(each.event).__name__ == "DecisionRecorded"
    )
    assert GRAPH.value(decision, PROV.atLocation) == URIRef(f"{BASE}/replay#at={seq}")


def test_nobody_is_named_in_it():
    assert b"Person " not in WRITTEN
    assert b"Carys" not in WRITTEN
