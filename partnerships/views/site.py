"""The home page and the pages of service."""

from datetime import timedelta
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships.browsing import counting
from partnerships.delivery import memo
from partnerships.delivery.memo import Memo
from partnerships.kinds import KINDS
from partnerships.models import Agreement, Delegation, PartnerRequest, Record
from partnerships.standing import HAPPENED
from partnerships.standing.choices import COUNTED, EXPECTED
from partnerships.views.city import by_group
from partnerships.views.map import drawing

LATEST, COMING, ADDED, ON_THIS_DAY = 4, 5, 4, 3
AHEAD = timedelta(days=45)
#: More cities than this are not all named on the home page.
NAMED_CITIES = 60


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
    """Return the occasions of public cities in the next 45 days, the nearest first."""
    today = timezone.localdate()
    living = [row for rows in known.occasions.values() for row in rows if row.city.is_living]
    dated = [(row.next_date(today), row) for row in living]
    near = [(day, row) for day, row in dated if day and day <= today + AHEAD]
    return [
        {"day": day, "occasion": row, "years": row.anniversary(day.year)}
        for day, row in sorted(near, key=lambda pair: pair[0])
    ]


def lists_of_home(known: Memo) -> dict[str, list[Record]]:
    """Return the records that the home page names: the latest, what comes, what was added, what was on this day."""
    today = timezone.localdate()
    records = Record.objects.public().told_once(known.told_by_wholes()).for_line()
    past = records.dated().newest_first()
    return {
        "latest": known.name_cities(past.first_standing_in(LATEST, *COUNTED)),
        "added": list(records.lately_published()[:ADDED]),
        "coming": known.name_cities(records.from_day(today).first_standing_in(COMING, *EXPECTED)),
        "on_this_day": known.name_cities(past.on_day_of_year(today).first_standing_in(ON_THIS_DAY, *COUNTED)),
    }


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
        **known.keep("lists of home", partial(lists_of_home, known)),
    }
    return render(request, "partnerships/site/home.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say whose register this is, how it counts, and whom to write to."""
    return render(request, "partnerships/site/about.html", {"totals": totals(memo.current()), "rules": counting.RULES})


@require_safe
def partners_wanted(request: HttpRequest) -> HttpResponse:
    """Show what organisations look for now; a request leaves the page after its last day."""
    return requests_page(request, list(PartnerRequest.objects.public().current().for_list()))


def requests_page(request: HttpRequest, found: list[PartnerRequest], **more: object) -> HttpResponse:
    """Return the page with these requests, which have passed the gate or are shown as a preview."""
    return render(request, "partnerships/site/partners_wanted.html", {"requests": found, **more})


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Name every section, and every city as long as they are few."""
    known = memo.current()
    cities = list(known.cities.values())
    context = {
        "groups": by_group(cities) if len(cities) <= NAMED_CITIES else [],
        "themes": known.themes.values(),
    }
    return render(request, "partnerships/site/site_map.html", context)


@require_safe
def text_page(request: HttpRequest, template: str) -> HttpResponse:
    """Show a page that is only text: personal data."""
    return render(request, f"partnerships/site/{template}.html")
