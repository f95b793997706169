"""Provenance as others read it: every product has a maker, and every trail leads to the record."""

import warnings

import pytest
from rdflib import PROV, RDF, Graph, URIRef

from codesign.outputs.prov import provenance
from tests.outputs import fixture, whole

BASE = f"https://hall.example/w/{fixture.WORKSHOP}"
READING = fixture.recording().reading("public")
WRITTEN = provenance(READING, BASE)


WHOLE = provenance(whole.recording().reading("public"), BASE)


def _read(written):
    with warnings.catch_warnings():
        # Of rdflib's own reader.
        warnings.simplefilter("ignore", DeprecationWarning)
        return Graph().parse(data=written, format="json-ld")


GRAPH = _read(WRITTEN)
OF_ALL = _read(WHOLE)


def named(*parts):
    return URIRef(f"{BASE}/provenance/{'/'.join(parts)}")


def test_it_is_read_without_the_network_and_says_the_same_each_time():
    assert len(GRAPH) > 200
    assert provenance(fixture.recording().reading("public"), BASE) == WRITTEN


@pytest.mark.parametrize("graph", [GRAPH, OF_ALL], ids=["small", "whole"])
def test_every_activity_has_a_time_and_somebody_who_did_it(graph):
    for each in graph.subjects(RDF.type, PROV.Activity):
        assert graph.value(each, PROV.startedAtTime) is not None
        assert graph.value(each, PROV.wasAssociatedWith) is not None


@pytest.mark.parametrize("graph", [GRAPH, OF_ALL], ids=["small", "whole"])
def test_everything_that_is_named_is_described(graph):
    described = set(graph.subjects())
    relations = (PROV.used, PROV.wasDerivedFrom, PROV.wasGeneratedBy, PROV.wasAssociatedWith)
    for relation in (*relations, PROV.wasAttributedTo, PROV.actedOnBehalfOf):
        assert set(graph.objects(predicate=relation)) <= described


def test_what_was_written_came_from_one_export_that_used_the_record_alone():
    (export,) = GRAPH.objects(named("provenance"), PROV.wasGeneratedBy)
    assert list(GRAPH.objects(export, PROV.used)) == [named("record")]


def test_a_decision_leads_through_its_vote_to_the_ideas_it_was_about():
    decision = named("decision", fixture.DECISION)
    (result,) = GRAPH.objects(decision, PROV.wasDerivedFrom)
    vote = GRAPH.value(result, PROV.wasGeneratedBy)
    ideas = {str(each) for each in GRAPH.objects(vote, PROV.used)}
    assert ideas == {str(named("idea", fixture.named("comment", each))) for each in (4, 5, 7, 9)}


def test_a_sign_off_leads_back_to_the_need_and_to_what_is_known_of_it():
    position = named("position", fixture.named("position", 22))
    trail = set(OF_ALL.transitive_objects(position, PROV.wasDerivedFrom))
    assert {named("redesign", f"{whole.REDESIGN}.{each}") for each in (1, 2, 3)} <= trail
    assert named("amendment", fixture.named("amendment")) in trail
    assert named("objection", fixture.named("objection")) in trail
    assert named("need", whole.NEED) in trail
    assert named("evidence", fixture.named("evidence")) in trail
    signed = OF_ALL.value(position, PROV.wasGeneratedBy)
    assert list(OF_ALL.objects(signed, PROV.used)) == [named("redesign", f"{whole.REDESIGN}.3")]
    assert OF_ALL.value(position, PROV.wasAttributedTo) == named("organisation", whole.TRUST)


def test_each_thing_opens_the_recording_at_the_moment_it_came_about():
    decision = named("decision", fixture.DECISION)
    (seq,) = (
        each.seq for each in fixture.the_log() if type(each.event).__name__ == "DecisionRecorded"
    )
    assert GRAPH.value(decision, PROV.atLocation) == URIRef(f"{BASE}/replay#at={seq}")


def test_nobody_is_named_in_it():
    for written in (WRITTEN, WHOLE):
        assert b"Person " not in written
        assert b"Carys" not in written
