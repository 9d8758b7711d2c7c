"""Links that lead out of the register, and how each answered when it was last asked."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any, ClassVar, Final, Self

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, StrIndex
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from partnerships.models.city import City
from partnerships.models.organization import Organization
from partnerships.models.record import Record
from partnerships.models.register import HomeCity
from partnerships.models.text import RichTextField
from partnerships.models.translated import translated_fields

#: A site may be down for a night: only what still fails a day later is dead.
LASTS: Final = timedelta(days=1)


class LinkFault(models.TextChoices):
    """Why a link does not open."""

    NOT_FOUND = "not_found", _("the page is not there")
    GONE = "gone", _("the page was removed for good")
    SERVER_ERROR = "server_error", _("the site reports an error of its own")
    NO_ANSWER = "no_answer", _("the site does not answer")
    NO_HOST = "no_host", _("there is no such site")
    CERTIFICATE = "certificate", _("the certificate of the site is not valid")
    CIRCLE = "circle", _("the site sends from address to address without end")
    INSIDE = "inside", _("the address belongs to an internal network")
    #: Such as one with a password or with an unusual port: nothing is known of it.
    NOT_ASKED = "not_asked", _("an address that is not checked")


def digest_of(address: str) -> str:
    """Return the mark by which an address of any length is unique."""
    return hashlib.sha256(address.encode()).hexdigest()


class OutsideLink(models.Model):
    """An address outside the register and its latest answer."""

    address = models.TextField(_("address"))
    digest = models.CharField(max_length=64, unique=True)
    checked_at = models.DateTimeField(_("checked"))
    fault = models.CharField(_("why it does not open"), max_length=12, choices=LinkFault, blank=True)
    failed_since = models.DateTimeField(_("does not open since"), null=True)
    moved_to = models.TextField(_("moved for good to"), blank=True)

    class Meta:
        verbose_name = _("outside link")
        verbose_name_plural = _("outside links")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(fault="", failed_since=None) | Q(fault__in=LinkFault.values, failed_since__isnull=False),
                name="outside_link_opens_or_fails",
            )
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def opens(self) -> bool:
        """Whether the address led somewhere when it was last asked."""
        return not self.fault


class LinkPlaceQuerySet(models.QuerySet["LinkPlace"]):
    def dead(self) -> Self:
        """Return where links stand that failed a day apart, unless the text has been mended since they were asked."""
        failed = Q(link__checked_at__gte=F("link__failed_since") + LASTS) & ~Q(link__fault=LinkFault.NOT_ASKED)
        return self.filter(failed & _still_stands()).select_related("link", *LinkPlace.OWNERS)


def _still_stands() -> Q:
    """Return the rule that a column holds what it held at the check: who has mended it need not wait for the next."""
    rule = Q(pk__in=())
    for owner, _model, column in link_columns():
        text = Concat(Value('"'), F(f"{owner}__{column}"), Value('"'), output_field=models.TextField())
        rule |= Q(GreaterThan(StrIndex(text, F("quoted")), 0), column=column, **{f"{owner}__isnull": False})
    return rule


class LinkPlace(models.Model):
    """Where a link stands: in one column of a record, a city, an organisation or the home city."""

    OWNERS: ClassVar = ("record", "city", "organization", "home")

    link = models.ForeignKey(OutsideLink, on_delete=models.CASCADE, related_name="places")
    record = models.ForeignKey(Record, null=True, on_delete=models.CASCADE, related_name="+")
    city = models.ForeignKey(City, null=True, on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey(Organization, null=True, on_delete=models.CASCADE, related_name="+")
    home = models.ForeignKey(HomeCity, null=True, on_delete=models.CASCADE, related_name="+")
    column = models.CharField(max_length=40)
    #: The address between quotation marks, letter for letter as the column has it.
    quoted = models.TextField()

    objects = LinkPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("outside link")
        verbose_name_plural = _("outside links")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(record__isnull=False, city=None, organization=None, home=None)
                | Q(record=None, city__isnull=False, organization=None, home=None)
                | Q(record=None, city=None, organization__isnull=False, home=None)
                | Q(record=None, city=None, organization=None, home__isnull=False),
                name="link_place_of_exactly_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.owner}: {self.link}"

    @property
    def owner(self) -> object:
        """Whose text or field the link stands in."""
        return next(found for name in self.OWNERS if (found := getattr(self, name)))


@cache
def link_columns() -> tuple[tuple[str, Any, str], ...]:
    """Return every column that may hold outside addresses: the key of its owner, the owner's model, its name."""
    return tuple(_link_columns())


def _link_columns() -> Iterator[tuple[str, object, str]]:
    for owner in LinkPlace.OWNERS:
        model: Any = LinkPlace._meta.get_field(owner).related_model
        for field in model._meta.local_concrete_fields:
            in_each_language = field.name in translated_fields(model)  # its own column repeats one of theirs
            if isinstance(field, models.URLField | RichTextField) and not in_each_language:
                yield owner, model, field.name
