"""Short texts read with the cities of each known in one spelling."""

from partnerships.prose.places import NamedCity
from partnerships.prose.reading import Page, read_page
from tests.prose.test_reading import Told, told


def read(text: str, home: str, *cities: str) -> Page:
    """Return `text` read with the cities known in one spelling each."""
    places = [NamedCity(name, (name,), str(number)) for number, name in enumerate(cities)]
    return read_page(text, [NamedCity(home, (home,), "home", is_home=True), *places])


def found(text: str, home: str, *cities: str) -> list[Told]:
    """Return kind, form, cities and date of each find of `text`."""
    return told(read(text, home, *cities))
