"""What stands beside the values of cells: links, which an address is read from, and notes, which are told."""

import io
import posixpath
import re
import zipfile
from typing import Final, Self
from xml.etree.ElementTree import Element, fromstring

from django.utils.translation import gettext as _
from openpyxl.utils.cell import coordinate_to_tuple

from partnerships.text.quotes import quoting

_SHOWN: Final = 200

type Places = dict[tuple[int, int], str]


class LinkedText(str):
    """A text of a cell with the address that it leads to."""

    __slots__ = ("link",)
    link: str

    def __new__(cls, text: str, link: str) -> Self:
        made = super().__new__(cls, text)
        made.link = link
        return made

    def strip(self, chars: str | None = None, /) -> Self:
        """Return the text without spaces around it, still with its link."""
        return type(self)(str.strip(self, chars), self.link)

    def says_less(self) -> bool:
        """Say whether the link holds what the text does not: “Сайт”, and not “www.omsk.ru”."""
        return str.strip(self).rstrip("/").lower() not in self.link.lower() or not str.strip(self)


def note_left_out(text: str) -> str:
    """Return what the clerk is told of a note of a cell."""
    words = " ".join(text.split())[:_SHOWN]
    return quoting(_("This cell has a note that is not read: “%(words)s”"), words=words)


def link_left_out(link: str) -> str:
    """Return what the clerk is told of a link of a cell that holds no address."""
    return quoting(_("This cell has a link that is not read: “%(words)s”"), words=link[:_SHOWN])


def links_and_notes(content: bytes, path: str) -> tuple[Places, Places]:
    """Return the links and the notes of a worksheet of an XLSX by row and column, from 1 and 0 on."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        path, names = path.lstrip("/"), set(archive.namelist())
        folder, name = posixpath.split(path)
        related = f"{folder}/_rels/{name}.rels"
        if related not in names:
            return {}, {}
        parts = {part.get("Id", ""): part for part in fromstring(archive.read(related))}  # noqa: S314 - no entities
        notes: Places = {}
        for part in parts.values():
            target = posixpath.normpath(posixpath.join("/", folder, part.get("Target", ""))).lstrip("/")
            if part.get("Type", "").endswith("/comments") and target in names:
                notes |= _notes(fromstring(archive.read(target)))  # noqa: S314 - no entities
        links = {_place(ref): parts[key].get("Target", "") for ref, key in _anchors(archive.read(path)) if key in parts}
    return links, notes


def _anchors(source: bytes) -> list[tuple[str, str]]:
    """Return the cells with links, each with the key of what it leads to."""
    found = []
    for tag in re.findall(rb"<(?:\w+:)?hyperlink\b[^>]*>", source):
        own = {key.decode(): value.decode() for key, value in re.findall(rb"([\w:]+)\s*=\s*[\"']([^\"']*)", tag)}
        key = next((value for name, value in own.items() if name.endswith(":id")), "")
        found.append((own.get("ref", "A1"), key))
    return found


def _notes(root: Element) -> Places:
    found: Places = {}
    for note in root.iter():
        if note.tag.endswith("}comment") and (ref := note.get("ref")):
            found[_place(ref)] = "".join(part.text or "" for part in note.iter() if part.tag.endswith("}t"))
    return found


def _place(ref: str) -> tuple[int, int]:
    row, column = coordinate_to_tuple(ref.partition(":")[0])
    return row, column - 1
