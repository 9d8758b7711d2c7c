"""“The same as …?”: a form of a city, country or body says so before it makes a second one."""

from typing import Any, Final

from django.forms import ModelForm
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from partnerships.admin.forms.wording import SpokenForm
from partnerships.delivery.namesakes import told_apart
from partnerships.spreadsheets.likeness import APART, NAMED, Likeness
from partnerships.staff.addresses import link
from partnerships.text.translated import first_column

#: The tick that says: another one of the same name. It holds the numbers of those it was asked about.
ANOTHER: Final = "is_another"
NAME: Final = first_column("name")


class OffersLikeness(ModelForm):
    """Stops once where a row of this name or code is there already, with its link and a way to go on."""

    def clean(self) -> dict[str, Any] | None:
        """Ask at the name whether it is the one that is there."""
        cleaned = super().clean()
        model: Any = self._meta.model
        if NAME in self.cleaned_data and ({*NAMED, *APART[model]} & {*self.changed_data} or self.instance.pk is None):
            found = Likeness(model).of(self._told(), self.instance.pk)
            if found and ",".join(map(str, found)) != self.data.get(ANOTHER):
                self.add_error(NAME, self._question(found))
        return cleaned

    def _told(self) -> dict[str, Any]:
        """Return what the form says of the row, keys for rows it points at, and what the row says besides."""
        names = (*NAMED, *APART[self._meta.model])
        told = {name: getattr(self.instance, name, None) for name in names}
        for name, value in self.cleaned_data.items():
            told[name] = value
            told[f"{name}_id"] = getattr(value, "pk", None)
        return told

    def _question(self, found: list[int]) -> Any:
        rows: Any = self._meta.model._default_manager.in_bulk(found)
        named = format_html_join(
            ", ",
            '<a href="{}" target="_blank">{} (№ {})</a>',
            ((link(row), told_apart(row), pk) for pk, row in rows.items()),
        )
        answer = format_html(
            '<label><input type="checkbox" name="{}" value="{}"> {}</label>',
            ANOTHER,
            ",".join(map(str, found)),
            _("No, this is another one of the same name"),
        )
        return format_html("{} {}? {}", _("The same as"), named, answer)


class LikenessForm(OffersLikeness, SpokenForm):
    """The form of a row that has a name and no page of its own."""
