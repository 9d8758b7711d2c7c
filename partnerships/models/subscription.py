"""Who wants to hear by mail of what is new: an address, what about, how often. No part of the register."""

from datetime import datetime, timedelta
from typing import Final, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.models.city import City
from partnerships.models.place import Theme
from partnerships.models.record import Record
from partnerships.models.untold_change import HELD_FOR

#: So long the letter that asks for a confirmation can be answered; then the address is forgotten.
ASKED_FOR: Final = timedelta(days=3)
#: A mailbox that refused so many letters one after another is written to no more.
MOST_REFUSED: Final = 10


class Pace(models.TextChoices):
    MONTHLY = "monthly", _("Once a month")
    SOON = "soon", _("As soon as something is published")


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def ask(self, mailbox: str, *, city: City | None, theme: Theme | None, pace: str, language: str) -> "Subscription":
        """Return the subscription of `mailbox`, made now where there is none: nothing is sent until it is confirmed."""
        row, _made = self.get_or_create(
            mailbox=mailbox.strip().lower(), city=city, theme=theme, defaults={"pace": pace, "language": language}
        )
        self.filter(pk=row.pk).update(asked_at=timezone.now())
        return row

    def forgotten(self) -> Self:
        """Return what was never confirmed, and what a mailbox has refused for long."""
        unanswered = Q(confirmed_at=None, asked_at__lt=timezone.now() - ASKED_FOR)
        return self.filter(unanswered | Q(refused__gte=MOST_REFUSED))

    def to_be_told(self, pace: str) -> Self:
        """Return what is confirmed, of this pace, and about everything, a field, or a city that any reader may see.

        Whoever hears once a month and was told in this one waits for the next, however often the work is repeated.
        """
        seen = Q(city=None) | Q(city__in=City.objects.public().values("pk"))
        if pace == Pace.MONTHLY:
            month = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
            seen &= Q(told_until__lt=month)
        return self.filter(seen, pace=pace, confirmed_at__isnull=False).select_related("city", "theme").order_by("pk")

    def move[T: (City, Theme)](self, gone: T, keep: T) -> None:
        """Let those who follow `gone` follow `keep`, of which it is a part from now on."""
        name = "city" if isinstance(keep, City) else "theme"
        confirmed = list(self.filter(**{name: gone}, confirmed_at__isnull=False).values_list("mailbox", flat=True))
        self.filter(**{name: keep}, confirmed_at=None, mailbox__in=confirmed).delete()
        there = list(self.filter(**{name: keep}).values_list("mailbox", flat=True))
        self.filter(**{name: gone}).exclude(mailbox__in=there).update(**{name: keep})


class Subscription(models.Model):
    """One of them; whoever leaves is deleted."""

    mailbox = models.EmailField(_("e-mail"), db_index=True)
    city = models.ForeignKey(City, null=True, on_delete=models.CASCADE, related_name="+")
    theme = models.ForeignKey(Theme, null=True, on_delete=models.CASCADE, related_name="+")
    pace = models.CharField(_("how often"), max_length=8, choices=Pace, default=Pace.MONTHLY)
    language = models.CharField(max_length=12)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    #: What the public saw by then is not told.
    told_until = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    refused = models.PositiveSmallIntegerField(default=0)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(city=None) | Q(theme=None), name="subscription_about_one_thing"),
            models.CheckConstraint(condition=Q(pace__in=Pace.values), name="subscription_pace_known"),
            models.UniqueConstraint(
                fields=["mailbox"], condition=Q(city=None, theme=None), name="subscription_to_all_once"
            ),
            models.UniqueConstraint(
                fields=["mailbox", "city"], condition=Q(city__isnull=False), name="subscription_to_city_once"
            ),
            models.UniqueConstraint(
                fields=["mailbox", "theme"], condition=Q(theme__isnull=False), name="subscription_to_theme_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def confirm(self, pace: str, language: str) -> None:
        """Begin, from what is new after this moment; or go on in another way."""
        begun = {}
        if self.confirmed_at is None:
            Announcement.objects.note_new()  # what is there already is no news
            now = timezone.now()
            begun = {"confirmed_at": now, "told_until": now}
        Subscription.objects.filter(pk=self.pk).update(pace=pace, language=language, **begun)
        self.refresh_from_db()

    def news(self, until: datetime) -> models.QuerySet[Record]:
        """Return what the public first saw after the last letter and by `until`, and still sees."""
        since = Announcement.objects.filter(seen_at__gt=self.told_until, seen_at__lte=until)
        records = Record.objects.public().filter(pk__in=since.values("record_key"))
        if self.city:
            records = records.with_city(self.city)
        if self.theme:
            records = records.with_theme(self.theme)
        return records.with_standing().lately_published()

    def claim(self) -> bool:
        """Take what is to be told, in one step: of two runs, one has it, and one that dies does not keep it."""
        now = timezone.now()
        free = Q(claimed_at=None) | Q(claimed_at__lt=now - HELD_FOR)
        self.claimed_at = now
        waiting = Subscription.objects.filter(free, pk=self.pk, told_until=self.told_until)
        return bool(waiting.update(claimed_at=now))

    def settle(self, until: datetime, *, has_left: bool, is_refused: bool = False) -> None:
        """Let go of it, told by `until` if the letter left; `is_refused`: by the mailbox, as far as known."""
        mine = Subscription.objects.filter(pk=self.pk, claimed_at=self.claimed_at)
        if has_left:
            mine.update(claimed_at=None, told_until=until, refused=0)
        else:
            mine.update(claimed_at=None, refused=F("refused") + int(is_refused))


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def note_new(self) -> None:
        """Write down every record that the public sees and that is not written down yet."""
        new = Record.objects.public().exclude(pk__in=self.values("record_key")).order_by().values_list("pk", flat=True)
        now = timezone.now()
        self.bulk_create(
            (Announcement(record_key=key, seen_at=now) for key in new), ignore_conflicts=True, batch_size=500
        )


class Announcement(models.Model):
    """That a record was first seen on the site by then: withdrawn, deleted or brought back, it is news only once."""

    record_key = models.PositiveBigIntegerField(unique=True)
    seen_at = models.DateTimeField(db_index=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.record_key)
