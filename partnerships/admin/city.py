"""Partner cities."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnerships.admin.base import pairs, row_inline
from partnerships.admin.entry import EntryAdmin, EntryForm
from partnerships.models import City, CityOccasion, Photo
from partnerships.period import PeriodField


class CityForm(EntryForm):
    """The date of a city is the beginning of the tie."""

    NAME = "name"

    period = PeriodField(required=False, label=_("Since"))


@admin.register(City)
class CityAdmin(EntryAdmin[City]):
    """Partner cities, with their days and pictures."""

    form = CityForm
    fieldsets = (
        (None, {"fields": (*pairs("name"), ("country", "tie"), ("period", "status"))}),
        (_("Text"), {"fields": pairs("summary", "history")}),
        (
            _("Details"),
            {
                "fields": (
                    *pairs("region", "remark"),
                    ("native_name", "own_group"),
                    ("site", "wikidata_id"),
                    ("latitude", "longitude"),
                    ("population", "population_year"),
                    "other_names",
                ),
                "classes": ("collapse",),
            },
        ),
        (_("Page"), {"fields": (("slug", "publish_at"),), "classes": ("collapse",)}),
        (
            _("For the department only"),
            {
                "fields": ("responsible", "status_reason", "protocol_notes", "source_note", "internal_note"),
                "classes": ("collapse",),
            },
        ),
    )
    inlines = [
        row_inline(CityOccasion, (*pairs("name"), ("month", "day", "weekday", "ordinal", "founding_year"))),
        row_inline(
            Photo,
            ("file", *pairs("alt", "caption"), ("use", "is_decorative"), ("author", "taken_on", "rights"), "order"),
        ),
    ]
    autocomplete_fields = ["country", "own_group", "responsible"]
    search_fields = ["name_ru", "name_en", "native_name", "other_names", "slug"]
    list_display = ["name", "country", "tie", "when", "status", "shown_state"]
    list_filter = ["state", "tie", "status", "country__group"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return cities in alphabetical order with their country."""
        return City.objects.for_list()
