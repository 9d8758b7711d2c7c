"""Layouts of the papers of a city, and of certificates of thanks."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.papers.layout import CENTRE, PaperColumn, PaperSheet

_BASES: Final = (
    PaperColumn(gettext_lazy("Agreement"), "title", 7.5),
    PaperColumn(gettext_lazy("Signed"), "signed", 3),
    PaperColumn(gettext_lazy("Last day"), "term", 3),
    PaperColumn(gettext_lazy("Status"), "status", 3),
)
_CONTACTS: Final = (
    PaperColumn(gettext_lazy("Date"), "when", 3.2),
    PaperColumn(gettext_lazy("What there was"), "title", 7.3),
    PaperColumn(gettext_lazy("Heads of the two sides"), "who", 6),
)
_LAST: Final = (
    PaperColumn(gettext_lazy("Date"), "when", 2.6),
    PaperColumn(gettext_lazy("What there was"), "title", 5.4),
    PaperColumn(gettext_lazy("Heads of the two sides"), "who", 4),
    PaperColumn(gettext_lazy("What came of it"), "outcome", 4.5),
)


def _general(sheet: PaperSheet) -> None:
    sheet.facts(
        (_("Country"), "country"),
        (_("Region"), "region"),
        (_("Population"), "population"),
        (_("Site"), "site"),
        (_("Tie"), "tie"),
        (_("Since"), "since"),
    )
    sheet.fact(_("Status"), "{{ status }}")


def city_passport() -> bytes:
    """Return the layout of the passport of a city."""
    sheet = PaperSheet()
    sheet.letterhead()
    sheet.title(_("Passport of the partner city"), "{{ name }}")
    with sheet.when("native_name"):
        sheet.line("{{ native_name }}", align=CENTRE, italic=True, after=6)
    sheet.heading(_("General facts"))
    _general(sheet)
    with sheet.when("agreements"):
        sheet.heading(_("Basis of the tie"))
        sheet.table("agreements", _BASES)
    sheet.heading(_("History"))
    sheet.facts(
        (_("First contact"), "first_contact"),
        (_("Their first delegation to us"), "first_from_them"),
        (_("Our first delegation to them"), "first_from_us"),
    )
    with sheet.when("steps"):
        sheet.line("{{ steps }}", after=4)
    with sheet.when("history"):
        sheet.line("{{ history }}", after=4)
    sheet.facts((_("Fields of cooperation"), "themes"))
    with sheet.when("organizations"):
        sheet.heading(_("Organisations"))
        sheet.line("{{ organizations }}")
    with sheet.when("occasions"):
        sheet.heading(_("Days that the city celebrates"))
        with sheet.each("day in occasions"):
            sheet.line("{{ day.name }}: {{ day.next }}")
    with sheet.when("contacts"):
        sheet.heading(_("Chronology"))
        sheet.table("contacts", _CONTACTS)
    sheet.line(_("Made on %(day)s") % {"day": "{{ office.today }}"}, italic=True, before=8)
    return sheet.content()


def city_briefing() -> bytes:
    """Return the layout of the one page for the head of the home city."""
    sheet = PaperSheet(size=11)
    section = sheet.document.sections[0]
    section.top_margin = section.bottom_margin = section.right_margin
    section.left_margin = section.right_margin
    sheet.title(_("Briefing for the head of the city"), "{{ name }} ({{ country }})")
    _general(sheet)
    with sheet.when("agreements"):
        sheet.heading(_("Agreements"))
        with sheet.each("basis in agreements"):
            sheet.line("• {{ basis.title }}: {{ basis.signed }}, {{ basis.status }}", left=0.4)
    with sheet.when("contacts"):
        sheet.heading(_("The last contacts"))
        sheet.table("contacts", _LAST, size=9.5)
    for heading, name in (
        (_("What was promised and is open"), "promised"),
        (_("Gifts of before"), "gifts"),
        (_("What is open in the plans"), "open_items"),
        (_("Protocol notes"), "protocol"),
        (_("For the department only"), "notes"),
        (_("Contact persons"), "reached_by"),
    ):
        with sheet.when(name):
            sheet.heading(heading)
            sheet.line(f"{{{{ {name} }}}}")
    with sheet.when("ahead"):
        sheet.heading(_("What is to come"))
        with sheet.each("record in ahead"):
            sheet.line("• {{ record.when }} — {{ record.title }}", left=0.4)
    with sheet.when("occasions"):
        sheet.heading(_("Days that the city celebrates"))
        with sheet.each("day in occasions"):
            sheet.line("• {{ day.name }}: {{ day.next }}", left=0.4)
    sheet.line("{{ office.department }}, {{ office.today }}", italic=True, before=8)
    return sheet.content()


def certificate() -> bytes:
    """Return the layout of certificates of thanks, a page each."""
    sheet = PaperSheet(size=16)
    with sheet.each("recipient in recipients"):
        sheet.line("{{ office.city }}", align=CENTRE, bold=True, before=80, size=18)
        sheet.line("{{ office.department }}", align=CENTRE, after=60, size=14)
        sheet.line(_("CERTIFICATE OF THANKS"), align=CENTRE, bold=True, size=28, after=36)
        sheet.line("{{ recipient.name }}", align=CENTRE, bold=True, size=22, after=8)
        sheet.line("{{ recipient.office }}", align=CENTRE, size=14, after=30)
        sheet.line(_("for taking part and for the contribution to the cooperation of the cities"), align=CENTRE)
        sheet.line("{{ title }}", align=CENTRE, bold=True, before=12)
        sheet.line("{{ dates }}", align=CENTRE, after=80, size=14)
        sheet.line("________________________________     /______________________/", align=CENTRE, size=14)
        with sheet.when("not loop.last"):
            sheet.page_break()
    return sheet.content()
