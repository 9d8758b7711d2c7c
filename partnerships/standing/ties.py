"""Ties with cities: what is alive on a day, on hold, over, or only hoped for."""

from datetime import date
from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.standing.rule import Cases, Rule


class TieStanding(models.TextChoices):
    ALIVE = "alive", _("Tie alive")
    DORMANT = "dormant", _("Tie at rest")
    ON_HOLD = "on_hold", _("Tie on hold")
    ENDED = "ended", _("Tie ended")
    NOT_YET = "not_yet", _("Tie to begin")
    PROSPECTIVE = "prospective", _("Prospective partner")


#: What counts as a tie: one that rests without an end is still there.
LIVING: Final = (TieStanding.ALIVE, TieStanding.DORMANT)


def _cases(day: date) -> Cases:
    return (
        (Q(status="ended"), TieStanding.ENDED),
        (Q(tie="prospective"), TieStanding.PROSPECTIVE),
        (Q(start__gt=day), TieStanding.NOT_YET),
        (Q(status="suspended"), TieStanding.ON_HOLD),
        (Q(status="dormant"), TieStanding.DORMANT),
    )


#: Asks `status`, `tie` and `start`.
TIE: Final = Rule(_cases, TieStanding.ALIVE)
