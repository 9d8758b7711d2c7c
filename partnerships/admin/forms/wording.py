"""What a field of a form answers to a wrong value: plain words, with an example of a right one."""

from collections.abc import Iterable
from typing import Any, Final, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.text.quotes import quoting

#: Kind of field → what it says of a value that it cannot read.
UNREADABLE: Final = {
    forms.DateField: _("Write the day, month and year, for example 25.07.2022."),
    forms.TimeField: _("Write hours and minutes, for example 14:30."),
    forms.SlugField: _("Only Latin letters, digits and hyphens, for example omsk-2013."),
}


def speak(field: forms.Field, example: Any = "") -> None:
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


class SpokenForm(forms.ModelForm):
    """A form that says with an example what is missing."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            speak(field)


class RowForm(SpokenForm):
    """A row of a record that speaks as the record's own fields do."""

    def _post_clean(self) -> None:
        """Check a row that was touched; one that stands as it was stops nobody from saving the rest."""
        if self.instance.pk is None or self.has_changed():
            super()._post_clean()  # type: ignore[misc]  # Django's step, which its stubs leave out
