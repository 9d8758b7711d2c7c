"""Typed text is judged as it will be kept: an invisible title is none, and no sign counts twice."""

from functools import cache
from typing import Any

from django import forms

from partnerships.text import characters


@cache
def _plain(kind: Any) -> type[forms.CharField]:
    def to_python(self: forms.CharField, value: Any) -> object:
        text = kind.to_python(self, value)
        if not isinstance(text, str) or not text:
            return text
        many = isinstance(self.widget, forms.Textarea)
        return (characters.clean_characters(text).strip() if many else characters.one_line(text)) or self.empty_value

    return type(kind.__name__, (kind,), {"to_python": to_python})


def keep_plain(field: forms.Field | None) -> None:
    """Let `field`, if it takes text, put it in the characters in which it is kept."""
    if isinstance(field, forms.CharField):
        kind: Any = type(field)
        field.__class__ = _plain(kind)  # whatever class the column and its translation have chosen
