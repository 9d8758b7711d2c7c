"""Messages to the department by the form of the site: its inbox. No part of the register, and never on a page."""

from datetime import datetime
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.models.text import PlainText
from partnerships.period.days import moment

#: Letters of a mailbox that a table holds, which are fewer than a form would take.
MAILBOX: Final = 254


class SenderKind(models.TextChoices):
    SCHOOL = "school", gettext_lazy("A school or a university")
    CLUB = "club", gettext_lazy("A club or an association")
    FIRM = "firm", gettext_lazy("A firm")
    PERSON = "person", gettext_lazy("A person, for myself")
    OTHER = "other", gettext_lazy("Somebody else")


class MessageState(models.TextChoices):
    NEW = "new", gettext_lazy("New")
    ANSWERED = "answered", gettext_lazy("Answered by us")
    CLOSED = "closed", gettext_lazy("Closed without an answer")


class PublicMessageQuerySet(models.QuerySet["PublicMessage"]):
    def waiting(self) -> Self:
        """Return what nobody has answered or closed, the longest wait first."""
        return self.filter(state=MessageState.NEW).order_by("received_at", "pk")

    def older_than(self, before: datetime) -> Self:
        """Return what arrived before that moment, answered or not."""
        return self.filter(received_at__lt=before)


class PublicMessage(PlainText):
    """What somebody wrote, who, and what became of it.

    Its name holds nothing of a person: it stands in logs and letters.
    """

    sender = models.CharField(gettext_lazy("name of the writer"), max_length=150)
    organization = models.CharField(gettext_lazy("school, club or firm"), max_length=250, blank=True)
    kind = models.CharField(gettext_lazy("who writes"), max_length=8, choices=SenderKind)
    mailbox = models.EmailField(gettext_lazy("e-mail"), max_length=MAILBOX)
    text = models.TextField(gettext_lazy("message"))
    language = models.CharField(gettext_lazy("language of the page"), max_length=12)
    received_at = models.DateTimeField(gettext_lazy("arrived"), default=timezone.now, db_index=True)
    #: The page that it was written from, by its key and not by a relation: a page that goes leaves the message alone.
    about_model = models.CharField(max_length=60, blank=True)
    about_key = models.PositiveBigIntegerField(null=True)
    about_title = models.CharField(gettext_lazy("about the page"), max_length=500, blank=True)

    state = models.CharField(
        gettext_lazy("state"), max_length=8, choices=MessageState, default=MessageState.NEW, db_index=True
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=gettext_lazy("answered or closed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    settled_at = models.DateTimeField(gettext_lazy("answered or closed"), null=True)
    note = models.TextField(gettext_lazy("note"), blank=True, help_text=gettext_lazy("For the department only."))
    #: The form that it was sent with, which sends once.
    form_key = models.CharField(max_length=40, unique=True, editable=False)

    objects = PublicMessageQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = gettext_lazy("message from the site")
        verbose_name_plural = gettext_lazy("messages from the site")
        default_permissions = ("view", "change", "delete")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SenderKind.values), name="public_message_kind_known"),
            models.CheckConstraint(condition=Q(state__in=MessageState.values), name="public_message_state_known"),
            models.CheckConstraint(
                condition=Q(state=MessageState.NEW, settled_at=None)
                | (~Q(state=MessageState.NEW) & Q(settled_at__isnull=False)),
                name="public_message_settled_with_moment",
            ),
        ]

    def __str__(self) -> str:
        return _("Message of %(moment)s") % {"moment": moment(self.received_at)}

    def settle(self, by: models.Model) -> None:
        """Note who answered or closed it and when, or that it waits again; the caller saves it."""
        is_new = self.state == MessageState.NEW
        self.settled_at = None if is_new else timezone.now()
        self.settled_by_id = None if is_new else by.pk
