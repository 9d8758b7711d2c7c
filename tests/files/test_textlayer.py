"""The text of documents is read for search, within bounds, and no file can do harm by it."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from docx import Document as Docx
from openpyxl import Workbook

from partnerships.files import textlayer
from partnerships.files.intake import LOCKED, accept_document
from partnerships.history import revisions
from partnerships.models import Agreement, Document, PublicSearchRow
from partnerships.search.engine import Scope
from partnerships.search.finding import find
from partnerships.search.question import Question
from tests.conftest import save


def pdf(text: str, *more: bytes, root: bytes = b"", page: bytes = b"", trailer: bytes = b"") -> bytes:
    """Return a PDF of one page with `text` in it, and `more` objects from number 6 on."""
    lines = b"".join(b"(%s) Tj 0 -14 Td " % line.encode("cp1252") for line in text.split("\n"))
    stream = b"BT /F1 12 Tf 72 720 Td %s ET" % lines
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % root,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%s>>" % page,
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        *more,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, end = len(objects) + 1, b"%%EOF"
    head = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>" % (size, table, size, trailer)
    return out + head + b"\nstartxref\n%d\n%s" % (len(out), end)


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


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(**parts: str) -> bytes:
    """Return an archive of XML parts, their names with “__” for slashes and “_dot_” for other points."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def word(body: str, **parts: str) -> bytes:
    def whole(tag: str, inner: str) -> str:
        return f'<w:{tag} xmlns:w="{WORD}" xmlns:mc="mc" xmlns:wps="wps">{inner}</w:{tag}>'

    more = {f"word__{name}_dot_xml": whole("hdr", inner) for name, inner in parts.items()}
    return packed(word__document_dot_xml=whole("document", f"<w:body>{body}</w:body>"), **more)


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def t(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def test_every_word_of_a_docx_is_found_and_no_deleted_one() -> None:
    box = f"<wps:txbx><w:txbxContent>{p(t('надпись'))}</w:txbxContent></wps:txbx>"
    body = (
        p(t("абзац "), f"<w:ins>{t('вставка')}</w:ins>", f"<w:del>{t('удалено', 'delText')}{t('стёрто')}</w:del>")
        + p(f"<w:moveFrom>{t('прежде')}</w:moveFrom><w:moveTo>{t('теперь')}</w:moveTo>")
        + p(f"<w:smartTag>{t('тег')}</w:smartTag> <w:fldSimple>{t(' поле')}</w:fldSimple>", t(" DATE", "instrText"))
        + f"<w:sdt><w:sdtContent>{p(t('элемент'))}</w:sdtContent></w:sdt>"
        + p(f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>")
        + f"<w:tbl><w:tr><w:tc>{p(t('ячейка'))}<w:tbl><w:tr><w:tc>{p(t('внутри'))}</w:tc></w:tr></w:tbl></w:tc>"
        + f"<w:tc>{p(t('рядом'))}</w:tc></w:tr></w:tbl>"
        + p(t("Усть"), "<w:r><w:noBreakHyphen/></w:r>", t("Лабинск мели"), "<w:r><w:softHyphen/></w:r>", t("орация"))
        + p(t("раз"), "<w:r><w:tab/></w:r>", t("два"), "<w:r><w:br/></w:r>", t("три"))
    )
    content = word(
        body,
        footnotes=p(t("сноска")),
        endnotes=p(t("примечание")),
        header1=p(t("колонтитул")),
        footer2=p(t("внизу")),
        comments=p(t("заметка")),
    )
    assert accepted("a.docx", content) == (
        "абзац вставка теперь тег поле элемент надпись ячейка внутри рядом Усть\u2011Лабинск мелиорация раз два три "
        "сноска примечание колонтитул внизу"
    )


def open_document(kind: str, content: str, styles: str = "", **parts: str) -> bytes:
    names = ("office", "text", "table", "style", "draw", "xlink", "meta", "script")
    spaces = " ".join(f'xmlns:{name}="urn:{name}"' for name in names)
    return packed(
        mimetype=f"application/vnd.oasis.opendocument.{kind}",
        content_dot_xml=f"<office:document {spaces}><office:body>{content}</office:body></office:document>",
        styles_dot_xml=f"<office:document {spaces}><style:a>не текст</style:a>{styles}</office:document>",
        **parts,
    )


def test_odt_and_ods_give_their_words() -> None:
    deleted = "<text:tracked-changes><text:p>удалено</text:p></text:tracked-changes>"
    note = "<text:note><text:note-body><text:p>сноска</text:p></text:note-body></text:note>"
    remark = "<office:annotation><text:p>заметка</text:p></office:annotation>"
    body = (
        f"{deleted}<text:h>Глава</text:h>\n<text:p>од<text:span>но</text:span>слово{note}<text:s/>и{remark}"
        "<text:tab/>хвост<text:line-break/>строка</text:p>"
        "<draw:text-box><text:p>надпись</text:p></draw:text-box>"
    )
    header = "<office:master-styles><style:header><text:p>колонтитул</text:p></style:header></office:master-styles>"
    assert accepted("a.odt", open_document("text", body, header)) == (
        "Глава однословосноска и хвост строка надпись колонтитул"
    )
    cells = "".join(f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in ("город", "12"))
    rows = f"<table:table-row>{cells}</table:table-row>"
    assert accepted("a.ods", open_document("spreadsheet", f"<table:table>{rows}{rows}</table:table>")) == (
        "город 12 город 12"
    )


def test_an_xlsx_gives_the_words_of_its_sheets_and_their_names() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Смета"
    sheet.append(["Город", "Сумма"])
    sheet.append(["Омск", 120])
    sheet["A3"] = "=A2"
    book.create_sheet("Ещё").append(["Омск", "Пазарджик"])
    out = BytesIO()
    book.save(out)
    assert accepted("a.xlsx", out.getvalue()) == "Смета Ещё Город Сумма Омск 120 Омск Пазарджик"


def test_an_rtf_gives_its_words_in_its_own_encoding() -> None:
    text = (
        rb"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2, {\deleted \'f3\'e4{\b x}}\u1084?\u1080?\u1088?"
        rb"\par end\deleted gone\deleted0  here}"
    )
    assert accepted("a.rtf", text) == "Привет, мир end here"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("мели-\nорация", "мелиорация"),
        ("Усть-\nДжегута", "Усть-Джегута"),
        ("1941-\n1945 и 1941–\n1945", "1941-1945 и 1941–1945"),
        ("мели\u00ad\nорация и мели\u00adорация", "мелиорация и мелиорация"),
        ("мели- \n  орация", "мелиорация"),
        ("мели¬\nорация", "мелиорация"),
        ("мели\u2010\r\nорация", "мелиорация"),
        ("из-\nза, что-\nто, кое-\nкак", "из-за, что-то, кое-как"),
        ("5-\nй и 10-\nлетие", "5-й и 10-летие"),
        ("Омск -\nгород, Омск —\nгород", "Омск - город, Омск — город"),
        ("Омск\nгород", "Омск город"),
        ("те\x00к\u200bст", "текст"),
    ],
)
def test_words_that_a_line_end_divided_are_joined_and_hyphens_stay(text: str, read: str) -> None:
    assert textlayer.joined_words(text) == read


def test_a_line_end_in_a_pdf_is_one() -> None:
    assert accepted("a.pdf", pdf("Twin-\nning with Saint-\nDenis 1941-\n1945")) == "Twinning with Saint-Denis 1941-1945"


def relation(kind: str, target: str) -> str:
    attributes = f'Id="r" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"'
    return f'<Relationships xmlns="{RELATIONS}"><Relationship {attributes}/></Relationships>'


def with_relation(kind: str, target: str) -> bytes:
    return packed(
        word__document_dot_xml=f'<w:document xmlns:w="{WORD}"/>',
        word___rels__settings_dot_xml_dot_rels=relation(kind, target),
    )


SCRIPT = b"<</S/JavaScript/JS(app.beep\\(0\\))>>"
FIELD = b"<</FT/Tx/T(name)/Subtype/Widget/Rect[0 0 9 9]>>"
HAZARDOUS = {
    "a script at opening": (pdf("x", SCRIPT, root=b"/OpenAction 6 0 R"), "скрипт"),
    "a script by name": (pdf("x", root=b"/Names<</JavaScript<</Names[(a)%s]>>>>" % SCRIPT), "скрипт"),
    "a script in disguise": (pdf("x", root=b"/OpenAction<</S/#4aavaScript/J#53(x)>>"), "скрипт"),
    "a launch": (pdf("x", page=b"/AA<</O<</S/Launch/F(a.exe)>>>>"), "запускает программу"),
    "a form": (pdf("x", FIELD, root=b"/AcroForm<</Fields[6 0 R]>>"), "форма"),
    "an attachment": (
        pdf("x", b"<</Type/Filespec/F(a)/EF<</F 7 0 R>>>>", b"<</Length 1>>stream\nx\nendstream"),
        "другие файлы",
    ),
    "a password": (pdf("x", b"<</Filter/Standard/V 1/R 2/O(x)/U(x)/P -1>>", trailer=b"/Encrypt 6 0 R"), "паролем"),
    "a broken file": (b"%PDF-1.4\n1 0 obj<</S/JavaScript/JS(x)>>", "скрипт"),
    "a template elsewhere": (with_relation("attachedTemplate", "https://a.example/t.dotm"), "других адресов"),
    "a template on a share": (with_relation("attachedTemplate", "file://server/t.dotm"), "других адресов"),
    "a picture elsewhere": (with_relation("image", "http://a.example/p.png"), "других адресов"),
    "a field that calls": (word(p(t(" DDE", "instrText"), t("AUTO x", "instrText"))), "других адресов"),
    "a control": (
        packed(word__document_dot_xml=f'<w:document xmlns:w="{WORD}"/>', word__activeX__a_dot_xml=""),
        "скрипт",
    ),
    "a locked docx": (LOCKED[0] + b"\x00" * 99 + LOCKED[1], "паролем"),
    "a locked odt": (open_document("text", "", **{"META-INF__manifest_dot_xml": "<m:encryption-data/>"}), "паролем"),
    "an odt with a script": (open_document("text", "<script:event-listener/>"), "скрипт"),
    "an odt with a part elsewhere": (
        open_document("text", '<text:section-source xlink:href="http://a.example/"/>'),
        "других адресов",
    ),
    "an rtf with an object": (rb"{\rtf1 {\object\objemb{\*\objdata 00}}}", "другие файлы"),
    "an rtf with a template": (rb"{\rtf1 {\*\template http://a.example/t.dot}x}", "других адресов"),
}


@pytest.mark.parametrize(("content", "said"), HAZARDOUS.values(), ids=HAZARDOUS)
def test_what_acts_when_it_is_opened_is_refused_in_words(content: bytes, said: str) -> None:
    with translation.override("ru"), pytest.raises(ValidationError) as refused:
        accepted("a", content)
    assert [message for message in refused.value.messages if said in message] == refused.value.messages


HARMLESS = {
    "a link": pdf("word", page=b"/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://a.example/)>>>>]"),
    "a signature": pdf("word", b"<</FT/Sig/T(s)/Subtype/Widget/Rect[0 0 9 9]>>", root=b"/AcroForm<</Fields[6 0 R]>>"),
    "a page to open at": pdf("word", root=b"/OpenAction[3 0 R/Fit]"),
    "a template of the same computer": with_relation("attachedTemplate", "file:///C:\\Users\\Normal.dotm"),
    "a link in a docx": with_relation("hyperlink", "https://a.example/"),
    "a link in an odt": open_document("text", '<text:a xlink:href="https://a.example/">x</text:a>'),
}


@pytest.mark.parametrize("content", HARMLESS.values(), ids=HARMLESS)
def test_what_any_document_may_hold_is_taken(content: bytes) -> None:
    accepted("a", content)


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
