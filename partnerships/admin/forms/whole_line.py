"""A box for one line that is seen whole."""

from collections.abc import Mapping
from typing import Any

from django import forms


class WholeLine(forms.Textarea):
    """A box for one line that is seen whole, however long: its breaks are spaces."""

    def __init__(self, attrs: Any = None) -> None:
        super().__init__({"rows": 2, "cols": 30, "class": "whole-line", **(attrs or {})})

    def value_from_datadict(self, data: Mapping[str, object], files: Any, name: str) -> object:
        """Return what was typed, on one line."""
        typed = super().value_from_datadict(data, files, name)
        return " ".join(typed.splitlines()) if isinstance(typed, str) else typed
