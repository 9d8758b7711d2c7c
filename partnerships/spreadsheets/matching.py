"""Which record of the register a row of a file is: by its number, its page address, or what it is called."""

from collections import defaultdict
from functools import cached_property
from itertools import chain, count
from typing import Any, Final

from django.utils.text import slugify
from django.utils.translation import gettext as _

from partnerships.models import City, Organization, PartnerRequest, Record, RegisterModel
from partnerships.period import Period
from partnerships.spreadsheets.cells import folded
from partnerships.spreadsheets.columns import NUMBER
from partnerships.spreadsheets.foreign_names import names_of
from partnerships.spreadsheets.likeness import CODES, NAMED, Likeness
from partnerships.spreadsheets.lookups import TableNames
from partnerships.text.translated import first_column
from partnerships.text.transliteration import latin

#: What tells records of one kind apart when neither number nor page address is given.
NATURAL: Final[dict[type[RegisterModel], tuple[str, ...]]] = {
    City: (first_column("name"), "country_id", first_column("region")),
    Record: (first_column("title"), "start", "end"),
    Organization: (first_column("name"), "city_id"),
    PartnerRequest: (first_column("title"), "organization_id"),
}


class Matcher:
    """The keys of one table, read once, and the rows of the file that have claimed one."""

    def __init__(self, model: type[RegisterModel]) -> None:
        self.model = model
        self.natural = next((NATURAL[parent] for parent in model.__mro__ if parent in NATURAL), (first_column("name"),))
        self.has_slug = any(field.name == "slug" for field in model._meta.get_fields())
        self.claimed: dict[object, int] = {}

    @cached_property
    def rows(self) -> dict[int, tuple[str, tuple[object, ...]]]:
        """The page address and the natural key of each record, by its number."""
        address = "slug" if self.has_slug else "pk"
        found = self.model._default_manager.order_by().values_list("pk", address, *self.natural)
        return {pk: (str(slug), _key(natural)) for pk, slug, *natural in found}

    @cached_property
    def by_slug(self) -> dict[str, int]:
        """Numbers by page address."""
        return {slug: pk for pk, (slug, _natural) in self.rows.items()} if self.has_slug else {}

    @cached_property
    def by_natural(self) -> dict[tuple[object, ...], list[int]]:
        """Numbers by natural key."""
        found = defaultdict(list)
        for pk, (_slug, natural) in self.rows.items():
            found[natural].append(pk)
        return found

    @cached_property
    def by_title(self) -> dict[object, list[tuple[Any, ...]]]:
        """Numbers of dated records by their title, each with its first and last day."""
        found = defaultdict(list)
        for pk, (_slug, (title, *days)) in self.rows.items():
            found[title].append((pk, *days))
        return found

    def find(self, values: dict[str, Any]) -> int | None:
        """Return the number of the record that a row is, None for a new one; ValueError says why neither."""
        if values.get(NUMBER):
            if values[NUMBER] not in self.rows:
                raise ValueError(
                    _("There is no record with this number: it may have been deleted. Export the list anew.")
                )
            return int(values[NUMBER])
        if self.has_slug and values.get("slug"):
            return self.by_slug.get(values["slug"])
        if self.model in CODES:
            return self._alike(values)
        same = self.by_natural.get(self.key(values), [])
        if len(same) > 1:
            raise ValueError(_("The register holds several such records: write the number or the page address of one."))
        return same[0] if same else None

    @cached_property
    def names(self) -> TableNames:
        """All names of the table."""
        return names_of(self.model)

    @cached_property
    def likeness(self) -> Likeness:
        """What is called as a row of the file, and what tells it apart."""
        return Likeness(self.model, self.names)

    def _alike(self, values: dict[str, object]) -> int | None:
        """Return the city or country with this code, or with one of these names and nothing that tells it apart."""
        known = self.likeness.of(values)
        if len(known) > 1:
            raise ValueError(_("The register holds several such records: write the number or the page address of one."))
        return next(iter(known), None)

    def namesakes(self, values: dict[str, Any]) -> list[int]:
        """Return the records that are called as this row, whatever tells them apart; dated ones of the same time."""
        if issubclass(self.model, Record):
            title, start, end = self.key(values)
            meant = self.by_title.get(title, ()) if start and end else ()
            return sorted(pk for pk, first, last in meant if first and last and first <= end and last >= start)
        texts = [str(values[name]) for name in NAMED if values.get(name)] if self.model in CODES else []
        return sorted({pk for text in texts for pk in self.names.matches(text)})

    def key(self, values: dict[str, Any]) -> tuple[object, ...]:
        """Return the natural key of a row."""
        period = values.get("period")
        known = {**values, **(period or Period()).columns()}
        return _key([known.get(name) for name in self.natural])

    def claim(self, values: dict[str, Any], found: int | None, number: int) -> None:
        """Note that row `number` of the file is this record; ValueError if another row has been it before."""
        keys = [found] if found else [self.key(values)] if not values.get("slug") else []
        if self.has_slug and values.get("slug"):
            keys.append(values["slug"])
        for key in keys:
            if key in self.claimed:
                raise ValueError(_("This is the same record as in row %(number)d.") % {"number": self.claimed[key]})
            self.claimed[key] = number
        taken = self.by_slug.get(values.get("slug") or "")
        if taken and taken != found:
            raise ValueError(_("Another record of this kind has this page address."))

    def free_slug(self, name: str, year: int | None) -> str:
        """Return a page address made from `name` that no record and no row of the file has."""
        base = slugify(latin(name))[:100].strip("-") or "record"
        wanted = chain([base, *([f"{base}-{year}"] if year else [])], (f"{base}-{number}" for number in count(2)))
        free = next(slug for slug in wanted if slug not in self.by_slug and slug not in self.claimed)
        self.claimed[free] = 0
        return free


def _key(values: Any) -> tuple[object, ...]:
    return tuple(folded(value) if isinstance(value, str) else value for value in values)
