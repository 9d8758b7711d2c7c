"""What the table of agreements tells besides what every record does: parties, term, and what became of it."""

from typing import Any, Final, Literal

from django.utils.translation import gettext_lazy as _

from partnerships.models import Agreement
from partnerships.opendata.columns import Column, Known
from partnerships.opendata.field_columns import column
from partnerships.opendata.reference_columns import Names, Refers
from partnerships.standing import AgreementStanding


def _told_of_term(name: str) -> Column:
    """Return a yes of the term; a no only where its last day is known, as nobody ticks what they do not know."""
    field: Any = Agreement._meta.get_field(name)

    def read(row: Any) -> bool | None:
        return getattr(row, name) or (False if row.term else None)

    about = _("Empty where it is not known.")
    return Column(name, field.verbose_name, read, type="boolean", annotation=bool | None, about=about)


#: The words that the column of the status has always had.
_STATUSES: Final = ("draft", "under_approval", "in_force", "suspended", "expired", "terminated", "superseded")


def _status_of_agreement() -> Column:
    """Return what became of an agreement in fewer words than `standing`, as the column was from the beginning."""
    labels = dict(AgreementStanding.choices)
    return Column(
        "status",
        _("status"),
        lambda row: row.standing if row.standing in _STATUSES else "in_force",
        annotation=Literal[_STATUSES],
        choices={word: labels[word] for word in _STATUSES},
        about=_(
            "As signed: whether it binds by the day of reading, or whether that is known, is told by the standing."
        ),
    )


PARTIES: Final = Names("parties", _("parties"), lambda row: [party.organization for party in row.parties])
OWN: Final = (
    column(Agreement, "in_force_from"),
    Known("in_force_until", _("in force until"), lambda row: row.term),
    _told_of_term("is_open_ended"),
    _told_of_term("renews_itself"),
    _status_of_agreement(),
    *(column(Agreement, name) for name in ("form", "number", "renewal", "notice_period")),
    Refers("amends", _("amends"), lambda row: row.public_amended),
    Refers("supersedes", _("supersedes"), lambda row: row.public_superseded),
)
