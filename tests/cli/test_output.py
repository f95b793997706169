"""Documents on the command line: whole, the same every time, and in the format asked for."""

import io
from pathlib import Path

import docx
import pytest

from codesign.programmes.catalogue import PROGRAMMES
from codesign.programmes.example import WORKSHOP
from tests.cli.conftest import Command, refused


def test_every_document_of_a_programme_is_written(
    database: str, command: Command, tmp_path: Path
) -> None:
    done = command("output", WORKSHOP, "--format", "odt", "--out", tmp_path / "out")

    assert done.exit_code == 0, (done.stderr, database)
    paths = [Path(each) for each in done.stdout.splitlines()]
    assert set(paths) == set((tmp_path / "out").iterdir())
    stems = {each.stem.rpartition("-")[0] for each in paths}
    plans = {each.replace("_", "-") for each in PROGRAMMES["neutral"].documents}
    assert stems == {"summary", "decision-1", "decision-2", *plans}


def test_one_is_written_the_same_of_the_same_version(
    database: str, command: Command, tmp_path: Path
) -> None:
    words = ("output", WORKSHOP, "--document", "cabinet_report", "--at", 40)
    for folder in ("a", "b"):
        assert command(*words, "--out", tmp_path / folder).exit_code == 0, database
    first, second = (tmp_path / each / "cabinet-report-40.pdf" for each in "ab")
    assert first.read_bytes() == second.read_bytes()


def test_marks_open_the_recording_where_people_reach_it(
    database: str, command: Command, tmp_path: Path
) -> None:
    words = ("output", WORKSHOP, "--document", "summary", "--format", "md", "--out", tmp_path)
    assert command(*words, "--url", "https://hall.example/").exit_code == 0, database
    (path,) = tmp_path.glob("summary-*.md")
    assert f"<https://hall.example/w/{WORKSHOP}/replay#at=" in path.read_text(encoding="utf-8")


def test_a_councils_own_template_is_used(database: str, command: Command, tmp_path: Path) -> None:
    letterhead = docx.Document()
    letterhead.sections[0].header.paragraphs[0].text = "Harrowdale Borough Council"
    letterhead.save(str(tmp_path / "letterhead.docx"))
    words = ("output", WORKSHOP, "--document", "summary", "--template")
    out = ("--out", tmp_path / "out")

    done = command(*words, tmp_path / "letterhead.docx", "--format", "docx", *out)

    assert done.exit_code == 0, (done.stderr, database)
    made = docx.Document(io.BytesIO(Path(done.stdout.strip()).read_bytes()))
    assert made.sections[0].header.paragraphs[0].text == "Harrowdale Borough Council"
    assert refused(command(*words, tmp_path / "letterhead.docx", *out)).startswith("A template is")
    (tmp_path / "letterhead.docx").write_text("no")
    bad = command(*words, tmp_path / "letterhead.docx", "--format", "docx", *out, "--force")
    assert "not a Word document" in refused(bad)


@pytest.mark.parametrize(("programme", "document"), [("tca", "cabinet_report"), ("dd", "exe")])
def test_a_document_that_a_programme_lacks_is_refused_with_those_it_has(
    database: str, command: Command, tmp_path: Path, programme: str, document: str
) -> None:
    words = ("output", WORKSHOP, "--programme", programme, "--document", document)
    said = refused(command(*words, "--out", tmp_path / "out"))
    assert said.startswith(f"{programme} has no {document}; it has summary, decisions, "), database
    assert not (tmp_path / "out").exists()


def test_open_data_is_written_of_what_the_public_may_read(
    database: str, command: Command, tmp_path: Path
) -> None:
    done = command("output", WORKSHOP, "--document", "prov", "--out", tmp_path)
    assert done.exit_code == 0, (done.stderr, database)
    assert '"prov:Activity"' in Path(done.stdout.strip()).read_text(encoding="utf-8")
    said = refused(command("output", WORKSHOP, "--document", "ocds", "--out", tmp_path))
    assert said.endswith("Name the prefix with CODESIGN_OCID_PREFIX.")
