"""Tables as a clerk would send them."""

import io
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

EVENTS = "/admin/partnerships/event/"


def xlsx(rows: list[list[Any]]) -> bytes:
    """Return a workbook of `rows`."""
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def opened(content: bytes) -> list[list[Any]]:
    """Return the rows of the first sheet of a workbook."""
    sheet: Any = load_workbook(io.BytesIO(content)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def send(office: Client, content: bytes | list[list[Any]], *, path: str = EVENTS, name: str = "table.xlsx") -> Any:
    """Send a table and return the preview."""
    content = xlsx(content) if isinstance(content, list) else content
    return office.post(f"{path}import/", {"file": SimpleUploadedFile(name, content)})


def confirm(office: Client, preview: Any, *, path: str = EVENTS) -> Any:
    """Press the button of the preview."""
    return office.post(f"{path}import/", {"token": preview.context["token"]})


def take(office: Client, content: bytes | list[list[Any]], *, path: str = EVENTS, name: str = "table.xlsx") -> Any:
    """Send a table and confirm it."""
    preview = send(office, content, path=path, name=name)
    assert preview.context["token"], words(preview)
    return confirm(office, preview, path=path)


def faults(answer: Any) -> dict[str, str]:
    """Return what is wrong by cell, or by row where it is in none."""
    lines = answer.context["outcome"].lines
    return {fault.cell or str(line.number): fault.text for line in lines for fault in line.faults}


def words(answer: Any) -> str:
    """Return the text of the page."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def streamed(answer: Any) -> bytes:
    """Return the whole of a streamed file."""
    return b"".join(answer.streaming_content)
