"""The register's own state: the home city it belongs to and the number of its latest change."""

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import uuid4
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from partnerships.days.country import working_country
from partnerships.models.base import RegisterModel, RegisterQuerySet
from partnerships.models.translated import Translated
from partnerships.period import parse
from partnerships.period.working_days import Works
from partnerships.text.languages import declines
from partnerships.text.quotes import quoting
from partnerships.text.translated import text_column

#: A year that has every day there can be.
LEAP_YEAR: Final = 2000
#: Hosts that belong to no register: a name on them says nothing outside the machine.
NOBODYS: Final = ("", "*", "localhost", "127.0.0.1", "[::1]")


def naming_authority() -> str:
    """Return who names things here, as tag addresses have it (RFC 4151): a host, and a day on which it was ours."""
    hosts = [host.removeprefix(".") for host in settings.ALLOWED_HOSTS if host not in NOBODYS]
    return f"{(hosts or ['localhost'])[0]},{timezone.now():%Y-%m-%d}"


class RegisterVersion(models.Model):
    """One row: how many revisions the register has seen. Every revision adds one (revisions.py).

    `terms` is the number of the last one that changed a vocabulary. `identity` and `authority` are made once and
    stay: by them feeds and calendars know the register on any host.
    """

    number = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)
    public_changed_at = models.DateTimeField(default=timezone.now)
    terms = models.PositiveBigIntegerField(default=0)
    identity = models.UUIDField(default=uuid4, editable=False)
    authority = models.CharField(max_length=300, default=naming_authority, editable=False)

    def __str__(self) -> str:
        return str(self.number)

    def tag(self, *path: object) -> str:
        """Return the name of something in the register, the same on every host and in every language."""
        return f"tag:{self.authority}:{'/'.join(map(str, (self.identity, *path)))}"


class Approval(models.TextChoices):
    NONE = "none", _("Nobody: who writes also publishes")
    FIRST = "first", _("The head, before a page appears; later corrections appear at once and the head is told")
    EVERY = "every", _("The head, every change: only who may publish changes a live page")


def installed_time_zone() -> str:
    """Return the time zone that the installation names, until the home city says its own."""
    return settings.TIME_ZONE


def check_time_zone(name: str) -> None:
    """Refuse a name that no clock knows."""
    if name not in available_timezones():
        raise ValidationError(_("Write it as in the list of time zones, for example Europe/Berlin."))


class WorkingWeek(models.TextChoices):
    """The days of the week on which the department works, as Python counts them: Monday is 0."""

    MONDAY_TO_FRIDAY = "01234", _("Monday to Friday")
    MONDAY_TO_SATURDAY = "012345", _("Monday to Saturday")
    SUNDAY_TO_THURSDAY = "01236", _("Sunday to Thursday")
    SATURDAY_TO_WEDNESDAY = "01256", _("Saturday to Wednesday")


def holidays_of(text: str) -> Iterator[tuple[date, bool]]:
    """Yield each day of the lines of `text`, and whether it is that of every year, as one without a year is.

    Raises ValidationError for a line that is no day.
    """
    for line in filter(None, map(str.strip, text.splitlines())):
        try:
            period, yearly = parse(f"{line} {LEAP_YEAR}"), True
        except ValidationError:
            period, yearly = parse(line), False
        if period.start is None or period.start != period.end:
            raise ValidationError(quoting(_("“%(line)s” is no day."), line=line))
        yield period.start, yearly


def check_holidays(text: str) -> None:
    """Refuse lines that are no days."""
    for _day in holidays_of(text):
        pass


def check_worked_days(text: str) -> None:
    """Refuse lines that are no days, or days of every year: each is worked for another one of its year."""
    if any(yearly for _day, yearly in holidays_of(text)):
        raise ValidationError(_("Give the year too, for example 27 April 2024."))


def anniversaries_of(text: str) -> frozenset[int]:
    """Return the numbers of years that `text` lists; raises ValidationError where something is no number."""
    words = text.replace(",", " ").split()
    if wrong := next((word for word in words if not (word.isdecimal() and len(word) < 4)), ""):
        raise ValidationError(quoting(_("“%(word)s” is no number of years."), word=wrong))
    return frozenset(map(int, words))


def check_anniversaries(text: str) -> None:
    """Refuse what is no list of numbers of years."""
    anniversaries_of(text)


class HomeCityQuerySet(RegisterQuerySet["HomeCity"]):
    def current(self) -> "HomeCity":
        """Return the one home city, or an empty unsaved one before it has been written down."""
        return self.first() or self.model()


class HomeCity(Translated, RegisterModel):
    """The city whose department keeps this register: one row, so that any town hall can install it."""

    name = models.CharField(_("name"), max_length=120)
    name_genitive = models.CharField(
        _("name in the genitive"), max_length=120, blank=True, help_text=_("As in “the register of …”: Warszawy.")
    )
    country_code = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Write the ISO code in capital letters, for example DE."))],
        help_text=_("ISO code of two letters. The page on accessibility names the law of this country."),
    )
    region = models.CharField(_("region"), max_length=120, blank=True)
    department = models.CharField(_("department"), max_length=250, blank=True)
    address = models.CharField(_("address"), max_length=250, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    site = models.URLField(_("site"), blank=True)
    intro = models.TextField(_("introduction"), blank=True, help_text=_("The first paragraph of the home page."))
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        default=installed_time_zone,
        validators=[check_time_zone],
        help_text=_("Days begin and scheduled pages appear by this clock, in the office and on the site."),
    )
    working_week = models.CharField(
        _("working week"), max_length=7, choices=WorkingWeek, default=WorkingWeek.MONDAY_TO_FRIDAY
    )
    holidays = models.TextField(
        _("holidays"),
        blank=True,
        validators=[check_holidays],
        help_text=_(
            "One a line: 1 January for every year, 5 April 2027 for one. The morning letter does not come then."
        ),
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{3}$", _("Write the code of three capital letters, for example EUR."))],
        help_text=_("Code of three letters, for example EUR. Estimates and gifts are reckoned in it."),
    )
    rests_with_country = models.BooleanField(
        _("public holidays of the country are free"),
        default=True,
        help_text=_("By the ISO code above, with the days that were moved, as far as they are known."),
    )
    worked_days = models.TextField(
        _("working days out of turn"),
        blank=True,
        validators=[check_worked_days],
        help_text=_(
            "One a line, for example 27 April 2024: a day of the weekend or a public holiday on which you work."
        ),
    )
    greeting_lead = models.PositiveSmallIntegerField(
        _("greetings leave before the day, working days"),
        default=5,
        validators=[MaxValueValidator(60)],
    )
    anniversaries = models.CharField(
        _("anniversaries of agreements kept, years"),
        max_length=200,
        default="5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90",
        blank=True,
        validators=[check_anniversaries],
        help_text=_("Numbers of years since the signing. Whole centuries are kept in any case."),
    )
    approval = models.CharField(_("who approves publication"), max_length=10, choices=Approval, default=Approval.FIRST)
    partners_in_menu = models.BooleanField(
        _("“Partners wanted” is always in the menu of the site"),
        default=False,
        help_text=_("Otherwise it stands there only while somebody looks for a partner."),
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )

    objects = HomeCityQuerySet.as_manager()

    class Meta:
        verbose_name = _("home city")
        verbose_name_plural = _("home city")

    def __str__(self) -> str:
        return self.name or str(_("Home city"))

    @property
    def name_in_heading(self) -> str:
        """The name as “Partner cities of …” takes it in the reader's language; "" where its form is not known."""
        code = get_language() or settings.LANGUAGE_CODE
        return getattr(self, text_column("name_genitive", code)) or ("" if declines(code) else self.name)

    @property
    def clock(self) -> ZoneInfo:
        """The time zone as a clock."""
        return ZoneInfo(self.time_zone)

    def works_on(self, day: date) -> bool:
        """Say whether the department works on `day`."""
        return self.calendar()(day)

    def calendar(self) -> Works:
        """Return what says of a day whether the department works on it; the lines are read once, for many days.

        What the department says of a day goes before what its country has.
        """
        free, worked = list(holidays_of(self.holidays)), {day for day, _yearly in holidays_of(self.worked_days)}
        once = {day for day, yearly in free if not yearly}
        each_year = {(day.month, day.day) for day, yearly in free if yearly}
        country = self.country_code if self.rests_with_country else ""

        def works(day: date) -> bool:
            if day in worked:
                return True
            if day in once or (day.month, day.day) in each_year:
                return False
            of_country = working_country(country, day.year)
            if day in of_country.free:
                return False
            return str(day.weekday()) in self.working_week or day in of_country.worked

        return works

    def clean(self) -> None:
        if self._state.adding and type(self).objects.exists():
            raise ValidationError(_("The home city is already there: change it instead of adding another."))
