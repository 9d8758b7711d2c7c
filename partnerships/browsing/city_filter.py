"""The filter of cities, shared by the list, the map, the downloads and the API."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from datetime import date
from typing import Any, Final, cast

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from partnerships.browsing.as_at import AsAtField
from partnerships.browsing.filter_fields import choice
from partnerships.delivery.memo import Memo
from partnerships.models import TIES, City, Record
from partnerships.standing.choices import OF_TIES, chosen_in
from partnerships.text.folding import fold
from partnerships.text.translated import text_columns

#: As many cities are seen at a glance: letters lead through more.
FEW: Final = 40
NAMES: Final = text_columns("name")
SORTS: Final = {"name": _("name"), "country": _("country"), "tie": _("tie"), "since": _("since")}


class CityFilter(forms.Form):
    """Name, group, country, tie and theme; `sort` turns the cards into a table."""

    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=60,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
    group = choice(_("Group"), _("There is no such group."))
    country = choice(_("Country"), _("There is no such country in the register."))
    tie = choice(_("Tie"), _("There is no such tie."))
    theme = choice(_("Field"), _("There is no such field of cooperation."))
    standing = choice(_("State"), _("There is no such state."))
    letter = choice(_("First letter"), _("No city begins with this letter."), widget=forms.HiddenInput)
    on = AsAtField(widget=forms.HiddenInput)
    sort = choice(_("Order"), _("There is no such order."), widget=forms.HiddenInput, choices=list(SORTS.items()))
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, known: Memo, **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = known
        self._then: list[City] = []
        #: What each filter tells about a city: its group, its tie, its themes.
        self.traits: dict[str, Callable[[City], Iterable[str]]] = {
            "group": lambda city: [city.group.slug],
            "country": lambda city: [str(city.country_id)],
            "letter": lambda city: [city.name[:1].upper()],
            "tie": lambda city: [city.tie],
            "standing": lambda city: chosen_in(OF_TIES, city.standing),
            "theme": lambda city: known.keep("themes of cities", self._themes).get(city.pk, ()),
        }
        self._offer("sort", "", SORTS)
        self._offer("group", _("All groups"), {group.slug: group.name for group in known.groups.values()})
        countries = {str(country.pk): country.name for country in known.countries_with_cities()}
        self._offer("country", _("All countries"), countries)
        self._offer("letter", "", {city.name[:1].upper(): city.name[:1].upper() for city in known.cities.values()})
        self._offer("tie", _("All ties"), dict(TIES))
        self._offer("standing", _("All states"), {word: name for word, (name, _standings) in OF_TIES.items()})
        self._offer("theme", _("All fields"), {slug: theme.name for slug, theme in known.themes.items()})
        if self.is_valid():
            self._count()

    def _offer(self, name: str, empty: object, labels: Mapping[str, object]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = [("", empty), *labels.items()]

    def _themes(self) -> dict[int, set[str]]:
        """Return the slugs of the themes of each city's public records."""
        slugs = {theme.pk: slug for slug, theme in self.known.themes.items()}
        found: dict[int, set[str]] = {}
        for city, theme in Record.objects.public().themes_of_cities():
            found.setdefault(city, set()).add(slugs[theme])
        return found

    def _count(self) -> None:
        """Write beside each choice how many cities it would show, and drop those that would show none."""
        asked = ("choices of cities", self.query(sort="", page=""))
        is_rare = self.day or self.cleaned_data["name"]  # endless many such questions can be asked
        counted = self._counts() if is_rare else self.known.keep(asked, self._counts)
        for name, counts in counted.items():
            field: Any = self.fields[name]
            (_value, empty), *choices = field.choices
            chosen = self.cleaned_data[name]
            labels = {
                value: f"{label} ({counts[value]})" for value, label in choices if counts[value] or value == chosen
            }
            self._offer(name, empty, labels)
            if name == "standing" and len(labels) < 2 and not chosen:
                field.widget = forms.HiddenInput()  # where every tie stands alike there is nothing to choose

    def _counts(self) -> dict[str, Counter[str]]:
        """Return for each filter how many cities each of its choices would show."""
        return {
            name: Counter(trait for city in self.cities(without=name) for trait in traits(city))
            for name, traits in self.traits.items()
        }

    def cities(self, *, without: str = "") -> list[City]:
        """Return the cities that are asked for, in the order asked for; `without` leaves one filter out.

        None at all when the form has errors.
        """
        if not self.is_valid():
            return []
        chosen = self._chosen(without)
        if self.day and without != "standing":
            chosen.setdefault("standing", "living")
        return self._sorted(self._with(chosen))

    def _chosen(self, without: str = "") -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.traits if name != without and self.cleaned_data[name]}

    def _with(self, chosen: Mapping[str, str]) -> list[City]:
        return [
            city for city in self.named() if all(value in self.traits[name](city) for name, value in chosen.items())
        ]

    def not_known(self) -> dict[str, object]:
        """Return how many cities nobody can say of whether there was a tie on the day, and the query of their list."""
        if not self.is_valid() or not self.day or self.cleaned_data["standing"]:
            return {}
        count = len(self._with(self._chosen() | {"standing": "not_known"}))
        return {"count": count, "query": self.query(standing="not_known", page="")} if count else {}

    def named(self) -> list[City]:
        """Return the cities one of whose names, in whatever language, has a word that begins as was typed."""
        typed = fold(self.cleaned_data["name"]).strip()
        return [
            city
            for city in self.as_at()
            if not typed or any(f" {typed}" in f" {fold(getattr(city, column) or '')}" for column in NAMES)
        ]

    def letters(self) -> list[dict[str, str]]:
        """Return each first letter of what is shown, with the query string that leads to it; few cities need none."""
        if len(self.known.cities) <= FEW or not self.is_valid():
            return []
        _empty, *choices = cast("Any", self.fields["letter"]).choices
        chosen = self.cleaned_data["letter"]
        return [
            {"letter": letter, "query": self.query(letter="" if letter == chosen else letter, page="")}
            | ({"chosen": letter} if letter == chosen else {})
            for letter, _label in choices
        ]

    @property
    def day(self) -> date | None:
        """The day as at which the cities are asked for, None for today."""
        return self.cleaned_data.get("on")

    def as_at(self) -> list[City]:
        """Return all public cities, each as its tie stood on the day."""
        if not self.day:
            return list(self.known.cities.values())
        if not self._then:
            stood = dict(City.objects.public().standings(self.day).values_list("pk", "standing_then"))
            self._then = [copy(city) for city in self.known.cities.values()]
            for city in self._then:
                city.__dict__["standing_then"] = stood.get(city.pk)
        return self._then

    def _sorted(self, cities: list[City]) -> list[City]:
        """Return `cities`, which are in alphabetical order, in the order asked for."""
        countries = list(self.known.countries)
        orders = {
            "country": lambda city: countries.index(city.country_id),
            "tie": lambda city: TIES.position(city.tie),
            "since": lambda city: city.start or date.max,
        }
        order = orders.get(self.cleaned_data["sort"])
        return sorted(cities, key=order) if order else cities

    def chips(self) -> list[dict[str, str]]:
        """Return what is chosen, each with the query string that looses it."""
        if not self.is_valid():
            return []
        return [
            {
                "field": str(self.fields[name].label),
                "label": str(dict(getattr(self.fields[name], "choices", ())).get(value, value)),
                "query": self.query(**{name: "", "page": ""}),
            }
            for name in ("name", *self.traits)
            if (value := self.cleaned_data[name])
        ]

    def query(self, **changes: object) -> str:
        """Return the form's query string with `changes`; empty values are left out."""
        values = {**{name: self.data.get(name, "") for name in self.fields}, **changes}
        return urlencode({name: value for name, value in values.items() if value})
