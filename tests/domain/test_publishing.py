"""Published documents: of one version, by who may publish, and taken back without a trace lost."""

from dataclasses import replace

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.ids import OutputId
from tests.given import ANNA, BEGUN, EVERYBODY, FACILITATOR, given, id_of

OUTPUT = OutputId(id_of("output"))
FIELDS = {
    "output": OUTPUT,
    "programme": "neutral",
    "document": "cabinet_report",
    "format": "pdf",
    "version": 1,
    "digest": "a" * 64,
    "sha256": "b" * 64,
}
PUBLISH = c.PublishOutput(**FIELDS)
PUBLISHED = e.OutputPublished(**FIELDS)


def test_invariant_12_a_published_document_refers_to_one_version_and_says_what_its_bytes_were():
    given(*BEGUN).when(PUBLISH).then(PUBLISHED)


def test_the_same_document_of_the_same_version_is_published_once():
    again = replace(PUBLISH, output=OutputId(id_of("output_2")))
    given(*BEGUN, PUBLISHED).when(again).then_nothing()
    later = replace(again, version=2)
    given(*BEGUN, PUBLISHED).when(later).then(replace(PUBLISHED, output=later.output, version=2))


@pytest.mark.parametrize("version", [0, -1, 10_000])
def test_a_document_of_a_version_that_is_not_there_is_not_published(version):
    given(*BEGUN).when(replace(PUBLISH, version=version)).then_rejected("no_such_moment")


@pytest.mark.parametrize(
    "wrong",
    [
        {"programme": ""},
        {"document": "../secret"},
        {"document": "x" * 41},
        {"digest": "A" * 64},
        {"sha256": "b" * 63},
    ],
)
def test_names_and_digests_must_be_ones(wrong):
    given(*BEGUN).when(replace(PUBLISH, **wrong)).then_rejected("no_such_output")


def test_only_who_may_publish_the_recording_publishes_a_document():
    given(*EVERYBODY).when(PUBLISH, by=ANNA).then_rejected("facilitators_only")


def test_nothing_of_a_sensitive_workshop_is_published():
    marked = e.SensitivityMarked(sensitive=True)
    given(*BEGUN, marked).when(PUBLISH).then_rejected("is_sensitive")


def test_a_published_document_is_taken_back_and_can_be_published_anew():
    withdraw = c.WithdrawOutput(output=OUTPUT)
    withdrawn = e.OutputWithdrawn(output=OUTPUT)
    given(*BEGUN, PUBLISHED).when(withdraw, by=FACILITATOR).then(withdrawn)
    given(*BEGUN, PUBLISHED, withdrawn).when(withdraw).then_nothing()
    given(*BEGUN).when(withdraw).then_rejected("no_such_output")
    again = replace(PUBLISH, output=OutputId(id_of("output_2")))
    given(*BEGUN, PUBLISHED, withdrawn).when(again).then(replace(PUBLISHED, output=again.output))


def test_whoever_only_takes_part_takes_nothing_back():
    withdraw = c.WithdrawOutput(output=OUTPUT)
    given(*EVERYBODY, PUBLISHED).when(withdraw, by=ANNA).then_rejected("role_not_allowed")
