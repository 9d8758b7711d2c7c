"""What a document may hold beside its text that acts when somebody opens it.

Runs in the process of `textlayer`, which bounds its time and memory; the names of hazards are told to the clerk
in words by `intake`.
"""

import re
import zipfile
from collections.abc import Callable, Collection, Iterator
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element

from partnerships.files.document_text import DOCX, ODS, ODT, PDF, RTF, XLSX, name_of, xml_events
from partnerships.files.pdf_hazards import UNCHECKED, by_names, in_pdf

#: Relations of an office file that are fetched or run without being asked for.
_FETCHED: Final = {
    *("attachedTemplate", "oleObject", "frame", "subDocument", "image", "externalLinkPath", "control", "media"),
    *("video", "aFChunk", "mailMergeSource", "mailMergeHeaderSource"),
}
#: Elements of office files that ask a program, a page or a database.
_ASKING: Final = {
    *("ddeLink", "webPr", "dbPr", "oledbPr", "dataFeedPr", "connectString", "dde-source", "dde-connection-decl"),
}
#: What Excel writes for the tables of the file itself.
_OWN_TABLES: Final = "Data Model Connection"
#: Elements of open documents whose address waits for a reader to press it; any other is fetched by itself.
_PRESSED: Final = {"a", "area-rectangle", "area-circle", "area-polygon", "form", "button", "math"}
#: How Windows calls any file at all that was put into a document.
_PACKAGES: Final = {"package", "packager shell object", "package2"}
#: How an address elsewhere begins, once its slashes are plain ones.
_REMOTE: Final = re.compile(
    r"(?:https?|s?ftps?|smb|(?:vnd\.sun\.star\.)?webdavs?|mhtml|ms-[\w-]+):|//|file:(?:/{2}[^/]|/{4,})", re.IGNORECASE
)
#: How the instruction of a field begins that asks a program or a database, or fetches from elsewhere.
_FIELD: Final = re.compile(
    r"\s*(?:DDE(?:AUTO)?\b|DATABASE\b|(?:INCLUDE(?:PICTURE|TEXT)?|IMPORT|LINK|RD)\b.*?[\s\"]"
    rf"(?:{_REMOTE.pattern}))",
    re.IGNORECASE | re.DOTALL,
)

#: What the elements that act are named in office files and open documents.
_ACTING: Final = {"instrText", "fldChar", "fldSimple", "textPr", "oleObject", *_ASKING}
_LINKING: Final = {"href", "event-listener", "encryption-data", *_ASKING}
_OTHERWISE: Final = re.compile(rb"encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)


def _slashed(text: str) -> str:
    """Return `text` with every slash written as one: the programs that open a document take them all for the same."""
    return re.sub(r"\\|%5c|%2f", "/", text, flags=re.IGNORECASE)


def _is_remote(address: str) -> bool:
    return _REMOTE.match(_slashed(address.strip())) is not None


def _elements(archive: zipfile.ZipFile, part: str, acting: Collection[str] = ()) -> Iterator[tuple[str, Element]]:
    """Yield the elements of a part, and “broken” where it breaks: that hides nothing in the other parts.

    A part that names nothing of `acting` is not read: a long table takes seconds.
    """
    try:
        if not archive.getinfo(part).file_size or (acting and _names_none(archive.read(part), acting)):
            return
        yield from xml_events(archive, part)
    except Exception:  # noqa: BLE001 - whatever stops the reading, the rest of the part is unknown
        yield "broken", Element("")


def _names_none(content: bytes, acting: Collection[str]) -> bool:
    """Say whether a part surely has no such element: in UTF-8 and without entities a name stands there as it is."""
    head = content[:1000]
    is_plain = content.startswith((b"<", b"\xef\xbb\xbf<")) and b"\0" not in head
    if not is_plain or _OTHERWISE.search(head) or b"<!DOCTYPE" in content:
        return False
    content = content.lower()
    return not any(name.lower().encode() in content for name in acting)


def _office(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for part in archive.namelist():
            if part.endswith(".rels"):
                yield from _relations(archive, part)
            elif re.search(r"/activeX/", part):
                yield "script"
            elif part.endswith(".xml"):
                yield from _in_part(archive, part)


def _in_part(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    """Yield what a part holds: fields and tables that call, and packages, which may be any file."""
    fields = [""]  # the instructions of the fields that have begun, one within the other
    for event, element in _elements(archive, part, _ACTING):
        name = name_of(element)
        if event == "end" and name == "instrText":
            fields[-1] += element.text or ""
        elif event == "start" and name == "fldChar" and "begin" in element.attrib.values():
            fields.append("")
        elif event == "start" and name == "fldChar" and "end" in element.attrib.values() and len(fields) > 1:
            yield from _in_field(fields.pop())
        elif event == "start":
            yield from _in_element(name, element)
        elif event == "broken":
            yield UNCHECKED
    for instruction in fields:
        yield from _in_field(instruction)


def _in_element(name: str, element: Element) -> Iterator[str]:
    if name == "fldSimple":
        for value in element.attrib.values():
            yield from _in_field(value)
    elif name.lower() == "oleobject" and {element.get(key, "").lower() for key in ("ProgID", "progId")} & _PACKAGES:
        yield "attachment"
    elif (name in _ASKING and element.get("connection") != _OWN_TABLES) or (
        name == "textPr" and _is_remote(element.get("sourceFile", ""))
    ):
        yield "remote"


def _in_field(instruction: str) -> Iterator[str]:
    if _FIELD.match(_slashed(instruction)):
        yield "remote"


def _relations(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    for event, element in _elements(archive, part):
        if event == "broken":
            yield UNCHECKED
        elif event == "start" and element.get("TargetMode") == "External":
            kind = element.get("Type", "").rpartition("/")[2]
            if kind in _FETCHED and _is_remote(element.get("Target", "")):
                yield "remote"


def _open_document(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        if any(name.startswith("Scripts/") for name in names):
            yield "script"
        for part in names:
            if part.endswith(".xml"):
                yield from _linked(archive, part)


def _linked(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    for event, element in _elements(archive, part, _LINKING):
        name = name_of(element)
        if event == "broken":
            yield UNCHECKED
        elif event == "start" and name == "event-listener":
            yield "script"
        elif event == "start" and name == "encryption-data":
            yield "encrypted"
        elif event == "start" and name not in _PRESSED:
            address = next((value for key, value in element.attrib.items() if key.endswith("}href")), "")
            if name in _ASKING or _is_remote(address):
                yield "remote"


def _rtf(content: bytes) -> Iterator[str]:
    if re.search(rb"\\obj(?:data|emb|ocx|autlink|link)(?![a-z])", content):
        yield "attachment"
    said = content.decode("latin-1")
    template = re.search(r"\\\*\\template\s+([^}]*)", said)
    if template and _is_remote(template[1].replace("\\\\", "\\")):
        yield "remote"
    for instruction in re.finditer(r"\\fldinst\b(.*?)(?=\\fldrslt|\\fldinst|\Z)", said, re.DOTALL):
        yield from _in_field(_plain_rtf(instruction[1]))


def _plain_rtf(rtf: str) -> str:
    """Return the words of `rtf` without its marks."""
    rtf = re.sub(r"\\'([0-9a-fA-F]{2})", lambda sign: chr(int(sign[1], 16)), rtf)
    return re.sub(r"\\[a-z]+-?\d* ?|\\(\W)|[{}\r\n]", lambda mark: (mark[1] or "").strip("*"), rtf)


FINDERS: Final[dict[str, Callable[[bytes], Iterator[str]]]] = {
    PDF: in_pdf,
    DOCX: _office,
    XLSX: _office,
    ODT: _open_document,
    ODS: _open_document,
    RTF: _rtf,
}


def hazards(content: bytes, media_type: str) -> list[str]:
    """Return the names of the hazards in `content`, each once; “unchecked” only where there is no other."""
    found: set[str] = set()
    try:
        for name in FINDERS[media_type](content):
            found.add(name)
    except Exception:  # noqa: BLE001 - a broken file is judged by what can be seen of it
        found.update(seen_unread(content, media_type))
    return sorted(found - {UNCHECKED} or found)


def seen_unread(content: bytes, media_type: str) -> list[str]:
    """Return what can be told of a document that nobody could read to its end."""
    found = set(by_names(content)) if media_type == PDF else {UNCHECKED}
    return sorted(found - {UNCHECKED} or found)
