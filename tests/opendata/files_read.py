"""Reads the downloads as programs do."""

import csv
import io
from typing import Any

import openpyxl
from django.test import Client


def content(response: Any) -> bytes:
    assert response.status_code == 200, response
    return b"".join(response.streaming_content)


def as_csv(client: Client, address: str) -> list[dict[str, str]]:
    text = content(client.get(address)).decode()
    assert text.startswith("\ufeff")
    delimiter = ";" if address.startswith("/ru/") else ","  # what the Excel of the language takes columns apart by
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=delimiter))


def as_xlsx(client: Client, address: str) -> list[list[Any]]:
    book = openpyxl.load_workbook(io.BytesIO(content(client.get(address))))
    return [list(row) for row in book.active.iter_rows(values_only=True)]
