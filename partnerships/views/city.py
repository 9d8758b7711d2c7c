"""Partner cities: the list with its ways to browse, and the page of one city."""

from collections import Counter
from datetime import date
from html import unescape
from itertools import groupby

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import strip_tags
from django.views.decorators.http import require_safe

from partnerships.browsing.as_at import asked_day
from partnerships.browsing.city_filter import CityFilter
from partnerships.browsing.record_filter import NEWEST, OLDEST
from partnerships.delivery import memo
from partnerships.models import City, CountryGroup, Photo
from partnerships.models.city import next_dates
from partnerships.text import richtext
from partnerships.views.as_at import answered, as_at_of
from partnerships.views.moved import found
from partnerships.views.photos import photos_by_use
from partnerships.views.story import story_of

CARDS = 50  # cities: what a phone shows in twelve screens; the rest are on the next pages
NEIGHBOURS = 8


def by_group(cities: list[City]) -> list[tuple[CountryGroup, list[City]]]:
    """Return `cities` under the department's own headings, in its order."""
    ordered = sorted(cities, key=lambda city: (city.group.order, city.group.pk))
    return [(group, list(rows)) for group, rows in groupby(ordered, lambda city: city.group)]


@require_safe
def city_list(request: HttpRequest) -> HttpResponse:
    """Show the partner cities by group, tie or theme, as cards or as a table in any order."""
    form = CityFilter(request.GET, known=memo.current())
    cities = form.cities()
    if not form.cleaned_data.get("sort"):  # page after page, group after group
        cities = [city for _group, rows in by_group(cities) for city in rows]
    pages = Paginator(cities, CARDS)
    number = form.cleaned_data.get("page") or 1
    if number > pages.num_pages:
        raise Http404
    page = pages.page(number)
    rows = list(page.object_list)
    counts = Counter(city.group.pk for city in cities)
    groups = [(group, counts[group.pk], shown) for group, shown in by_group(rows)]
    context = {"form": form, "page": page, "groups": groups, "cities": rows, **as_at_of(form)}
    return render(request, "partnerships/city/list.html", context, status=400 if form.errors else 200)


@require_safe
def city_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one city: the facts of the tie, its agreements and its chronology."""
    day, wrong = asked_day(request.GET)
    cities = City.objects.public().prefetch_related("tie_steps")
    city = found(cities.with_standing(day) if day else cities, "city", slug)
    if isinstance(city, HttpResponse):
        return city
    return answered(city_page(request, city, as_at=day, as_at_wrong=wrong), wrong)


@require_safe
def partner_card(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the card of a city in the language of its people: a page to hand over or to print."""
    city = found(City.objects.public().exclude(card_text=""), "city", slug)
    if isinstance(city, HttpResponse):
        return city
    text = richtext.render(city.card_text)
    told = " ".join(unescape(strip_tags(text.replace("</p>", "</p> "))).split())
    context = {"city": city, "text": text, "told": told, **photos_by_use(Photo.objects.of_city(city))}
    return render(request, "partnerships/city/card.html", context)


def city_page(request: HttpRequest, city: City, *, as_at: date | None = None, **more: object) -> HttpResponse:
    """Return the page of one city; the gate has been asked before, or this is a preview."""
    known = memo.current()
    known.place(city)
    order = OLDEST if request.GET.get("order") == OLDEST else NEWEST
    story = story_of(city, oldest_first=order == OLDEST, number=request.GET.get("page", "1"), day=as_at)
    context = {
        "city": city,
        "order": order,
        "as_at": as_at,
        "then": f"&on={as_at.isoformat()}" if as_at else "",
        "story": story,
        "steps": city.steps,
        "occasions": next_dates(known.occasions.get(city.pk, []), timezone.localdate()),
        "organizations": known.organizations.get(city.pk, []),
        "neighbours": known.neighbours(city)[:NEIGHBOURS],
        **photos_by_use(Photo.objects.of_city(city)),
        **more,
    }
    return render(request, "partnerships/city/detail.html", context)
