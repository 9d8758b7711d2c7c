"""What visits, events and exhibitions share: whether they take place, and whether they were moved."""

from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models.record import status_of_whole
from partnerships.models.standing import HasStanding
from partnerships.standing.occurrences import HAPPENED, OCCURRENCE, OccurrenceStanding

#: What a page says before all else of what has not taken place, though its texts and rows were written for it.
CAUTIONS: Final = {
    OccurrenceStanding.CANCELLED: _("It was cancelled and did not take place. What follows is what was planned."),
    OccurrenceStanding.POSTPONED: _("It is postponed and has not taken place. What follows is what was planned."),
    OccurrenceStanding.UNCONFIRMED: _("It was planned, and nobody has confirmed it since."),
    OccurrenceStanding.INVITED: _("This is an invitation: nothing has taken place yet."),
}


class OccurrenceStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Done")
    POSTPONED = "postponed", _("Postponed, the new date is not known")
    CANCELLED = "cancelled", _("Cancelled")


class Moved(HasStanding):
    """The day for which something was set before it was moved to the date that it has now."""

    moved_from = models.DateField(
        _("moved from"),
        null=True,
        blank=True,
        help_text=_("The day that was announced before, if the date was changed. Readers see both."),
    )

    STANDING = OCCURRENCE

    class Meta:
        abstract = True

    @classmethod
    def standing_columns(cls, day: date) -> dict[str, object]:
        """Return what became of the record that this is part of."""
        return {"whole_status": status_of_whole(day)}

    def standing_on(self, day: date) -> str:
        """Return what held on `day`; only of a part is the database asked."""
        is_part = getattr(self, "part_of_id", None)
        return super().standing_on(day) if is_part else self.STANDING.of(self, day, {"whole_status": None})

    @property
    def has_happened(self) -> bool:
        """Say whether it took place or is going on."""
        return self.standing in HAPPENED

    @property
    def caution(self) -> str:
        """What its page says of it before all else, "" where it took place or may still be waited for."""
        return str(CAUTIONS.get(OccurrenceStanding(self.standing), ""))

    def clean(self) -> None:
        """Refuse a move to the same day."""
        super().clean()
        if self.moved_from and self.moved_from == getattr(self, "start", None):
            raise ValidationError({"moved_from": _("This is the date itself: write the day announced before.")})


class Occurrence(Moved):
    """Whether it is planned, was held, or will not be; what became of it is said by a person, not by the calendar."""

    status = models.CharField(_("status"), max_length=12, choices=OccurrenceStatus, default=OccurrenceStatus.HELD)

    class Meta:
        abstract = True


def occurrence_constraints() -> list[models.BaseConstraint]:
    """Return the rules of the columns, for the Meta of each model that has them."""
    known = Q(status__in=OccurrenceStatus.values)
    return [models.CheckConstraint(condition=known, name="%(class)s_status_known")]
