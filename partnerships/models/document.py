"""Documents: scans and texts that belong to a record, internal unless someone opens them."""

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.files.fields import DocumentField
from partnerships.models.base import RegisterModel, RegisterQuerySet
from partnerships.models.publication import public_condition
from partnerships.models.record import Record
from partnerships.models.translated import HasOriginals
from partnerships.period import PeriodColumn


class DocumentKind(models.TextChoices):
    SCAN = "scan", _("Scan of the original")
    TEXT = "text", _("Text")
    TRANSLATION = "translation", _("Translation")
    PLAN = "plan", _("Action plan")
    PROGRAMME = "programme", _("Programme of stay")
    LETTER = "letter", _("Letter")
    REPORT = "report", _("Report")
    OTHER = "other", _("Other")


class Access(models.TextChoices):
    INTERNAL = "internal", _("For the department only")
    PUBLIC = "public", _("For everyone")


class DocumentQuerySet(RegisterQuerySet["Document"]):
    def open(self) -> Self:
        """Return documents opened to everyone, whatever the state of their record."""
        return self.filter(access=Access.PUBLIC).order_by("order", "pk")

    def public(self) -> Self:
        """Return documents that any visitor may fetch now: opened, and of a public record."""
        return self.open().filter(public_condition("record__"))

    def held_with(self, owner: dict[str, int]) -> Self:
        """Return the public documents and the opened ones of one record, for the holder of a secret link to it."""
        own = Q(record_id=owner.get("record_id", 0))
        return self.open().filter(public_condition("record__") | own)


class Document(HasOriginals, RegisterModel):
    """A file kept bit for bit, with its checksum."""

    record = models.ForeignKey(Record, verbose_name=_("record"), on_delete=models.CASCADE, related_name="documents")
    file = DocumentField(_("file"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=DocumentKind, default=DocumentKind.SCAN)
    title = models.CharField(_("title"), max_length=500)
    language = models.CharField(
        _("language"),
        max_length=12,
        blank=True,
        default=settings.LANGUAGE_CODE,
        help_text=_("In two Latin letters: de is German, en English, bg Bulgarian."),
    )
    number = models.CharField(_("number of the document"), max_length=60, blank=True)
    date = PeriodColumn(_("date"))
    access = models.CharField(_("access"), max_length=10, choices=Access, default=Access.INTERNAL)
    name = models.CharField(_("name of the file"), max_length=150, editable=False)
    media_type = models.CharField(_("type"), max_length=100, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), default=0, editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    text = models.TextField(_("text of the file"), blank=True, editable=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="document_kind_known"),
            models.CheckConstraint(condition=Q(access__in=Access.values), name="document_access_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if self.access == Access.PUBLIC and self.pk and self.consents.exists():
            text = _("This is the paper of somebody's consent: it stays for the department only.")
            raise ValidationError({"access": text})
