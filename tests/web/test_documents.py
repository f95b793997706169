"""The documents of a programme over HTTP: what is missing, for whom, and in whose template."""

import hashlib
import io
import re

import docx
import pytest
from httpx import Response

from tests.web.site import ORIGIN, Browser, Site, Started
from tests.web.test_downloads import decide, resident_of


async def upload(browser: Browser, path: str, content: bytes) -> Response:
    return await browser.client.post(
        path,
        files={"template": ("letterhead.docx", content)},
        headers={"accept": "text/html", "origin": ORIGIN},
    )


def letterhead(header: str) -> bytes:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = header
    whole = io.BytesIO()
    word.save(whole)
    return whole.getvalue()


async def test_each_document_says_how_much_of_it_is_filled(site: Site) -> None:
    started = await site.start()
    page = (await started.facilitator.get(f"{started.path}/documents")).text
    assert "<strong>1 of 10 sections filled</strong>" in page
    assert f'href="{started.path}/documents/neutral/cabinet_report?format=pdf"' in page
    other = (await started.facilitator.get(f"{started.path}/documents?programme=tca")).text
    assert f'href="{started.path}/documents/tca/bid?format=odt"' in other


async def test_what_is_missing_leads_who_runs_it_to_where_it_is_entered(site: Site) -> None:
    started = await site.start()
    link = f'<a class="govuk-link" href="{started.path}/settings">name the place'
    assert link in (await started.facilitator.get(f"{started.path}/documents")).text
    resident = await resident_of(site, started)
    page = (await resident.get(f"{started.path}/documents")).text
    assert link not in page
    assert "name the place in the settings" in page


async def test_a_document_tells_what_its_reader_may_see(site: Site) -> None:
    started = await site.start()
    await decide(site, started)
    resident = await resident_of(site, started)
    path = f"{started.path}/documents/neutral/cabinet_report"
    answer = await resident.get(f"{path}?format=md")
    assert answer.status_code == 200
    assert "Run the bus at nine" in answer.text
    assert (await resident.get(f"{path}?view=facilitator")).status_code == 403
    assert (await site.browser().get(path)).status_code == 303


@pytest.mark.parametrize(
    "path", ["?programme=exe", "/exe/cabinet_report", "/neutral/exe", "/tca/cabinet_report"]
)
async def test_a_document_that_is_in_no_programme_is_not_found(site: Site, path: str) -> None:
    started = await site.start()
    answer = await started.facilitator.get(f"{started.path}/documents{path}")
    assert answer.status_code == 404


async def test_a_document_is_made_in_the_template_that_comes_with_the_request(site: Site) -> None:
    started = await site.start()
    path = f"{started.path}/documents/neutral/buy_in?format=docx"
    answer = await upload(started.facilitator, path, letterhead("Northfield Council"))
    assert answer.status_code == 200
    word = docx.Document(io.BytesIO(answer.content))
    assert word.sections[0].header.paragraphs[0].text == "Northfield Council"
    assert "A better bus" in [each.text for each in word.paragraphs]


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (b"not a document", 422, "not a Word document"),
        (b"", 422, "not a Word document"),
        (b"x" * (5 * 1024 * 1024 + 1), 422, "larger than 5 MB"),
        (b"x" * (6 * 1024 * 1024), 413, "more than fits"),
    ],
    ids=["no document", "nothing", "large", "far too large"],
)
async def test_a_template_that_cannot_be_used_is_refused_in_a_sentence(
    site: Site, content: bytes, status: int, said: str
) -> None:
    started = await site.start()
    path = f"{started.path}/documents/neutral/buy_in?format=docx"
    answer = await upload(started.facilitator, path, content)
    assert answer.status_code == status
    assert said in answer.text


async def test_a_damaged_upload_is_refused(site: Site) -> None:
    started: Started = await site.start()
    answer = await started.facilitator.post(f"{started.path}/documents/neutral/buy_in", {"a": "b"})
    assert answer.status_code == 400


async def test_open_data_is_for_everybody_who_may_read_the_workshop(site: Site) -> None:
    started = await site.start()
    answer = await started.facilitator.get(f"{started.path}/data/prov.jsonld")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/ld+json"
    assert (await site.browser().get(f"{started.path}/data/prov.jsonld")).status_code == 303


async def test_without_a_prefix_or_a_lead_there_is_no_release_and_a_sentence_says_so(
    site: Site,
) -> None:
    started = await site.start()
    path = f"{started.path}/data/ocds.json"
    assert (await started.facilitator.get(f"{path}?after=soon")).status_code == 404
    answer = await started.facilitator.get(path)
    assert answer.status_code == 409
    assert "needs the prefix that the publisher registered" in answer.text


PUBLISH = {"programme": "neutral", "document": "buy_in", "format": "pdf"}


async def test_a_published_document_is_everybodys_with_its_digest_on_record(site: Site) -> None:
    started = await site.start()
    version = site.log.head(started.workshop)
    path = f"{started.path}/documents/neutral/buy_in?format=pdf&at={version}&view=public"
    stranger = site.browser()
    assert (await stranger.get(path)).status_code == 303

    answer = await started.facilitator.post(f"{started.path}/documents/publish", PUBLISH)
    assert answer.status_code == 303

    given = await stranger.get(path)
    assert given.content.startswith(b"%PDF")
    page = (await started.facilitator.get(f"{started.path}/documents")).text
    assert hashlib.sha256(given.content).hexdigest() in page
    # Nothing else became everybody's.
    for other in (path.replace("pdf", "odt"), path.replace(f"at={version}", "at=1")):
        assert (await stranger.get(other)).status_code == 303
    assert (await stranger.get(path.replace("public", "facilitator"))).status_code == 303


async def test_a_published_document_is_taken_back(site: Site) -> None:
    started = await site.start()
    version = site.log.head(started.workshop)
    await started.facilitator.post(f"{started.path}/documents/publish", PUBLISH)
    page = (await started.facilitator.get(f"{started.path}/documents")).text
    (output,) = re.findall(r'name="output" value="([^"]+)"', page)
    fields = {"programme": "neutral", "document": "buy_in", "output": output}
    answer = await started.facilitator.post(f"{started.path}/documents/withdraw", fields)
    assert answer.status_code == 303
    path = f"{started.path}/documents/neutral/buy_in?format=pdf&at={version}&view=public"
    assert (await site.browser().get(path)).status_code == 303


async def test_only_those_who_run_the_workshop_publish_or_take_back(site: Site) -> None:
    started = await site.start()
    resident = await resident_of(site, started)
    for act in ("publish", "withdraw"):
        answer = await resident.post(f"{started.path}/documents/{act}", PUBLISH | {"output": "x"})
        assert answer.status_code == 403


async def test_what_may_not_be_published_says_why_beside_the_document(site: Site) -> None:
    started = await site.start(sensitive="yes")
    answer = await started.facilitator.post(f"{started.path}/documents/publish", PUBLISH)
    assert answer.status_code == 422
    assert "sensitive" in answer.text
