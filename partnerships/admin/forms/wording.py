"""What a field of a form answers to a wrong value: plain words, with an example of a right one."""

from collections.abc import Container, Iterable
from typing import Any, ClassVar, Final, cast

from django import forms
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from partnerships.models.term_field import TermField
from partnerships.text.label import Label
from partnerships.text.languages import languages_of_the_world
from partnerships.text.quotes import quoting
from partnerships.text.translated import text_column

#: Kind of field → what it says of a value that it cannot read.
UNREADABLE: Final = {
    forms.DateField: _("Write the day, month and year, for example 25.07.2022."),
    forms.TimeField: _("Write hours and minutes, for example 14:30."),
    forms.SlugField: _("Only Latin letters, digits and hyphens, for example omsk-2013."),
}
#: Model → a name of such a row; it goes without none in the first language.
NAMES: Final = {
    "organization": _("Administration of the city of Omsk"),
    "country": _("Serbia"),
    "countrygroup": _("Far abroad"),
    "theme": _("Culture"),
    "vocabularyterm": _("Honorary guest"),
    "homecity": _("Omsk"),
    "partnerrequest": _("A school in Omsk looks for a partner school"),
}


def speak(field: forms.Field, example: Label = "") -> None:
    """Make `field` say with an example what is missing or wrong in it."""
    missing = quoting(_("Write it, for example “%(example)s”."), example=example) if example else _("Fill this in.")
    if isinstance(field, forms.ModelChoiceField):
        missing = _("Type the first letters and choose from the list.")
    elif isinstance(field, forms.ChoiceField):
        choices = list(cast("Iterable[Any]", field.choices))
        first = next((label for value, label in choices if value), "")
        missing = quoting(_("Choose from the list, for example “%(example)s”."), example=first)
        field.choices = [(value, label if value else "—") for value, label in choices]
    field.error_messages = {**field.error_messages, "required": missing}
    unreadable = next((said for kind, said in UNREADABLE.items() if isinstance(field, kind)), None)
    if unreadable:
        field.error_messages["invalid"] = unreadable


def offer_terms(form: forms.ModelForm) -> None:
    """Let `form` offer the terms that are still in use, and those that its record has already."""
    for column in form._meta.model._meta.fields:
        if isinstance(column, TermField) and column.name in form.fields:
            blank = [] if column.has_default() and column.get_default() else [("", "—")]
            terms = column.labels.offered(getattr(form.instance, column.name))
            cast("forms.ChoiceField", form.fields[column.name]).choices = [*blank, *terms]


def offer_languages(field: Any, kept: str) -> None:
    """Let the select of `field` offer the languages of the world by name, and the `kept` code whatever it is."""
    known = languages_of_the_world()
    own = [] if kept in {"", *dict(known)} else [(kept, kept)]
    field.widget.choices = [("", "—"), *own, *known]


class SpokenForm(forms.ModelForm):
    """A form that says with an example what is missing."""

    NAME: ClassVar[str] = "name"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_terms(self)
        example = NAMES.get(str(self._meta.model._meta.model_name), "")
        first = text_column(self.NAME, settings.LANGUAGE_CODE)
        if example and first in self.fields:
            self.fields[first].required = True
        for name, field in self.fields.items():
            speak(field, example if name.startswith(f"{self.NAME}_") else "")

    def add_error(self, field: str | None, error: Any) -> None:
        """Say of the whole form what the model finds wrong in a field that this form does not have."""
        super().add_error(field, _of_known_fields(error, self.fields) if field is None else error)


def _of_known_fields(error: Any, fields: Container[str]) -> Any:
    if not hasattr(error, "error_dict"):
        return error
    told: dict[str, list[ValidationError]] = {}
    for name, found in error.error_dict.items():
        told.setdefault(name if name in fields else NON_FIELD_ERRORS, []).extend(found)
    return ValidationError(told)


class RowForm(SpokenForm):
    """A row of a record that speaks as the record's own fields do."""

    def _post_clean(self) -> None:
        """Check a row that was touched; one that stands as it was stops nobody from saving the rest."""
        if self.instance.pk is None or self.has_changed():
            super()._post_clean()  # type: ignore[misc]  # Django's step, which its stubs leave out
