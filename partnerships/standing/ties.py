"""Ties with cities: what is alive on a day, on hold, over, or only hoped for."""

from collections.abc import Callable, Collection
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


def rule_of_ties(prospective: Callable[[], Collection[str]]) -> Rule:
    """Return the rule of a tie; `prospective` tells the kinds of tie that are only hoped for.

    It asks `tie`, `start` and `last_step`: the kind of the last step of the tie that was taken by the day.
    """

    def cases(day: date) -> Cases:
        return (
            (Q(last_step="ended"), TieStanding.ENDED),
            (Q(tie__in=prospective()), TieStanding.PROSPECTIVE),
            (Q(start__gt=day), TieStanding.NOT_YET),
            (Q(last_step="on_hold"), TieStanding.ON_HOLD),
            (Q(last_step="dormant"), TieStanding.DORMANT),
        )

    return Rule(cases, TieStanding.ALIVE)
