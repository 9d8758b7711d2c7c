"""The journal of outgoing letters: greetings, invitations and thanks that have left, under their number and day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Max, QuerySet
from django.utils.translation import gettext

from partnerships.models import City, Greeting, Letter, LetterKind, OutgoingLetter, User
from partnerships.models.letter import GONE
from partnerships.staff import rights
from partnerships.text.numbers import natural

#: Kinds of letters as an address names them: those of Letter, and greetings.
GREETING: Final = "greeting"


@dataclass(frozen=True)
class JournalLine:
    """One letter that has left."""

    letter: OutgoingLetter
    kind: str
    kind_name: str
    city: str
    organization: str
    #: To whom, "" for whoever does not see that.
    whom: str

    @property
    def title(self) -> str:
        """What it is about."""
        return str(self.letter.title)

    def cells(self, number: int, *, with_whom: bool) -> list[object]:
        """Return the line as cells of a table."""
        letter = self.letter
        return [
            *(number, letter.sent_on, letter.number, self.kind_name, self.city, self.organization),
            *([self.whom] if with_whom else []),
            *(self.title, letter.get_sent_how_display(), letter.reply_on),
        ]


def headings(*, with_whom: bool) -> list[str]:
    """Return the headings of those cells."""
    return [
        *("№", gettext("Date"), gettext("Outgoing number"), gettext("Kind of letter"), gettext("City")),
        gettext("Organisation"),
        *([gettext("To whom")] if with_whom else []),
        *(gettext("Subject"), gettext("How it was sent"), gettext("Answered on")),
    ]


def journal(user: User, *, year: int | None = None, kind: str = "", city: City | None = None) -> list[JournalLine]:
    """Return what has left and `user` may know of, in the order of leaving: of a year, of a kind, to a city."""
    found: list[JournalLine] = []
    asked: dict[str, Any] = {"sent_on__year": year} if year else {}
    asked |= {"city": city} if city else {}
    for rows, model in _seen(user):
        mine = rows.filter(**asked).select_related("city", "organization")
        if kind and model is Letter:
            mine = mine.filter(kind=kind) if kind != GREETING else mine.none()
        elif kind and kind != GREETING:
            mine = mine.none()
        found += _lines(mine, hides_whom=bool(rights.hidden_fields(user, model)))
    return sorted(found, key=lambda line: (line.letter.sent_on, natural(line.letter.number), line.kind, line.letter.pk))


def years_of_journal(user: User) -> list[int]:
    """Return the years in which something left of which `user` may know, the latest first."""
    days = {day.year for rows, _model in _seen(user) for day in rows.order_by().dates("sent_on", "year")}
    return sorted(days, reverse=True)


def _seen(user: User) -> Iterator[tuple[QuerySet[Any], type[OutgoingLetter]]]:
    if rights.may_view(user, Greeting):
        yield Greeting.objects.seen_by(user).filter(state__in=GONE), Greeting
    if rights.may_view(user, Letter):
        yield Letter.objects.filter(state__in=GONE), Letter


def last_number(year: int) -> str:
    """Return the number under which a letter left last in `year`, "" where none has one."""
    numbered = [
        model._default_manager.filter(sent_on__year=year).exclude(number="").order_by() for model in (Greeting, Letter)
    ]
    day = max((last for rows in numbered if (last := rows.aggregate(last=Max("sent_on"))["last"])), default=None)
    numbers = [number for rows in numbered for number in rows.filter(sent_on=day).values_list("number", flat=True)]
    return max(numbers, key=natural, default="")


def _lines(letters: Iterable[Greeting | Letter], *, hides_whom: bool) -> Iterator[JournalLine]:
    for letter in letters:
        kind = GREETING if isinstance(letter, Greeting) else letter.kind
        name = gettext("Greeting") if isinstance(letter, Greeting) else str(LetterKind(letter.kind).label)
        yield JournalLine(
            letter,
            kind,
            name,
            str(letter.city or ""),
            str(letter.organization or ""),
            "" if hides_whom else str(letter.addressee or ""),
        )
