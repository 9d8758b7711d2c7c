"""What each filter of the lists leaves of the records."""

from collections.abc import Callable
from typing import Any, Final

from partnerships.browsing.counting import travelled

UNDATED: Final = "undated"

#: Filter → the records that its value leaves; a value that stands for a row is that row.
NARROWED: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "year": lambda records, year: records.in_year(year),
    "began": lambda records, year: records.of_unknown_beginning() if year == UNDATED else records.begun_in(year),
    "city": lambda records, city: records.with_city(city),
    "country": lambda records, key: records.with_country(key),
    "kind": lambda records, kind: records.of_kind(kind),
    "theme": lambda records, theme: records.with_theme(theme),
    "direction": lambda records, direction: records.filter(direction=direction),
    "standing": lambda records, group: records.standing_in(*group[1]),
    "people": lambda records, _known: records.filter(travelled()),
}
