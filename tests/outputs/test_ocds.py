"""The planning release: valid by the standard's own schema, and nothing in it that is not so."""

import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource

from codesign.domain import events as e
from codesign.domain.assurance import PROTECTED
from codesign.domain.events import Identifier
from codesign.domain.ids import EqualityImpactId, OrganisationId
from codesign.outputs.ocds import PLACEHOLDER, NotReleasableError, release
from codesign.programmes.example import WORKSHOP
from codesign.replay.recording import Recording
from tests.outputs import fixture, whole
from tests.replay.logs import reader

PREFIX = "ocds-a1b2c3"
BASE = f"https://hall.example/w/{fixture.WORKSHOP}"
COUNCIL = OrganisationId(fixture.named("organisation", 0))


def the_log(*changes):
    tell = fixture.told()
    log = list(tell.log)
    added = next(each for each in log if isinstance(each.event, e.OrganisationAdded))
    known = replace(added.event, identifiers=(Identifier(scheme="GB-PPON", id="PABC-1234"),))
    log[log.index(added)] = added._replace(event=known)
    for event in (e.PlaceNamed(place="Northfield", area="E05000001"), *changes):
        last = log[-1]
        log.append(last._replace(seq=last.seq + 1, event=event))
    return log


def whole_package(after=None, *changes):
    """The release of a workshop carried to its agreement."""
    log = list(whole.published())
    for event in changes:
        log.append(log[-1]._replace(seq=log[-1].seq + 1, event=event))
    reading = fixture.recording(log).reading("public")
    return json.loads(release(reading, BASE, PREFIX, after))


LED = e.LeadNamed(organisation=COUNCIL)


def package(*changes, view="public", prefix=PREFIX):
    reading = fixture.recording(the_log(*changes)).reading(view)
    return json.loads(release(reading, BASE, prefix))


@pytest.fixture
def schemas(shared):
    """The schemas of the standard, that of a release with the budget breakdown merged into it."""
    path = shared / "standards/ocds-1.1.5-schema.zip"
    if not path.is_file():
        pytest.skip(f"no schema of the Open Contracting Data Standard at {path}")
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        folder = "standard-1__1__5/schema/"
        found = {
            name: json.loads(archive.read(f"{folder}{name}"))
            for name in ("release-schema.json", "release-package-schema.json")
        }
    breakdown = shared / "standards/ocds-extensions/budget_breakdown/release-schema.json"
    extension = json.loads(breakdown.read_text("utf-8"))
    return {**found, "release-schema.json": merged(found["release-schema.json"], extension)}


@pytest.fixture
def validator(schemas):
    releases = schemas["release-schema.json"]
    registry = Registry().with_resources(
        [(uri, Resource.from_contents(releases)) for uri in _addresses(schemas)]
    )
    whole = schemas["release-package-schema.json"]
    return Draft4Validator(whole, registry=registry, format_checker=FormatChecker())


def merged(whole, patch):
    """A schema with an extension of it, as RFC 7386 merges them."""
    if not isinstance(patch, dict):
        return patch
    below = {name: merged(whole.get(name, {}), each) for name, each in patch.items()}
    return {**(whole if isinstance(whole, dict) else {}), **below}


def _addresses(schemas):
    """Under which addresses the package's schema refers to the release's."""
    text = json.dumps(schemas["release-package-schema.json"])
    found = {part.partition('"')[0] for part in text.split('"$ref": "')[1:]}
    return {each for each in found if each.endswith("release-schema.json")}


def test_a_release_is_valid_by_the_standard(validator):
    assert [each.message for each in validator.iter_errors(package(LED))] == []


def test_what_is_wrong_would_be_noticed(validator):
    wrong = package(LED)
    wrong["releases"][0] |= {"tag": ["plan"], "initiationType": "idea"}
    del wrong["releases"][0]["ocid"]
    # Closed lists of codes too, which the standard's own tool tells apart from errors.
    assert len(list(validator.iter_errors(wrong))) == 3


@pytest.fixture
def standards_tool(shared, tmp_path):
    """What the standard's own tool says of a package, without a network."""
    tool = Path(sys.executable).with_name("libcoveocds")
    schema = shared / "standards/ocds-1.1.5-schema.zip"
    for needed in (tool, schema):
        if not needed.is_file():
            pytest.skip(f"the standard's own tool needs {needed}")

    def told(package):
        # It would fetch an extension from where that is kept.
        alone = {name: each for name, each in package.items() if name != "extensions"}
        path = tmp_path / "package.json"
        path.write_text(json.dumps(alone), "utf-8")
        command = [tool, "--standard-zip", schema, path]
        # It ends with 0 whatever it finds.
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        return json.loads(done.stdout)

    return told


def test_the_standards_own_tool_finds_nothing_and_would_notice(standards_tool):
    told = standards_tool(whole_package())
    assert told["validation_errors"] == []
    # Codes of closed lists are no errors to it, nor is what is empty.
    assert told["additional_closed_codelist_values"] == {}
    assert told["additional_checks"] == {}
    # Both come from the extension for budgets, which it was not given.
    assert [each["field"] for each in told["additional_fields"]] == ["budgetBreakdown"]
    assert {
        value
        for each in told["additional_open_codelist_values"].values()
        for value in each["values"]
    } == {"sourceParty"}

    wrong = whole_package()
    release_ = wrong["releases"][0]
    release_ |= {"tag": ["plan"], "date": "today", "description": ""}
    del release_["ocid"]
    told = standards_tool(wrong)
    assert {each["type"] for each in told["validation_errors"]} == {"required", "date-time"}
    assert [*told["additional_closed_codelist_values"]] == ["releases/tag"]
    assert [*told["additional_checks"]] == ["empty_field"]


def test_a_buyer_who_is_no_party_is_noticed_by_us_alone(standards_tool):
    astray = whole_package()
    release_ = astray["releases"][0]
    release_["buyer"]["id"] = "GB-PPON-ELSEWHERE"
    assert standards_tool(astray)["validation_errors"] == []
    assert release_["buyer"]["id"] not in {each["id"] for each in release_["parties"]}
    (ours,) = whole_package()["releases"]
    assert ours["buyer"]["id"] in {each["id"] for each in ours["parties"]}


def test_the_buyer_is_among_the_parties_and_alone_in_that_role():
    # No validator checks it.
    (found,) = package(LED)["releases"]
    parties = {each["id"]: each["roles"] for each in found["parties"]}
    assert found["buyer"] == {"id": "GB-PPON-PABC-1234", "name": "Northfield Council"}
    assert [each for each, roles in parties.items() if "buyer" in roles] == ["GB-PPON-PABC-1234"]
    assert parties["GB-PPON-PABC-1234"] == ["buyer", "procuringEntity"]


def test_a_release_names_its_position_in_the_record_and_leads_to_documents_of_it():
    (found,) = package(LED)["releases"]
    seq = len(the_log(LED))
    assert found["id"] == f"{fixture.WORKSHOP}-planning-{seq}"
    assert found["ocid"] == f"{PREFIX}-{fixture.WORKSHOP}"
    for each in found["planning"]["documents"]:
        assert each["url"].startswith(f"{BASE}/documents/neutral/")
        assert each["url"].endswith(f"&at={seq}")


def test_a_release_tells_of_the_place_and_of_what_was_decided():
    (found,) = package(LED)["releases"]
    assert "Northfield (E05000001)" in found["planning"]["rationale"]
    assert "six-month trial of two carers" in found["planning"]["rationale"]


def test_a_release_of_everything_is_valid_with_the_budget_breakdown(validator):
    assert [each.message for each in validator.iter_errors(whole_package())] == []


def test_a_wrong_budget_would_be_noticed(validator):
    wrong = whole_package()
    del wrong["releases"][0]["planning"]["budget"]["budgetBreakdown"][0]["id"]
    assert len(list(validator.iter_errors(wrong))) == 1


def test_nothing_in_a_release_is_empty_and_no_field_is_unknown(schemas):
    """A schema allows both; the standard's own tool lists them beside its errors."""
    (found,) = whole_package()["releases"]
    assert [*empty(found)] == []
    schema = schemas["release-schema.json"]
    assert [*unknown(found, schema, schema["definitions"])] == []
    wrong = {**found, "planning": {**found["planning"], "budget": {"amout": 1}}}
    assert [*unknown(wrong, schema, schema["definitions"])] == ["amout"]


def test_the_budget_is_what_is_confirmed_of_the_shared_pot_by_who_funds_it():
    (found,) = whole_package()["releases"]
    budget = found["planning"]["budget"]
    assert budget["amount"] == {"amount": 150_000, "currency": "GBP"}
    (line,) = budget["budgetBreakdown"]
    assert line["amount"] == budget["amount"]
    assert line["period"] == {
        "startDate": "2026-04-01T00:00:00Z",
        "endDate": "2027-03-31T23:59:59Z",
    }
    # No validator checks that who funds is among the parties, in that role.
    funding = {each["id"] for each in found["parties"] if "sourceParty" in each["roles"]}
    assert funding == {line["sourceParty"]["id"]}


def test_the_milestones_of_the_plan_are_due_on_the_last_day_that_is_said():
    (found,) = whole_package()["releases"]
    plan = [each for each in found["planning"]["milestones"] if "session" not in each["id"]]
    assert [(each["type"], each["status"], each["dueDate"]) for each in plan] == [
        ("approval", "scheduled", "2026-02-28T23:59:59Z"),
        ("delivery", "scheduled", "2026-03-31T23:59:59Z"),
        ("delivery", "scheduled", "2026-04-13T23:59:59Z"),
        ("engagement", "scheduled", "2026-10-31T23:59:59Z"),
    ]
    assert plan[0]["description"] == "Answers for it: Caldicott guardian, St Anne's Hospital Trust"


def followed_up(characteristic, impact, due):
    return e.EqualityImpactRecorded(
        equality_impact=EqualityImpactId(whole.named("equality", PROTECTED.index(characteristic))),
        redesign=whole.REDESIGN,
        characteristic=characteristic,
        impact=impact,
        evidence="",
        mitigation="Ask the carers' group",
        due=due,
    )


def test_what_is_to_be_found_out_for_people_the_law_protects_is_a_milestone(validator):
    later, overdue = (
        followed_up("race", "unknown", "2026-05"),
        followed_up("sex", "unknown", "2025-06"),
    )
    known, undated = (
        followed_up("age", "negative", "2026-06-30"),
        followed_up("disability", "negative", ""),
    )
    found = whole_package(None, later, overdue, known, undated)

    assert [each.message for each in validator.iter_errors(found)] == []
    milestones = found["releases"][0]["planning"]["milestones"]
    told = {each["title"]: each for each in milestones if each["type"] == "assessment"}
    assert {name: (each["dueDate"], each.get("status")) for name, each in told.items()} == {
        "Find out what it means for people: race": ("2026-05-31T23:59:59Z", "scheduled"),
        "Find out what it means for people: sex": ("2025-06-30T23:59:59Z", "notMet"),
        "Deal with what it means for people: age": ("2026-06-30T23:59:59Z", None),
    }
    assert {each["description"] for each in told.values()} == {"Ask the carers' group"}


def test_what_changed_is_another_release_of_the_same_process():
    (first,), (update,) = (whole_package(each)["releases"] for each in (None, 180))
    assert (first["tag"], update["tag"]) == (["planning"], ["planningUpdate"])
    assert first["ocid"] == update["ocid"]


@pytest.mark.parametrize("after", [0, 100_000])
def test_an_update_is_of_a_later_version_than_the_release_before_it(after):
    with pytest.raises(NotReleasableError, match="later version"):
        whole_package(after)


def empty(value, place="release"):
    """Yield where nothing is said."""
    if value in ("", None, [], {}):
        yield place
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from empty(each, f"{place}.{name}")
    elif isinstance(value, list):
        for each in value:
            yield from empty(each, place)


def unknown(value, schema, definitions):
    """Yield the fields of which a schema says nothing."""
    schema = definitions[schema["$ref"].split("/")[-1]] if "$ref" in schema else schema
    if isinstance(value, list):
        for each in value:
            yield from unknown(each, schema.get("items", {}), definitions)
    elif isinstance(value, dict):
        known = schema.get("properties", {})
        for name, each in value.items():
            if name in known:
                yield from unknown(each, known[name], definitions)
            else:
                yield name


def test_a_release_names_nobody():
    assert "Person " not in json.dumps(package(LED))


@pytest.mark.parametrize("prefix", ["", PLACEHOLDER, "h6vhtk", "ocds-ä1b2c3", "ocds-a1b2c3d"])
def test_nobody_releases_under_a_prefix_that_is_not_theirs(prefix):
    with pytest.raises(NotReleasableError, match="needs the prefix"):
        package(LED, prefix=prefix)


def test_without_a_buyer_there_is_no_release():
    with pytest.raises(NotReleasableError, match="which organisation leads"):
        package()


def test_only_what_the_public_may_read_is_released():
    with pytest.raises(NotReleasableError, match="what the public may read"):
        package(LED, view="facilitator")


def test_nothing_of_a_made_up_workshop_is_released():
    made_up = Recording(reader(the_log(LED)), WORKSHOP).reading("public")
    with pytest.raises(NotReleasableError, match=r"Nothing of this workshop is released\."):
        release(made_up, BASE, PREFIX)
