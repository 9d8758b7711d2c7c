"""What visits, events and exhibitions share: whether they take place, and whether they were moved."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.standing.occurrences import OCCURRENCE


class OccurrenceStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Done")
    POSTPONED = "postponed", _("Postponed, the new date is not known")
    CANCELLED = "cancelled", _("Cancelled")


class Moved(models.Model):
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
