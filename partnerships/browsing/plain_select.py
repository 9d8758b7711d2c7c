"""The select of the filters."""

from html import escape  # Django's own wraps it in a check for lazy texts, which costs more than the escape
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.safestring import SafeString, mark_safe


class PlainSelect(forms.Select):
    """A select written in Python: Django's renders a template for each choice, most of a list page's cost."""

    def render(
        self, name: str, value: Any, attrs: dict[str, object] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """Return the element with its options, the chosen one marked."""
        chosen = "" if value is None else str(value)
        attributes = flatatt({**self.attrs, **(attrs or {}), "name": name})
        pairs = [(str(key), str(label)) for key, label in self.choices]
        options = "\n".join(
            f'<option value="{escape(key)}"{" selected" if key == chosen else ""}>{escape(label)}</option>'
            for key, label in pairs
        )
        return mark_safe(f"<select{attributes}>{options}</select>")  # noqa: S308 - every piece is escaped
