"""Photos of records, cities and the home city."""

from functools import reduce
from operator import or_
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.files.fields import PhotoField
from partnerships.models.base import RegisterModel, RegisterQuerySet
from partnerships.models.city import City
from partnerships.models.publication import public_condition
from partnerships.models.record import Record
from partnerships.models.register import HomeCity
from partnerships.models.translated import HasOriginals
from partnerships.period import PeriodColumn
from partnerships.period.happening import NOT_YET, is_still_to_come
from partnerships.text.alt import check_alt
from partnerships.text.translated import CODES, text_column, text_columns


class PhotoUse(models.TextChoices):
    GALLERY = "gallery", _("Gallery")
    COVER = "cover", _("Cover")
    EMBLEM = "emblem", _("Emblem")


class PhotoQuerySet(RegisterQuerySet["Photo"]):
    def public(self) -> Self:
        """Return described photos whose record or city any visitor may see; those of the home city always."""
        return self.described().filter(
            public_condition("record__") | public_condition("city__") | Q(home__isnull=False)
        )

    def described(self) -> Self:
        """Return photos that those who cannot see them can follow: with words, or marked as decoration."""
        words = (Q(**{f"{column}__gt": ""}) for column in text_columns("alt"))
        return self.filter(reduce(or_, words, Q(is_decorative=True)))

    def undescribed(self) -> Self:
        """Return photos that still wait for their words, so that the public does not see them."""
        return self.exclude(pk__in=self.described().values("pk"))

    def held_with(self, owner: dict[str, int]) -> Self:
        """Return the public photos and those of one record or city, for the holder of a secret link to it."""
        return self.filter(
            public_condition("record__") | public_condition("city__") | Q(home__isnull=False) | Q(**owner)
        )

    def in_order(self) -> Self:
        """Return photos in the department's order."""
        return self.order_by("order", "pk")

    def of_city(self, city: City) -> Self:
        """Return the photos of the city itself, which has passed the gate."""
        return self.filter(city=city).described().in_order()

    def covers(self) -> Self:
        """Return cover photos only."""
        return self.filter(use=PhotoUse.COVER).in_order()

    def faces(self) -> Self:
        """Return described emblems and covers, the emblems first."""
        uses = [PhotoUse.EMBLEM, PhotoUse.COVER]
        return self.described().filter(use__in=uses).order_by("-use", "order", "pk")


class Photo(HasOriginals, RegisterModel):
    """A picture of exactly one record, city or the home city, kept without metadata."""

    record = models.ForeignKey(
        Record, verbose_name=_("record"), null=True, blank=True, on_delete=models.CASCADE, related_name="photos"
    )
    city = models.ForeignKey(
        City, verbose_name=_("city"), null=True, blank=True, on_delete=models.CASCADE, related_name="photos"
    )
    home = models.ForeignKey(
        HomeCity, verbose_name=_("home city"), null=True, blank=True, on_delete=models.CASCADE, related_name="photos"
    )
    use = models.CharField(_("use"), max_length=10, choices=PhotoUse, default=PhotoUse.GALLERY)
    file = PhotoField(_("picture"), max_length=120)
    width = models.PositiveIntegerField(_("width"), default=0, editable=False)
    height = models.PositiveIntegerField(_("height"), default=0, editable=False)
    name = models.CharField(_("name of the file"), max_length=255, blank=True, editable=False)
    sha256 = models.CharField(_("SHA-256 of the file that was sent"), max_length=64, blank=True, editable=False)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    alt = models.CharField(
        _("description for those who cannot see it"),
        max_length=300,
        blank=True,
        help_text=_("What is in the picture, for example: two mayors shake hands at a table with flags."),
    )
    is_decorative = models.BooleanField(_("only decorates"), default=False)
    author = models.CharField(_("author"), max_length=150, blank=True)
    taken_on = PeriodColumn(_("taken on"))
    focal_x = models.FloatField(
        _("focal point, across"), default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    focal_y = models.FloatField(
        _("focal point, down"), default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    rights = models.CharField(_("rights and consents"), max_length=250, blank=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        constraints = [
            models.CheckConstraint(
                condition=Q(record__isnull=False, city=None, home=None)
                | Q(record=None, city__isnull=False, home=None)
                | Q(record=None, city=None, home__isnull=False),
                name="photo_of_exactly_one",
            ),
            models.CheckConstraint(condition=Q(use__in=PhotoUse.values), name="photo_use_known"),
            models.CheckConstraint(
                condition=Q(focal_x__range=(0, 1), focal_y__range=(0, 1)), name="photo_focal_point_inside"
            ),
        ]

    def __str__(self) -> str:
        return self.caption or self.alt or self.name or str(self._meta.verbose_name)

    @property
    def is_described(self) -> bool:
        """Whether those who cannot see it can follow: as `described()` says of rows."""
        return self.is_decorative or any(getattr(self, column) for column in text_columns("alt"))

    def clean(self) -> None:
        """Refuse words that describe nothing, and a day to come; no words at all may wait, and keep it hidden."""
        wrong = {}
        for code in CODES:
            try:
                check_alt(getattr(self, text_column("alt", code)) or "")
            except ValidationError as error:
                wrong[text_column("alt", code)] = error
        if is_still_to_come(self.taken_on):
            wrong["taken_on"] = ValidationError(NOT_YET)
        if wrong:
            raise ValidationError(wrong)
