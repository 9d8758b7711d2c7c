"""Words for those who cannot see a picture: what helps nobody is refused."""

import re
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_FILE: Final = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|hei[cf]|tiff?|bmp)$"
    r"|^(?:img|dsc[nf]?|pxl|mvimg|image|photo|pict?|whatsapp image|screenshot|снимок экрана|фото|изображение)[-_ ]*\d"
    r"|^\S*\d{4,}\S*$|^[\W\d_]+$",
    re.I,
)
_OPENING: Final = re.compile(
    r"^(?:на\s+)?(?:фото|фотографи[яи]|фотка|изображени[ея]|картинк[аи])\b"
    r"|^(?:(?:an?|the)\s+)?(?:image|picture|photo|photograph|pic)\b",
    re.I,
)


def check_alt(text: str) -> None:
    """Raise ValidationError, with an example, when `text` is a file name or opens with “photo”."""
    text = " ".join(text.split())
    if text and (_FILE.search(text) or _OPENING.search(text)):
        raise ValidationError(
            _(
                "Say what is in the picture, for example: two mayors shake hands at a table with flags. "
                "A file name or the word “photo” says nothing to those who cannot see it."
            ),
            code="alt",
        )
