"""Any still picture in the colours that every screen shares: sRGB with eight bits, on white where it is transparent."""

import io
import struct
from collections.abc import Iterable, Sequence
from typing import Any, Final

from PIL import ExifTags, Image, ImageCms

type Point = tuple[float, float]

#: Primaries of colour spaces that cameras name without a profile: red, green, blue; and their gamma.
ADOBE_RGB: Final = (((0.64, 0.33), (0.21, 0.71), (0.15, 0.06)), 563 / 256)
DISPLAY_P3: Final = (((0.68, 0.32), (0.265, 0.69), (0.15, 0.06)), 2.2)
_D65: Final = (0.95047, 1.0, 1.08883)
_D50: Final = (0.9642, 1.0, 0.8249)
#: From daylight at noon, in which screens are described, to the light that profiles are written for (Bradford).
_TO_D50: Final = (
    (1.0478112, 0.0228866, -0.0501270),
    (0.0295424, 0.9904844, -0.0170491),
    (-0.0092345, 0.0150436, 0.7521316),
)
_P3_PRIMARIES: Final = {11, 12}  # as video standards number them
_SRGB_GAMMA: Final = 2.2


def in_srgb(image: Image.Image) -> Image.Image:
    """Return `image` as RGB in sRGB."""
    info, alpha = image.info, None
    if image.mode == "P" and "transparency" in info:
        image = image.convert("RGBA")  # a palette may have colours of several transparencies
    if image.mode.startswith("I") and isinstance(clear := info.get("transparency"), int):
        alpha = image.convert("I").point([255 * (value != clear) for value in range(65536)], "L")
    elif image.has_transparency_data:
        alpha = image.convert("RGBA").getchannel("A")
    source = _profile(image)
    flat = _in_eight_bits(image)
    flat = _through(flat, source) if source else _without_gamma(flat, info)
    if alpha is None:
        return flat
    white = Image.new("RGB", flat.size, "white")
    white.paste(flat, mask=alpha)
    return white


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Return `image` as grey, RGB or CMYK; a scanner's sixteen bits are scaled, not cut off."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 257) + 0.5).convert("L")
    if image.mode in {"L", "RGB", "CMYK"}:
        return image
    return image.convert("L" if image.mode in {"1", "LA", "La"} else "RGB")


def _profile(image: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """Return the profile that the picture carries or that its camera names."""
    carried = image.info.get("icc_profile")
    try:
        if carried:
            return ImageCms.ImageCmsProfile(io.BytesIO(carried))
    except (ImageCms.PyCMSError, OSError):
        return None
    named = _named(image)
    return ImageCms.ImageCmsProfile(io.BytesIO(profile_of(*named))) if named else None


def _named(image: Image.Image) -> tuple[tuple[Point, Point, Point], float] | None:
    """Return the colour space that a camera or telephone wrote beside the picture."""
    if image.getexif().get_ifd(ExifTags.IFD.Interop).get(1) == "R03":
        return ADOBE_RGB
    video = image.info.get("nclx_profile") or {}
    return DISPLAY_P3 if int(video.get("color_primaries", 0)) in _P3_PRIMARIES else None


def _through(image: Image.Image, source: ImageCms.ImageCmsProfile) -> Image.Image:
    """Return `image` converted from `source`; a profile of other colours than the picture's says nothing of it."""
    space = source.profile.xcolor_space.strip()
    if space == "RGB" and image.mode == "L":
        image = image.convert("RGB")
    if {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK"}.get(space) != image.mode:
        return image.convert("RGB")
    try:
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, target, outputMode="RGB") or image.convert("RGB")
    except ImageCms.PyCMSError:
        return image.convert("RGB")


def _without_gamma(image: Image.Image, info: dict[str | tuple[int, int], Any]) -> Image.Image:
    """Return `image` as RGB; a PNG may say how its numbers stand to light, and a scanner's often are the light."""
    gamma = info.get("gamma")
    image = image.convert("RGB")
    if not isinstance(gamma, float) or "srgb" in info or gamma <= 0 or abs(gamma * _SRGB_GAMMA - 1) < 0.05:
        return image
    power = 1 / (gamma * _SRGB_GAMMA)
    return image.point([round(255 * (value / 255) ** power) for value in range(256)] * 3)


def profile_of(primaries: tuple[Point, Point, Point], gamma: float) -> bytes:
    """Return a profile of three primaries and one gamma (ICC.1:2001), which the library cannot make."""
    columns = [_xyz(*point) for point in primaries]
    amounts = _solved(columns, _D65)
    parts = {b"wtpt": _xyz_tag(_D50)}
    for name, column, amount in zip((b"r", b"g", b"b"), columns, amounts, strict=True):
        light = [amount * part for part in column]
        parts[name + b"XYZ"] = _xyz_tag(tuple(sum(a * b for a, b in zip(row, light, strict=True)) for row in _TO_D50))
        parts[name + b"TRC"] = b"curv" + struct.pack(">IIHxx", 0, 1, round(gamma * 256))
    start, table, body = 132 + 12 * len(parts), struct.pack(">I", len(parts)), b""
    for name, content in parts.items():
        table += name + struct.pack(">II", start + len(body), len(content))
        body += content
    size = struct.pack(">I", start + len(body))
    head = size + bytes(4) + bytes((2, 0x40, 0, 0)) + b"mntrRGB XYZ " + bytes(12) + b"acsp" + bytes(28)
    head += struct.pack(">3i", *(round(part * 65536) for part in _D50))
    return head.ljust(128, b"\0") + table + body


def _xyz(x: float, y: float) -> tuple[float, float, float]:
    return x / y, 1.0, (1 - x - y) / y


def _xyz_tag(values: Iterable[float]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(value * 65536) for value in values))


def _solved(columns: list[tuple[float, float, float]], wanted: tuple[float, float, float]) -> list[float]:
    """Return how much of each primary makes up white (Cramer's rule)."""

    def determinant(a: Sequence[float], b: Sequence[float], c: Sequence[float]) -> float:
        first = a[0] * (b[1] * c[2] - b[2] * c[1])
        return float(first - b[0] * (a[1] * c[2] - a[2] * c[1]) + c[0] * (a[1] * b[2] - a[2] * b[1]))

    whole = determinant(*columns)
    return [
        determinant(*(wanted if at == number else c for at, c in enumerate(columns))) / whole for number in range(3)
    ]
