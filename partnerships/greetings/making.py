"""A greeting made for a day that is due: with the words of last year, its numbers moved on, or with none."""

from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_noop, ngettext, override

from partnerships.greetings.due import DueDay
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.models import Birthday, Greeting, LetterState, User
from partnerships.text.quotes import quoting
from partnerships.text.rolling import rolled
from partnerships.text.translated import CODES, text_column, text_columns

#: What a greeting takes over from the one before.
TAKEN: Final = (*text_columns("addressee", "text", "sender"), "organization_id", "mailbox")
#: Up to this a number in a text may be the day of a month.
LAST_OF_MONTH: Final = 31
#: Letters of the name of an agreement in the title of a greeting.
NAMED: Final = 150


def greeting_title(due: DueDay) -> str:
    """Return what the city is greeted on, in the language of the moment; nobody's name is in it."""
    if due.kind == "agreement":
        words = ngettext("%(years)d year of “%(name)s”", "%(years)d years of “%(name)s”", due.years)
        return quoting(words, years=due.years, name=Truncator(str(due.source)).chars(NAMED))
    if due.kind == "birthday":
        return gettext("Birthday")
    if due.source is None:
        return due.greeting.title if due.greeting else ""
    if not due.years:
        return str(due.source)
    words = ngettext("%(name)s, %(years)d year", "%(name)s, %(years)d years", due.years)
    return quoting(words, years=due.years, name=str(due.source))


def make_greeting(due: DueDay, *, by: User, again: bool = False, needed: bool = True) -> Greeting:
    """Make the greeting of `due`, or return the one that is there: pressed twice, it makes one.

    With `again` it has the words of the last one, with the years moved on; one that is not `needed` only says so.
    """
    with revisions.revision(by=by, reason=fact(gettext_noop("Greeting made for a day that is due"))):
        # From here on one writer at a time.
        same = Greeting.objects.filter(city=due.city, year=due.day.year)
        if due.kind and (there := same.filter(**{due.kind: due.source}).first()):
            return there
        greeting = Greeting(city=due.city, due_on=due.day, year=due.day.year, responsible=by)
        if due.kind:
            setattr(greeting, due.kind, due.source)
        for code in CODES:
            with override(code):
                setattr(greeting, text_column("title", code), greeting_title(due))
        _address(greeting, due)
        if again and due.last:
            _take_over(greeting, due.last, due)
        greeting.state = LetterState.TO_WRITE if needed else LetterState.NOT_NEEDED
        greeting.save()
    return greeting


def _address(greeting: Greeting, due: DueDay) -> None:
    """Write to whom it goes, where that is known, and who greets, as in the latest one that says so."""
    if isinstance(due.source, Birthday):
        for code in CODES:
            words = (getattr(due.source, text_column(name, code)) for name in ("office", "name"))
            setattr(greeting, text_column("addressee", code), ", ".join(filter(None, words)))
    says_who = reduce(or_, (Q(**{f"{column}__gt": ""}) for column in text_columns("sender")))  # an empty one is NULL
    latest = Greeting.objects.filter(says_who).order_by("-due_on", "-pk").first()
    for column in text_columns("sender") if latest else ():
        setattr(greeting, column, getattr(latest, column))


def _take_over(greeting: Greeting, last: Greeting, due: DueDay) -> None:
    before = due.years - (due.day.year - last.year)
    numbers = {last.year: due.day.year, **({before: due.years} if before > LAST_OF_MONTH else {})}
    for column in TAKEN:
        if value := getattr(last, column):
            setattr(greeting, column, value)
    for code in CODES:
        column = text_column("text", code)
        with override(code):
            setattr(greeting, column, rolled(getattr(last, column), numbers, _years))


def _years(number: int) -> str:
    """Return “years” as it is counted with `number`, in the language of the moment."""
    return str(ngettext("%(n)s year", "%(n)s years", number) % {"n": ""}).strip()
