import hashlib
import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from partnerships.files.fields import OutsideIntake
from partnerships.files.intake import accept_document, accept_photo
from partnerships.files.renditions import FORMATS, WIDTHS
from partnerships.models import City, Photo
from tests.conftest import picture, save


def upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def archive(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def animation() -> bytes:
    out = BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    return out.getvalue()


JPEG = picture().read()
HOSTILE_PHOTOS = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<html><script>alert(1)</script></html>",
    "truncated": JPEG[: len(JPEG) // 2],
    "gif": picture(format="GIF").read(),
    "animated": animation(),
    "bomb": picture((8000, 6000), "PNG").read(),
    "empty": b"",
    "text": b"not a picture",
}


@pytest.mark.parametrize("content", HOSTILE_PHOTOS.values(), ids=HOSTILE_PHOTOS)
def test_what_is_no_picture_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(ValidationError) as refused:
        accept_photo(upload(content))
    assert len(refused.value.messages[0]) > 20


def test_a_telephones_fifty_megapixels_are_taken_and_a_picture_that_unpacks_whole_is_not() -> None:
    large = Image.new("L", (8160, 6120))
    for progressive, words in ((False, ""), (True, "больше 40 мегапикселей")):
        out = BytesIO()
        large.save(out, "JPEG", progressive=progressive)
        if words:
            with pytest.raises(ValidationError, match=words):
                accept_photo(upload(out.getvalue()))
        else:
            accepted = accept_photo(upload(out.getvalue()))
            assert (accepted.width, accepted.height) == (2560, 1920)


def test_a_panorama_that_would_unpack_whole_is_refused() -> None:
    out = BytesIO()
    Image.new("L", (16382, 3846)).save(out, "JPEG")  # 63 megapixels, and its shorter side is less than twice 2560
    with pytest.raises(ValidationError, match="больше 40 мегапикселей"):
        accept_photo(upload(out.getvalue()))


def test_a_polyglot_loses_its_tail() -> None:
    accepted = accept_photo(upload(JPEG + b"<script>alert('tail')</script>"))
    assert b"script" not in accepted.read()


def test_metadata_goes_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90°
    exif[0x010F] = "Camera maker"
    exif.get_ifd(0x8825)[1] = "N"
    lying = picture((600, 300), exif=exif.tobytes())

    accepted = accept_photo(lying)

    content = accepted.read()
    assert (accepted.width, accepted.height) == (300, 600)
    assert b"Camera maker" not in content
    assert dict(Image.open(BytesIO(content)).getexif()) == {}


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_pictures_of_every_kind_stand_upright_in_true_colours_without_metadata(format: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera maker"
    image = Image.new("RGB", (600, 300), "teal")
    image.paste("red", (0, 0, 300, 300))  # the left half; upright it is above
    out = BytesIO()
    image.save(out, format, exif=exif.tobytes(), quality=95)

    accepted = accept_photo(upload(out.getvalue()))

    content = accepted.read()
    assert (accepted.width, accepted.height) == (300, 600)
    assert b"Camera maker" not in content
    shown = Image.open(BytesIO(content))
    for point, colour in (((150, 100), (255, 0, 0)), ((150, 500), (0, 128, 128))):
        assert all(abs(a - b) < 12 for a, b in zip(shown.getpixel(point), colour, strict=True)), (point, format)


def test_a_wide_colour_profile_is_brought_to_the_colours_of_every_screen() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    out = BytesIO()
    Image.new("RGB", (50, 50), "teal").save(out, "JPEG", icc_profile=profile.tobytes())
    assert b"ICC_PROFILE" not in accept_photo(upload(out.getvalue())).read()


def test_a_large_picture_is_scaled_and_transparency_lands_on_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (4000, 1000), (0, 0, 0, 0)).save(out, "PNG")

    accepted = accept_photo(upload(out.getvalue(), "a.png"))

    assert (accepted.width, accepted.height) == (2560, 640)
    assert Image.open(accepted).getpixel((5, 5)) == (255, 255, 255)


DOCX = archive(word__document_dot_xml=b"<w/>")
HOSTILE_DOCUMENTS = {
    "html": b"<html>",
    "exe": b"MZ\x90",
    "zip": archive(a=b"x"),
    "macros": archive(word__document_dot_xml=b"<w/>", word__vbaProject_dot_bin=b"x"),
    "bomb": archive(word__document_dot_xml=b"0" * 320_000_000),
    "broken": b"PK\x03\x04broken",
}


@pytest.mark.parametrize("content", HOSTILE_DOCUMENTS.values(), ids=HOSTILE_DOCUMENTS)
def test_what_is_no_document_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError):
        accept_document(upload(content, "contract.docx"))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("Договор «Омск».PDF", "Договор «Омск».pdf"),
        ("a\u202efdp.exe", "afdp.pdf"),
        ("x" * 300, "x" * 120 + ".pdf"),
        (".pdf", "document.pdf"),
    ],
)
def test_names_are_made_harmless(name: str, kept: str) -> None:
    raw = upload(b"%PDF-1.7 text", "x")
    raw._name = name

    assert accept_document(raw).facts.name == kept


def test_a_scan_is_kept_bit_for_bit() -> None:
    accepted = accept_document(upload(DOCX, "скан.docx"))
    assert accepted.read() == DOCX
    assert accepted.facts.sha256 == hashlib.sha256(DOCX).hexdigest()


@pytest.mark.django_db
def test_a_file_past_the_intake_is_refused(omsk: City) -> None:
    photo = Photo(city=omsk, is_decorative=True)
    photo.file = ContentFile(JPEG, name="raw.jpg")
    with pytest.raises(OutsideIntake):
        save(photo)


@pytest.mark.django_db
def test_every_rendition_is_made_at_upload(omsk: City) -> None:
    photo: Any = Photo(city=omsk, is_decorative=True)
    photo.file = accept_photo(picture((2000, 1000)))
    save(photo)

    folder = photo.file.name.rpartition("/")[0]
    made = set(default_storage.listdir(folder)[1])
    assert made == {"original.jpg", *(f"{width}.{format}" for width in WIDTHS for format in FORMATS)}
    with default_storage.open(f"{folder}/480.webp") as file:
        assert Image.open(file).size == (480, 240)
    assert (photo.width, photo.height) == (2000, 1000)
