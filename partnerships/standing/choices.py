"""What readers narrow lists by: a word of the address for each group of standings, with its name."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from partnerships.standing.agreements import SIGNED, AgreementStanding
from partnerships.standing.occurrences import AHEAD, HAPPENED, OccurrenceStanding
from partnerships.standing.plans import ADOPTED, PlanStanding
from partnerships.standing.ties import LIVING, TieStanding
from partnerships.text.label import Label

#: Word → its name, and the standings of which one holds.
type StandingChoices = dict[str, tuple[Label, tuple[str, ...]]]

#: What counts: it happened, or was signed.
COUNTED: Final = (*HAPPENED, *SIGNED)
#: What is still to be waited for.
WAITED_FOR: Final = (*AHEAD, AgreementStanding.TO_BE_SIGNED)

#: What comes, with what goes on already.
EXPECTED: Final = (*WAITED_FOR, OccurrenceStanding.UNDER_WAY)

#: The word for what counts.
HELD: Final = "held"

OF_OCCURRENCES: Final[StandingChoices] = {
    HELD: (_("Held or going on"), HAPPENED),
    "ahead": (_("To come or planned"), AHEAD),
    "invited": (_("Invitations"), (OccurrenceStanding.INVITED,)),
    "unconfirmed": (_("Planned, not confirmed"), (OccurrenceStanding.UNCONFIRMED,)),
    "postponed": (_("Postponed"), (OccurrenceStanding.POSTPONED,)),
    "cancelled": (_("Cancelled"), (OccurrenceStanding.CANCELLED,)),
}
OF_AGREEMENTS: Final[StandingChoices] = {
    HELD: (_("Signed"), SIGNED),
    "in_force": (_("In force"), (AgreementStanding.IN_FORCE,)),
    "not_yet": (_("Not yet in force"), (AgreementStanding.NOT_YET,)),
    "not_known": (_("Not known whether in force"), (AgreementStanding.NOT_KNOWN,)),
    "suspended": (_("Suspended"), (AgreementStanding.SUSPENDED,)),
    "ended": (_("Expired or terminated"), (AgreementStanding.EXPIRED, AgreementStanding.TERMINATED)),
    "superseded": (_("Superseded"), (AgreementStanding.SUPERSEDED,)),
    "ahead": (_("To be signed"), (AgreementStanding.TO_BE_SIGNED,)),
    "draft": (_("Drafts"), (AgreementStanding.DRAFT, AgreementStanding.UNDER_APPROVAL)),
}
OF_PLANS: Final[StandingChoices] = {
    "adopted": (_("Adopted"), ADOPTED),
    "carried_out": (_("Being carried out"), (PlanStanding.CARRIED_OUT,)),
    "not_begun": (_("Adopted, not begun"), (PlanStanding.NOT_BEGUN,)),
    "closed": (_("Their time is over"), (PlanStanding.CLOSED,)),
    "withdrawn": (_("Withdrawn"), (PlanStanding.WITHDRAWN,)),
    "draft": (_("In preparation"), (PlanStanding.IN_PREPARATION,)),
}
OF_ALL: Final[StandingChoices] = {
    **OF_OCCURRENCES,
    HELD: (_("Held, going on or signed"), COUNTED),
    "ahead": (_("To come or planned"), WAITED_FOR),
    "adopted": (_("Adopted plans"), ADOPTED),
    "withdrawn": (_("Withdrawn plans"), (PlanStanding.WITHDRAWN,)),
    "draft": (OF_AGREEMENTS["draft"][0], (*OF_AGREEMENTS["draft"][1], PlanStanding.IN_PREPARATION)),
}
OF_TIES: Final[StandingChoices] = {
    "living": (_("Living ties"), LIVING),
    "on_hold": (_("Ties on hold"), (TieStanding.ON_HOLD,)),
    "ended": (_("Ties that ended"), (TieStanding.ENDED,)),
    "not_known": (TieStanding.NOT_KNOWN.label, (TieStanding.NOT_KNOWN,)),
    "prospective": (_("Ties to come"), (TieStanding.NOT_YET, TieStanding.PROSPECTIVE)),
}


def chosen_in(choices: StandingChoices, standing: str) -> list[str]:
    """Return the words whose groups hold `standing`."""
    return [word for word, (_name, standings) in choices.items() if standing in standings]
