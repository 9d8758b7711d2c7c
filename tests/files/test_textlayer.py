"""The text of documents is read for search, within bounds, and no file can do harm by it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as Docx

from partnerships.files import textlayer
from partnerships.files.intake import accept_document
from partnerships.history import revisions
from partnerships.models import Agreement, Document, PublicSearchRow
from partnerships.search.engine import Scope
from partnerships.search.finding import find
from partnerships.search.question import Question
from tests.conftest import save


def pdf(text: str) -> bytes:
    """Return a PDF of one page with `text` in it."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


def docx(*paragraphs: str) -> bytes:
    document = Docx()
    for text in paragraphs:
        document.add_paragraph(text)
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "смета"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def accepted(name: str, content: bytes) -> str:
    return accept_document(SimpleUploadedFile(name, content)).facts.text


def test_pdf_and_docx_give_their_text() -> None:
    assert accepted("a.pdf", pdf("Protocol of intent")) == "Protocol of intent"
    assert accepted("a.docx", docx("Стороны развивают мели-\nорацию.")) == "Стороны развивают мелиорацию. смета"


def test_a_broken_file_is_kept_without_a_text() -> None:
    assert accepted("a.pdf", b"%PDF-1.4\nnot really" + b"\x00" * 1000) == ""


def test_a_slow_file_is_kept_without_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textlayer, "SECONDS", 0.001)
    assert accepted("a.pdf", pdf("Protocol of intent")) == ""


@pytest.mark.django_db
def test_an_open_document_is_found_by_its_text() -> None:
    agreement = save(Agreement(slug="a", title_ru="Соглашение"))
    upload = accept_document(SimpleUploadedFile("a.docx", docx("Орошение полей")))
    with revisions.revision(by=None, reason="test"):
        Document(record=agreement, title_ru="Текст", file=upload, access="public").save()

    assert find(Question.parse("орошением"), Scope(PublicSearchRow)).total == 1
