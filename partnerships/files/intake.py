"""The one door for uploads: photos are re-encoded, documents are recognised and kept bit for bit."""

import hashlib
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Final

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from partnerships.files import textlayer
from partnerships.files.accepted import AcceptedDocument, AcceptedPhoto, AcceptedText, Facts
from partnerships.files.colours import in_srgb
from partnerships.files.document_text import DOCX, XLSX
from partnerships.files.page_text import PageText, page_text
from partnerships.text.encodings import ENCODINGS
from partnerships.text.quotes import quoting

register_heif_opener(thumbnails=False)  # pictures as telephones make them

MEGABYTE: Final = 1024 * 1024
PHOTO_BYTES: Final = 25 * MEGABYTE
PHOTO_PIXELS: Final = 40_000_000
#: Of a JPEG that is read from top to bottom, as telephones make them: it is unpacked at a part of its size.
STREAMED_PIXELS: Final = 80_000_000
PHOTO_SIDE: Final = 2560
PHOTO_FORMATS: Final = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
DOCUMENT_BYTES: Final = 50 * MEGABYTE
UNPACKED_BYTES: Final = 300 * MEGABYTE

#: The main part of an office file, as a pattern: Word for the web numbers it.
OFFICE: Final = {r"word/document\d*\.xml": DOCX, r"xl/workbook\.xml": XLSX}
OPEN_DOCUMENT: Final = {
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.spreadsheet",
}
MAGIC: Final = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"{\\rtf": "application/rtf",
}
#: What Word and Excel wrap a document in that asks for a password.
LOCKED: Final = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le"))
#: What acts when a document is opened → how the clerk is told, and what to do about it.
HAZARDS: Final = {
    "script": gettext_lazy("The document contains a script. Print it into a new PDF and choose that."),
    "launch": gettext_lazy("The document starts a program when it is opened. Print it into a new PDF and choose that."),
    "form": gettext_lazy("The document is a form to fill in. Print it into a new PDF and choose that."),
    "attachment": gettext_lazy(
        "The document carries other files in it. Save them apart, and the document without them."
    ),
    "remote": gettext_lazy(
        "The document fetches parts from other addresses when it is opened. Save it as PDF and choose that."
    ),
    "encrypted": gettext_lazy(
        "The document is protected by a password, so nobody could read it here. Save it without one."
    ),
    "unchecked": gettext_lazy(
        "The document could not be checked to its end, so nobody knows what it does when it is opened. "
        "Try once more; if that does not help, print it into a new PDF and choose that."
    ),
}
SUFFIXES: Final = {
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    DOCX: ".docx",
    XLSX: ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
}


def _refuse(message: str) -> ValidationError:
    return ValidationError(message, code="upload")


def _content(upload: UploadedFile, limit: int) -> bytes:
    if not upload.size:
        raise _refuse(_("The file is empty. Choose another one."))
    if upload.size > limit:
        raise _refuse(_("The file is larger than %(size)d MB. Make it smaller.") % {"size": limit // MEGABYTE})
    upload.seek(0)
    return upload.read()


def accept_photo(upload: UploadedFile) -> AcceptedPhoto:
    """Return the picture in `upload` upright, in sRGB, at most 2560 px, with no metadata.

    Raises ValidationError for anything but one still JPEG, PNG, WebP, AVIF or HEIC picture of at most 25 MB
    and 40 megapixels, or 80 as an ordinary JPEG.
    """
    content = _content(upload, PHOTO_BYTES)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=PHOTO_FORMATS) as image:
                _check_picture(image)
                image.draft(None, (PHOTO_SIDE, PHOTO_SIDE))
                _check_size(image, PHOTO_PIXELS)  # the shorter side decides by how much a JPEG is made smaller
                accepted = _encoded(in_srgb(ImageOps.exif_transpose(image)))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        message = _("This is not a picture the site can show. Use JPEG, PNG, WebP, AVIF or HEIC.")
        raise _refuse(message) from error
    accepted.name = str(upload.name)
    accepted.sha256 = hashlib.sha256(content).hexdigest()
    return accepted


def _check_picture(image: Image.Image) -> None:
    """Look at the header before a single pixel is unpacked."""
    streamed = image.format in {"JPEG", "MPO"} and not image.info.get("progression")
    _check_size(image, STREAMED_PIXELS if streamed else PHOTO_PIXELS)
    # A HEIC file may hold a burst, a camera's JPEG its preview or a map of brightness: the main picture is taken.
    if getattr(image, "n_frames", 1) > 1 and image.format not in {"HEIF", "MPO"}:
        raise _refuse(_("The picture moves. Use a still one."))


def _check_size(image: Image.Image, limit: int) -> None:
    if image.width * image.height > limit:
        text = _("The picture has more than %(count)d megapixels. Make it smaller.")
        raise _refuse(text % {"count": limit // 1_000_000})


def _encoded(image: Image.Image) -> AcceptedPhoto:
    image.thumbnail((PHOTO_SIDE, PHOTO_SIDE), Image.Resampling.LANCZOS)
    clean = Image.new("RGB", image.size)  # a fresh picture has no metadata to forget
    clean.paste(image)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=88, progressive=True, optimize=True)
    return AcceptedPhoto(out.getvalue(), clean.width, clean.height)


def accept_document(upload: UploadedFile) -> AcceptedDocument:
    """Return the document in `upload` unchanged, with its recognised type, checksum and a clean name.

    Raises ValidationError for anything but PDF, DOCX, XLSX, ODT, ODS, RTF, JPEG, PNG or TIFF of at most 50 MB,
    whatever its name says, and for one that acts when it is opened.
    """
    content = _content(upload, DOCUMENT_BYTES)
    media_type = next((kind for magic, kind in MAGIC.items() if content.startswith(magic)), None)
    media_type = media_type or _office_type(content)
    if media_type is None and content.startswith(LOCKED[0]) and LOCKED[1] in content:
        raise _refuse(str(HAZARDS["encrypted"]))
    if media_type is None:
        raise _refuse(_("Files of this kind are not kept. Use PDF, DOCX, XLSX, ODT, ODS, RTF, JPEG, PNG or TIFF."))
    reading = textlayer.read_document(content, media_type)
    if reading.hazards:
        raise ValidationError([_refuse(str(HAZARDS[name])) for name in reading.hazards])
    checksum = hashlib.sha256(content).hexdigest()
    name = _clean_name(upload.name or "", media_type)
    return AcceptedDocument(content, Facts(name, media_type, checksum, reading.text))


def accept_text(upload: UploadedFile) -> AcceptedText:
    """Return the words of a page in `upload`, paragraphs on lines of their own; nothing of the file is kept.

    Raises ValidationError for anything but text, HTML, DOCX, ODT, RTF and PDF with a text layer of at most 50 MB,
    and for what the intake takes as no document either.
    """
    content = _content(upload, DOCUMENT_BYTES)
    if content.startswith((*MAGIC, b"PK\x03\x04", LOCKED[0])):
        accepted = accept_document(upload)
        text = textlayer.read_paragraphs(content, accepted.facts.media_type)
        if not text:
            raise _refuse(
                _("The file holds no text that can be read: it is a picture of one, or empty. Paste the text.")
            )
        return AcceptedText(text, [])
    found = page_text(content)
    if found is None:
        raise _refuse(_("This is no file of text. Use text, HTML, DOCX, ODT, RTF or PDF, or paste the text."))
    return AcceptedText(found.text, list(_remarks(found)))


def _remarks(found: PageText) -> Iterator[str]:
    """Yield what the reader of a page has to be told of how it was read."""
    if not found.encoding.startswith("utf"):
        text = _("The file was read in the encoding %(name)s: see whether its letters are right.")
        yield text % {"name": ENCODINGS.get(found.encoding, found.encoding)}
    if "\ufffd" in found.text:
        yield _("Some bytes of the file are no letters: they are read as “�”.")
    if found.left_out:
        words = " … ".join(found.left_out)
        yield quoting(_("Left out, as it is struck through, hidden or no text: “%(words)s”"), words=words)


def _office_type(content: bytes) -> str | None:
    """Return the type of an office file by its parts; macros and bombs are refused."""
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {info.filename: info.file_size for info in archive.infolist()}
            if sum(parts.values()) > UNPACKED_BYTES:
                raise _refuse(_("The file unpacks to far more than a document holds, so it was not taken."))
            if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in parts):
                raise _refuse(_("The document contains macros. Save it without them."))
            if parts.get("mimetype", 1000) < 100 and (mark := archive.read("mimetype")) in OPEN_DOCUMENT:
                return mark.decode()
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        return None
    return next((kind for part, kind in OFFICE.items() if any(re.fullmatch(part, name) for name in parts)), None)


def _clean_name(name: str, media_type: str) -> str:
    """Return `name` fit for a download: no path, controls or text direction marks, and its true suffix."""
    name = re.split(r"[\\/]", name)[-1]
    stem = re.sub(r"[^\w\s().,№«»–—-]", "", name.rpartition(".")[0] if "." in name else name).strip(" .")
    stem = re.sub(r"\s+", " ", stem)[:120] or "document"
    return f"{stem}{SUFFIXES[media_type]}"
