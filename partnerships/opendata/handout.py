"""A record as another site takes it: clean text, simple HTML, captions, and a zip of its pictures in one size."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

from django.core.files.storage import default_storage
from django.utils import translation
from django.utils.translation import gettext as _

from partnerships.files.renditions import key_of, make
from partnerships.models import Photo, PhotoUse
from partnerships.models.base import Entry
from partnerships.opendata.page_text import simple, text_of_html
from partnerships.workbook.zip_stream import ZipStream

WIDTH: Final = 1600
CHUNK: Final = 64 * 1024


@dataclass
class Handout:
    """A record in one language."""

    code: str
    language: str
    text: str
    markup: str
    captions: str


def of_page(entry: Entry, code: str, language: str, page: str, origin: str) -> Handout:
    """Return what `page`, the public page of `entry` in a language, says: all of it, and nothing that it does not."""
    names = {key_of(str(photo.file.name)): file_name(entry, at) for at, photo in enumerate(photos_of(entry), 1)}
    markup = simple(page, origin, names)
    with translation.override(code):
        return Handout(code, language, text_of_html(markup, origin), markup, captions(entry))


def photos_of(entry: Entry) -> list[Photo]:
    """Return the pictures that the page of a record or city shows, in order."""
    shown = cast("Any", entry).photos.described().filter(use__in=(PhotoUse.COVER, PhotoUse.GALLERY))
    return list(shown.in_order())


def file_name(entry: Entry, number: int) -> str:
    """Return the name of a picture in the zip."""
    return f"{number:02d}-{entry.slug}.jpg"


def captions(entry: Entry) -> str:
    """Return a line for each picture in the language in force: its file, what it shows, who took it and when."""
    lines = []
    for number, photo in enumerate(photos_of(entry), 1):
        words = [photo.caption or photo.alt or ""]
        if photo.author:
            words.append(_("Photo: %(author)s") % {"author": photo.author})
        if photo.taken_on:
            words.append(str(photo.taken_on))
        lines.append(f"{file_name(entry, number)}\t{'. '.join(word.rstrip('.') for word in words if word)}")
    return "\n".join(lines)


def pictures(entry: Entry, handouts: list[Handout]) -> Iterator[bytes]:
    """Return a zip of the pictures at most 1600 pixels wide, of the texts and of the captions, as a stream."""
    sink: Any = ZipStream()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for number, photo in enumerate(photos_of(entry), 1):
            stored = make(str(photo.file.name), WIDTH, "jpg")
            with archive.open(file_name(entry, number), "w") as out, default_storage.open(stored) as picture:
                while piece := picture.read(CHUNK):
                    out.write(piece)
                    yield sink.taken()
        for name, text in _texts(handouts):
            archive.writestr(name, text.encode())
            yield sink.taken()
    yield sink.taken()


def _texts(handouts: list[Handout]) -> Iterator[tuple[str, str]]:
    for handout in handouts:
        yield f"text-{handout.code}.txt", _windows(handout.text)
        page = f'<!doctype html>\n<html lang="{handout.code}">\n<meta charset="utf-8">\n{handout.markup}\n</html>\n'
        yield f"text-{handout.code}.html", page
        if handout.captions:
            yield f"captions-{handout.code}.txt", _windows(handout.captions)


def _windows(text: str) -> str:
    """Return a text as every editor of an office opens it."""
    return "\ufeff" + text.replace("\n", "\r\n") + "\r\n"
