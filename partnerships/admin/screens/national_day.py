"""National days: ticked among those that are known of the partners' countries, or written down."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from partnerships.admin.access import acting
from partnerships.admin.base import RegisterAdmin
from partnerships.admin.forms.inlines import pairs
from partnerships.admin.forms.wording import SpokenForm
from partnerships.admin.screen import Screen, address_of_screen, screen_page
from partnerships.days.country import KnownFeast, feast_name, known_feasts
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.models import City, Country, NationalDay
from partnerships.text.translated import CODES, text_column, text_columns


class NationalDayForm(SpokenForm):
    """A national day, which says with an example what is missing."""


@dataclass(frozen=True)
class OfferedDay:
    """A feast of a partner's country, and the row that keeps it, if somebody has ticked it."""

    country: Country
    feast: KnownFeast
    kept: NationalDay | None

    @property
    def key(self) -> str:
        """The feast as a form names it."""
        return f"{self.country.pk} {self.feast.name}"

    @property
    def name(self) -> str:
        """Its name in the language of the moment where there is one, with that of the country behind it."""
        spoken = feast_name(self.country.iso_code, self.feast, get_language() or CODES[0])
        english = spoken or feast_name(self.country.iso_code, self.feast, "en")
        return f"{english} ({self.feast.name})" if english and english != self.feast.name else self.feast.name


def offered_days() -> list[tuple[Country, list[OfferedDay]]]:
    """Return the feasts that are known of each country with a partner city and an ISO code."""
    today, rows = timezone.localdate(), list(NationalDay.objects.all())
    countries = Country.objects.filter(pk__in=City.objects.values("country")).exclude(iso_code="").for_list()
    found = []
    for country in countries:
        mine = [row for row in rows if row.country_id == country.pk]
        feasts = known_feasts(country.iso_code, today)
        if feasts:
            found.append((country, _offered(country, feasts, mine)))
    return found


def _offered(country: Country, feasts: Iterable[KnownFeast], rows: Iterable[NationalDay]) -> list[OfferedDay]:
    """Return `feasts` with the row that keeps each: by its name, or where reworded by its day."""
    feasts, rows = list(feasts), list(rows)
    named = {feast.name: next((row for row in rows if _has_name(row, country, feast)), None) for feast in feasts}
    taken = [row for row in named.values() if row]
    reworded = [row for row in rows if row not in taken]
    return [
        OfferedDay(country, feast, named[feast.name] or next((row for row in reworded if _is_on(row, feast)), None))
        for feast in feasts
    ]


def _is_on(row: NationalDay, feast: KnownFeast) -> bool:
    return feast.month is not None and (row.month, row.day) == (feast.month, feast.day)


def _has_name(row: NationalDay, country: Country, feast: KnownFeast) -> bool:
    names = {feast.name, *(feast_name(country.iso_code, feast, code) for code in (*CODES, "en"))} - {""}
    return row.feast == feast.name or (
        _is_on(row, feast) and any(getattr(row, column) in names for column in text_columns("name"))
    )


def choose_view(screen: Screen, request: HttpRequest) -> HttpResponse:
    """Show what is known of each country, and keep what is ticked; what is no longer ticked goes."""
    if not screen.has_view_permission(request):
        raise PermissionDenied
    may_change = screen.has_add_permission(request) and screen.has_delete_permission(request)
    offered = offered_days()
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        _keep(request, [day for _country, days in offered for day in days])
        messages.success(request, _("Kept. What is ticked is told among the greetings."))
        return HttpResponseRedirect(address_of_screen(screen, "changelist"))
    context = {"offered": offered, "may_change": may_change}
    return screen_page(screen, request, "screens/national_days", _("National days of partners' countries"), context)


def _keep(request: HttpRequest, offered: list[OfferedDay]) -> None:
    ticked = set(request.POST.getlist("day"))
    reason = fact(gettext_noop("National days ticked"))
    with revisions.revision(by=acting(request), reason=reason):
        for day in offered:
            if day.key in ticked and day.kept is None:
                row = NationalDay(country=day.country, month=day.feast.month, day=day.feast.day)
                row.feast = "" if row.month else day.feast.name
                for code in CODES:
                    setattr(row, text_column("name", code), feast_name(day.country.iso_code, day.feast, code))
                if not getattr(row, text_column("name", CODES[0])):
                    english = feast_name(day.country.iso_code, day.feast, "en")
                    setattr(row, text_column("name", CODES[0]), english or day.feast.name)
                row.save()
        staying = [day.kept for day in offered if day.key in ticked]
        gone = {day.kept.pk: day.kept for day in offered if day.kept and day.kept not in staying}
        revisions.delete(list(gone.values()), by=acting(request))


@admin.register(NationalDay)
class NationalDayAdmin(RegisterAdmin[NationalDay]):
    """Days of countries on which their cities are greeted."""

    form = NationalDayForm
    pages = (("choose/", "choose", choose_view), *RegisterAdmin.pages)
    change_list_template = "admin/partnerships/screens/national_day_list.html"
    fieldsets = ((None, {"fields": ("country", *pairs("name"), ("day", "month"), "feast")}),)
    autocomplete_fields = ["country"]
    search_fields = text_columns("name", "country__name")
    list_display = ["name", "country", "day", "month"]
    list_filter = ["country"]
    list_select_related = ["country"]
