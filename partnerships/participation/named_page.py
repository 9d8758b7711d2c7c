"""The page that somebody writes from, or wants to hear of: a word in an address, such as city-omsk."""

from dataclasses import dataclass
from typing import Any

from partnerships.kinds import KINDS
from partnerships.models import City, PartnerRequest, Record
from partnerships.staff.addresses import screen_name
from partnerships.text.numbers import whole

#: What a word begins with, and the one for everything.
CITY, REQUEST, THEME, ALL = "city", "partnerrequest", "theme", "all"


@dataclass(frozen=True)
class NamedPage:
    """A page that any reader may see: its word, what stands on it, and its title in the reader's language."""

    word: str
    row: Any

    @property
    def title(self) -> str:
        """What the page is about."""
        return str(self.row)

    @property
    def url(self) -> str:
        """Its address."""
        return str(self.row.get_absolute_url())


def word_of(row: Any) -> str:
    """Return the word for the page of `row`."""
    return f"{screen_name(row)}-{getattr(row, 'slug', row.pk)}"


def named_page(word: str) -> NamedPage | None:
    """Return the page that `word` names; None for what is hidden just as for what never was."""
    kind, _dash, rest = word.partition("-")
    row: Any = None
    if not rest or "\0" in rest:
        return None
    if kind == CITY:
        row = City.objects.public().filter(slug=rest).first()
    elif kind == REQUEST:
        row = PartnerRequest.objects.public().current().filter(pk=whole(rest) or 0).first()
    elif kind in KINDS:
        row = Record.objects.public().of_kind(kind).filter(slug=rest).first()
    return NamedPage(word, row) if row else None
