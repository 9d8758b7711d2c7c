"""Photos in fixed widths and formats, made once at upload."""

import io
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final, TypedDict

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image

WIDTHS: Final = (480, 960, 1600)
FORMATS: Final = {
    "avif": ("AVIF", {"quality": 60, "speed": 8}),
    "webp": ("WEBP", {"quality": 78, "method": 4}),
    "jpg": ("JPEG", {"quality": 80, "progressive": True, "optimize": True}),
}
MEDIA_TYPES: Final = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}


class Sources(TypedDict):
    """What a <picture> needs."""

    avif: str
    webp: str
    jpg: str
    src: str


def key_of(file_name: str) -> str:
    """Return the key under which the photo stored as `file_name` is served."""
    return PurePosixPath(file_name).parent.name


def original_of(key: str) -> str:
    """Return the storage name of the photo that is served under `key`."""
    return f"photos/{key}/original.jpg"


def rendition_name(file_name: str, width: int, format: str) -> str:
    """Return the storage name of one rendition, beside its original."""
    return str(PurePosixPath(file_name).with_name(f"{width}.{format}"))


def _beside(file_name: str) -> list[str]:
    return [rendition_name(file_name, width, name) for width in WIDTHS for name in FORMATS]


def make_all(file_name: str) -> None:
    """Make every rendition of the stored photo that is not there yet, unpacking and resizing it once a width."""
    if all(map(default_storage.exists, _beside(file_name))):
        return
    with default_storage.open(file_name) as file, Image.open(file) as image:
        image.load()
        for width in sorted(WIDTHS, reverse=True):
            image.thumbnail((width, image.height), Image.Resampling.LANCZOS)
            for name in FORMATS:
                _store(image, rendition_name(file_name, width, name), name)


def adopt(drawn: str, file_name: str) -> None:
    """Give the photo stored as `file_name` the renditions that were made beside `drawn`, which has the same bytes."""
    for source, target in zip(_beside(drawn), _beside(file_name), strict=True):
        if default_storage.exists(source) and not default_storage.exists(target):
            with default_storage.open(source) as made:
                default_storage.save(target, made)


def remove_all(file_name: str) -> None:
    """Remove the renditions that were made beside a file that goes."""
    for name in _beside(file_name):
        default_storage.delete(name)


def make(file_name: str, width: int, format: str) -> str:
    """Make one rendition unless it is there, never larger than the original; return its storage name."""
    name = rendition_name(file_name, width, format)
    if not default_storage.exists(name):
        with default_storage.open(file_name) as file, Image.open(file) as image:
            image.thumbnail((width, image.height), Image.Resampling.LANCZOS)
            _store(image, name, format)
    return name


def _store(image: Image.Image, name: str, format: str) -> None:
    if default_storage.exists(name):
        return
    out = io.BytesIO()
    codec, options = FORMATS[format]
    image.save(out, codec, **options)
    # Two requests may make the same rendition: the bytes are equal, so the one that loses is dropped.
    stored = default_storage.save(name, ContentFile(out.getvalue()))
    if stored != name:
        default_storage.delete(stored)


@lru_cache(maxsize=1)
def _address() -> str:
    """Return the pattern of every rendition's address: resolving each would cost more than the page's text."""
    return reverse("file-photo", args=["0" * 32, 0, "jpg"]).replace("0" * 32, "{0}").replace("/0.jpg", "/{1}.{2}")


def source_sets(file_name: str) -> Sources:
    """Return `srcset` texts for each format and the address for browsers without `srcset`."""
    key, address = key_of(file_name), _address().format

    def srcset(format: str) -> str:
        return ", ".join(f"{address(key, width, format)} {width}w" for width in WIDTHS)

    return {"avif": srcset("avif"), "webp": srcset("webp"), "jpg": srcset("jpg"), "src": address(key, 960, "jpg")}


def small_address(file_name: str) -> str:
    """Return the address of the smallest rendition, for a picture of a few lines' height."""
    return _address().format(key_of(file_name), WIDTHS[0], "webp")
