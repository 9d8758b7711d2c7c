"""Rows by paste: what was copied is shown as rows, and taken into the form only when the clerk says so."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.admin.screen import Screen
from partnerships.models import (
    PERSON_ROLES,
    Award,
    ChecklistItem,
    Commitment,
    EstimateLine,
    Figure,
    Gift,
    Participant,
    ParticipantRole,
    PlanItem,
    ProgrammeItem,
)
from partnerships.pasting import PASTED_KINDS, read_clipboard
from partnerships.pasting.clipboard import MOST_ROWS
from partnerships.pasting.columns import MEANINGS
from partnerships.period import Period, parser
from partnerships.text.numbers import whole
from partnerships.text.translated import text_columns

MODELS: Final[dict[str, Any]] = {
    "participants": Participant,
    "programme_items": ProgrammeItem,
    "plan_items": PlanItem,
    "figures": Figure,
    "awards": Award,
    "checklist_items": ChecklistItem,
    "commitments": Commitment,
    "estimate_lines": EstimateLine,
    "gifts": Gift,
}
#: The columns of the preview, in the order in which a clerk reads a row.
SHOWN: Final = {
    "participants": (*text_columns("name", "office"), "organization", "role", "contact"),
    "programme_items": (
        *("day", "starts", "ends", *text_columns("activity", "place")),
        *("responsible", "phone", "attendees", "transport", "note"),
    ),
    "plan_items": (
        *(*text_columns("activity"), "theme", "due", *text_columns("responsible_home", "responsible_partner")),
        *("funding", "state", *text_columns("result")),
    ),
    "awards": ("degree", *text_columns("recipient"), "count"),
    "figures": ("what", "qualifier", "value", *text_columns("note")),
    "checklist_items": ("what", "due", "responsible", "is_done", "note"),
    "commitments": ("side", "what", "who", "due", "note"),
    "estimate_lines": ("item", "rate", "persons", "days", "is_at_fact", "actual", "basis"),
    "gifts": ("direction", "what", "whom", "quantity", "value", "note"),
}
#: What a row holds beside what was read, as the empty form has it.
DEFAULTS: Final = {
    "participants": {},
    "programme_items": {"state": "planned", "is_public": "on"},
    "plan_items": {},
    "figures": {},
    "awards": {},
    "checklist_items": {},
    "commitments": {"side": "home", "state": "open"},
    "estimate_lines": {},
    "gifts": {"direction": "given", "quantity": "1"},
}


def _visit(typed: str) -> Period:
    """Return the dates typed in the form; what is not clear yet gives no year."""
    try:
        return parser.typed(typed).period
    except ValidationError:
        return Period()


def _read(data: QueryDict, kind: str, html: str, text: str) -> dict[str, Any]:
    columns = data.getlist("columns") or None
    known = set(MEANINGS[kind]) | {""}
    if columns and not known.issuperset(columns):
        columns = None
    has_head = data.get("has_head") == "1"
    return read_clipboard(kind, html, text, visit=_visit(data.get("period", "")), has_head=has_head, columns=columns)


def _left(found: dict[str, Any]) -> list[str]:
    """Return the columns whose words are not taken, by their heading or by what stands in them first."""
    return [column["head"] or column["sample"] for column in found["columns"] if column["left"]]


def _of_row(row: dict[str, Any]) -> str:
    return ", ".join(list(filter(None, row["shown"].values()))[:2])


def preview(screen: Screen, request: HttpRequest) -> HttpResponse:
    """Show the rows that a clipboard holds as a table; nothing is written."""
    kind = request.POST.get("kind", "")
    allowed = screen.has_add_permission(request) or screen.has_change_permission(request)
    if request.method != "POST" or not allowed or kind not in PASTED_KINDS:
        raise PermissionDenied
    found = _read(request.POST, kind, request.POST.get("html", ""), request.POST.get("text", ""))
    used = [name for name in SHOWN[kind] if any(name in row["shown"] for row in found["rows"])]
    heads = [capfirst(str(MODELS[kind]._meta.get_field(name).verbose_name)) for name in used]
    for row in found["rows"]:
        row["cells"] = [(name, row["shown"].get(name, "")) for name in used]
    meanings = [("", _("Do not take")), *((name, label) for name, (label, _heads) in MEANINGS[kind].items())]
    context = {
        "found": found,
        "heads": heads,
        "left": _left(found),
        "meanings": meanings,
        "values": [row["values"] for row in found["rows"]],
        "kind": kind,
        "roles": PERSON_ROLES.offered(),
        "noted": any(row["notes"] for row in found["rows"]),
    }
    return TemplateResponse(request, "admin/partnerships/forms/paste_preview.html", context)


def with_pasted_rows(request: HttpRequest, kind: str) -> QueryDict:
    """Return what a form sent without scripts, the rows that were pasted as text added to it; say what was not."""
    data = request.POST
    roles = (PERSON_ROLES.meaning(data[name]) for name in data if name.startswith("participants-"))
    head = ParticipantRole.HEAD in roles
    filled = data.copy()
    filled["has_head"] = "1" if head else "0"
    found = _read(filled, kind, "", filled.get(f"paste-{kind}", ""))
    left = " · ".join([*found["skipped"], *_left(found)])
    if left:
        messages.warning(request, f"{_('Left out:')} {left}")
    doubts = " · ".join(f"{_of_row(row)}: {'; '.join(row['notes'])}" for row in found["rows"] if row["notes"])
    if doubts:
        messages.warning(request, f"{_('Look at this')} — {doubts}")
    total = f"{kind}-TOTAL_FORMS"
    count = filled.get(total, "")
    start = min(whole(count), MOST_ROWS)
    for number, row in enumerate(found["rows"], start):
        values = {**DEFAULTS[kind], "order": number, **row["values"]}
        for name, value in values.items():
            filled[f"{kind}-{number}-{name}"] = str(value["id"] if isinstance(value, dict) else value)
    filled[total] = str(start + len(found["rows"]))
    filled[f"paste-{kind}"] = ""
    return filled


pages: Final = (("paste/", "paste", preview),)
