"""Layouts of what the office writes for money and by post: estimates and letters."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from partnerships.papers.layout import PaperColumn, PaperSheet
from partnerships.papers.layouts.delegations import NUMBER
from partnerships.papers.paper import PaperTable

ESTIMATE: Final = PaperTable(
    "lines",
    (
        NUMBER,
        PaperColumn(gettext_lazy("Item of expense"), "item", 6.6),
        PaperColumn(gettext_lazy("Rate"), "rate", 2.8, is_sum=True),
        PaperColumn(pgettext_lazy("estimate", "Persons"), "persons", 1.8, is_number=True),
        PaperColumn(gettext_lazy("Days"), "days", 1.6, is_number=True),
        PaperColumn(gettext_lazy("Sum"), "planned", 3, is_sum=True),
        PaperColumn(gettext_lazy("Spent"), "spent", 3, is_sum=True),
        PaperColumn(gettext_lazy("Basis"), "basis", 5.3),
    ),
    totals=("planned", "spent"),
)


def delegation_estimate() -> bytes:
    """Return the layout of the estimate of a delegation."""
    sheet = PaperSheet(landscape=True)
    sheet.letterhead()
    sheet.approval()
    sheet.title(_("Estimate of expenses"), "{{ title }}", "{{ dates }}")
    sheet.facts((_("Cities"), "cities"), (_("Number of the order"), "order_number"), (_("Currency"), "currency"))
    sheet.fact(_("Number of people"), "{{ size }}")
    sheet.table(ESTIMATE.lines, ESTIMATE.columns, size=10)
    sheet.fact(_("Total"), "{{ planned }} {{ currency }} ({{ planned_in_words }})")
    with sheet.when("spent"):
        sheet.fact(_("Spent"), "{{ spent }} {{ currency }} ({{ spent_in_words }})")
    with sheet.when("at_fact"):
        sheet.line("{{ at_fact }}", italic=True)
    sheet.signature()
    return sheet.content()


def greeting_letter() -> bytes:
    """Return the layout of a greeting on the letterhead of the office."""
    return _on_letterhead("addressee")


def office_letter() -> bytes:
    """Return the layout of an invitation or of thanks on the letterhead of the office."""
    return _on_letterhead("whom", "title")


def _on_letterhead(whom: str, subject: str = "") -> bytes:
    sheet = PaperSheet(size=14)
    sheet.letterhead()
    with sheet.when("sent_on or number"):
        sheet.line("{{ sent_on }}{% if number %}    № {{ number }}{% endif %}", size=12, after=12)
    with sheet.when(whom):
        sheet.line(f"{{{{ {whom} }}}}", left=sheet.width - 12, after=24)
    if subject:
        sheet.line(f"{{{{ {subject} }}}}", bold=True, size=12, after=18)
    sheet.line("{{ text }}", after=24)
    with sheet.when("sender"):
        sheet.line("{{ sender }}", before=12)
    return sheet.content()
