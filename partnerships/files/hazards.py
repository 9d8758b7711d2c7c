"""What a document may hold beside its text that acts when somebody opens it.

Runs in the process of `textlayer`, which bounds its time and memory; the names of hazards are told to the clerk
in words by `intake`.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, Final

from partnerships.files.document_text import DOCX, ODS, ODT, PDF, RTF, XLSX, name_of, xml_events

#: What an action of a PDF does → what it is to the clerk.
_ACTIONS: Final = {
    "/JavaScript": "script",
    "/Rendition": "script",
    "/Launch": "launch",
    "/ImportData": "form",
    "/SubmitForm": "form",
    "/GoToE": "attachment",
}
_ANNOTATIONS: Final = {"/FileAttachment": "attachment", "/RichMedia": "attachment", "/Movie": "attachment"}
#: The same in a file that cannot be read to the end: its names as bytes, not behind a stream's compression.
_NAMES: Final = (
    (rb"/(?:JavaScript|JS)\b", "script"),
    (rb"/Launch\b", "launch"),
    (rb"/(?:XFA|SubmitForm|ImportData)\b", "form"),
    (rb"/(?:EmbeddedFiles?|FileAttachment|RichMedia)\b", "attachment"),
    (rb"/Encrypt\b", "encrypted"),
)
DEEPEST: Final = 20  # levels of one object
#: Relations of an office file that are fetched or run without being asked for.
_FETCHED: Final = {
    *(
        "attachedTemplate",
        "oleObject",
        "frame",
        "subDocument",
        "image",
        "externalLinkPath",
        "control",
        "media",
        "video",
    ),
}
_REMOTE: Final = re.compile(r"(?:https?|ftp|smb|mhtml|ms-[\w-]+):|\\\\|//|file:(?:/{2}[^/]|/{4,}|\\\\)", re.IGNORECASE)
_FIELD: Final = re.compile(r"\bDDE(?:AUTO)?\b|\bINCLUDE(?:PICTURE|TEXT)\s+\"?(?:https?:|\\\\)", re.IGNORECASE)


def _pdf(content: bytes) -> Iterator[str]:
    from pypdf import PdfReader  # slow to load, and few files need it

    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        yield "encrypted"
        return
    numbers = {(number, generation) for generation, found in reader.xref.items() for number in found}
    for number, generation in sorted(numbers | {(number, 0) for number in reader.xref_objStm}):
        yield from _in_object(_object(reader, number, generation))


def _object(reader: Any, number: int, generation: int) -> Any:
    from pypdf.errors import PyPdfError  # slow to load, and few files need it
    from pypdf.generic import IndirectObject  # slow to load, and few files need it

    try:
        return IndirectObject(number, generation, reader).get_object()
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, AssertionError):
        return None  # an object that nobody can read does nothing either


def _in_object(thing: Any, depth: int = 0) -> Iterator[str]:
    """Yield the hazards in one object; what it refers to is an object of its own."""
    if isinstance(thing, dict):
        yield from _in_entries(thing)
    parts = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ()
    for part in parts:
        if isinstance(part, dict | list) and depth < DEEPEST:
            yield from _in_object(part, depth + 1)


def _in_entries(thing: dict[str, Any]) -> Iterator[str]:
    for key, kinds in (("/S", _ACTIONS), ("/Subtype", _ANNOTATIONS)):
        if (said := kinds.get(str(thing.get(key)))) is not None:
            yield said
    if "/JS" in thing:
        yield "script"
    if "/EF" in thing or "/EmbeddedFiles" in thing:
        yield "attachment"
    # A field of a signature is no form to fill in.
    if "/XFA" in thing or thing.get("/FT") in {"/Tx", "/Btn", "/Ch"}:
        yield "form"


def by_names(content: bytes) -> Iterator[str]:
    """Yield what the names in a PDF tell when it cannot be read as one; “#4a” is a letter written otherwise."""
    plain = re.sub(rb"#([0-9a-fA-F]{2})", lambda code: bytes([int(code[1], 16)]), content)
    yield from (kind for name, kind in _NAMES if re.search(name, plain))


def _office(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for part in archive.namelist():
            if part.endswith(".rels"):
                yield from _relations(archive, part)
            elif re.search(r"/activeX/", part):
                yield "script"
            elif re.fullmatch(r"word/(?:document|header|footer)\d*\.xml", part):
                said = "".join(
                    e.text or ""
                    for event, e in xml_events(archive, part)
                    if event == "end" and name_of(e) == "instrText"
                )
                if _FIELD.search(said):
                    yield "remote"


def _relations(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    for event, element in xml_events(archive, part):
        if event == "start" and element.get("TargetMode") == "External":
            kind = element.get("Type", "").rpartition("/")[2]
            if kind in _FETCHED and _REMOTE.match(element.get("Target", "").strip()):
                yield "remote"


def _open_document(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        if any(name.startswith("Scripts/") for name in names):
            yield "script"
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            yield "encrypted"
            return
        for part in {"content.xml", "styles.xml", "meta.xml", "settings.xml"} & set(names):
            yield from _linked(archive, part)


def _linked(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    for event, element in xml_events(archive, part):
        name = name_of(element)
        if event == "start" and name == "event-listener":
            yield "script"
        if event == "start" and name in {
            "image",
            "object",
            "object-ole",
            "section-source",
            "template",
            "plugin",
            "dde-source",
        }:
            address = next((value for key, value in element.attrib.items() if key.endswith("}href")), "")
            if name == "dde-source" or _REMOTE.match(address.strip()):
                yield "remote"


def _rtf(content: bytes) -> Iterator[str]:
    if re.search(rb"\\obj(?:data|emb|ocx|autlink|link)(?![a-z])", content):
        yield "attachment"
    said = content.decode("latin-1")
    template = re.search(r"\\\*\\template\s+([^}]*)", said)
    if (template and _REMOTE.match(template[1].replace("\\\\", "\\").strip())) or _FIELD.search(said):
        yield "remote"


FINDERS: Final[dict[str, Callable[[bytes], Iterator[str]]]] = {
    PDF: _pdf,
    DOCX: _office,
    XLSX: _office,
    ODT: _open_document,
    ODS: _open_document,
    RTF: _rtf,
}


def hazards(content: bytes, media_type: str) -> list[str]:
    """Return the names of the hazards in `content`, each once."""
    try:
        return sorted(set(FINDERS[media_type](content)))
    except Exception:  # noqa: BLE001 - a broken file is judged by what can be seen of it
        return sorted(set(by_names(content))) if media_type == PDF else []
