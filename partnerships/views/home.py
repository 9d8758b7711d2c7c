"""The home page: what the department does, the totals, where the cities are, what comes and what was."""

from datetime import timedelta
from functools import partial
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships.browsing import counting
from partnerships.delivery import memo
from partnerships.delivery.memo import Memo
from partnerships.kinds import KINDS
from partnerships.models import Agreement, Delegation, PartnerRequest, Photo, Record
from partnerships.standing import HAPPENED
from partnerships.standing.choices import COUNTED, EXPECTED
from partnerships.views.city import by_group
from partnerships.views.map import drawing

LATEST, COMING, ADDED, ON_THIS_DAY, DEADLINES = 4, 5, 4, 3, 3
#: Days of cities that near are all named; of later ones only the next few, so that the page always looks ahead.
AHEAD, NEXT_DAYS = timedelta(days=45), 3
#: More cities than this are not all named on the home page.
NAMED_CITIES: Final = 60


def totals(known: Memo) -> dict[str, int]:
    """Return how many of each the public can see."""
    living = [city for city in known.cities.values() if city.is_living]
    return {
        "cities": len(living),
        "countries": len({city.country_id for city in living}),
        **known.keep("totals", _totals_of_records),
    }


def _totals_of_records() -> dict[str, int]:
    counted = Record.objects.public().standing_in(*COUNTED).count_by_kind()
    held = Delegation.objects.public().standing_in(*HAPPENED)
    counted[Agreement.KIND] = Agreement.objects.public().in_force().count()
    counted[Delegation.KIND] = counting.delegations_in(held, {})
    return {kind.section: counted.get(name, 0) for name, kind in KINDS.items()}


def occasions_ahead(known: Memo) -> list[dict[str, object]]:
    """Return the occasions of public cities in the next 45 days, the nearest first, and at least the next three."""
    today = timezone.localdate()
    living = [row for rows in known.occasions.values() for row in rows if row.city.is_living]
    dated = [(day, row) for row in living if (day := row.next_date(today))]
    dated.sort(key=lambda pair: pair[0])
    near = [pair for number, pair in enumerate(dated) if number < NEXT_DAYS or pair[0] <= today + AHEAD]
    return [{"day": day, "occasion": row, "years": row.anniversary(day.year)} for day, row in near]


def lists_of_home(known: Memo) -> dict[str, list[Record]]:
    """Return the records that the home page names: the latest, what comes, what was added, what was on this day.

    On a day on which nothing was, one story of this month in another year stands for it.
    """
    today = timezone.localdate()
    records = Record.objects.public().told_once(known.told_by_wholes()).for_line()
    past = records.dated().newest_first()
    on_this_day = past.on_day_of_year(today).first_standing_in(ON_THIS_DAY, *COUNTED)
    in_this_month = [] if on_this_day else past.in_month_of_year(today).first_standing_in(1, *COUNTED)
    for record in in_this_month:
        vars(record)["pictures"] = list(Photo.objects.filter(record=record.pk).described().in_order()[:1])
    return {
        "latest": known.name_cities(past.first_standing_in(LATEST, *COUNTED)),
        "added": list(records.lately_published()[:ADDED]),
        "coming": known.name_cities(records.from_day(today).first_standing_in(COMING, *EXPECTED)),
        "on_this_day": known.name_cities(on_this_day),
        "in_this_month": known.name_cities(in_this_month),
    }


def deadlines() -> list[PartnerRequest]:
    """Return what one can still take part in, the first to end first."""
    return list(PartnerRequest.objects.public().current().order_by("open_until", "pk")[:DEADLINES])


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Answer first: what the department does, the totals, where the cities are, what comes and what was added."""
    known = memo.current()
    cities = list(known.cities.values())
    counted = totals(known)
    context = {
        "totals": counted,
        "kinds": [(kind, counted[kind.section]) for kind in KINDS.values() if kind.is_headline],
        "groups": by_group(cities),
        "name_all": len(cities) <= NAMED_CITIES,
        "map": drawing(cities, known.home),
        "occasions": occasions_ahead(known),
        "leads": known.keep(
            "lead picture", lambda: list(Photo.objects.filter(home__isnull=False).covers().described()[:1])
        ),
        "deadlines": known.keep("deadlines", deadlines),
        **known.keep("lists of home", partial(lists_of_home, known)),
    }
    return render(request, "partnerships/site/home.html", context)
