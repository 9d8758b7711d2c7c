"""The words of a DOCX, read past the library that writes it."""

import re
import zipfile
from html import unescape
from io import BytesIO


def words_of(content: bytes) -> str:
    """Return every text of the body, the heads and the feet, a paragraph a line."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if re.match(r"word/(document|header\d*|footer\d*)\.xml$", name)]
        parts = [archive.read(name).decode() for name in names]
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", "".join(parts), re.DOTALL)
    return "\n".join(
        unescape("".join(re.findall(r"<w:t(?: [^>]*)?>(.*?)</w:t>", found, re.DOTALL))) for found in paragraphs
    )
