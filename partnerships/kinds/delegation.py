"""Delegations received, sent and exchanged."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from partnerships.kinds.kind import VISITS, Counted, Kind, internal, personal, shown
from partnerships.text.label import Label


def _counted(direction: str, heading: Label) -> Counted:
    return Counted(direction, heading, VISITS, {"direction": direction})


KIND: Final = Kind(
    name="delegation",
    number=3,
    label=_("Delegation"),
    plural=_("Delegations"),
    noun=ngettext_lazy("delegation", "delegations"),
    intro=_("Delegations received, sent and exchanged: who, when, why and with what result."),
    section="delegations",
    icon="delegation",
    fields=(
        shown("direction", called=True, copied=True),
        shown("level", called=True, copied=True),
        shown("status"),
        shown("moved_from"),
        shown("head_count", copied=True),
        shown("purpose", translated=True, copied=True),
        shown("invited_by", translated=True, copied=True),
        shown("result", translated=True),
        shown("host_event", through="public_event"),
        shown("carries_out", copied=True, through="public_agreement"),
        internal("order_number"),
        internal("report_number"),
        internal("report_due"),
        internal("report_sent"),
        internal("arrival"),
        internal("seat_order"),
        personal("guest_contact"),
        personal("guest_phone"),
    ),
    rows=("programme_items", "checklist_items", "services", "estimate_lines", "gifts"),
    called="делегация визит поездка приезд delegation visit trip",
    words=(
        *("делегации", "визит", "визиты", "приём делегации", "выезд делегации", "поездка", "командировка"),
        *("delegations", "visit", "visits", "trip", "besuch", "reise", "délégation", "visite"),
    ),
    example=_("Delegation of Omsk at the City Day"),
    first_lines=(("direction", "status"),),
    detail_lines=(
        *(
            "purpose",
            "result",
            ("level", "head_count", "moved_from"),
            ("carries_out", "host_event"),
            ("arrival", "seat_order"),
        ),
        ("order_number", "report_number", "report_due", "report_sent"),
    ),
    filters=("direction", "status"),
    in_person=True,
    counted=(
        _counted("incoming", _("Delegations received")),
        _counted("outgoing", _("Delegations sent")),
        _counted("mutual", _("Exchanges")),
        _counted("online", _("Online meetings of delegations")),
    ),
    date_label=_("date"),
    about_list=_("Delegations received, sent and exchanged, by date."),
    about_one=_("One delegation, with the officials named and the guests' programme."),
)
