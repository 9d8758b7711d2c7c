"""Fills in the forms of the back office as a browser would, and lets a colleague be a moment quicker."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any
from unittest.mock import PropertyMock, patch

from django.forms import BaseModelForm, BoundField
from django.template.response import TemplateResponse
from django.test import Client

from partnerships.history import revisions


def _value(field: BoundField) -> Any:
    value = field.field.prepare_value(field.value()) if hasattr(field.field, "prepare_value") else field.value()
    return [str(item) for item in value] if isinstance(value, list) else value


def _form_data(form: BaseModelForm) -> dict[str, Any]:
    data = {}
    for field in form:
        value = _value(field)
        if hasattr(field.field.widget, "widgets"):
            parts = field.field.widget.decompress(value)
            shown = [widget.format_value(part) for widget, part in zip(field.field.widget.widgets, parts, strict=True)]
            data |= {f"{field.html_name}_{at}": part or "" for at, part in enumerate(shown)}
        elif isinstance(value, date | time):
            data[field.html_name] = field.field.widget.format_value(value)
        elif value is True:
            data[field.html_name] = "on"
        elif value is not None and value is not False and not hasattr(value, "storage"):
            data[field.html_name] = value
    return data


def filled(client: Client, path: str, **changes: Any) -> dict[str, Any]:
    """Return what the form at `path` would send, with `changes`; nobody reads its page, so none is made."""
    with patch.object(TemplateResponse, "rendered_content", PropertyMock(return_value="")):
        context = client.get(path).context_data
    data = _form_data(context["adminform"].form)
    for formset in context["inline_admin_formsets"]:
        data |= _form_data(formset.formset.management_form)
        for form in formset.formset.initial_forms:
            data |= _form_data(form)
    return {**data, **context["opened"].hidden(), **changes}


def quicker(monkeypatch: Any, act: Callable[[], None]) -> None:
    """Let a colleague `act` once, while the next one who writes still waits for his turn."""
    revision = revisions.revision

    def late(**options: Any) -> Any:
        monkeypatch.setattr(revisions, "revision", revision)
        act()
        return revision(**options)

    monkeypatch.setattr(revisions, "revision", late)


def errors(content: bytes) -> list[str]:
    """Return the messages beside the fields of a refused form."""
    lists = re.findall(r'<ul class="errorlist[^>]*>(.*?)</ul>', content.decode(), re.DOTALL)
    return [re.sub(r"<[^>]+>", "", message).strip() for message in lists]


def delete(client: Client, path: str, *, follow: bool = False) -> Any:
    """Look at what the deletion at `path` would take along and press its button; return the answer."""
    return client.post(path, {"post": "yes", "seen": client.get(path).context["seen"]}, follow=follow)


def bring_back(client: Client, path: str, *, follow: bool = False) -> Any:
    """Look at what the restore at `path` would change and press its button; return the answer."""
    return client.post(path, {"seen": client.get(path).context["seen"]}, follow=follow)
