"""What the table of agreements tells besides what every record does: parties, term, and what became of it."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from partnerships.models import Agreement
from partnerships.opendata.columns import Column, Known
from partnerships.opendata.field_columns import column
from partnerships.opendata.reference_columns import Names, Refers
from partnerships.opendata.status_columns import AGREEMENT_LABELS, OF_AGREEMENTS, status_column


def _told_of_term(name: str) -> Column:
    """Return a yes of the term; a no only where its last day is known, as nobody ticks what they do not know."""
    field: Any = Agreement._meta.get_field(name)

    def read(row: Any) -> bool | None:
        return getattr(row, name) or (False if row.term else None)

    about = _("Empty where it is not known.")
    return Column(name, field.verbose_name, read, type="boolean", annotation=bool | None, about=about)


PARTIES: Final = Names("parties", _("parties"), lambda row: [party.organization for party in row.parties])
OWN: Final = (
    Known("in_force_from", _("in force from"), lambda row: row.begins),
    Known("in_force_until", _("in force until"), lambda row: row.term),
    _told_of_term("is_open_ended"),
    _told_of_term("renews_itself"),
    status_column(OF_AGREEMENTS, AGREEMENT_LABELS, ["status"]),
    *(column(Agreement, name) for name in ("form", "number", "renewal", "notice_period")),
    Refers("amends", _("amends"), lambda row: row.public_amended),
    Refers("supersedes", _("supersedes"), lambda row: row.public_superseded),
)
