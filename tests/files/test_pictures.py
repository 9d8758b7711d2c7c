"""Every kind of picture that cameras, telephones and scanners make, judged by the pixels that the site shows."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from partnerships.files.colours import ADOBE_RGB, DISPLAY_P3, profile_of
from partnerships.files.intake import accept_photo

type Colour = tuple[int, int, int]

RED: Final = (200, 40, 40)
TEAL: Final = (20, 130, 130)
WIDE, HIGH = (96, 48), (48, 96)


def scene(mode: str = "RGB", first: Any = RED, second: Any = TEAL) -> Image.Image:
    """Return a picture whose left half is `first` and whose right half is `second`."""
    image = Image.new(mode, WIDE, second)
    image.paste(first, (0, 0, WIDE[0] // 2, WIDE[1]))
    return image


def file(image: Image.Image, format: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def turned(orientation: int, *, adobe: bool = False) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    if adobe:
        exif[0xA001] = 65535
        exif.get_ifd(0x8769)[0xA005] = {1: "R03"}
    return exif.tobytes()


def sixteen(first: int, second: int) -> Image.Image:
    half = WIDE[0] // 2
    return Image.frombytes("I;16", WIDE, (struct.pack("<H", first) * half + struct.pack("<H", second) * half) * WIDE[1])


def coloured(image: Image.Image, *colours: Colour) -> Image.Image:
    image.putpalette([value for colour in colours for value in colour])
    return image


def png16(kind: int, first: tuple[int, ...], second: tuple[int, ...], transparent: bytes = b"") -> bytes:
    """Return a PNG of sixteen bits and that kind of colour, which the library does not write."""
    half = WIDE[0] // 2
    row = b"\0" + b"".join(struct.pack(">H", value * 257) for value in (*first * half, *second * half))

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    told = chunk(b"tRNS", transparent) if transparent else b""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", *WIDE, 16, kind, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + told + chunk(b"IDAT", zlib.compress(row * WIDE[1])) + chunk(b"IEND", b"")


def camera(first_frame: Image.Image, second_frame: Image.Image, **options: Any) -> bytes:
    """Return a JPEG with a second frame, as cameras add a preview and telephones a map of brightness."""
    return file(first_frame, "MPO", save_all=True, append_images=[second_frame], quality=95, **options)


def grey_profile(gamma: float) -> bytes:
    white, curve = (
        struct.pack(">4sI3i", b"XYZ ", 0, 63190, 65536, 54061),
        struct.pack(">4sIIHH", b"curv", 0, 1, round(gamma * 256), 0),
    )
    table = struct.pack(">I4sII4sII", 2, b"wtpt", 156, 20, b"kTRC", 176, 16)
    head = struct.pack(
        ">I4x4s4s4s4s12x4s28x3i", 192, b"\x02\x40\0\0", b"mntr", b"GRAY", b"XYZ ", b"acsp", 63190, 65536, 54061
    )
    return head.ljust(128, b"\0") + table + white + curve


def printers_profile(cyan: Colour, magenta: Colour) -> bytes:
    """Return a profile of a printer whose full cyan and magenta are these colours (lut8 of ICC.1:2001)."""
    to_lab = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
    inks = [(255, 255, 255)] * 16  # of none and all of cyan, magenta, yellow, black: the last changes first
    inks[8], inks[4] = cyan, magenta
    table = b"".join(_lab(to_lab, ink) for ink in inks)
    ramp = bytes(range(256))
    unity = struct.pack(">9i", *(65536 if at % 4 == 0 else 0 for at in range(9)))
    lut = struct.pack(">4s4xBBBx", b"mft1", 4, 3, 2) + unity + ramp * 4 + table + ramp * 3
    parts = struct.pack(">I4sII4sII", 2, b"wtpt", 156, 20, b"A2B0", 176, len(lut))
    white = struct.pack(">4sI3i", b"XYZ ", 0, 63190, 65536, 54061)
    head = struct.pack(
        ">I4x4s4s4s4s12x4s28x3i",
        *(176 + len(lut), b"\x02\x40\0\0", b"prtr", b"CMYK", b"Lab ", b"acsp", 63190, 65536, 54061),
    )
    return head.ljust(128, b"\0") + parts + white + lut


def longer(profile: bytes, length: int) -> bytes:
    """Return a profile that says and has `length`."""
    return (struct.pack(">I", length) + profile[4:]).ljust(length, b"\0")


def _lab(transform: Any, colour: Colour) -> bytes:
    pixel: Any = ImageCms.applyTransform(Image.new("RGB", (1, 1), colour), transform)
    light, green, blue = pixel.tobytes()
    return bytes((light, (green + 128) % 256, (blue + 128) % 256))


def gamma_of(value: float) -> PngInfo:
    told = PngInfo()
    told.add(b"gAMA", struct.pack(">I", round(value * 100_000)))
    return told


LEVELS = ((64, 64, 64), (192, 192, 192))
COLOURS = (RED, TEAL)
INDIGO = scene(first=(0, 0, 0), second=(255, 255, 255))
LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
ADOBE, P3 = profile_of(*ADOBE_RGB), profile_of(*DISPLAY_P3)
#: The colour of a wide space that is RED or TEAL in sRGB.
INADOBE_RGB: Final = ((174, 47, 47), (75, 129, 129))

KINDS: Final[dict[str, tuple[Callable[[], bytes], tuple[Colour, Colour]]]] = {
    "JPEG": (lambda: file(scene(), "JPEG", quality=95), COLOURS),
    "JPEG, progressive": (lambda: file(scene(), "JPEG", quality=95, progressive=True), COLOURS),
    "JPEG, grey": (lambda: file(scene("L", 64, 192), "JPEG", quality=95), LEVELS),
    "JPEG of a camera with a preview": (lambda: camera(scene(), scene().resize((24, 12))), COLOURS),
    "JPEG of a telephone with a map of brightness": (lambda: camera(scene(), Image.new("L", (24, 12), 90)), COLOURS),
    "JPEG in Adobe RGB by its profile": (
        lambda: file(scene("RGB", *INADOBE_RGB), "JPEG", quality=95, icc_profile=ADOBE),
        COLOURS,
    ),
    "JPEG in Adobe RGB by its camera": (
        lambda: file(scene("RGB", *INADOBE_RGB), "JPEG", quality=95, exif=turned(1, adobe=True)),
        COLOURS,
    ),
    "JPEG, grey, with a profile of grey": (
        lambda: file(scene("L", 64, 192), "JPEG", quality=95, icc_profile=grey_profile(1.0)),
        ((137, 137, 137), (225, 225, 225)),
    ),
    "JPEG, grey, with a profile of colours": (
        lambda: file(scene("L", 64, 192), "JPEG", quality=95, icc_profile=P3),
        ((64, 64, 64), (192, 192, 192)),
    ),
    "JPEG with a profile of another kind": (lambda: file(scene(), "JPEG", quality=95, icc_profile=LAB), COLOURS),
    "JPEG with a broken profile": (lambda: file(scene(), "JPEG", quality=95, icc_profile=b"no profile"), COLOURS),
    "JPEG for a printer (CMYK)": (
        lambda: file(scene("CMYK", (0, 204, 204, 55), (216, 0, 0, 125)), "JPEG", quality=95),
        ((200, 40, 40), (20, 130, 130)),
    ),
    "JPEG for a printer, with its profile": (
        lambda: file(
            scene("CMYK", (255, 0, 0, 0), (0, 255, 0, 0)), "JPEG", quality=95, icc_profile=printers_profile(RED, TEAL)
        ),
        COLOURS,
    ),
    "JPEG for a printer, with a profile as long as those of printing houses": (
        lambda: file(
            scene("CMYK", (255, 0, 0, 0), (0, 255, 0, 0)),
            "JPEG",
            quality=95,
            icc_profile=longer(printers_profile(RED, TEAL), 1_800_000),
        ),
        COLOURS,
    ),
    "PNG": (lambda: file(scene(), "PNG"), COLOURS),
    "PNG, 16 bits of colour": (
        lambda: png16(2, (200, 40, 40), (20, 130, 130)),
        COLOURS,
    ),
    "PNG, 16 bits of colour, transparent": (
        lambda: png16(6, (200, 40, 40, 255), (0, 0, 0, 0)),
        (RED, (255, 255, 255)),
    ),
    "PNG, 16 bits of grey, one grey transparent": (
        lambda: png16(0, (64,), (192,), transparent=struct.pack(">H", 192 * 257)),
        ((64, 64, 64), (255, 255, 255)),
    ),
    "PNG with a palette of several transparencies": (
        lambda: file(coloured(scene("P", 0, 1), RED, TEAL), "PNG", transparency=bytes((255, 128))),
        (RED, (137, 192, 192)),
    ),
    "PNG, 16 bits of grey": (lambda: file(sixteen(64 * 257, 192 * 257), "PNG"), LEVELS),
    "PNG, 16 bits of grey, the darkest part": (
        lambda: file(sixteen(0x0400, 0xFFFF), "PNG"),
        ((4, 4, 4), (255, 255, 255)),
    ),
    "PNG, grey with transparency": (
        lambda: file(scene("LA", (64, 255), (0, 0)), "PNG"),
        ((64, 64, 64), (255, 255, 255)),
    ),
    "PNG, half transparent": (
        lambda: file(scene("RGBA", (200, 40, 40, 255), (20, 130, 130, 128)), "PNG"),
        (RED, (137, 192, 192)),
    ),
    "PNG, transparent, in Adobe RGB": (
        lambda: file(scene("RGBA", (*INADOBE_RGB[0], 255), (*INADOBE_RGB[1], 0)), "PNG", icc_profile=ADOBE),
        (RED, (255, 255, 255)),
    ),
    "PNG with a palette": (lambda: file(scene().quantize(4), "PNG"), COLOURS),
    "PNG with a palette and a transparent colour": (
        lambda: file(scene().quantize(2), "PNG", transparency=scene().quantize(2).getpixel((90, 5))),
        (RED, (255, 255, 255)),
    ),
    "PNG with a palette in Adobe RGB": (
        lambda: file(scene("RGB", *INADOBE_RGB).quantize(4), "PNG", icc_profile=ADOBE),
        COLOURS,
    ),
    "PNG, black and white": (lambda: file(INDIGO.convert("1"), "PNG"), ((0, 0, 0), (255, 255, 255))),
    "PNG whose numbers are the light": (
        lambda: file(scene("L", 64, 192), "PNG", pnginfo=gamma_of(1.0)),
        ((136, 136, 136), (224, 224, 224)),
    ),
    "WebP": (lambda: file(scene(), "WEBP", lossless=True), COLOURS),
    "WebP, transparent": (
        lambda: file(scene("RGBA", (200, 40, 40, 255), (0, 0, 0, 0)), "WEBP", lossless=True),
        (RED, (255, 255, 255)),
    ),
    "AVIF": (lambda: file(scene(), "AVIF", quality=95), COLOURS),
    "AVIF in Display P3": (
        lambda: file(scene("RGB", (183, 57, 49), (66, 128, 129)), "AVIF", quality=98, icc_profile=P3),
        COLOURS,
    ),
    "HEIC": (lambda: file(scene(), "HEIF", quality=95), COLOURS),
    "HEIC in Display P3": (
        lambda: file(scene("RGB", (183, 57, 49), (66, 128, 129)), "HEIF", quality=98, icc_profile=P3),
        COLOURS,
    ),
    "HEIC, grey": (lambda: file(scene("L", 64, 192), "HEIF", quality=95), LEVELS),
}
#: How a picture lies → where its left half is when it stands upright.
UPRIGHT: Final = {2: "right", 3: "right", 6: "top", 8: "bottom"}
TURNED: Final[dict[str, Callable[[bytes], bytes]]] = {
    "JPEG": lambda exif: file(scene(), "JPEG", quality=95, exif=exif),
    "JPEG of a camera with a preview": lambda exif: camera(scene(), scene().resize((24, 12)), exif=exif),
    "PNG, 16 bits of grey": lambda exif: file(sixteen(64 * 257, 192 * 257), "PNG", exif=exif),
    "WebP": lambda exif: file(scene(), "WEBP", lossless=True, exif=exif),
    "AVIF": lambda exif: file(scene(), "AVIF", quality=95, exif=exif),
    "HEIC": lambda exif: file(scene(), "HEIF", quality=95, exif=exif),
}


def shown(content: bytes) -> Image.Image:
    """Return the picture as the site keeps it."""
    image = Image.open(BytesIO(accept_photo(SimpleUploadedFile("picture", content)).read()))
    assert (image.format, image.mode, image.info.get("icc_profile")) == ("JPEG", "RGB", None)
    assert dict(image.getexif()) == {}
    return image


def near(found: Any, wanted: Colour) -> bool:
    return all(abs(one - other) <= 14 for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_picture_keeps_its_tones(kind: str) -> None:
    made, (first, second) = KINDS[kind]
    image = shown(made())
    assert image.size == WIDE
    assert (near(image.getpixel((20, 24)), first), near(image.getpixel((76, 24)), second)) == (True, True), [
        image.getpixel((20, 24)),
        image.getpixel((76, 24)),
    ]


@pytest.mark.parametrize("orientation", UPRIGHT)
@pytest.mark.parametrize("kind", TURNED)
def test_every_kind_of_picture_stands_upright(kind: str, orientation: int) -> None:
    image = shown(TURNED[kind](turned(orientation)))
    side = UPRIGHT[orientation]
    places = {"right": (76, 24), "top": (24, 20), "bottom": (24, 76)}
    first, second = LEVELS if "grey" in kind else COLOURS
    other = {"right": (20, 24), "top": places["bottom"], "bottom": places["top"]}[side]
    assert image.size == (WIDE if side == "right" else HIGH)
    assert near(image.getpixel(places[side]), first)
    assert near(image.getpixel(other), second)


@pytest.mark.parametrize("format", ["WEBP", "PNG", "AVIF"])
def test_a_picture_that_moves_is_refused(format: str) -> None:
    content = file(scene(), format, save_all=True, append_images=[scene("RGB", TEAL, RED)], duration=100)
    with pytest.raises(ValidationError, match="движется|двигается|неподвижн"):
        accept_photo(SimpleUploadedFile("picture", content))
