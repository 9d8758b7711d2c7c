"""The section of greetings and correspondence: what left in the time, under which number, and what was answered."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from partnerships.browsing.counting import Span
from partnerships.models import Greeting, Letter, LetterState
from partnerships.papers.annual.figure_lines import gone_greetings, gone_letters
from partnerships.papers.annual.tags import OutgoingTags
from partnerships.papers.annual.told import ToldBefore
from partnerships.papers.words import day_in_words, in_lines, in_one_line, printable


def correspondence(span: Span, told: ToldBefore) -> dict[str, Any]:
    """Return the sums and the table of what left; nobody's birthday is among it."""
    greetings, letters = list(gone_greetings(span)), list(gone_letters(span))
    rows: list[Greeting | Letter] = sorted(
        [*greetings, *letters], key=lambda row: (row.sent_on, isinstance(row, Letter), row.pk)
    )
    sums = []
    if greetings:
        text = gettext("Greetings sent: %(sent)s, of them answered: %(answered)s.")
        sums.append(text % {"sent": len(greetings), "answered": _answered(greetings)})
    if letters:
        text = gettext("Invitations and letters of thanks sent: %(sent)s, of them answered: %(answered)s.")
        sums.append(text % {"sent": len(letters), "answered": _answered(letters)})
    return {
        "paragraphs": in_lines(sums),
        "letters": tuple(_line(number, row, told) for number, row in enumerate(rows, 1)),
    }


def _answered(rows: Iterable[Greeting | Letter]) -> int:
    return sum(row.state == LetterState.ANSWERED for row in rows)


def _line(number: int, row: Greeting | Letter, told: ToldBefore) -> OutgoingTags:
    replied = day_in_words(row.reply_on)
    answered = replied or gettext("answered") if row.state == LetterState.ANSWERED else ""
    return OutgoingTags(
        number=told.marked(number, "letters" if isinstance(row, Letter) else "greetings", row.pk),
        when=day_in_words(row.sent_on),
        outgoing=printable(row.number),
        kind=str(row.get_kind_display()) if isinstance(row, Letter) else gettext("Greeting"),
        whom=in_one_line(row.organization, row.city),
        title=printable(row.title),
        how=printable(row.get_sent_how_display()),
        answered=answered,
    )
