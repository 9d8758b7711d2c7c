"""Partner cities."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnerships.admin.base import RegisterAdmin
from partnerships.admin.forms import quick
from partnerships.admin.forms.inlines import grid_inline, languages_of, pairs
from partnerships.admin.forms.likeness import OffersLikeness
from partnerships.admin.forms.photo_rows import PhotoInline
from partnerships.admin.forms.tie_steps import TieStepFormSet
from partnerships.admin.forms.wording import offer_languages
from partnerships.admin.history import merging
from partnerships.admin.lists.lists import MineFilter
from partnerships.admin.papers import record_papers
from partnerships.admin.publishing.bulk import STATE_STEPS
from partnerships.admin.publishing.publication import StateFilter, shown_state
from partnerships.admin.screens import city_tie, entry, letters_of, preparation
from partnerships.admin.screens.entry import EntryForm, shown_standing, when
from partnerships.models import City, CityOccasion, TieStep
from partnerships.period import PeriodField
from partnerships.standing.choices import OF_TIES
from partnerships.text.translated import text_columns


class CityForm(OffersLikeness, EntryForm):
    """The date of a city is the beginning of the tie."""

    NAME = "name"
    EXAMPLE = _("Omsk")

    period = PeriodField(required=False, label=_("Since"), with_remark=True)

    class Meta:
        widgets: ClassVar[dict[str, Any]] = {"card_language": forms.Select}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "card_language" in self.fields:
            offer_languages(self.fields["card_language"], self.instance.card_language)


class TieStandingFilter(admin.SimpleListFilter):
    """How the tie stands today."""

    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, Any]]:
        """Return the standings by their groups."""
        return [(word, name) for word, (name, _standings) in OF_TIES.items()]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[City]:
        """Return the cities whose tie stands as asked."""
        word = self.value() or ""
        return queryset.standing_in(*OF_TIES[word][1]) if word in OF_TIES else queryset


@admin.register(City)
class CityAdmin(RegisterAdmin[City]):
    """Partner cities, with their days and pictures."""

    form = CityForm
    pages = (
        *preparation.city_pages,
        *quick.pages,
        *merging.pages,
        *entry.pages,
        *record_papers.pages,
        *city_tie.pages,
        *letters_of.pages,
        *RegisterAdmin.pages,
    )
    change_form_template = "admin/partnerships/screens/record_form.html"
    change_list_template = "admin/partnerships/screens/city_list.html"
    period = staticmethod(when)  # the field of the date, to whoever only reads the form
    actions = STATE_STEPS
    quick_fields = (*text_columns("name"), "country", "tie")
    front = ("tie_steps", "photos", "occasions")
    fieldsets = (
        (None, {"fields": (*pairs("name"), ("country", "tie"), ("period",))}),
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
                    *pairs("source"),
                )
            },
        ),
        (_("Card for the partner"), {"fields": (("card_language", "card_title"), "card_text")}),
        (_("Page"), {"fields": ("slug",)}),
        (
            _("For the department only"),
            {"fields": ("responsible", "protocol_notes", "source_note", "internal_note")},
        ),
    )
    inlines = [
        grid_inline(TieStep, ("kind", "date", *languages_of("reason")), ("office_reason",), formset=TieStepFormSet),
        grid_inline(CityOccasion, (*languages_of("name"), "month", "day", "weekday", "ordinal"), ("founding_year",)),
        PhotoInline,
    ]
    autocomplete_fields = ["country", "own_group", "responsible"]
    search_fields = [*text_columns("name"), "native_name", "other_names", "slug"]
    list_display = ["name", shown_state, "country", "tie", when, shown_standing]
    list_filter = [StateFilter, MineFilter, "tie", TieStandingFilter, "country__group"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[City]:
        """Return cities in alphabetical order with their country."""
        return City.objects.for_list().select_related("country__group", "own_group", "sent_by", "returned_by")
