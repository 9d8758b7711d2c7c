"""Partner cities."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnerships.admin.forms.inlines import grid_inline, languages_of, pairs
from partnerships.admin.lists.lists import MineFilter
from partnerships.admin.publishing.publication import StateFilter
from partnerships.admin.screens.entry import EntryAdmin, EntryForm
from partnerships.admin.screens.photos import PhotoInline
from partnerships.admin.screens.quick import QuickAdmin
from partnerships.models import City, CityOccasion
from partnerships.period import PeriodField


class CityForm(EntryForm):
    """The date of a city is the beginning of the tie."""

    NAME = "name"
    EXAMPLE = _("Omsk")

    period = PeriodField(required=False, label=_("Since"), with_remark=True)


@admin.register(City)
class CityAdmin(EntryAdmin[City], QuickAdmin[City]):
    """Partner cities, with their days and pictures."""

    form = CityForm
    quick_fields = ("name_ru", "name_en", "country", "tie")
    front = ("photos", "occasions")
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
                )
            },
        ),
        (_("Page"), {"fields": ("slug",)}),
        (
            _("For the department only"),
            {"fields": ("responsible", "status_reason", "protocol_notes", "source_note", "internal_note")},
        ),
    )
    inlines = [
        grid_inline(CityOccasion, (*languages_of("name"), "month", "day", "weekday", "ordinal"), ("founding_year",)),
        PhotoInline,
    ]
    autocomplete_fields = ["country", "own_group", "responsible"]
    search_fields = ["name_ru", "name_en", "native_name", "other_names", "slug"]
    list_display = ["name", "shown_state", "country", "tie", "when", "shown_standing"]
    list_filter = [StateFilter, MineFilter, "tie", "status", "country__group"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return cities in alphabetical order with their country."""
        return City.objects.for_list().select_related("country__group", "own_group", "sent_by", "returned_by")
