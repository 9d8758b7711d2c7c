"""Documents of every kind, made in a test, and what the intake reads of them."""

from io import BytesIO
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as Docx

from partnerships.files.intake import accept_document

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


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


def packed(**parts: str | bytes) -> bytes:
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


def open_document(kind: str, content: str, styles: str = "", **parts: str) -> bytes:
    names = ("office", "text", "table", "style", "draw", "xlink", "meta", "script")
    spaces = " ".join(f'xmlns:{name}="urn:{name}"' for name in names)
    return packed(
        mimetype=f"application/vnd.oasis.opendocument.{kind}",
        content_dot_xml=f"<office:document {spaces}><office:body>{content}</office:body></office:document>",
        styles_dot_xml=f"<office:document {spaces}><style:a>не текст</style:a>{styles}</office:document>",
        **parts,
    )
