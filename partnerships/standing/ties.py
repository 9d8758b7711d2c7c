"""Ties with cities: what is alive on a day, on hold, over, or only hoped for."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Final

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.period.queries import UNKNOWN_START
from partnerships.standing.rule import Cases, Rule


class TieStanding(models.TextChoices):
    ALIVE = "alive", _("Tie alive")
    DORMANT = "dormant", _("Tie at rest")
    ON_HOLD = "on_hold", _("Tie on hold")
    ENDED = "ended", _("Tie ended")
    NOT_YET = "not_yet", _("Tie to begin")
    NOT_KNOWN = "not_known", _("Not known whether there was a tie")
    PROSPECTIVE = "prospective", _("Prospective partner")


#: What counts as a tie: one that rests without an end is still there.
LIVING: Final = (TieStanding.ALIVE, TieStanding.DORMANT)


def rule_of_ties(prospective: Callable[[], Collection[str]]) -> Rule:
    """Return the rule of a tie; `prospective` tells the kinds of tie that are only hoped for.

    It asks `tie`, the columns of the date, and of the steps taken by the day `last_step`, the kind of the last one, and
    `has_dated_step`. A tie of which no date is known is there today; of a day in the past nobody knows.
    """

    def cases(day: date) -> Cases:
        hoped_for = Q(tie__in=prospective())
        unknown = Q(start=None, has_dated_step=False) | (UNKNOWN_START & Q(start__gt=day))
        is_past = day < timezone.localdate()
        return (
            *(((unknown & ~hoped_for, TieStanding.NOT_KNOWN),) if is_past else ()),
            (Q(last_step="ended"), TieStanding.ENDED),
            (hoped_for, TieStanding.PROSPECTIVE),
            (Q(start__gt=day), TieStanding.NOT_YET),
            (Q(last_step="on_hold"), TieStanding.ON_HOLD),
            (Q(last_step="dormant"), TieStanding.DORMANT),
        )

    return Rule(cases, TieStanding.ALIVE)
