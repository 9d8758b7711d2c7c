"""Cities that a text names and the register has not: offered as new ones, with what the text says of them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.admin.forms.page_address import free_slug
from partnerships.models import TIES, City, Country
from partnerships.prose.names import country_code
from partnerships.prose.places import NamedCity
from partnerships.prose.reading import Page
from partnerships.text.translated import CODES, text_column, text_columns

#: So many are offered at once: more are a list of something else.
MOST: Final = 40


class NewCityForm(forms.Form):
    """A city to be added: its name as it stands in the register, and where it lies."""

    use_required_attribute = False
    take = forms.BooleanField(label=gettext_lazy("Add this city"), required=False)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)

    def __init__(self, countries: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["country"] = forms.ModelChoiceField(countries, label=_("Country or territory"))
        self.fields["tie"] = forms.ChoiceField(label=_("Tie"), choices=[("", "—"), *TIES.offered()])


class ForAllForm(forms.Form):
    """What holds for every city in which it is not said."""

    use_required_attribute = False

    def __init__(self, countries: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        label = _("Country or territory of all where none is chosen")
        self.fields["country"] = forms.ModelChoiceField(countries, label=label, required=False)
        choices = [("", "—"), *TIES.offered()]
        self.fields["tie"] = forms.ChoiceField(
            label=_("Tie of all where none is chosen"), choices=choices, required=False
        )


class OfferedCity:
    """A city of the text with its form, how it is written there, and what its name may be."""

    def __init__(self, number: int, place: NamedCity, countries: Any, data: Any) -> None:
        self.number, self.place = number, place
        self.written = ", ".join(place.forms_seen or (place.name,))
        self.names = sorted(name.title() for name in place.names) if place.is_asked else []
        if len(self.names) == 1:  # there is nothing to choose from: “Гродно” is “Гродно” in every case
            place, self.names = replace(place, name=self.names[0], is_asked=False), []
        given = {"name": "" if place.is_asked else place.name, "country": _country(place, countries)}
        options: dict[str, Any] = {"initial": given, "prefix": f"c{number}"}
        self.form = NewCityForm(countries, data if data and f"c{number}-name" in data else None, **options)

    def is_chosen(self) -> bool:
        """Say whether the city is to be added."""
        return self.form.is_bound and bool(self.form["take"].value())


def offered_cities(page: Page, request: HttpRequest, data: QueryDict) -> list[OfferedCity]:
    """Return the unknown cities of the text for whoever may add cities."""
    if not page.unknown or not request.user.has_perm("partnerships.add_city"):
        return []
    countries, told = Country.objects.for_list(), _as_for_all(data)
    return [OfferedCity(number, place, countries, told) for number, place in enumerate(page.unknown[:MOST], 1)]


def all_chosen(sent: QueryDict, cities: Iterable[OfferedCity]) -> QueryDict:
    """Return what was sent with every offered city chosen."""
    data = sent.copy()
    for city in cities:
        data[city.form.add_prefix("take")] = "on"
        for name in ("name", "country", "tie"):
            field = city.form[name]
            data.setdefault(field.html_name, str(getattr(value := field.value(), "pk", value) or ""))
    return data


def for_all(cities: Iterable[OfferedCity], data: QueryDict) -> ForAllForm | None:
    """Return the form of what holds for all cities, None where only one is offered."""
    return ForAllForm(Country.objects.for_list(), data or None, prefix="c0") if len(list(cities)) > 1 else None


def _as_for_all(data: QueryDict) -> QueryDict:
    """Return `data` with what was said for all cities in each that does not say it."""
    told = data.copy()
    for name in data:
        number, _dash, field = name.partition("-")
        if field == "name" and number[:1] == "c" and number != "c0":
            for each in ("country", "tie"):
                told[f"{number}-{each}"] = data.get(f"{number}-{each}") or data.get(f"c0-{each}", "")
    return told


def _country(place: NamedCity, countries: Iterable[Country]) -> Country | None:
    """Return the country of the register that stands beside the city in the text."""
    code, said = country_code(place.country), place.country.casefold()
    named = ((one, {str(getattr(one, name) or "").casefold() for name in text_columns("name")}) for one in countries)
    return next((one for one, names in named if (code and one.iso_code == code) or (said and said in names)), None)


def add_cities(offered: Iterable[OfferedCity], language: str) -> dict[NamedCity, City]:
    """Save the chosen cities as drafts within the revision under way, with the spellings of the text."""
    return {one.place: _added(one, language) for one in offered if one.is_chosen()}


def _added(one: OfferedCity, language: str) -> City:
    told = one.form.cleaned_data
    city = City(country=told["country"], tie=told["tie"])
    setattr(city, text_column("name", language or CODES[0]), told["name"])
    city.slug = free_slug(city, told["name"])
    spelled = (form for form in one.place.forms_seen if form.casefold() != told["name"].casefold())
    city.other_names = "\n".join(dict.fromkeys(spelled))
    city.full_clean(validate_constraints=False)
    city.save()
    return city
