"""The filters of the chronology and of the lists: a GET form with a readable address."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, Final, Self

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from partnerships.browsing.as_at import AsAtField
from partnerships.browsing.filter_fields import BeganField, YearField, choice
from partnerships.browsing.narrowing import NARROWED, UNDATED
from partnerships.delivery import memo
from partnerships.delivery.memo import Memo
from partnerships.delivery.namesakes import names_of_cities, told_among
from partnerships.kinds import CHOICES, KINDS
from partnerships.models import ActionPlan, Agreement, City, Country, Delegation, Direction, Record, Theme
from partnerships.models.record import RecordQuerySet
from partnerships.period.days import written_day
from partnerships.standing import BINDING, PlanStanding
from partnerships.standing.choices import COUNTED as COUNTED_STANDINGS
from partnerships.standing.choices import HELD, OF_AGREEMENTS, OF_ALL, OF_OCCURRENCES, OF_PLANS
from partnerships.text.translated import CODES, text_column

NEWEST, OLDEST = "newest", "oldest"
#: With more cities than this the filter is a box to type a name in.
LONGEST_LIST = 60
SUGGESTED = 6


def _plain(text: str) -> str:
    return text.strip().casefold().replace("ё", "е")


#: Filter whose choices tell how many records they show → the column by which those are counted.
COUNTED: Final = {"year": "", "kind": "kind", "theme": "themes", "city": "cities", "standing": ""}
#: Model → the standings of what held, where that is not what the statistics count.
HELD_BY_KIND: Final[dict[type[Record], tuple[str, ...]]] = {
    Agreement: BINDING,
    ActionPlan: (PlanStanding.CARRIED_OUT, PlanStanding.CLOSED),
}


class RecordFilter(forms.Form):
    """What to show and in which order; choices are what the public can see, so nothing else passes."""

    year = YearField(label=_("Year"))
    city = choice(_("City"), _("There is no such city in the register."))
    kind = choice(_("Kind"), _("There is no such kind of record."))
    theme = choice(_("Field"), _("There is no such field of cooperation."))
    standing = choice(_("State"), _("There is no such state."))
    order = choice(
        _("Order"),
        _("Choose newest or oldest first."),
        choices=[(NEWEST, _("Newest first")), (OLDEST, _("Oldest first"))],
    )
    country = choice(_("Country"), _("There is no such country in the register."), widget=forms.HiddenInput)
    direction = choice(
        _("Direction"), _("There is no such direction."), choices=Direction.choices, widget=forms.HiddenInput
    )
    began = BeganField(label=_("Began in"), widget=forms.HiddenInput)
    people = choice(
        _("People"),
        _("There is no such choice."),
        choices=[("known", _("their number is known"))],
        widget=forms.HiddenInput,
    )
    on = AsAtField(widget=forms.HiddenInput)
    page = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=100_000,
        widget=forms.HiddenInput,
        error_messages={"invalid": _("There is no such page."), "max_value": _("There is no such page.")},
    )

    def __init__(
        self,
        *args: Any,
        cities: Iterable[City],
        countries: Iterable[Country],
        themes: Iterable[Theme],
        model: type[Record],
        **options: Any,
    ) -> None:
        self.mixed = model is Record  # all kinds in one list, so a visit and its events stand side by side
        self.model = model
        by_kind = {Record: OF_ALL, Agreement: OF_AGREEMENTS, ActionPlan: OF_PLANS}
        self.standings = by_kind.get(model, OF_OCCURRENCES)
        super().__init__(*args, **options)
        self.cities = {city.slug: city for city in cities}
        self.themes = {theme.slug: theme for theme in themes}
        self.empty = {
            "year": _("All years"),
            "city": _("All cities"),
            "theme": _("All fields"),
            "kind": _("All kinds"),
            "standing": _("All states"),
        }
        self._offer("year", [(year, year) for year in [self.data.get("year")] if year])
        self._offer("city", names_of_cities())
        self._offer("theme", [(slug, theme.name) for slug, theme in self.themes.items()])
        self._offer("kind", CHOICES)
        self._offer("country", [(str(country.pk), country.name) for country in countries])
        self._offer("direction", Direction.choices)
        self._offer("standing", [(word, name) for word, (name, _standings) in self.standings.items()])
        if not self.mixed:
            del self.fields["kind"]
        if model is Agreement:
            self.fields["on"].widget = forms.TextInput(attrs={"autocomplete": "off", "size": 12})
        if model is not Delegation:
            del self.fields["direction"], self.fields["people"]
        if len(self.cities) > LONGEST_LIST:
            self.fields["city"].widget = forms.TextInput(attrs={"autocomplete": "off"})
            typed = {name: self.data.get(name) for name in self.data}
            self.data = {**typed, "city": self._named_city(str(typed.get("city", "")))}

    @classmethod
    def over(cls, model: type[Record], data: Mapping[str, object], known: Memo) -> Self:
        """Return the filter of the public records of `model` with what `data` asks for."""
        return cls(
            data,
            cities=known.cities.values(),
            countries=known.countries_with_cities(),
            themes=known.themes.values(),
            model=model,
        )

    def _named_city(self, typed: str) -> str:
        """Return the address of the city of that name, or the only one whose name begins so, else what was typed.

        The case does not matter, nor the language, nor whether ё is written as е.
        """
        wanted = _plain(typed)
        if not wanted or typed in self.cities:
            return typed
        begun = [
            (name, city)
            for city in self.cities.values()
            for name in {_plain(getattr(city, text_column("name", code)) or "") for code in CODES}
            if name.startswith(wanted)
        ]
        exact = [city for name, city in begun if name == wanted] or list(
            {city.pk: city for _name, city in begun}.values()
        )
        if len(exact) == 1:
            return exact[0].slug
        if exact:
            names = ", ".join(told_among(exact[:SUGGESTED]).values())
            self.fields["city"].error_messages["invalid_choice"] = _("Several cities begin like that: %s.") % names
        return typed

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        offered = [("", self.empty.get(name, "")), *choices]
        field.widget.choices = offered
        if isinstance(field, forms.ChoiceField):
            field.choices = offered

    def apply[M: Record](self, records: RecordQuerySet[M], *, without: str = "") -> RecordQuerySet[M]:
        """Return the `records` that the form asks for, in its order; `without` leaves one field out.

        None at all when the form has errors.
        """
        if not self.is_valid():
            return records.none()
        chosen = {name: value for name, value in self.cleaned_data.items() if value and name != without}
        if self.day:
            records = self._as_at(records, chosen, without)
        if self.mixed and without != "kind" and "kind" not in chosen:
            records = records.told_once(memo.current().told_by_wholes({*chosen, without}, self.day))
        for name, value in chosen.items():
            if name in NARROWED:
                records = NARROWED[name](records, self._meant(name, value))
        return records.oldest_first() if chosen.get("order") == OLDEST else records.newest_first()

    @property
    def day(self) -> date | None:
        """The day as at which the register is asked for, None for today."""
        return self.cleaned_data.get("on")

    def _as_at[M: Record](self, records: RecordQuerySet[M], chosen: dict[str, Any], without: str) -> RecordQuerySet[M]:
        """Return what held on the day: of agreements those that bound, of plans those begun, else what was counted.

        Of what has no date nobody knows whether it was before that day.
        """
        wanted = chosen.pop("standing", "")
        if wanted == HELD or (not wanted and without != "standing" and self.model is not Agreement):
            records = records.dated()
        if wanted:
            return records.standing_in(*self.standings[wanted][1], day=self.day)
        if without == "standing":
            return records
        return records.standing_in(*HELD_BY_KIND.get(self.model, COUNTED_STANDINGS), day=self.day)

    def keep(self, known: Memo, what: str, make: Callable[[], Any]) -> Any:
        """Return a count, made once for each state of the register; for a day anew, as there are days without end."""
        return make() if self.day else known.keep(self.counted(what), make)

    def _meant(self, name: str, value: str) -> object:
        """Return what `value` of the address stands for."""
        meanings: dict[str, dict[str, Any]] = {"city": self.cities, "theme": self.themes, "standing": self.standings}
        return meanings[name][value] if name in meanings else value

    def of_cities(self) -> dict[str, object]:
        """Return the conditions that the form makes of cities."""
        asked = {"country": self.cleaned_data["country"], "slug": self.cleaned_data["city"]}
        return {name: value for name, value in asked.items() if value}

    def counted(self, what: str) -> tuple[str, ...]:
        """Return a name for a count that depends on what the form asks for, but not on order and page."""
        return "count", what, self.model.__name__, self.query(order="", page="")

    def count_choices(self, records: RecordQuerySet[Record], known: Memo) -> None:
        """Write beside each choice how many of `records` it would show, and drop those that would show none."""
        if not self.is_valid():
            return
        for name in COUNTED:
            field = self.fields.get(name)
            if field is None or isinstance(field.widget, forms.TextInput):
                continue
            counts = self.keep(known, name, partial(self._counts, name, records))
            chosen = self.cleaned_data[name]
            labels = dict(self._labels(name, counts))
            self._offer(
                name,
                [
                    (value, f"{label} ({counts.get(value, 0)})")
                    for value, label in labels.items()
                    if value in counts or value == chosen
                ],
            )
            if name == "standing" and len(counts) < 2 and not chosen:
                field.widget = forms.HiddenInput()  # where everything stands alike there is nothing to choose

    def _counts(self, name: str, records: RecordQuerySet[Record]) -> dict[Any, int]:
        found = self.apply(records, without=name)
        if name == "year":
            return found.count_by_year()
        if name == "standing":
            return self._counts_of_standings(found)
        counts = found.count_by(COUNTED[name])
        rows: Any = {"theme": self.themes, "city": self.cities}.get(name)
        return {slug: counts[row.pk] for slug, row in rows.items() if row.pk in counts} if rows is not None else counts

    def _counts_of_standings(self, found: RecordQuerySet[Record]) -> dict[object, int]:
        """Return how many of `found` each choice of a state shows: as at a day, of what was held only the dated."""
        counts = found.standings(self.day).count_by("standing_then")
        held = found.dated().standings(self.day).count_by("standing_then") if self.day else counts
        sums = {
            word: sum((held if word == HELD else counts).get(one, 0) for one in group)
            for word, (_name, group) in self.standings.items()
        }
        return {word: count for word, count in sums.items() if count}

    def _labels(self, name: str, counts: dict[Any, int]) -> list[tuple[Any, Any]]:
        if name != "year":
            field: Any = self.fields[name]
            return list(field.choices)[1:]
        years = {*counts, self.cleaned_data["year"]} - {None}
        return [(year, str(year)) for year in sorted(years, reverse=True)]

    def chips(self) -> list[dict[str, str]]:
        """Return what is chosen, each with the query string that looses it."""
        if not self.is_valid():
            return []
        chosen = {name: value for name, value in self.cleaned_data.items() if value and name not in {"page", "order"}}
        return [
            {
                "field": str(self.fields[name].label),
                "label": str(self._label(name, value)),
                "query": self.query(**{name: ""}, page=""),
            }
            for name, value in chosen.items()
        ]

    def _label(self, name: str, value: str) -> object:
        if name == "city":
            return self.cities[value].name
        if name == "theme":
            return self.themes[value].name
        if name == "on" and self.day:
            return written_day(self.day)
        if value == UNDATED:
            return _("undated")
        return (
            dict(getattr(self.fields[name], "choices", [])).get(value, value) if name != "kind" else KINDS[value].label
        )

    def query(self, **changes: object) -> str:
        """Return the form's query string with `changes`; empty values are left out."""
        values = {**{name: self.data.get(name, "") for name in self.fields}, **changes}
        return urlencode({name: value for name, value in values.items() if value})
