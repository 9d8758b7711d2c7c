"""What held on a day: the one owner of the question, for visits, events and exhibitions, agreements, and ties.

Each rule is a list of cases, the first that fits decides. It is written once as conditions on columns: rows ask it
inside a query, an instance asks it of its own fields.
"""

from partnerships.standing.agreements import BINDING, LAPSING, REVIEWED, SIGNED, AgreementStanding
from partnerships.standing.occurrences import AHEAD, CALLED_OFF, HAPPENED, OccurrenceStanding
from partnerships.standing.plans import ADOPTED, PlanItemStanding, PlanStanding
from partnerships.standing.rule import Rule
from partnerships.standing.ties import LIVING, TieStanding

__all__ = [
    "ADOPTED",
    "AHEAD",
    "BINDING",
    "CALLED_OFF",
    "HAPPENED",
    "LAPSING",
    "LIVING",
    "REVIEWED",
    "SIGNED",
    "AgreementStanding",
    "OccurrenceStanding",
    "PlanItemStanding",
    "PlanStanding",
    "Rule",
    "TieStanding",
]
