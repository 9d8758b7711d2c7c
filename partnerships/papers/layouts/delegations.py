"""Layouts of the papers of a delegation."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.papers.layout import CENTRE, PaperColumn, PaperSheet
from partnerships.papers.paper import PaperTable

TIME: Final = PaperColumn(gettext_lazy("Time"), "time", 2.6)
NUMBER: Final = PaperColumn(gettext_lazy("No."), "number", 1.1, is_number=True)

_GUESTS: Final = (
    TIME,
    PaperColumn(gettext_lazy("Item of the programme"), "activity", 9.2),
    PaperColumn(gettext_lazy("Place"), "place", 4.7),
)
_INTERNAL: Final = (
    TIME,
    PaperColumn(gettext_lazy("Item of the programme"), "activity", 6),
    PaperColumn(gettext_lazy("Place"), "place", 4),
    PaperColumn(gettext_lazy("Responsible"), "responsible", 3.9),
    PaperColumn(gettext_lazy("Participants"), "attendees", 3.3),
    PaperColumn(gettext_lazy("Transport"), "transport", 2.8),
    PaperColumn(gettext_lazy("Note"), "marks", 3.2),
)
_PEOPLE: Final = (
    NUMBER,
    PaperColumn(gettext_lazy("Full name"), "name", 5.4),
    PaperColumn(gettext_lazy("Office, organisation"), "post", 10),
)
_IN_TWO: Final = (
    NUMBER,
    PaperColumn(gettext_lazy("Full name"), "name", 5),
    PaperColumn(gettext_lazy("Office, organisation"), "post", 7.4),
    PaperColumn(gettext_lazy("Full name in the second language"), "second_name", 5),
    PaperColumn(gettext_lazy("Office in the second language"), "second_post", 7.4),
)
_REACHED: Final = (
    PaperColumn(gettext_lazy("Full name"), "name", 5),
    PaperColumn(gettext_lazy("Office"), "office", 6),
    PaperColumn(gettext_lazy("Phone, e-mail"), "contact", 5.5),
)
_INTERNAL_LIST: Final = (
    NUMBER,
    PaperColumn(gettext_lazy("Full name"), "name", 5),
    PaperColumn(gettext_lazy("Office, organisation"), "post", 7),
    PaperColumn(gettext_lazy("Phone, e-mail"), "contact", 4.5),
)
_SERVICES: Final = (
    PaperColumn(gettext_lazy("Service"), "kind", 3),
    PaperColumn(gettext_lazy("Who or what"), "name", 5),
    PaperColumn(gettext_lazy("When"), "times", 3.5),
    PaperColumn(gettext_lazy("Phone, e-mail"), "contact", 3.5),
    PaperColumn(gettext_lazy("Note"), "note", 2.5),
)
JOURNAL: Final = PaperTable(
    "receptions",
    (
        NUMBER,
        PaperColumn(gettext_lazy("Date and place"), "when", 3),
        PaperColumn(gettext_lazy("Full name, country, organisation"), "who", 5),
        PaperColumn(gettext_lazy("Basis and purpose"), "purpose", 4.2),
        PaperColumn(gettext_lazy("What was spoken of"), "content", 4.4),
        PaperColumn(gettext_lazy("Who took part for our side"), "ours", 3.6),
        PaperColumn(gettext_lazy("Allowed by"), "order", 2.2),
        PaperColumn(gettext_lazy("Report: number, sent"), "report", 2.6),
    ),
)


def _programme(title: str, columns: tuple[PaperColumn, ...], *, landscape: bool = False) -> PaperSheet:
    sheet = PaperSheet(landscape=landscape)
    sheet.letterhead()
    sheet.approval()
    sheet.title(title, "{{ title }}", "{{ dates }}")
    sheet.facts((_("Cities"), "cities"), (_("Head of the delegation"), "head"))
    sheet.fact(_("Number of people"), "{{ size }}")
    sheet.fact(_("Receiving side"), "{{ office.department }}")
    with sheet.each("day in days"):
        sheet.heading("{{ day.heading }}")
        sheet.table("day.entries", columns)
    return sheet


def guest_programme() -> bytes:
    """Return the layout of the programme that guests get."""
    sheet = _programme(_("Programme of stay of the delegation"), _GUESTS)
    sheet.signature()
    return sheet.content()


def internal_programme() -> bytes:
    """Return the layout of the programme by which the office works."""
    sheet = _programme(_("Programme of stay of the delegation (for the office)"), _INTERNAL, landscape=True)
    sheet.heading(_("Who can be reached"))
    with sheet.when("people"):
        sheet.table("people", _REACHED)
    with sheet.when("hosts"):
        sheet.table("hosts", _REACHED)
    _ordered(sheet)
    sheet.facts((_("Number of the order"), "order_number"), (_("Responsible"), "responsible"))
    sheet.signature()
    return sheet.content()


def _ordered(sheet: PaperSheet) -> None:
    sheet.facts((_("Arrival and departure"), "arrival"))
    with sheet.when("services"):
        sheet.heading(_("Hotel, transport, interpreters"))
        sheet.table("services", _SERVICES, size=10)


def _list(sheet: PaperSheet, columns: tuple[PaperColumn, ...]) -> bytes:
    sheet.table("people", columns)
    sheet.fact(_("Number of people"), "{{ size }}")
    sheet.signature()
    return sheet.content()


def delegation_list() -> bytes:
    """Return the layout of the list of a delegation."""
    sheet = PaperSheet()
    sheet.letterhead()
    sheet.title(_("List of the delegation"), "{{ title }}", "{{ dates }}")
    sheet.facts((_("Cities"), "cities"), (_("Purpose"), "purpose"))
    return _list(sheet, _PEOPLE)


def joint_list() -> bytes:
    """Return the layout of the list of all delegations at an event."""
    sheet = PaperSheet()
    sheet.letterhead()
    sheet.title(_("Joint list of the delegations"), "{{ title }}", "{{ dates }}")
    sheet.facts((_("Place"), "place"))
    sheet.fact(_("Delegations"), "{{ count }}")
    sheet.fact(_("People named"), "{{ named }}")
    with sheet.each("one in delegations"):
        sheet.heading("{{ one.number }}. {{ one.cities }}")
        sheet.facts((_("Dates"), "one.dates"), (_("Arrival and departure"), "one.arrival"))
        sheet.fact(_("Number of people"), "{{ one.size }}")
        with sheet.when("one.people"):
            sheet.table("one.people", _PEOPLE)
    sheet.signature()
    return sheet.content()


def internal_list() -> bytes:
    """Return the layout of the list of a delegation by which the office works: whom to call, what is ordered."""
    sheet = PaperSheet()
    sheet.letterhead()
    sheet.title(_("List of the delegation (for the office)"), "{{ title }}", "{{ dates }}")
    sheet.facts((_("Cities"), "cities"))
    _ordered(sheet)
    sheet.facts((_("Number of the order"), "order_number"), (_("Responsible"), "responsible"))
    return _list(sheet, _INTERNAL_LIST)


def list_in_two_languages() -> bytes:
    """Return the layout of the list of a delegation with the names in two languages."""
    sheet = PaperSheet(landscape=True)
    sheet.letterhead()
    sheet.title(_("List of the delegation"), "{{ title }}", "{{ dates }}")
    sheet.fact(_("Cities"), "{{ cities }} / {{ second_cities }}")
    sheet.fact(_("Second language"), "{{ second_language }}")
    return _list(sheet, _IN_TWO)


def delegation_report() -> bytes:
    """Return the layout of the report on a delegation."""
    sheet = PaperSheet()
    sheet.letterhead()
    sheet.approval()
    sheet.title(_("Report on the delegation"), "{{ title }}")
    sheet.facts(
        (_("Date"), "dates"),
        (_("Cities"), "cities"),
        (_("Direction"), "direction"),
        (_("At whose invitation"), "invited_by"),
        (_("Agreement it carries out"), "agreement"),
        (_("Purpose"), "purpose"),
        (_("Head of the delegation"), "head"),
    )
    sheet.fact(_("Number of people"), "{{ size }}")
    with sheet.when("people"):
        sheet.heading(_("Who took part"))
        sheet.table("people", _PEOPLE)
    with sheet.when("hosts"):
        sheet.heading(_("Whom they met"))
        with sheet.each("host in hosts"):
            sheet.line("{{ host.number }}. {{ host.whole }}", left=0.6)
    for heading, name in (
        (_("What was discussed"), "told"),
        (_("What was agreed"), "result"),
        (_("Annexes"), "papers"),
    ):
        with sheet.when(name):
            sheet.heading(heading)
            sheet.line(f"{{{{ {name} }}}}")
    sheet.heading(_("Proposals"))
    for _number in range(3):
        sheet.line("_" * 70, align=CENTRE)
    sheet.signature(_("Report made by"))
    return sheet.content()


def reception_journal() -> bytes:
    """Return the layout of the journal of receptions."""
    sheet = PaperSheet(landscape=True, size=10)
    sheet.letterhead()
    sheet.title(_("Journal of receptions"), "{{ year }}")
    sheet.table(JOURNAL.lines, JOURNAL.columns, size=9)
    sheet.signature()
    return sheet.content()
