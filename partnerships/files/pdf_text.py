"""The words of a PDF, page by page, as a reader sees them."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

MOST_PAGES: Final = 300
SOFT_HYPHEN: Final = {"\u00ad", b"\xfe\xff\x00\xad"}


def pdf_text(content: bytes) -> Iterator[str]:
    """Yield the text of each page."""
    from pypdf import PdfReader  # slow to load, and few files need it

    reader = PdfReader(BytesIO(content))
    for number, page in enumerate(reader.pages):
        if number == MOST_PAGES:
            return
        _join_halves(reader, page)
        yield page.extract_text()


def _join_halves(reader: Any, page: Any) -> None:
    """Take out of a page the places where a word could have been divided and was not.

    A browser draws them as a blank that is said to be a soft hyphen; read as a blank it cuts the word.
    """
    from pypdf.generic import ContentStream, NameObject  # slow to load, and few files need it

    if "/Contents" not in page:
        return
    stream = ContentStream(page["/Contents"].get_object(), reader, "bytes")
    steps = stream.operations
    if not any(_is_soft(step) for step in steps):
        return
    kept, is_soft = [], False
    for at, step in enumerate(steps):
        operator = step[1]
        if operator in {b"BDC", b"EMC"}:
            is_soft = _is_soft(step)
        elif is_soft and operator == b"Tj" and _goes_on(steps[at + 2 : at + 3]):
            continue
        kept.append(step)
    stream.operations = kept
    page[NameObject("/Contents")] = stream


def _is_soft(step: tuple[Any, bytes]) -> bool:
    operands, operator = step
    return (
        operator == b"BDC"
        and len(operands) > 1
        and isinstance(operands[1], dict)
        and operands[1].get("/ActualText") in SOFT_HYPHEN
    )


def _goes_on(step: list[tuple[Any, bytes]]) -> bool:
    """Say whether the text goes on in the same line."""
    return bool(step) and step[0][1] == b"Td" and not step[0][0][1]
