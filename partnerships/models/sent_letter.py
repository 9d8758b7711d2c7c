"""The journal of letters that left by mail: what was sent to whom, when, by whom, word for word."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models.greeting import Greeting
from partnerships.models.letter import Letter
from partnerships.models.text import PlainText


class SentLetter(PlainText):
    """One letter as it left, or why it did not; written before it leaves, then only its outcome is noted."""

    greeting = models.ForeignKey(Greeting, null=True, on_delete=models.SET_NULL, related_name="mailings")
    letter = models.ForeignKey(Letter, null=True, on_delete=models.SET_NULL, related_name="mailings")
    mailbox = models.EmailField(_("e-mail of the addressee"))
    sender = models.CharField(_("from"), max_length=250)
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField(_("text"))
    attached = models.CharField(_("attached"), max_length=250, blank=True)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    fault = models.CharField(_("why it did not leave"), max_length=300, blank=True)

    #: Not known until the mail server has answered, and for ever where the program broke off meanwhile.
    has_left = models.BooleanField(_("has left"), null=True, editable=False)
    #: The form that it was sent with, which sends once.
    form_key = models.CharField(max_length=40, blank=True, editable=False)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("letter sent")
        verbose_name_plural = _("letters sent")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["form_key"], condition=~models.Q(form_key=""), name="letter_sent_once_from_a_form"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.mailbox}"
