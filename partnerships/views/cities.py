"""The filter of cities, shared by the list and the map."""

from typing import Any, Final

from django import forms
from django.db.models import Count, F
from django.db.models.functions import Coalesce
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from partnerships.forms import choice
from partnerships.models import City, CountryGroup, Theme, Tie
from partnerships.models.base import alphabetical
from partnerships.models.city import CityQuerySet

SORTS: Final = {"name": _("name"), "country": _("country"), "tie": _("tie"), "since": _("since")}


class CityFilter(forms.Form):
    """Group, tie and theme; `sort` turns the cards into a table."""

    group = choice(_("Group"), _("There is no such group."))
    tie = choice(_("Tie"), _("There is no such tie."))
    theme = choice(_("Field"), _("There is no such field of cooperation."))
    sort = choice(_("Order"), _("There is no such order."), widget=forms.HiddenInput, choices=list(SORTS.items()))
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cities = City.objects.public().order_by()
        ties = dict(cities.values_list("tie").annotate(Count("pk")))
        themes = dict(
            Theme.objects.of_public_records().values_list("slug").annotate(Count("records__cities", distinct=True))
        )
        heading = Coalesce("own_group", "country__group")
        grouped = dict(cities.annotate(heading=heading).values_list("heading").annotate(Count("pk")))
        groups = {group.slug: group for group in CountryGroup.objects.filter(pk__in=grouped)}
        self._offer(
            "group",
            _("All groups"),
            [(slug, f"{group.name} ({grouped[group.pk]})") for slug, group in groups.items()],
        )
        self._offer(
            "tie", _("All ties"), [(value, f"{text} ({ties[value]})") for value, text in Tie.choices if value in ties]
        )
        self._offer(
            "theme",
            _("All fields"),
            [
                (theme.slug, f"{theme.name} ({themes[theme.slug]})")
                for theme in Theme.objects.for_list()
                if theme.slug in themes
            ],
        )
        self._offer("sort", "", [(name, label) for name, label in SORTS.items()])
        self.groups = groups

    def _offer(self, name: str, empty: Any, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = [("", empty), *choices]  # type: ignore[attr-defined]

    def apply(self, cities: CityQuerySet) -> CityQuerySet:
        """Return the `cities` that are asked for, in the order asked for; none when the form has errors."""
        if not self.is_valid():
            return cities.none()
        chosen = self.cleaned_data
        if chosen["group"]:
            cities = cities.in_group(self.groups[chosen["group"]])
        if chosen["tie"]:
            cities = cities.filter(tie=chosen["tie"])
        if chosen["theme"]:
            cities = cities.about(chosen["theme"])
        orders: dict[str, list[Any]] = {
            "country": [alphabetical("country__name"), alphabetical("name")],
            "tie": ["tie", alphabetical("name")],
            "since": [F("start").asc(nulls_last=True), alphabetical("name")],
        }
        return cities.order_by(*orders.get(chosen["sort"], [alphabetical("name")]), "pk")

    def chips(self) -> list[dict[str, str]]:
        """Return what is chosen, each with the query string that looses it."""
        if not self.is_valid():
            return []
        names = [name for name in ("group", "tie", "theme") if self.cleaned_data[name]]
        return [
            {
                "field": str(self.fields[name].label),
                "label": str(dict(self.fields[name].choices)[self.cleaned_data[name]]),  # type: ignore[attr-defined]
                "query": self.query(**{name: "", "page": ""}),
            }
            for name in names
        ]

    def query(self, **changes: Any) -> str:
        """Return the form's query string with `changes`; empty values are left out."""
        values = {**{name: self.data.get(name, "") for name in self.fields}, **changes}
        return urlencode({name: value for name, value in values.items() if value})
