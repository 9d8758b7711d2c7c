"""Screens of cities and records: the date typed as words, the page address made from the name."""

from typing import Any, ClassVar, Final

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from partnerships.admin.forms import checking, pasting
from partnerships.admin.forms.page_address import free_slug
from partnerships.admin.forms.wording import offer_terms, speak
from partnerships.admin.lists import tables
from partnerships.admin.publishing import preview, publication
from partnerships.admin.publishing.publication import PublicationForm
from partnerships.admin.screens import handout
from partnerships.models.base import Entry
from partnerships.period import PeriodField, format_period
from partnerships.period.parser import remarks_to_fill
from partnerships.text.label import Label
from partnerships.text.translated import CODES, text_column


class EntryForm(PublicationForm):
    """The date typed as words; the page address made from the title when left empty."""

    #: A name of such an entry.
    EXAMPLE: ClassVar[Label] = ""

    period = PeriodField(required=False, label=gettext_lazy("Date"), with_remark=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("period", self.instance.period)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        name = text_column(self.NAME, settings.LANGUAGE_CODE)
        if name in self.fields:
            self.fields[name].required = True
        offer_terms(self)
        for name, field in self.fields.items():
            speak(field, self.example() if name.startswith(self.NAME) else "")

    def example(self) -> Label:
        """Return a name of such an entry, to be shown at the field."""
        return self.EXAMPLE

    def is_valid(self) -> bool:
        """A form that only asked for its pasted text as rows, or for one more row, is shown again, never saved."""
        return super().is_valid() and not {"_paste", "_row"} & set(self.data)

    def clean_slug(self) -> str:
        """Return the page address; one made from the name gets a number where the plain one is taken."""
        given = self.cleaned_data.get("slug")
        return given or free_slug(self.instance, self.data.get(text_column(self.NAME, settings.LANGUAGE_CODE), ""))

    def clean(self) -> dict[str, object] | None:
        """Put the date into its columns before the model is checked."""
        cleaned = super().clean()
        if "period" in self.cleaned_data:
            self.instance.period = self.cleaned_data["period"]
            self._fill_remarks()
        return cleaned

    def _fill_remarks(self) -> None:
        """Put “annually”, typed with the date, where it belongs."""
        field: Any = self.fields["period"]
        columns = {code: text_column("remark", code) for code in CODES}
        said = {code: self.cleaned_data.get(name, getattr(self.instance, name)) for code, name in columns.items()}
        try:
            filled = remarks_to_fill(field.reading(self.data.get(self.add_prefix("period"))), said)
        except ValidationError as error:
            self.add_error("period", error)
            return
        for code in filled.keys() & columns.keys():
            self.cleaned_data[columns[code]] = filled[code]
            setattr(self.instance, columns[code], filled[code])


@admin.display(description=gettext_lazy("date"), ordering="period_order")
def when(entry: Entry) -> str:
    """The date exactly as known."""
    return format_period(entry.period, entry.remark) or "—"


@admin.display(description=gettext_lazy("standing"))
def shown_standing(entry: Entry) -> str:
    """What is true of it today."""
    return entry.standing_in_words


pages: Final = (
    *checking.pages,
    *pasting.pages,
    *handout.pages,
    *preview.link_pages,
    *tables.pages,
    *publication.pages,
)
