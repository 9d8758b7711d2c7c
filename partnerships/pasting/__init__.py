"""Tables and lists copied from Word, Excel or LibreOffice, read as rows of a record."""

from partnerships.pasting.reading import PASTED_KINDS, read_clipboard

__all__ = ["PASTED_KINDS", "read_clipboard"]
