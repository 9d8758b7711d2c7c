"""“The same as …?”: a form of a city, country, body or dated record says so before it makes a second one."""

from typing import Any, ClassVar, Final

from django.forms import ModelForm
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from partnerships.admin.forms.wording import SpokenForm
from partnerships.delivery.namesakes import told_apart
from partnerships.period import format_period
from partnerships.spreadsheets.likeness import APART, NAMED, Likeness, alike_records
from partnerships.staff.addresses import link
from partnerships.text.translated import first_column, text_columns

#: The tick that says: another one of the same name. It holds the numbers of those it was asked about.
#: Named as a button is, it is no text of the record and goes along with what is sent again after a conflict.
ANOTHER: Final = "_another"
#: What asks for the typed row without saving it: the list of gaps at a pause of typing, the preview.
LOOKS: Final = frozenset({"_gaps", "_preview"})


class OffersLikeness(ModelForm):
    """Stops once where a row of this name or code is there already, with its link and a way to go on."""

    NAME: ClassVar[str] = "name"

    def clean(self) -> dict[str, object] | None:
        """Ask at the name whether it is the one that is there; an answer given stays given beside another fault."""
        cleaned = super().clean()
        name = first_column(self.NAME)
        is_told = self.instance.pk is None or not {*self._tells()}.isdisjoint(self.changed_data)
        if name in self.cleaned_data and is_told and LOOKS.isdisjoint(self.data):
            found = self._found()
            is_answered = ",".join(map(str, found)) == self.data.get(ANOTHER)
            if found and (self.errors or not is_answered):
                self.add_error(name, self._question(found, is_answered=is_answered))
        return cleaned

    def _tells(self) -> tuple[str, ...]:
        """Return the fields by which a double is told."""
        return (*NAMED, *APART[self._meta.model])

    def _found(self) -> list[int]:
        """Return the numbers of the rows that this one is likely to be once more."""
        return Likeness(self._meta.model).of(self._told(), self.instance.pk)

    def _told(self) -> dict[str, object]:
        """Return what the form says of the row, keys for rows it points at, and what the row says besides."""
        told = {name: getattr(self.instance, name, None) for name in self._tells()}
        for name, value in self.cleaned_data.items():
            told[name] = value
            told[f"{name}_id"] = getattr(value, "pk", None)
        return told

    def _question(self, found: list[int], *, is_answered: bool) -> Any:
        rows = self._meta.model._default_manager.in_bulk(found)
        named = format_html_join(
            ", ",
            '<a href="{}" target="_blank">{} (№ {})</a>',
            ((link(row), self._called(row), pk) for pk, row in rows.items()),
        )
        answer = format_html(
            '<label><input type="checkbox" name="{}" value="{}"{}> {}</label>',
            ANOTHER,
            ",".join(map(str, found)),
            " checked" if is_answered else "",
            self._denial(),
        )
        return format_html("{} {}? {}", _("The same as"), named, answer)

    def _called(self, row: object) -> str:
        return told_apart(row)

    def _denial(self) -> str:
        return _("No, this is another one of the same name")


class LikenessForm(OffersLikeness, SpokenForm):
    """The form of a row that has a name and no page of its own."""


class OffersAlikeRecords(OffersLikeness):
    """Stops once where a record of this kind with the same city, much the same title and time is there already."""

    NAME = "title"

    def _tells(self) -> tuple[str, ...]:
        return (*text_columns("title"), "period", "cities")

    def _found(self) -> list[int]:
        titles = {name: self.cleaned_data.get(name) or "" for name in text_columns("title")}
        if "period" not in self.cleaned_data or "cities" not in self.cleaned_data:
            return []  # a date that cannot be read is asked about first
        cities = self.cleaned_data["cities"]
        return alike_records(self._meta.model, titles, self.cleaned_data["period"], cities, self.instance.pk)

    def _called(self, row: Any) -> str:
        return ", ".join(filter(None, (row.title, format_period(row.period))))

    def _denial(self) -> str:
        return _("No, this is another one")
