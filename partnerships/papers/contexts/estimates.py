"""The estimate of a delegation: its lines by the norms, and what they come to."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from partnerships.models import Delegation, EstimateLine, HomeCity
from partnerships.papers.contexts.office import OfficeTags, office_tags
from partnerships.papers.tags import group, listed, tag
from partnerships.papers.words import city_with_country, in_one_line, people_in_words, printable
from partnerships.period import format_period
from partnerships.preparation.estimate import estimate
from partnerships.text.number_words import money_in_words
from partnerships.text.numbers import money


@dataclass(frozen=True)
class EstimateLineTags:
    """One line of an estimate."""

    number: str = tag(_("Number in the list"))
    item: str = tag(_("What the money is for"))
    rate: str = tag(_("The rate, or “at fact”"))
    persons: str = tag(_("For how many people"))
    days: str = tag(_("For how many days"))
    planned: str = tag(_("The sum"))
    spent: str = tag(_("What was spent"))
    basis: str = tag(_("The act that sets the norm"))


@dataclass(frozen=True)
class EstimateTags:
    """The estimate of a delegation."""

    office: OfficeTags = group(OfficeTags, _("The department"))
    title: str = tag(_("Title of the record"))
    dates: str = tag(_("Days of the stay"))
    cities: str = tag(_("Cities with their countries"))
    size: str = tag(_("How many people, or “n/a”"))
    order_number: str = tag(_("Number of the order"))
    currency: str = tag(_("The currency of the sums"))
    lines: tuple[EstimateLineTags, ...] = listed(EstimateLineTags, _("Lines of the estimate"))
    planned: str = tag(_("What is planned in all"))
    spent: str = tag(_("What was spent in all; empty as long as nothing was"))
    planned_in_words: str = tag(_("What is planned in all, in words with the currency"))
    spent_in_words: str = tag(_("What was spent in all, in words; empty as long as nothing was"))
    at_fact: str = tag(_("How many lines are reckoned at fact; empty where none is"))


def estimate_tags(visit: Delegation) -> EstimateTags:
    """Return what the estimate of `visit` says."""
    found = estimate(visit.estimate_lines.select_related("norm"))
    reckoned = ngettext(
        "%(count)s line is without a sum: it is reckoned at fact",
        "%(count)s lines are without a sum: they are reckoned at fact",
        found.at_fact,
    )
    currency = printable(HomeCity.objects.current().currency)
    return EstimateTags(
        office=office_tags(),
        title=printable(visit.title),
        dates=printable(format_period(visit.period, visit.remark)),
        cities=in_one_line(*(city_with_country(city) for city in visit.cities.select_related("country"))),
        size=people_in_words(visit.head_count),
        order_number=printable(visit.order_number),
        currency=currency,
        lines=tuple(_expense(number, line) for number, line in enumerate(found.lines, 1)),
        planned=money(found.planned),
        spent=money(found.actual) if found.is_spent else "",
        planned_in_words=money_in_words(found.planned, currency),
        spent_in_words=money_in_words(found.actual, currency) if found.is_spent else "",
        at_fact=reckoned % {"count": found.at_fact} if found.at_fact else "",
    )


def _expense(number: int, line: EstimateLine) -> EstimateLineTags:
    return EstimateLineTags(
        number=str(number),
        item=printable(line.item),
        rate=gettext("at fact") if line.is_at_fact else money(line.rate),
        persons=printable(line.persons),
        days=printable(line.days),
        planned=money(line.planned),
        spent=money(line.actual),
        basis=printable(line.basis),
    )
