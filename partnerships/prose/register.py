"""The cities of the register, as the reader of prose needs them."""

from partnerships.models import City, HomeCity
from partnerships.prose.names import folded_words
from partnerships.prose.places import NamedCity
from partnerships.text.translated import CODES, text_column, text_columns


def known_places(language: str = "") -> list[NamedCity]:
    """Return the home city and every city of the register, under all their names; those in `language` come first."""
    names = sorted(text_columns("name"), key=lambda column: column != text_column("name", language or CODES[0]))
    rows = City.objects.values_list("pk", "other_names", "native_name", *names)
    cities = [_place(str(pk), [*known, native, *others.splitlines()]) for pk, others, native, *known in rows]
    home = HomeCity.objects.current()
    named = _place("home", [getattr(home, name) for name in names])
    return [*([NamedCity(named.name, named.names, "home", is_home=True)] if named.name else []), *cities]


def _place(key: str, names: list[str | None]) -> NamedCity:
    told = tuple(dict.fromkeys(name.strip() for name in names if name and name.strip()))
    return NamedCity(told[0] if told else "", told, key)


def with_home(places: list[NamedCity], home: NamedCity) -> list[NamedCity]:
    """Return `places` with `home` as the home city, whichever was it before."""
    written = {folded_words(name) for name in (home.name, *home.names)}
    others = [place for place in places if not written & {folded_words(name) for name in place.names}]
    return [home, *(NamedCity(one.name, one.names, one.key, country=one.country) for one in others)]
