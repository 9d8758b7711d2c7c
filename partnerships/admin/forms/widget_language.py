"""The language of each field to type into: spell checkers, screen readers and keyboards follow it."""

from typing import Any, cast

from django.forms import BaseForm, ModelChoiceField
from django.forms import Field as FormField

from partnerships.admin.forms.plain_text import keep_plain
from partnerships.delivery.namesakes import told_apart
from partnerships.models import RegisterModel


def carry(field: FormField | None, language: str) -> None:
    """Let the widget of `field` say that it holds a text in `language`."""
    if field is not None and language:
        field.widget.attrs["lang"] = language


def carry_all(form: BaseForm, model: type[RegisterModel]) -> None:
    """Let each widget of `form` say the language of its column of `model`, and keep what is typed plain."""
    for name, field in form.fields.items():
        carry(field, language_of(model, name))
        keep_plain(field)


def language_of(model: type[RegisterModel], name: str) -> str:
    """Return the language of the translated column `name`, "" for any other."""
    found = next((field for field in model._meta.get_fields() if field.name == name), None)
    return str(getattr(found, "language", "") or "")


def adapted[F: FormField | None](field: F, column: object) -> F:
    """Return the form's field of `column`: typed in the language of the column, kept plain, namesakes told apart."""
    carry(field, str(getattr(column, "language", "") or ""))
    if isinstance(field, ModelChoiceField):
        cast("Any", field).label_from_instance = told_apart
    keep_plain(field)
    return field
