"""The column `status`: the standing in the fewer words that files and programs have read from the beginning."""

from collections.abc import Collection, Mapping
from typing import Final, Literal

from django.utils.translation import gettext_lazy as _

from partnerships.opendata.columns import Column
from partnerships.standing import AgreementStanding, OccurrenceStanding, TieStanding
from partnerships.text.label import Label

#: Standing → its word.
OF_AGREEMENTS: Final[dict[str, str]] = {standing: standing for standing in AgreementStanding.values}
OF_OCCURRENCES: Final[dict[str, str]] = {
    **{standing: standing for standing in OccurrenceStanding.values},
    OccurrenceStanding.UNDER_WAY: "held",
    OccurrenceStanding.TO_COME: "planned",
    OccurrenceStanding.UNCONFIRMED: "planned",
}
OF_TIES: Final[dict[str, str]] = {
    TieStanding.ALIVE: "active",
    TieStanding.DORMANT: "dormant",
    TieStanding.ON_HOLD: "suspended",
    TieStanding.ENDED: "ended",
    TieStanding.NOT_YET: "not_yet",
    TieStanding.NOT_KNOWN: "not_known",
    TieStanding.PROSPECTIVE: "prospective",
}
AGREEMENT_LABELS: Final = dict(AgreementStanding.choices)
OCCURRENCE_LABELS: Final = dict(OccurrenceStanding.choices)
TIE_LABELS: Final[dict[str, Label]] = {
    "active": _("Active"),
    "dormant": _("Dormant"),
    "suspended": _("On hold"),
    "ended": _("Ended"),
    "not_yet": TieStanding.NOT_YET.label,
    "not_known": TieStanding.NOT_KNOWN.label,
    "prospective": TieStanding.PROSPECTIVE.label,
}


def status_column(words: Mapping[str, str], labels: Mapping[str, Label], fields: Collection[str] = ()) -> Column:
    """Return the column that tells the word of each standing, by which `labels` name it; `fields` are what it shows."""
    choices = {word: labels[word] for word in dict.fromkeys(words.values())}
    return Column(
        "status",
        _("status"),
        lambda row: words[row.standing],
        annotation=Literal[tuple(choices)],
        about=_("Follows from the standing, which tells more; it stays for programs that have read it before."),
        fields=fields,
        choices=choices,
    )
