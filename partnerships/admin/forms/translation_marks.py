"""Marks on a form: which texts have no translation, or one older than its original."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.conf import settings
from django.forms import BaseModelForm
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from partnerships.admin.forms.grid import GridForm
from partnerships.models.base import RegisterModel
from partnerships.models.translated import HasOriginals, Translated, Translation, states, translated_fields
from partnerships.text.languages import language_name
from partnerships.text.translated import CODES, text_column

#: What the mark beside a field says.
MARKS: Final = {
    Translation.MISSING: gettext_lazy("no translation"),
    Translation.STALE: gettext_lazy("the original changed after"),
}


def mark_texts(form: BaseModelForm, record: RegisterModel | None) -> None:
    """Mark on `form` each text that is untranslated or older than its original, and offer to copy the original."""
    if not issubclass(form._meta.model, Translated):
        return
    found = states(record) if record is not None and record.pk else {}
    copy = _("Copy from %(language)s") % {"language": _from(settings.LANGUAGE_CODE)}
    for field in translated_fields(form._meta.model):
        for code in CODES:
            shown = form.fields.get(text_column(field, code))
            if shown is None:
                continue
            if code != settings.LANGUAGE_CODE:
                shown.widget.attrs |= {"data-original": text_column(field, settings.LANGUAGE_CODE), "data-copy": copy}
            state = found.get(code, {}).get(field, "")
            if state in MARKS:
                text = '{} <span class="mark mark-{}">{}</span>'
                form[text_column(field, code)].label = format_html(text, shown.label, state, MARKS[Translation(state)])


def mark_rows(formsets: Iterable[Any]) -> None:
    """Mark in the rows of a form each translation that is older than its original; an empty cell is seen as it is."""
    for form in (form for rows in formsets for form in rows.formset.initial_forms):
        found = states(form.instance) if isinstance(form.instance, HasOriginals) else {}
        for code, texts in found.items():
            for name, state in texts.items():
                column = text_column(name, code)
                if state == Translation.STALE and column in form.fields:
                    _mark_stale(form, column)


def _mark_stale(form: forms.ModelForm, column: str) -> None:
    """Mark one text: below its cell in a grid, where no label is seen, else behind its label."""
    said = format_html('<span class="mark mark-stale">{}</span>', MARKS[Translation.STALE])
    if isinstance(form, GridForm):
        field: Any = form.fields[column]
        field.translation_mark = said
        field.widget.attrs["aria-describedby"] = f"{form[column].id_for_label}_mark"
    else:
        form[column].label = format_html("{} {}", form.fields[column].label, said)


def _from(code: str) -> str:
    """Return the language in the case that "copy from" asks for."""
    known = {
        "ru": pgettext("copied from", "Russian"),
        "en": pgettext("copied from", "English"),
        "de": pgettext("copied from", "German"),
        "fr": pgettext("copied from", "French"),
    }
    return known.get(code, language_name(code))


def unnamed(name: str, record: object) -> list[str]:
    """Return the languages in which `record` has no name, as a clerk calls them."""
    return [language_name(code) for code in CODES if not getattr(record, text_column(name, code))]


def empty_languages(name: str, texts: dict[str, object]) -> dict[str, str]:
    """Return what to ask before publishing with an empty name: its column → the question."""
    filled = [code for code in CODES if texts.get(text_column(name, code))]
    return {
        text_column(name, code): _(
            "Empty in this language (%(empty)s): the page will show the other one (%(shown)s). "
            "Press the button once more to publish all the same."
        )
        % {"empty": language_name(code), "shown": language_name(filled[0]) if filled else "—"}
        for code in CODES
        if code not in filled
    }
