"""The text of documents is read for search, within bounds, and no file can do harm by it."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from openpyxl import Workbook

from partnerships.files import textlayer
from partnerships.files.intake import accept_document
from partnerships.history import revisions
from partnerships.models import Agreement, Document
from partnerships.search.engine import Scope
from partnerships.search.finding import find
from partnerships.search.question import Question
from tests.conftest import save
from tests.files.documents import SHEET, WORD, accepted, docx, open_document, p, packed, pdf, t, word


def test_pdf_and_docx_give_their_text() -> None:
    assert accepted("a.pdf", pdf("Protocol of intent")) == "Protocol of intent"
    assert accepted("a.docx", docx("Стороны развивают мели-\nорацию.")) == "Стороны развивают мелиорацию. смета"


def test_a_broken_file_is_kept_without_a_text() -> None:
    assert accepted("a.pdf", b"%PDF-1.4\nnot really" + b"\x00" * 1000) == ""


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
        "Глава однослово сноска и хвост строка надпись колонтитул"
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
        ("из-\nза, кое-\nкак", "из-за, кое-как"),
        ("что-\nто, мес-\nто, экс-\nмэр", "что-то чтото, мес-то место, экс-мэр эксмэр"),
        ("по-\nле, мини-\nстр", "по-ле поле, мини-стр министр"),
        ("Из-\nвестный, экс-\nПрезидент", "Из-вестный Известный, экс-Президент"),
        ("5-\nй и 10-\nлетие", "5-й и 10-летие"),
        ("Омск -\nгород, Омск —\nгород", "Омск - город, Омск — город"),
        ("Ростов-\nна-Дону, Комсомольск-на-\nАмуре", "Ростов-на-Дону, Комсомольск-на-Амуре"),
        ("Нуази-\nде-Гран, по-\nрус-\nски", "Нуази-де-Гран, по-русски порусски"),
        ("Stratford-\nupon-\nAvon, Châlons-\nen-Champagne", "Stratford-upon-Avon, Châlons-en-Champagne"),
        ("го-\nрод-Герой, мели-\nора-\nция", "город-Герой, мелиорация"),
        ("парт \u2010\nнёр", "партнёр"),
        ("СОГЛА-\nШЕНИЕ", "СОГЛА-ШЕНИЕ СОГЛАШЕНИЕ"),
        ("УСТЬ-\nДЖЕГУТА", "УСТЬ-ДЖЕГУТА УСТЬДЖЕГУТА"),
        ("социально-\nэкономический", "социально-экономический социальноэкономический"),
        ("научно-\nтехнического", "научно-технического научнотехнического"),
        ("город-\nпобратим", "город-побратим городпобратим"),
        ("Пресс-\nсекретарь", "Пресс-секретарь Пресссекретарь"),
        ("премьер-\nминистр, вице-\nмэр", "премьер-министр премьерминистр, вице-мэр вицемэр"),
        ("сотрудни-\nчество, мо-\nлодёжь", "сотрудничество, молодёжь"),
        ("Омск\nгород", "Омск город"),
        ("Haupt-\nund Realschule, Natur- \n oder", "Haupt- und Realschule, Natur- oder"),
        ("авиа-\nи автобилеты", "авиа- и автобилеты"),
        ("pre-\nand post-war", "pre- and post-war"),
        ("Vertrags-\nunterzeichnung", "Vertragsunterzeichnung"),
        ("deutsch-\nfranzösisch, Deutsch-\nRussische", "deutsch-französisch, Deutsch-Russische"),
        ("wirtschaftlich-\ntechnischen", "wirtschaftlich-technischen"),
        ("franco-\nallemande", "franco-allemande"),
        ("www.a-\nb.de, info@stadt-\nbonn.de", "www.a-b.de, info@stadt-bonn.de"),
        ("https://bonn.de/partner-\nschaften", "https://bonn.de/partner-schaften"),
        ("те\x00к\u200bст", "текст"),
    ],
)
def test_words_that_a_line_end_divided_are_joined_and_hyphens_stay(text: str, read: str) -> None:
    assert textlayer.joined_words(text) == read


def test_a_line_end_in_a_pdf_is_one() -> None:
    assert accepted("a.pdf", pdf("Twin-\nning with Saint-\nDenis 1941-\n1945")) == "Twinning with Saint-Denis 1941-1945"


def test_a_pdf_of_a_browser_gives_whole_words() -> None:
    content = (Path(__file__).parent / "from_browser.pdf").read_bytes()
    assert accepted("a.pdf", content) == (
        "Соглашение о партнёрском сотрудничестве с Ростовом-на-Дону, Усть-Джегутой и Städtepartnerschaft"
    )


def test_a_docx_of_word_for_the_web_is_one() -> None:
    body = f'<w:document xmlns:w="{WORD}"><w:body>{p(t("Протокол"))}</w:body></w:document>'
    assert accepted("a.docx", packed(word__document2_dot_xml=body)) == "Протокол"


def test_the_words_of_drawings_in_a_docx_are_found_and_hidden_ones_are_not() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>скрыто</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> видно</w:t></w:r>'
    content = packed(
        word__document_dot_xml=f'<w:document xmlns:w="{WORD}">{p(t("текст"), hidden, shown)}</w:document>',
        word__diagrams__data1_dot_xml='<a:data xmlns:a="a"><a:p><a:t>схема</a:t></a:p></a:data>',
        word__charts__chart1_dot_xml='<c:chart xmlns:c="c" xmlns:a="a"><a:t>доли</a:t> <c:v>Омск</c:v></c:chart>',
    )
    assert accepted("a.docx", content) == "текст видно схема долиОмск"


def test_every_word_of_an_rtf_is_found_and_no_hidden_one() -> None:
    text = (
        r"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0 Arial;}}{\info{\title secret}}{\header\pard header\par}"
        r"{\footerr foot\par}\pard text{\footnote note}{\*\annotation remark}{\v hidden} C:\\v kept \v gone\v0\par "
        r"\trowd\cellx1\cellx2 cell\cell next\cell\row\pard Ust\_Lab meli\-oration"
        r"{\shp{\*\shpinst{\sp{\sn wzName}{\sv name}}{\shptxt box\par}}{\shprslt{box again}}}\par}"
    )
    assert accepted("a.rtf", text.encode("cp1251")) == (
        "header foot text note C:\\v kept cell next Ust\u2011Lab melioration box"
    )


@pytest.mark.parametrize(
    ("rtf", "read"),
    [
        (r"a \v1 hid\v0 b", "a b"),
        (r"a\\\v hid\v0  b", "a\\ b"),
        (r"\b\v hid{\i hid} hid\v0 b", "b"),
        (r"{\v hid {\v0 seen} hid\b}\deleted hid\plain  b", "seen b"),
        (r"Hello{\footnote Note}World", "Hello Note World"),
        (r"{\footerl L}T{\header {\b H}}S", "L T H S"),
    ],
)
def test_marks_and_notes_of_an_rtf_end_where_they_end(rtf: str, read: str) -> None:
    assert accepted("a.rtf", rf"{{\rtf1\ansi\ansicpg1251 {rtf}}}".encode()) == read


def test_a_slow_file_is_kept_without_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textlayer, "SECONDS", 0.001)
    assert accepted("a.pdf", pdf("Protocol of intent")) == ""
    with translation.override("ru"), pytest.raises(ValidationError, match="не удалось проверить"):
        accepted("a.docx", docx("Договор"))


@pytest.mark.django_db
def test_an_open_document_is_found_by_its_text() -> None:
    agreement = save(Agreement(slug="a", title_ru="Соглашение"))
    upload = accept_document(SimpleUploadedFile("a.docx", docx("Орошение полей")))
    with revisions.revision(by=None, reason="test"):
        Document(record=agreement, title_ru="Текст", file=upload, access="public").save()

    assert find(Question.parse("орошением"), Scope()).total == 1


def test_what_is_struck_through_is_not_found() -> None:
    def run(text: str, mark: str) -> str:
        return f"<w:r><w:rPr>{mark}</w:rPr><w:t>{text}</w:t></w:r>"

    body = p(run("a", "<w:strike/>"), run("b", '<w:strike w:val="0"/>'), run("c", "<w:dstrike/>"), run("d", ""))
    assert accepted("a.docx", word(body)) == "bd"
    said = '<style:style style:name="{}"><style:text-properties style:text-line-through-style="{}"/></style:style>'
    words = '<text:p>a<text:span text:style-name="X">b<text:span>c</text:span></text:span>'
    words += '<text:span text:style-name="Y">d</text:span></text:p>'
    assert (
        accepted("a.odt", open_document("text", said.format("X", "solid") + said.format("Y", "none") + words)) == "ad"
    )
    strings = f'<sst xmlns="{SHEET}"><si><r><rPr><strike/></rPr><t>a</t></r><r><t>b</t></r></si></sst>'
    cell = f'<worksheet xmlns="{SHEET}"><row><c t="s"><v>0</v></c></row></worksheet>'
    book = packed(xl__workbook_dot_xml="<w/>", xl__sharedStrings_dot_xml=strings, xl__worksheets__a_dot_xml=cell)
    assert accepted("a.xlsx", book) == "b"
    assert accepted("a.rtf", rb"{\rtf1 a{\strike b}\striked1 c\striked0 d}") == "ad"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("СОГЛА-\nШЕНИЕ", "СОГЛАШЕНИЕ"),
        ("САНКТ-\nПЕТЕРБУРГ", "САНКТ-ПЕТЕРБУРГ"),
        ("социально-\nэкономический", "социально-экономический"),
        ("научно-\nтехнического", "научно-технического"),
        ("город-\nпобратим", "город-побратим"),
        (
            "деятельно-\nстей, особенно-\nстью, достопримечательно-\nстей",
            "деятельностей, особенностью, достопримечательностей",
        ),
        ("эконо-\nмический, город-\nской, фото-\nграфия", "экономический, городской, фотография"),
        ("Усть-\nДжегута", "Усть-\nДжегута"),
        ("Haupt-\nund Realschule", "Haupt- und Realschule"),
        ("deutsch-\nfranzösischer Tag, www.a-\nb.de", "deutsch-französischer Tag, www.a-b.de"),
    ],
)
def test_prose_has_the_likelier_spelling(monkeypatch: pytest.MonkeyPatch, text: str, read: str) -> None:
    monkeypatch.setattr(textlayer, "_told", lambda content, media_type: ("", True, text))
    assert textlayer.read_paragraphs(b"", textlayer.PDF) == read


def test_what_a_style_strikes_through_or_hides_is_no_text() -> None:
    said = '<style:style style:name="{}" style:parent-style-name="{}"><style:text-properties {}/></style:style>'
    styles = (
        said.format("X", "", 'style:text-line-through-style="solid"')
        + said.format("Child", "X", "")
        + said.format("Back", "X", 'style:text-line-through-style="none"')
        + said.format("Hidden", "", 'text:display="none"')
    )
    words = '<text:p text:style-name="X">a</text:p><text:h text:style-name="Child">b</text:h>'
    words += (
        '<text:p text:style-name="Back">c</text:p><text:p>d<text:span text:style-name="Hidden">e</text:span>f</text:p>'
    )
    words += '<text:section text:display="none"><text:p>g</text:p></text:section>'
    words += "<text:section><text:p>h</text:p></text:section>"

    assert accepted("a.odt", open_document("text", styles + words)) == "c df h"


def test_a_placeholder_of_a_control_is_no_text() -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = control.format("<w:showingPlcHdr/>", p(t("Click here"))) + control.format("", p(t("Омск")))
    body += control.format('<w:showingPlcHdr w:val="0"/>', p(t("Бонн")))

    assert accepted("a.docx", word(body)) == "Омск Бонн"


def test_what_is_anchored_within_words_stands_by_itself() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>сноска</text:p></text:note-body>"
        "</text:note>"
    )
    box = "<draw:frame><draw:text-box><text:p>надпись</text:p></draw:text-box></draw:frame>"
    picture = "<draw:frame><draw:title>герб</draw:title><draw:desc>рисунок</draw:desc></draw:frame>"
    body = f"<text:p>слово{note}: {box}после{picture}картины</text:p>"
    assert accepted("a.odt", open_document("text", body)) == "слово сноска : надпись после герб рисунок картины"

    box = f"<w:r><w:pict><w:txbxContent>{p(t('рамка'))}{p(t('вторая'))}</w:txbxContent></w:pict></w:r>"
    anchored = f"<w:p><w:r><w:t>до</w:t></w:r>{box}<w:r><w:t>конец</w:t></w:r></w:p>"
    header = "<w:p><w:r><w:t>лево</w:t><w:ptab/><w:t>право</w:t></w:r></w:p>"
    assert accepted("a.docx", word(anchored + header)) == "до рамка вторая конец лево право"
