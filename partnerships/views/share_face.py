"""The face on a shared picture: an emblem, a photo, or the seal of a city."""

from math import degrees, tau
from typing import Final

from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFont, ImageOps, UnidentifiedImageError

from partnerships.models import City, Photo, PhotoUse
from partnerships.views.face import initials_of, place_of, rings_of

#: What stands before the letters and the number of a seal, which is no file.
SEAL: Final = "seal:"
#: Left, top and size of the place of a face, in pixels.
LEFT, TOP, WIDE, HIGH = 840, 60, 280, 240
LIGHT, ACCENT = "#ffffff", "#e9b872"


def face_of_city(city: City) -> str:
    """Return what is drawn of `city`: the file of its emblem or cover, else its seal in words."""
    photo = Photo.objects.filter(city=city.pk).faces().first()
    if photo:
        return f"{photo.use}:{photo.file.name}"
    return f"{SEAL}{initials_of(city.name)}:{place_of(city)}"


def face_of_record(key: int) -> str:
    """Return the file of the cover of the record with this key, "" where it has none."""
    photo = Photo.objects.filter(record=key).covers().described().first()
    return f"{PhotoUse.COVER}:{photo.file.name}" if photo else ""


def draw_face(image: Image.Image, face: str, font: ImageFont.FreeTypeFont) -> bool:
    """Draw `face` into the upper right corner of `image`; say whether there was anything to draw."""
    use, _colon, what = face.partition(":")
    if face.startswith(SEAL):
        letters, _colon, place = what.rpartition(":")
        _draw_seal(image, letters, int(place), font)
        return True
    try:
        with default_storage.open(what) as file, Image.open(file) as opened:
            picture = opened.convert("RGB")
    except (OSError, UnidentifiedImageError, ValueError):  # its file is gone: the picture does without
        return False
    if use == PhotoUse.EMBLEM:
        picture = ImageOps.pad(picture, (HIGH, HIGH), color=LIGHT)
        image.paste(picture, (LEFT + WIDE - HIGH, TOP))
    else:
        image.paste(ImageOps.fit(picture, (WIDE, HIGH)), (LEFT, TOP))
    return True


def _draw_seal(image: Image.Image, letters: str, place: int, font: ImageFont.FreeTypeFont) -> None:
    pen, larger = ImageDraw.Draw(image), HIGH / 48
    x, y = LEFT + WIDE - HIGH / 2, TOP + HIGH / 2
    _hue, weight, rings = rings_of(place)
    for ring, colour in zip(rings, (LIGHT, ACCENT), strict=True):
        radius, number = ring.radius * larger, 0
        while (begins := number * ring.step) < tau * ring.radius:
            arc = (degrees(begins / ring.radius), degrees((begins + ring.drawn) / ring.radius))
            pen.arc((x - radius, y - radius, x + radius, y + radius), *arc, fill=colour, width=8 + 3 * weight)
            number += 1
    pen.text((x, y), letters, font=font, fill=LIGHT, anchor="mm")
