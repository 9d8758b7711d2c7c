"""The picture that stands beside a link somebody shares: the page's name on the register's colours."""

import hashlib
import io
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw, ImageFont

from partnerships.delivery import memo
from partnerships.kinds import KINDS
from partnerships.models import City, Record
from partnerships.period import format_period
from partnerships.text.translated import CODES
from partnerships.views.share_face import LEFT, SEAL, draw_face, face_of_city, face_of_record

SIZE: Final = (1200, 630)
GROUND, LIGHT, PALE, ACCENT = "#0a3238", "#ffffff", "#b9d3d3", "#e9b872"
MARGIN: Final = 80
CUT: Final = " …"

type Font = tuple[ImageFont.FreeTypeFont, ImageFont.FreeTypeFont]


@lru_cache(maxsize=8)
def font_of(weight: int, size: int) -> Font:
    """Return both halves of the family of the pages, Cyrillic and Latin."""
    folder = settings.BASE_DIR / "static" / "vendor" / "golos-text"
    cyrillic, latin = (folder / f"golos-text-{script}-{weight}-normal.woff2" for script in ("cyrillic", "latin"))
    return ImageFont.truetype(cyrillic, size), ImageFont.truetype(latin, size)


def _runs(text: str, font: Font) -> list[tuple[str, ImageFont.FreeTypeFont]]:
    """Return `text` cut where the script changes: each half of the family is a file of its own."""
    runs: list[tuple[str, ImageFont.FreeTypeFont]] = []
    for letter in text:
        face = font[0] if "\u0400" <= letter <= "\u045f" or letter == "№" else font[1]
        if runs and runs[-1][1] is face:
            runs[-1] = (runs[-1][0] + letter, face)
        else:
            runs.append((letter, face))
    return runs


def _width(text: str, font: Font) -> float:
    return sum(face.getlength(run) for run, face in _runs(text, font))


def write_line(pen: ImageDraw.ImageDraw, at: tuple[float, float], text: str, font: Font, colour: str) -> None:
    """Write `text` on a picture, from the left end of its base line."""
    left, top = at
    for run, face in _runs(text, font):
        pen.text((left, top), run, font=face, fill=colour, anchor="ls")
        left += face.getlength(run)


def _lines(text: str, font: Font, width: int, most: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _width(longer, font) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1] + CUT]
    return lines


def _set(title: str, width: int) -> tuple[Font, int, list[str]]:
    """Return font, distance of the lines and the lines of `title`: a long one is set smaller before it is cut."""
    for size, most in ((68, 4), (46, 6), (36, 8)):
        font = font_of(600, size)
        lines = _lines(title, font, width, most)
        if not lines[-1].endswith(CUT):
            break
    return font, round(size * 1.18), lines


def draw_picture(title: str, below: str, face: str, site: str) -> bytes:
    """Return a PNG of 1200×630 px with `title`, a line below it, the `face` of what it is about and the site's name."""
    image = Image.new("RGB", SIZE, GROUND)
    pen = ImageDraw.Draw(image)
    for radius in (120, 230, 340, 450):
        pen.ellipse((1010 - radius, 110 - radius, 1010 + radius, 110 + radius), outline="#17474e", width=3)
    cyrillic, latin = font_of(600, 62)
    if not (face and draw_face(image, face, cyrillic if "\u0400" <= face.partition(":")[2][:1] <= "\u045f" else latin)):
        pen.ellipse((940, 70, 1020, 150), outline=LIGHT, width=12)
        pen.ellipse((990, 70, 1070, 150), outline=ACCENT, width=12)
    font, leading, lines = _set(title, (LEFT if face else SIZE[0] - MARGIN) - MARGIN - 20 * bool(face))
    top = 430 - leading * (len(lines) - 1)
    for number, line in enumerate(lines):
        write_line(pen, (MARGIN, top + leading * number), line, font, LIGHT)
    write_line(pen, (MARGIN, 500), below[:70], font_of(400, 34), PALE)
    write_line(pen, (MARGIN, 570), site, font_of(400, 28), ACCENT)
    out = io.BytesIO()
    image.quantize(256 if face and not face.startswith(SEAL) else 64).save(out, "PNG", optimize=True)
    return out.getvalue()


def picture_texts(page: str, slug: str) -> tuple[str, str, str]:
    """Return title, line below and face; 404 for what no visitor may see."""
    if page == "home":
        return _("Register of partner cities"), memo.current().home.name, ""
    if page == "city":
        city = City.objects.public().for_list().filter(slug=slug).first()
        if city is None:
            raise Http404
        parts = (city.get_tie_display(), city.standing_mark, city.country.name)
        return city.name, ", ".join(part for part in parts if part), face_of_city(city)
    record = Record.objects.public().for_line().filter(kind=page, slug=slug).first() if page in KINDS else None
    if record is None:
        raise Http404
    date = format_period(record.period, record.remark)
    below = ", ".join(text for text in (record.get_kind_display(), date, record.standing_mark) if text)
    return record.title, below, face_of_record(record.pk)


def _site() -> str:
    return ". ".join(text for text in (_("Register of partner cities"), memo.current().home.name) if text)


def _file_name(*texts: str) -> str:
    """Return where a picture of these texts is kept: another text, or another way to draw, is another picture."""
    mark = hashlib.blake2b(_way_to_draw() + "\n".join(texts).encode(), digest_size=16)
    return f"shared/{mark.hexdigest()}.png"


@cache
def _way_to_draw() -> bytes:
    return b"".join(Path(__file__).with_name(name).read_bytes() for name in ("share_picture.py", "share_face.py"))


@lru_cache(maxsize=1)
def _pattern() -> str:
    """Return the pattern of every address: resolving each would cost more than the rest of the page's head."""
    return reverse("share-picture", args=["a", "b", "c"]).replace("/a/b/c.", "/{}/{}/{}.")


def picture_address(language: str, page: str, slug: str) -> str:
    """Return where the picture of a page is."""
    return _pattern().format(language, page, slug)


@require_safe
def picture_view(request: HttpRequest, language: str, page: str, slug: str) -> HttpResponse:
    """Return the picture of a public page, drawn once for what it says."""
    if language not in CODES:
        raise Http404
    with translation.override(language):
        texts = (*picture_texts(page, slug), _site())
    name = _file_name(*texts)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(draw_picture(*texts)))
    with default_storage.open(name) as file:
        response = HttpResponse(file.read(), content_type="image/png")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
