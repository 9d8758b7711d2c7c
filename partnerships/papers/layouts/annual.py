"""Layout of the report of a period."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.papers.layout import CENTRE, PaperColumn, PaperSheet
from partnerships.papers.layouts.delegations import NUMBER

_FIGURES: Final = (
    NUMBER,
    PaperColumn(gettext_lazy("Indicator"), "label", 8.2),
    PaperColumn(gettext_lazy("Unit"), "unit", 2.4),
    PaperColumn(gettext_lazy("Plan"), "planned", 1.8),
    PaperColumn(gettext_lazy("Actual"), "fact", 1.8),
    PaperColumn(gettext_lazy("Last year"), "before", 2.4),
    PaperColumn("%", "percent", 1.4),
    PaperColumn(gettext_lazy("Note"), "note", 4.6),
)
_VISITS: Final = (
    NUMBER,
    PaperColumn(gettext_lazy("Date"), "when", 2.8),
    PaperColumn(gettext_lazy("City, country"), "cities", 3.4),
    PaperColumn(gettext_lazy("Leader, size"), "who", 4.2),
    PaperColumn(gettext_lazy("Purpose"), "purpose", 4.4),
    PaperColumn(gettext_lazy("Programme in short"), "programme", 4.8),
    PaperColumn(gettext_lazy("Result"), "result", 4.6),
)
_EVENTS: Final = (
    NUMBER,
    PaperColumn(gettext_lazy("Date"), "when", 3.2),
    PaperColumn(gettext_lazy("What there was"), "title", 10.5),
    PaperColumn(gettext_lazy("Cities"), "cities", 5),
    PaperColumn(gettext_lazy("Figures"), "measures", 5.4),
)
_AGREEMENTS: Final = (
    NUMBER,
    PaperColumn(gettext_lazy("Title"), "title", 8),
    PaperColumn(gettext_lazy("Parties"), "parties", 5.4),
    PaperColumn(gettext_lazy("Date and place of the signing"), "signed", 3.4),
    PaperColumn(gettext_lazy("Status"), "status", 2.6),
    PaperColumn(gettext_lazy("What happened since"), "actions", 4.7),
)
_COUNTS: Final = (
    PaperColumn(gettext_lazy("Country, city or field"), "label", 9.2),
    PaperColumn(gettext_lazy("Received"), "received", 3),
    PaperColumn(gettext_lazy("Sent"), "sent", 3),
    PaperColumn(gettext_lazy("Exchanges, online"), "other", 3),
    PaperColumn(gettext_lazy("Events"), "events", 3),
    PaperColumn(gettext_lazy("Agreements signed"), "agreements", 3),
)
_PLANS: Final = (
    NUMBER,
    PaperColumn(gettext_lazy("Action plan"), "title", 12),
    PaperColumn(gettext_lazy("Period"), "when", 5),
    PaperColumn(gettext_lazy("Items"), "entries", 2.6),
    PaperColumn(gettext_lazy("Carried out"), "done", 3),
)
_LETTERS: Final = (
    NUMBER,
    PaperColumn(gettext_lazy("Date"), "when", 3),
    PaperColumn(gettext_lazy("Outgoing number"), "outgoing", 2.6),
    PaperColumn(gettext_lazy("Kind of letter"), "kind", 3.2),
    PaperColumn(gettext_lazy("To whom"), "whom", 4.6),
    PaperColumn(gettext_lazy("Occasion"), "title", 5.4),
    PaperColumn(gettext_lazy("How it was sent"), "how", 2.6),
    PaperColumn(gettext_lazy("Answered on"), "answered", 2.9),
)
_TABLES: Final = {
    "figures": _FIGURES,
    "agreements": _AGREEMENTS,
    "visits": _VISITS,
    "events": _EVENTS,
    "counts": _COUNTS,
    "plans": _PLANS,
    "letters": _LETTERS,
}


def annual_report() -> bytes:
    """Return the layout of the report."""
    sheet = PaperSheet(landscape=True, size=12)
    sheet.letterhead()
    with sheet.when("addressee"):
        sheet.line("{{ addressee }}", left=sheet.width - 12, after=6)
    sheet.title(_("Report on international and interregional cooperation"), "{{ period }}")
    with sheet.each("section in sections"):
        sheet.heading("{{ section.number }}. {{ section.heading }}")
        for name in ("wording", "text", "paragraphs"):
            with sheet.when(f"section.{name}"):
                sheet.line(f"{{{{ section.{name} }}}}", after=4)
        for name, columns in _TABLES.items():
            with sheet.when(f"section.{name}"):
                sheet.table(f"section.{name}", columns, size=10)
        with sheet.when("section.nothing"):
            sheet.line("{{ section.nothing }}", after=4)
        with sheet.when("section.rules"):
            sheet.line(_("How it is counted:"), italic=True, size=9, keep=True)
            sheet.line("{{ section.rules }}", size=9, after=4)
    with sheet.when("late"):
        sheet.heading(_("Added to the time of an earlier report"))
        sheet.line("{{ late }}")
    with sheet.when("mark"):
        sheet.line("{{ mark }}", italic=True, size=10, before=6)
    sheet.line(_("Made on %(day)s") % {"day": "{{ office.today }}"}, italic=True, before=8, align=CENTRE)
    sheet.signature()
    return sheet.content()
