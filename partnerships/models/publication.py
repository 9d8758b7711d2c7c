"""The gate: the only place that decides what the public sees.

draft → waiting for the head → published, or returned with a comment → withdrawn. A record is public when it is
published and its moment, `publish_at`, has come. Pages, files, feeds, counts: all ask `public()`.
"""

from datetime import datetime
from typing import Any, Final, Self

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Min, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("Waiting for the head")
    RETURNED = "returned", _("Returned")
    PUBLISHED = "published", _("Live")
    WITHDRAWN = "withdrawn", _("Withdrawn from the site")


#: What the filters of the office call a record that is published for a moment to come.
SCHEDULED: Final = "scheduled"

#: From here a record can be handed to the head, or published at once by those who may.
HIDDEN = (State.DRAFT, State.RETURNED, State.WITHDRAWN)


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

    def scheduled(self) -> Self:
        """Return what will appear by itself, the nearest first."""
        return self.filter(state=State.PUBLISHED, publish_at__gt=timezone.now()).order_by("publish_at", "pk")

    def in_state(self, state: str | None) -> Self:
        """Return what is in `state`; what waits for its moment is SCHEDULED and not on the site. None is any state."""
        if state == SCHEDULED:
            return self.scheduled()
        if state == State.PUBLISHED:
            return self.public()
        return self.filter(state=state) if state else self.all()

    def drafts(self) -> Self:
        """Return what nobody has handed to the head yet."""
        return self.filter(state=State.DRAFT)

    def waiting_for_approval(self) -> Self:
        """Return what waits for the head, the longest wait first."""
        return self.filter(state=State.IN_REVIEW).order_by("sent_at", "pk")

    def sent_by(self, user: AbstractBaseUser) -> Self:
        """Return what `user` has sent to the head and waits for an answer."""
        return self.waiting_for_approval().filter(sent_by=user.pk)

    def returned_to(self, user: AbstractBaseUser) -> Self:
        """Return what the head gave back to `user` with a comment, the latest first."""
        return self.filter(state=State.RETURNED, sent_by=user.pk).order_by("-returned_at", "-pk")


def publication_constraints() -> list[models.CheckConstraint]:
    """Return the rules of the state for the `constraints` of a model that carries it."""
    return [
        models.CheckConstraint(condition=Q(state__in=State.values), name="%(class)s_publication_state_known"),
        models.CheckConstraint(
            condition=~Q(state=State.PUBLISHED) | Q(publish_at__isnull=False), name="%(class)s_published_has_moment"
        ),
        models.CheckConstraint(
            condition=~Q(state=State.RETURNED) | ~Q(return_comment=""), name="%(class)s_returned_with_comment"
        ),
    ]


def _person(name: Any) -> models.ForeignKey:
    """Return a link to the member of staff who took a step; it outlives the account as an empty one."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=name,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )


class Publication(models.Model):
    """The state of a record, who handed it on, what the head answered, and the moment from which it is public."""

    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT, editable=False)
    publish_at = models.DateTimeField(
        _("when to publish"),
        null=True,
        blank=True,
        help_text=_("Leave empty to publish at once. A later moment makes the page appear then by itself."),
    )
    sent_by = _person(_("sent to the head by"))
    sent_at = models.DateTimeField(_("sent to the head"), null=True, blank=True, editable=False)
    returned_by = _person(_("returned by"))
    returned_at = models.DateTimeField(_("returned"), null=True, blank=True, editable=False)
    return_comment = models.TextField(_("comment on the return"), blank=True, editable=False)

    class Meta:
        abstract = True

    def is_public(self) -> bool:
        """Say whether any visitor may see this record now."""
        return self.state == State.PUBLISHED and self.publish_at is not None and self.publish_at <= timezone.now()

    def state_in_words(self) -> str:
        """Return the state as a table shows it: what waits for its moment is not called live."""
        return str(_("Will appear by itself") if self.is_scheduled() else self.get_state_display())

    def is_scheduled(self) -> bool:
        """Say whether the record is published for a moment that has not come yet."""
        return self.state == State.PUBLISHED and not self.is_public()


def publish(record: Publication) -> None:
    """Set `record` to be public from its `publish_at`, or from now where that is past; the caller saves it."""
    if not record.is_public():
        record.publish_at = max(record.publish_at or timezone.now(), timezone.now())
    record.state = State.PUBLISHED
    record.sent_at = record.returned_at = record.returned_by = None
    record.return_comment = ""


def withdraw(record: Publication) -> None:
    """Hide `record` from the public; the next publication starts at its own moment."""
    record.state = State.WITHDRAWN
    record.publish_at = None


def unschedule(record: Publication) -> None:
    """Take back the moment of a record that has not appeared yet: it is a draft again."""
    record.state = State.DRAFT
    record.publish_at = None


def send_to_review(record: Publication, by: AbstractBaseUser | None = None) -> None:
    """Hand `record` to the head in the name of `by`; it stays hidden, and its `publish_at` is a wish."""
    record.state = State.IN_REVIEW
    record.sent_by_id = by.pk if by else None
    record.sent_at = timezone.now()


def recall(record: Publication, was: Publication | None) -> None:
    """Take `record` back before the head has answered: it is again what it `was`, with its wish for a moment.

    Returned, it is so to the person it was returned to, whoever had sent it since. What had been approved and was
    handed to the head again is a draft: a step back publishes nothing.
    """
    withdrawn = was is not None and was.state == State.WITHDRAWN
    record.state = State.RETURNED if record.return_comment else State.WITHDRAWN if withdrawn else State.DRAFT
    record.sent_at = None
    if record.state == State.DRAFT:
        record.sent_by = None
    elif was is not None:
        record.sent_by_id = was.sent_by_id


def send_back(record: Publication, comment: str, by: AbstractBaseUser | None = None) -> None:
    """Return `record` to whoever sent it, with the head's `comment`, which must say something."""
    if not comment.strip():
        raise ValueError("a record is returned with a comment")
    record.state = State.RETURNED
    record.returned_by_id = by.pk if by else None
    record.returned_at = timezone.now()
    record.return_comment = comment.strip()


def next_publication(now: datetime) -> datetime | None:
    """Return the moment after `now` at which a scheduled record appears by itself, if there is one."""
    moments = [
        model._base_manager.filter(state=State.PUBLISHED, publish_at__gt=now).aggregate(at=Min("publish_at"))["at"]
        for model in apps.get_models()
        if issubclass(model, Publication) and not model._meta.parents
    ]
    return min((moment for moment in moments if moment), default=None)
