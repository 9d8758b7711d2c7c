"""The words of a document by its kind: all that a reader of it sees, and nothing that was deleted or struck through.

Runs in the process of `textlayer`, which bounds its time and memory.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, XMLParser, iterparse

from partnerships.files.pdf_text import pdf_text
from partnerships.files.rtf_text import rtf_text

PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT: Final = "application/vnd.oasis.opendocument.text"
ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"
RTF: Final = "application/rtf"

CHUNK: Final = 64 * 1024
#: The parts of a DOCX that hold words, in the order in which one reads them; comments are no part of the text.
_DOCX_PARTS: Final = (
    *(r"document\d*", r"diagrams/data\d*", r"charts/chart\d*"),
    *(r"footnotes\d*", r"endnotes\d*", r"header\d*", r"footer\d*"),
)
#: What is no text of its own: deletions, the same text box once more for old programs, instructions of fields.
_DOCX_SILENT: Final = {"del", "moveFrom", "Fallback", "instrText", "delText", "rPrChange", "pPrChange"}
_DOCX_HIDING: Final = {"vanish", "strike", "dstrike"}
_DOCX_SIGNS: Final = {
    "tab": " ",
    "br": "\n",
    "cr": "\n",
    "ptab": " ",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_ODF_SILENT: Final = {
    *("tracked-changes", "annotation", "annotation-end", "script", "scripts", "event-listeners", "struck"),
    "note-citation",  # the number of a footnote would become the end of a word
}
#: What may have a style that strikes through or hides its words.
_STYLED: Final = {"p", "h", "span", "section"}
_STRIKING: Final = ("text-line-through-style", "text-line-through-type")
#: What stands by itself, also where it is anchored within the words of a paragraph: notes, text boxes, pictures.
_ODF_APART: Final = {"p", "h", "table-cell", "note-body", "text-box", "title", "desc"}
_ODF_SIGNS: Final = {"s": " ", "tab": " ", "line-break": "\n"}


def name_of(element: Element) -> str:
    """Return the name of an element without its namespace: the strict and the usual formats differ only there."""
    return element.tag.rpartition("}")[2]


def xml_events(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, Element]]:
    """Yield the beginnings and ends of the elements of a part; what has ended is forgotten."""
    with archive.open(part) as file:
        for event, element in iterparse(file, events=("start", "end")):  # noqa: S314 - this process is bounded
            yield event, element
            if event == "end":
                element.clear()


def _outside(parts: Iterator[tuple[str, Element]], silent: set[str]) -> Iterator[tuple[str, Element]]:
    depth = 0
    for event, element in parts:
        hidden = name_of(element) in silent
        if event == "start":
            depth += hidden
        if not depth:
            yield event, element
        if event == "end":
            depth -= hidden


def _docx(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for kind in _DOCX_PARTS:
            for part in sorted(filter(re.compile(rf"word/{kind}\.xml").fullmatch, archive.namelist())):
                yield from _docx_part(archive, part)


def _docx_part(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    is_hidden = False  # a run that no reader sees, or that is struck through
    paragraphs = 0  # how deep: a text box is anchored within the words of a paragraph
    for event, element in _filled_in(_outside(xml_events(archive, part), _DOCX_SILENT)):
        name = name_of(element)
        if event == "start" and name == "r":
            is_hidden = False
        elif event == "start" and name == "p":
            yield "\n" if paragraphs else ""
            paragraphs += 1
        elif event == "end":
            paragraphs -= name == "p"
            if name in _DOCX_HIDING:
                is_hidden |= _is_on(element)
            elif name == "t" and not is_hidden:
                yield element.text or ""
            elif name in {"p", "tc", "v"}:
                yield f"{element.text or ''}\n" if name == "v" else "\n"
            elif name in _DOCX_SIGNS:
                yield _DOCX_SIGNS[name]


def _filled_in(parts: Iterator[tuple[str, Element]]) -> Iterator[tuple[str, Element]]:
    """Leave out what only asks to be filled in: the contents of a control that shows its placeholder."""
    asking: list[bool] = []  # of each control around
    for event, element in parts:
        name = name_of(element)
        if event == "start" and name == "sdt":
            asking.append(False)
        elif event == "end" and name == "showingPlcHdr" and asking:
            asking[-1] = _is_on(element)
        elif event == "end" and name == "sdt":
            asking.pop()
        if not any(asking):
            yield event, element


def _is_on(element: Element) -> bool:
    """Say whether a switch of a run is on: it is unless it says otherwise."""
    value = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "val"), "")
    return value not in {"0", "false", "off"}


def _open_document(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        target = _Told()
        if "styles.xml" in archive.namelist():
            for _event in _told(archive, "styles.xml", target):
                pass  # what its styles strike through holds for the other part
        for part, whole in (("content.xml", "body"), ("styles.xml", "master-styles")):
            if part in archive.namelist():
                yield from _odf_part(archive, part, whole, target)


class _Told:
    """Notes the beginnings, ends and texts of a part as they come: an open document mixes words and elements.

    What a style strikes through or hides is called “struck”, as it is deleted for its writer.
    """

    def __init__(self) -> None:
        self.found: list[tuple[str, str, str]] = []
        self.style = ""
        self.struck: set[str] = set()
        self.styled: list[str] = []  # what the elements around that have a style are called

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        own = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        if name == "style":
            self.style = own.get("name", "")
            if own.get("parent-style-name") in self.struck:
                self.struck.add(self.style)
        elif name == "text-properties":
            self._properties(own)
        elif name in _STYLED:
            is_out = own.get("style-name") in self.struck or (name == "section" and own.get("display") == "none")
            self.styled.append("struck" if is_out else name)
            name = self.styled[-1]
        self.found.append(("start", name, ""))

    def _properties(self, own: dict[str, str]) -> None:
        said = [own[key] for key in _STRIKING if key in own]
        if own.get("display") == "none" or any(value != "none" for value in said):
            self.struck.add(self.style)
        elif said:
            self.struck.discard(self.style)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        self.found.append(("end", self.styled.pop() if name in _STYLED else name, ""))

    def data(self, text: str) -> None:
        self.found.append(("text", "", text))

    def close(self) -> None:
        """Nothing is held back."""


def _told(archive: zipfile.ZipFile, part: str, target: _Told) -> Iterator[tuple[str, str, str]]:
    parser = XMLParser(target=target)  # noqa: S314 - this process is bounded
    with archive.open(part) as file:
        while piece := file.read(CHUNK):
            parser.feed(piece)
            yield from target.found
            target.found = []


def _odf_part(archive: zipfile.ZipFile, part: str, whole: str, target: _Told) -> Iterator[str]:
    """Yield the words within the element `whole`: those of an element begin it, those after it follow its end."""
    inside = silent = paragraphs = 0
    for event, name, text in _told(archive, part, target):
        change = {"start": 1, "end": -1}.get(event, 0)
        inside += change * (name == whole)
        silent += change * (name in _ODF_SILENT)
        begins_within = paragraphs and event == "start" and name in _ODF_APART
        paragraphs += change * (name in {"p", "h"})
        if inside and not silent and event == "text" and paragraphs:
            yield text
        elif inside and not silent and event == "end":
            yield _ODF_SIGNS.get(name, "\n" if name in _ODF_APART else "")
        elif inside and not silent and begins_within:
            yield "\n"


def _xlsx(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        strings = list(_strings(archive)) if "xl/sharedStrings.xml" in names else []
        for event, element in xml_events(archive, "xl/workbook.xml"):
            if event == "end" and name_of(element) == "sheet":
                yield f"{element.get('name', '')}\n"
        for part in sorted(name for name in names if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)):
            yield from _sheet(archive, part, strings)
        for part in sorted(
            name for name in names if re.fullmatch(r"xl/(?:drawings/drawing|charts/chart)\d*\.xml", name)
        ):
            yield from (
                f"{element.text or ''} " for event, element in xml_events(archive, part) if _is_text(event, element)
            )


def _is_text(event: str, element: Element) -> bool:
    return event == "end" and name_of(element) == "t"


def _strings(archive: zipfile.ZipFile) -> Iterator[str]:
    """Yield the texts that cells share; how a word is pronounced is none, nor what is struck through."""
    said, is_struck = "", False
    for event, element in _outside(xml_events(archive, "xl/sharedStrings.xml"), {"rPh"}):
        if event == "start" and name_of(element) == "r":
            is_struck = False
        elif event == "end" and name_of(element) == "strike":
            is_struck = _is_on(element)
        elif _is_text(event, element):
            said += "" if is_struck else element.text or ""
        elif event == "end" and name_of(element) == "si":
            yield said
            said, is_struck = "", False


def _sheet(archive: zipfile.ZipFile, part: str, strings: list[str]) -> Iterator[str]:
    kind = ""
    for event, element in _outside(xml_events(archive, part), {"f", "rPh"}):
        name, text = name_of(element), element.text or ""
        if event == "start" and name == "c":
            kind = element.get("t", "n")
        elif event == "end" and name == "v" and text:
            shared = kind == "s" and text.isdigit() and int(text) < len(strings)
            yield strings[int(text)] if shared else text
        elif event == "end" and name in {"t", "oddHeader", "oddFooter"}:
            yield text
        elif event == "end" and name in {"c", "row"}:
            yield " " if name == "c" else "\n"


READERS: Final[dict[str, Callable[[bytes], Iterator[str]]]] = {
    PDF: pdf_text,
    DOCX: _docx,
    XLSX: _xlsx,
    ODT: _open_document,
    ODS: _open_document,
    RTF: rtf_text,
}
