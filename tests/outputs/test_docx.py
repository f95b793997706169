"""Our words in a council's own Word template: its look is kept, its text is not."""

import io
import zipfile

import docx
import pytest
from docx.shared import Cm
from openxml_audit import OpenXmlValidator

from codesign.outputs.docx import MOST_BYTES, TemplateError, file
from tests.outputs.papers import BASE, every_block, xml_in


def template(change=lambda word: None):
    word = docx.Document()
    word.add_paragraph("Delete this and write your report here")
    word.sections[0].header.paragraphs[0].text = "Northfield Council"
    word.sections[0].footer.paragraphs[0].text = "Official"
    word.sections[0].left_margin = Cm(5)
    word.styles["Heading 2"].font.name = "Northfield Sans"
    change(word)
    whole = io.BytesIO()
    word.save(whole)
    return whole.getvalue()


def made(content):
    return docx.Document(io.BytesIO(file(every_block(), BASE, content)))


def test_a_template_keeps_its_styles_its_page_and_its_header_and_footer():
    word = made(template())
    section = word.sections[-1]
    assert section.header.paragraphs[0].text == "Northfield Council"
    assert section.footer.paragraphs[0].text == "Official"
    assert round(section.left_margin.cm) == 5
    assert word.styles["Heading 2"].font.name == "Northfield Sans"


def test_our_words_take_the_place_of_those_of_the_template():
    said = [each.text for each in made(template()).paragraphs]
    assert "Delete this and write your report here" not in said
    assert ("Words", "Heading 1") in [
        (each.text, each.style.name) for each in made(template()).paragraphs
    ]


def test_a_template_without_our_styles_is_given_them(tmp_path):
    def bare(word):
        for each in list(word.styles):
            if each.name not in {"Normal", "Default Paragraph Font", "Normal Table", "No List"}:
                each.delete()
        for key, each in list(word.part.rels.items()):
            if each.reltype.endswith(("numbering", "stylesWithEffects")):
                word.part.rels.pop(key)
        for part in (word.sections[0].header, word.sections[0].footer):
            part.paragraphs[0].style = word.styles["Normal"]

    path = tmp_path / "it.docx"
    path.write_bytes(file(every_block(), BASE, template(bare)))
    assert "numbering" in "".join(xml_in(path.read_bytes()))
    found = OpenXmlValidator().validate(path)
    assert found.is_valid, [str(each) for each in found.errors]


def test_the_same_template_gives_the_same_bytes():
    content = template()
    assert file(every_block(), BASE, content) == file(every_block(), BASE, content)


def packed(files):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return whole.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a zip archive",
        packed({"word/document.xml": b"<a/>"}),
        packed({"[Content_Types].xml": b"<", "word/document.xml": b"<"}),
        template()[:-200],
    ],
    ids=["empty", "no archive", "no Word file", "no XML", "cut off"],
)
def test_what_is_no_template_is_refused_in_a_sentence(content):
    with pytest.raises(TemplateError, match=r"save it in Word as \.docx and try again"):
        file(every_block(), BASE, content)


def test_a_template_that_is_too_large_is_refused_before_it_is_unpacked():
    with pytest.raises(TemplateError, match="larger than 5 MB"):
        file(every_block(), BASE, b"x" * (MOST_BYTES + 1))
    with pytest.raises(TemplateError, match="too large once it is unpacked"):
        file(every_block(), BASE, packed({"word/media/image.bmp": b"\0" * 60_000_000}))
