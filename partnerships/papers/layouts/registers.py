"""Layouts of the register of agreements and of an action plan."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.papers.layout import PaperColumn, PaperSheet
from partnerships.papers.layouts.delegations import NUMBER
from partnerships.papers.paper import PaperTable

REGISTER: Final = PaperTable(
    "agreements",
    (
        PaperColumn(gettext_lazy("No."), "number", 0.8, is_number=True),
        PaperColumn(gettext_lazy("Title"), "title", 3.6),
        PaperColumn(gettext_lazy("Parties"), "parties", 3),
        PaperColumn(gettext_lazy("Date and place of the signing"), "signed", 2.1),
        PaperColumn(gettext_lazy("Signed by"), "signatories", 2.8),
        PaperColumn(gettext_lazy("In force from"), "in_force", 1.7),
        PaperColumn(gettext_lazy("Term, renewal"), "term", 2),
        PaperColumn(gettext_lazy("Number, registration"), "registered", 2.1),
        PaperColumn(gettext_lazy("Status"), "status", 1.7),
        PaperColumn(gettext_lazy("What happened since"), "actions", 2.2),
        PaperColumn(gettext_lazy("Place of the original"), "kept", 1.8),
        PaperColumn(gettext_lazy("Action plan"), "plans", 1.9),
        PaperColumn(gettext_lazy("Responsible"), "responsible", 1.6),
    ),
)
PLAN_LINES: Final = PaperTable(
    "entries",
    (
        NUMBER,
        PaperColumn(gettext_lazy("Planned activity"), "activity", 8),
        PaperColumn(gettext_lazy("Due"), "due", 2.8),
        PaperColumn(gettext_lazy("Responsible, our side"), "ours", 3.6),
        PaperColumn(gettext_lazy("Responsible, partner's side"), "theirs", 3.6),
        PaperColumn(gettext_lazy("Source of money"), "funding", 2.6),
        PaperColumn(gettext_lazy("Carried out"), "done", 4.2),
    ),
)


def agreement_register() -> bytes:
    """Return the layout of the register of agreements."""
    sheet = PaperSheet(landscape=True, size=10)
    sheet.document.sections[0].left_margin = sheet.document.sections[0].right_margin
    sheet.letterhead()
    sheet.title(_("Register of agreements"), _("as of %(day)s") % {"day": "{{ day }}"})
    sheet.table(REGISTER.lines, REGISTER.columns, size=8)
    sheet.signature()
    return sheet.content()


def register_extract() -> bytes:
    """Return the layout of an extract about one agreement."""
    sheet = PaperSheet()
    sheet.letterhead()
    sheet.title(_("Extract from the register of agreements"), _("as of %(day)s") % {"day": "{{ day }}"})
    for column in REGISTER.columns[1:]:
        with sheet.when(f"agreement.{column.name}"):
            sheet.fact(str(column.heading), f"{{{{ agreement.{column.name} }}}}")
    sheet.signature()
    return sheet.content()


def action_plan() -> bytes:
    """Return the layout of an action plan."""
    sheet = PaperSheet(landscape=True, size=11)
    sheet.letterhead()
    sheet.approval()
    sheet.title(_("Action plan"), "{{ title }}", "{{ dates }}")
    sheet.facts((_("Cities"), "cities"), (_("Agreement"), "agreement"), (_("Adopted by"), "adopted_by"))
    sheet.table(PLAN_LINES.lines, PLAN_LINES.columns, size=10)
    sheet.signature()
    return sheet.content()
