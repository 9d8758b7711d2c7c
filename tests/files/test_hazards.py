"""A document that acts when somebody opens it is refused, and the clerk is told in words what it does."""

import zlib

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from partnerships.files.intake import LOCKED
from tests.files.documents import OFFICE, RELATIONS, WORD, accepted, open_document, p, packed, pdf, t, word


def relation(kind: str, target: str) -> str:
    attributes = f'Id="r" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"'
    return f'<Relationships xmlns="{RELATIONS}"><Relationship {attributes}/></Relationships>'


def with_relation(kind: str, target: str) -> bytes:
    return packed(
        word__document_dot_xml=f'<w:document xmlns:w="{WORD}"/>',
        word___rels__settings_dot_xml_dot_rels=relation(kind, target),
    )


def field(instruction: str, then: str = "") -> str:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"{begin}{t(instruction, 'instrText')}{then}{end}"


def connection(inner: str) -> bytes:
    return packed(xl__workbook_dot_xml="<w/>", xl__connections_dot_xml=f"<c><connection>{inner}</connection></c>")


def packed_object(stream: bytes) -> bytes:
    """Return a PDF whose object 4 stands in `stream`, which is said to be compressed."""
    out, places = b"%PDF-1.5\n", [0]
    for number, body in enumerate(
        (
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[]/Count 0>>",
            b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        ),
        1,
    ):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    kinds = [(0, 0, 0), *((1, place, 0) for place in places[1:]), (2, 3, 0), (1, len(out), 0)]
    table = b"".join(bytes((kind,)) + place.to_bytes(3) + bytes((more,)) for kind, place, more in kinds)
    head = b"<</Type/XRef/Size 6/W[1 3 1]/Root 1 0 R/Length %d>>" % len(table)
    return out + b"5 0 obj\n%sstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % (head, table, len(out))


SCRIPT = b"<</S/JavaScript/JS(app.beep\\(0\\))>>"
AWAY = b"/S/URI/URI(https://a.example/)"
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
    "a broken file with a stream that never ends": (
        b"%PDF-1.4\n1 0 obj<</Length 9>>stream\nx\n2 0 obj<</S/JavaScript/JS(x)>>",
        "скрипт",
    ),
    "a broken file with objects in a stream": (
        b"%PDF-1.4\n1 0 obj<</Type/ObjStm/N 1/First 4>>stream\n2 0 <</S/JavaScript/JS(x)>>\nendstream",
        "скрипт",
    ),
    "an attachment by name": (
        pdf("x", root=b"/Names<</EmbeddedFiles<</Kids[<</Kids[<</Names[(a)null]>>]>>]>>>>"),
        "другие файлы",
    ),
    "a form of its own kind": (pdf("x", root=b"/AcroForm<</Fields[]/XFA[(template)null]>>"), "форма"),
    "a template elsewhere": (with_relation("attachedTemplate", "https://a.example/t.dotm"), "других адресов"),
    "a template on a share": (with_relation("attachedTemplate", "file://server/t.dotm"), "других адресов"),
    "a picture elsewhere": (with_relation("image", "http://a.example/p.png"), "других адресов"),
    "a part elsewhere": (with_relation("aFChunk", "https://a.example/x.htm"), "других адресов"),
    "letters to a table elsewhere": (
        with_relation("mailMergeSource", "http://a.example/"),
        "других адресов",
    ),
    "a table that asks a program": (
        packed(xl__workbook_dot_xml="<w/>", xl__externalLinks__externalLink1_dot_xml="<e><ddeLink/></e>"),
        "других адресов",
    ),
    "a table that asks a page": (
        packed(xl__workbook_dot_xml="<w/>", xl__connections_dot_xml="<c><webPr/></c>"),
        "других адресов",
    ),
    "an address at opening": (pdf("x", b"<</S/URI/URI(https://a)>>", root=b"/OpenAction 6 0 R"), "других адресов"),
    "an address at the opening of a page": (pdf("x", page=b"/AA<</O<<%s>>>>" % AWAY), "других адресов"),
    "an address at the closing of a document": (pdf("x", root=b"/AA<</WC<<%s>>>>" % AWAY), "других адресов"),
    "an address when a place is seen": (
        pdf("x", page=b"/Annots[<</Subtype/Screen/Rect[0 0 9 9]/AA<</PO<<%s>>>>>>]" % AWAY),
        "других адресов",
    ),
    "an address after a page to go to": (
        pdf("x", root=b"/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next[<</S/Named/N/NextPage/Next<<%s>>>>]>>" % AWAY),
        "других адресов",
    ),
    "an address whose name stands apart": (
        pdf("x", b"/URI", root=b"/OpenAction<</S 6 0 R/URI(https://a.example/)>>"),
        "других адресов",
    ),
    "a template elsewhere beside a part that is none": (
        packed(
            word__a_dot_xml="none",
            word__document_dot_xml=f'<w:document xmlns:w="{WORD}"/>',
            word___rels__settings_dot_xml_dot_rels=relation("attachedTemplate", "https://a.example/t.dotm"),
        ),
        "других адресов",
    ),
    "a table that asks a program beside a broken sheet": (
        packed(
            xl__workbook_dot_xml="<w/>",
            xl__worksheets__a_dot_xml="<s>",
            xl__externalLinks__externalLink1_dot_xml="<e><ddeLink/></e>",
        ),
        "других адресов",
    ),
    "a field that calls in a part that breaks off": (
        packed(
            word__document_dot_xml=f'<w:document xmlns:w="{WORD}"/>',
            word__header1_dot_xml=f'<w:hdr xmlns:w="{WORD}">{p(field("DDE x y"))}',
        ),
        "других адресов",
    ),
    "an odt with a part elsewhere, of a broken style": (
        open_document(
            "text",
            '<text:section-source xlink:href="http://a.example/"/>',
            "<broken",
            settings_dot_xml="none",
            Object__1__content_dot_xml="none",
        ),
        "других адресов",
    ),
    "an ods with a table elsewhere": (
        open_document("spreadsheet", '<table:table-source xlink:href="http://a.example/x.ods"/>'),
        "других адресов",
    ),
    "a table that asks a database": (connection('<dbPr connection="DRIVER=X;SERVER=a.example"/>'), "других адресов"),
    "a table of a text elsewhere": (connection('<textPr sourceFile="http://a.example/x.csv"/>'), "других адресов"),
    "a table that asks a database by its twin": (connection('<oledbPr connection="DSN=a"/>'), "других адресов"),
    "a table that asks a feed": (connection('<dataFeedPr connection="Data Source=a"/>'), "других адресов"),
    "an odt that asks a program": (open_document("text", "<text:dde-connection-decl/>"), "других адресов"),
    "a package in small letters": (word(p('<w:object><w:OLEObject ProgID="package"/></w:object>')), "другие файлы"),
    "letters that ask a database": (
        word("", settings='<w:mailMerge><w:connectString w:val="SERVER=a.example"/></w:mailMerge>'),
        "других адресов",
    ),
    "a field that asks a database": (word(p(field("DATABASE \\c &quot;SERVER=a.example&quot;"))), "других адресов"),
    "a simple field after another": (
        word(p(field("PAGE")) + '<w:p><w:fldSimple w:instr="PAGE"/><w:fldSimple w:instr="DDEAUTO x y"/></w:p>'),
        "других адресов",
    ),
    "a field that calls, cut in two by one within": (
        word(p(field("DD", f"{field('PAGE')}{t('E x y', 'instrText')}"))),
        "других адресов",
    ),
    "a picture elsewhere by a field": (
        word(p(field("INCLUDEPICTURE \\d &quot;//a.example/p.png&quot;"))),
        "других адресов",
    ),
    "a package": (word(p('<w:object><w:OLEObject ProgID="Package"/></w:object>')), "другие файлы"),
    "a simple field that calls": (word('<w:p><w:fldSimple w:instr="DDEAUTO x y"/></w:p>'), "других адресов"),
    "a field that calls": (word(p(t(" DDE", "instrText"), t("AUTO x", "instrText"))), "других адресов"),
    "a control": (
        packed(word__document_dot_xml=f'<w:document xmlns:w="{WORD}"/>', word__activeX__a_dot_xml=""),
        "скрипт",
    ),
    "a locked docx": (LOCKED[0] + b"\x00" * 99 + LOCKED[1], "паролем"),
    "a locked odt": (open_document("text", "", **{"META-INF__manifest_dot_xml": "<encryption-data/>"}), "паролем"),
    "an odt with a script": (open_document("text", "<script:event-listener/>"), "скрипт"),
    "an odt with a part elsewhere": (
        open_document("text", '<text:section-source xlink:href="http://a.example/"/>'),
        "других адресов",
    ),
    "an rtf with an object": (rb"{\rtf1 {\object\objemb{\*\objdata 00}}}", "другие файлы"),
    "an rtf with a field that calls": (rb"{\rtf1{\field{\*\fldinst {\b D\'44}E x y}{\fldrslt z}}}", "других адресов"),
    "a table that asks a program in another encoding": (
        packed(
            xl__workbook_dot_xml="<w/>",
            xl__externalLinks__a_dot_xml='<?xml version="1.0" encoding="utf-16"?><e><ddeLink/></e>'.encode("utf-16"),
        ),
        "других адресов",
    ),
    "a part that breaks off": (
        packed(word__document_dot_xml=f'<w:document xmlns:w="{WORD}"><w:fldChar>'),
        "не удалось проверить",
    ),
    "a broken file with objects behind compression": (
        b"%PDF-1.5\n1 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\nx\nendstream",
        "не удалось проверить",
    ),
    "an object behind more than is ever unpacked": (
        packed_object(zlib.compress(b"4 0 <</Type/Nothing>>%80000000d" % 0)),
        "не удалось проверить",
    ),
    "an object of too many levels": (pdf("x", b"[" * 30 + SCRIPT + b"]" * 30), "не удалось проверить"),
    "an rtf with a template": (rb"{\rtf1 {\*\template http://a.example/t.dot}x}", "других адресов"),
}


@pytest.mark.parametrize(("content", "said"), HAZARDOUS.values(), ids=HAZARDOUS)
def test_what_acts_when_it_is_opened_is_refused_in_words(content: bytes, said: str) -> None:
    with translation.override("ru"), pytest.raises(ValidationError) as refused:
        accepted("a", content)
    assert [message for message in refused.value.messages if said in message] == refused.value.messages


@pytest.mark.parametrize(
    "address",
    [
        *("file:///\\\\server\\share\\t.dotm", "file:%5C%5Cserver%5Cshare%5Ct.dotm", "file:///%5c%5cserver/t.dotm"),
        *("\\/server/share/t.dotm", "/\\server\\t.dotm", "FILE:/\\server/t.dotm", "webdav://a.example/t.dotm"),
    ],
)
def test_a_share_is_elsewhere_whatever_its_slashes(address: str) -> None:
    documents = [
        with_relation("attachedTemplate", address),
        word(p(field(f"INCLUDEPICTURE &quot;{address}&quot;"))),
        connection(f'<textPr sourceFile="{address}"/>'),
        open_document("text", f'<text:section-source xlink:href="{address}"/>'),
    ]
    for content in documents:
        with translation.override("ru"), pytest.raises(ValidationError, match="других адресов"):
            accepted("a", content)


@pytest.mark.parametrize(
    "name",
    [
        *("draw:fill-image", "style:background-image", "text:list-level-style-image", "draw:floating-frame"),
        *("meta:auto-reload", "draw:applet", "text:alphabetical-index-auto-mark-file"),
    ],
)
def test_an_open_document_fetches_whatever_waits_for_no_press(name: str) -> None:
    with translation.override("ru"), pytest.raises(ValidationError, match="других адресов"):
        accepted("a", open_document("text", "", f'<{name} xlink:href="http://a.example/x"/>'))
    accepted("a", open_document("text", "", f'<{name} xlink:href="Pictures/x.png"/>'))


HARMLESS = {
    "a link": pdf("word", page=b"/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://a.example/)>>>>]"),
    "an object behind compression": packed_object(zlib.compress(b"4 0 <</Type/Nothing>>")),
    "a link to press": pdf("word", page=b"/Annots[<</Subtype/Widget/FT/Sig/Rect[0 0 9 9]/AA<</U<<%s>>>>>>]" % AWAY),
    "a link in a docx by a field": word(p(field("HYPERLINK &quot;https://a.example/DDE/&quot;"))),
    "a table of its own file": connection('<dbPr connection="Data Model Connection"/>'),
    "a table of a text of the same computer": connection('<textPr sourceFile="C:\\x.csv"/>'),
    "an rtf that tells of DDE": rb'{\rtf1 DDE {\field{\*\fldinst HYPERLINK "https://a.example/DDE/"}{\fldrslt x}}}',
    "a signature": pdf("word", b"<</FT/Sig/T(s)/Subtype/Widget/Rect[0 0 9 9]>>", root=b"/AcroForm<</Fields[6 0 R]>>"),
    "names of no attachments": pdf("word", root=b"/Names<</EmbeddedFiles<</Kids[<</Names[]>>]>>>>"),
    "a form of no parts": pdf("word", root=b"/AcroForm<</Fields[]/XFA[]>>"),
    "a broken scan that has letters of a name by chance": (
        b"%PDF-1.4\n1 0 obj<</Length 9/Filter/DCTDecode>>stream\n\xff\xd8/JS \xff/Launch \xff\nendstream endobj"
    ),
    "a page to open at": pdf("word", root=b"/OpenAction[3 0 R/Fit]"),
    "a page to go to": pdf("word", root=b"/OpenAction<</S/GoTo/D[3 0 R/Fit]>>"),
    "a formula in a docx": word(p('<w:object><w:OLEObject ProgID="Equation.3"/></w:object>')),
    "a template of the same computer": with_relation("attachedTemplate", "file:///C:\\Users\\Normal.dotm"),
    "a link in a docx": with_relation("hyperlink", "https://a.example/"),
    "a picture of the same computer by a field": word(
        p(field("INCLUDEPICTURE &quot;C:\\\\x.png&quot; \\d \\* MERGEFORMAT"))
    ),
    "a link in an odt": open_document("text", '<text:a xlink:href="https://a.example/">x</text:a>'),
    "a link on a picture": open_document("text", '<draw:area-circle xlink:href="https://a.example/"/>'),
}


@pytest.mark.parametrize("content", HARMLESS.values(), ids=HARMLESS)
def test_what_any_document_may_hold_is_taken(content: bytes) -> None:
    accepted("a", content)
