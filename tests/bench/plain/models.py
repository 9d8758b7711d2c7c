"""Cities, and one table of what happened."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format


class PublishedQuerySet(models.QuerySet):
    """Rows with a state."""

    def published(self) -> Any:
        """Return what a visitor may see."""
        return self.filter(state="published", publish_at__lte=timezone.now())


class Group(models.Model):
    name = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class Country(models.Model):
    name = models.CharField(max_length=200)
    group = models.ForeignKey(Group, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return self.name


class Theme(models.Model):
    name = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)

    def __str__(self) -> str:
        return self.name


class City(models.Model):
    TIES = (
        ("sister_city", "Побратим"),
        ("partner_city", "Партнёр"),
        ("friendship_city", "Дружба"),
        ("contact", "Контакты"),
        ("project", "Проект"),
        ("prospective", "Будущий"),
    )
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    region = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT)
    tie = models.CharField(max_length=40, choices=TIES)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    state = models.CharField(max_length=12, db_index=True)
    publish_at = models.DateTimeField(null=True)
    objects = PublishedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "cities"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("city", args=[self.slug])


class Record(models.Model):
    KINDS = (
        ("agreement", "Соглашение"),
        ("delegation", "Делегация"),
        ("event", "Событие"),
        ("exhibition", "Выставка"),
    )
    kind = models.CharField(max_length=12, choices=KINDS)
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    place = models.CharField(max_length=250, blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=5, blank=True)
    direction = models.CharField(max_length=12, blank=True)
    head_count = models.PositiveIntegerField(null=True, blank=True)
    form = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=12)
    publish_at = models.DateTimeField(null=True)
    cities = models.ManyToManyField(City, related_name="records", blank=True)
    themes = models.ManyToManyField(Theme, related_name="records", blank=True)
    objects = PublishedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = [models.F("start").desc(nulls_last=True), "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["start", "id"], name="plain_by_date"),
            models.Index(fields=["kind", "start"], name="plain_by_kind"),
            models.Index(fields=["state", "publish_at"], name="plain_by_state"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("record", args=[self.slug])

    @property
    def date(self) -> str:
        """The date as precise as it is known."""
        if not self.start or not self.end:
            return ""
        form = {"day": "j E Y", "month": "F Y"}.get(self.precision, "Y")
        first, last = date_format(self.start, form), date_format(self.end, form)
        return first if first == last else f"{first} – {last}"
