"""A record as another site takes it: clean text, simple HTML, captions, and a zip of its pictures in one size."""

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import translation
from django.utils.html import escape, strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.files.renditions import make
from partnerships.models import City, Photo, Record
from partnerships.models.base import Entry
from partnerships.models.visibility import PUBLIC
from partnerships.period import format_period
from partnerships.text import richtext
from partnerships.workbook.zip_stream import ZipStream

WIDTH: Final = 1600
CHUNK: Final = 64 * 1024
#: Ends of blocks become empty lines, other breaks line ends, points of a list dashes.
_BLOCK: Final = re.compile(r"</(?:p|h2|h3|ul|ol|table|blockquote)>\s*", re.IGNORECASE)
_LINE: Final = re.compile(r"<br\s*/?>\s*|</(?:li|tr)>\s*", re.IGNORECASE)
_POINT: Final = re.compile(r"<li[^>]*>\s*", re.IGNORECASE)
_CELL: Final = re.compile(r"</t[dh]>\s*(?=<t[dh])", re.IGNORECASE)


def plain(markup: str) -> str:
    """Return the text of sanitised HTML, with its paragraphs, lists and rows as lines."""
    text = _CELL.sub("\t", _POINT.sub("— ", _BLOCK.sub("\n\n", _LINE.sub("\n", markup))))
    return re.sub(r"\n{3,}", "\n\n", html.unescape(strip_tags(text))).strip()


@dataclass
class Handout:
    """A record in one language."""

    code: str
    language: str
    title: str
    text: str
    markup: str
    captions: str


def handouts(entry: Entry) -> list[Handout]:
    """Return the record in each language that it has a title in; nothing internal is in it."""
    found = []
    for code, language in settings.LANGUAGES:
        with translation.override(code):
            if title := getattr(entry, f"{'name' if isinstance(entry, City) else 'title'}_{code}"):
                markup = _markup(entry, title, code)
                found.append(Handout(code, str(language), title, plain(markup), markup, captions(entry, code)))
    return found


def _markup(entry: Entry, title: str, code: str) -> str:
    lines = [f"<h2>{escape(title)}</h2>"]
    if facts := _facts(entry, code):
        lines.append(f"<p>{escape('. '.join(facts))}.</p>")
    for name, label in _texts(entry):
        if text := getattr(entry, f"{name}_{code}"):
            lines += [f"<h3>{escape(label)}</h3>"] if label else []
            lines.append(str(richtext.render(text)))
    return "\n".join(lines)


def _facts(entry: Entry, code: str) -> list[str]:
    """Return when and where it was, and with whom: only cities that the public may know of."""
    facts = [format_period(entry.period, getattr(entry, f"remark_{code}") or "", code)]
    if isinstance(entry, Record):
        cities = [city.name for city in City.objects.public().filter(records=entry).for_mention()]
        facts += [getattr(entry, f"place_{code}") or "", ", ".join(cities)]
    return [fact for fact in facts if fact]


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the public texts of an entry with their heading, the body without one."""
    yield "summary", ""
    if isinstance(entry, Record):
        yield "body", ""
    shown = PUBLIC[type(entry).__name__] - {"name", "region"}
    translated = {field.name for field in entry._meta.get_fields()}
    for field in entry._meta.local_fields:
        if field.name in shown and f"{field.name}_{settings.LANGUAGE_CODE}" in translated:
            yield field.name, capfirst(str(field.verbose_name))


def photos_of(entry: Entry) -> list[Photo]:
    """Return the pictures of a record or city, in order."""
    return list(entry.photos.in_order())  # type: ignore[attr-defined]


def file_name(entry: Entry, number: int) -> str:
    """Return the name of a picture in the zip."""
    return f"{number:02d}-{entry.slug}.jpg"


def captions(entry: Entry, code: str) -> str:
    """Return a line for each picture: its file, what it shows, who took it."""
    lines = []
    for number, photo in enumerate(photos_of(entry), 1):
        words = [getattr(photo, f"caption_{code}") or getattr(photo, f"alt_{code}") or ""]
        if photo.author:
            words.append(_("Photo: %(author)s") % {"author": photo.author})
        lines.append(f"{file_name(entry, number)}\t{'. '.join(word.rstrip('.') for word in words if word)}")
    return "\n".join(lines)


def pictures(entry: Entry) -> Iterator[bytes]:
    """Return a zip of the pictures at most 1600 pixels wide and of their captions, as a stream."""
    sink: Any = ZipStream()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for number, photo in enumerate(photos_of(entry), 1):
            stored = make(str(photo.file.name), WIDTH, "jpg")
            with archive.open(file_name(entry, number), "w") as out, default_storage.open(stored) as picture:
                while piece := picture.read(CHUNK):
                    out.write(piece)
                    yield sink.taken()
        for handout in handouts(entry):
            archive.writestr(f"captions-{handout.code}.txt", f"\ufeff{handout.captions}\r\n".encode())
            yield sink.taken()
    yield sink.taken()
