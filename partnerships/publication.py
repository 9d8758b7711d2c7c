"""The gate: the only place that decides what the public sees.

draft → in review → published → withdrawn. A record is public when it is published and its moment,
`publish_at`, has come. Pages, files, feeds, counts: all ask `public()`.
"""

from datetime import datetime
from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Min, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


def public_condition(prefix: str = "") -> Q:
    """Return the rule "published and due", for a model reached through `prefix` (as "record__")."""
    return Q(
        **{f"{prefix}state": State.PUBLISHED, f"{prefix}publish_at__lte": timezone.now()},
    )


class PublicQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows of a model that carries its own publication state."""

    def public(self) -> Self:
        """Return only what any visitor may see now."""
        return self.filter(public_condition())


class Publication(models.Model):
    """The state of a record and the moment from which it is public."""

    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT, editable=False)
    publish_at = models.DateTimeField(
        _("publish at"),
        null=True,
        blank=True,
        help_text=_("Leave empty to publish at once. A later moment makes the page appear then by itself."),
    )

    class Meta:
        abstract = True

    def is_public(self) -> bool:
        """Say whether any visitor may see this record now."""
        return self.state == State.PUBLISHED and self.publish_at is not None and self.publish_at <= timezone.now()

    def is_scheduled(self) -> bool:
        """Say whether the record is published for a moment that has not come yet."""
        return self.state == State.PUBLISHED and not self.is_public()


def publish(record: Publication) -> None:
    """Set `record` to be public from its `publish_at`, or from now; the caller saves it in a revision."""
    record.state = State.PUBLISHED
    record.publish_at = record.publish_at or timezone.now()


def withdraw(record: Publication) -> None:
    """Hide `record` from the public; the next publication starts at its own moment."""
    record.state = State.WITHDRAWN
    record.publish_at = None


def send_to_review(record: Publication) -> None:
    """Hand a draft to the person who approves; it stays hidden."""
    record.state = State.IN_REVIEW


def next_publication(now: datetime) -> datetime | None:
    """Return the moment after `now` at which a scheduled record appears by itself, if there is one."""
    moments = [
        model._base_manager.filter(state=State.PUBLISHED, publish_at__gt=now).aggregate(at=Min("publish_at"))["at"]
        for model in apps.get_models()
        if issubclass(model, Publication) and not model._meta.parents
    ]
    return min((moment for moment in moments if moment), default=None)
