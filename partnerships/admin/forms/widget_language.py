"""The language of each field to type into: spell checkers, screen readers and keyboards follow it."""

from typing import Any, cast

from django.forms import BaseForm, ModelChoiceField
from django.forms import Field as FormField
from django.http import HttpRequest

from partnerships.admin.forms.plain_text import keep_plain
from partnerships.delivery.namesakes import told_apart


def carry(field: FormField | None, language: str) -> None:
    """Let the widget of `field` say that it holds a text in `language`."""
    if field is not None and language:
        field.widget.attrs["lang"] = language


def carry_all(form: BaseForm, model: Any) -> None:
    """Let each widget of `form` say the language of its column of `model`, and keep what is typed plain."""
    for name, field in form.fields.items():
        carry(field, language_of(model, name))
        keep_plain(field)


def language_of(model: Any, name: str) -> str:
    """Return the language of the translated column `name`, "" for any other."""
    found = next((field for field in model._meta.get_fields() if field.name == name), None)
    return str(getattr(found, "language", "") or "")


class LanguageOfFields:
    """Part of a screen or of rows: texts are typed in their own language and kept plain, namesakes told apart."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Return the form's field, its widget in the language of the column."""
        field = super().formfield_for_dbfield(db_field, request, **options)  # type: ignore[misc]  # of the screen or the rows it is part of
        carry(field, str(getattr(db_field, "language", "") or ""))
        if isinstance(field, ModelChoiceField):
            cast("Any", field).label_from_instance = told_apart
        keep_plain(field)
        return field
