"""Screens of cities and records: the date typed as words, the page address made from the name."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext_lazy

from partnerships.admin.publication import PublicationAdmin
from partnerships.models.base import Entry
from partnerships.period import PeriodField, format_period
from partnerships.transliteration import latin


class EntryForm(forms.ModelForm):
    """The date typed as words; the page address made from the title when left empty."""

    NAME: ClassVar[str] = "title"

    period = PeriodField(required=False, label=gettext_lazy("Date"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("period", self.instance.period)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        for name in (f"{self.NAME}_ru",):
            if name in self.fields:
                self.fields[name].required = True

    def clean_slug(self) -> str:
        """Return the page address, made from the name if none was given."""
        named = self.cleaned_data.get("slug") or slugify(latin(self.data.get(f"{self.NAME}_ru", "")))[:100].strip("-")
        return named or "record"

    def clean(self) -> dict[str, Any] | None:
        """Put the date into its columns before the model is checked."""
        cleaned = super().clean()
        if "period" in self.cleaned_data:
            self.instance.period = self.cleaned_data["period"]
        return cleaned


class YearFilter(admin.SimpleListFilter):
    """Records whose date touches a year."""

    title = gettext_lazy("year")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the years in which something begins."""
        years = model_admin.model.objects.dated().dates("start", "year", order="DESC")
        return [(str(day.year), str(day.year)) for day in years]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Narrow the list to the chosen year."""
        value = self.value()
        return queryset.in_year(int(value)) if value and value.isdigit() and len(value) == 4 else queryset


class EntryAdmin[E: Entry](PublicationAdmin[E]):
    """A city or a record in lists."""

    @admin.display(description=gettext_lazy("date"), ordering="start")
    def when(self, entry: E) -> str:
        """The date exactly as known."""
        return format_period(entry.period, entry.remark) or "—"
