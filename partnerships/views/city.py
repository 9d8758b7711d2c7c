"""Partner cities."""

from itertools import groupby

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from partnerships.forms import NEWEST, OLDEST
from partnerships.models import Agreement, City, Photo, PhotoUse, Record
from partnerships.views.listing import group_by_year

PER_PAGE = 50


def cities_by_group() -> list[tuple[object, list[City]]]:
    """Return the public cities under the department's own headings."""
    cities = sorted(City.objects.public().for_list(), key=lambda city: (city.group.order, city.group.pk))
    return [(group, list(rows)) for group, rows in groupby(cities, lambda city: city.group)]


@require_safe
def city_list(request: HttpRequest) -> HttpResponse:
    """Show every partner city, grouped as the department groups them."""
    return render(request, "partnerships/city/list.html", {"groups": cities_by_group()})


@require_safe
def city_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one city: the facts of the tie, its agreements and its chronology."""
    city = get_object_or_404(City.objects.public().for_page(), slug=slug)
    records = Record.objects.public().with_city(city)
    first, last = records.first_and_last()
    order = OLDEST if request.GET.get("order") == OLDEST else NEWEST
    told = records.told_once().for_list()
    ordered = told.oldest_first() if order == OLDEST else told.newest_first()
    number = request.GET.get("page", "1")
    pages = Paginator(ordered, PER_PAGE)
    if not (number.isascii() and number.isdigit() and len(number) < 7 and 1 <= int(number) <= pages.num_pages):
        raise Http404
    page = pages.page(int(number))
    photos = Photo.objects.of_city(city)
    context = {
        "city": city,
        "agreements": Agreement.objects.public().with_city(city).newest_first(),
        "first": first,
        "last": last,
        "order": order,
        "page": page,
        "years": group_by_year(list(page.object_list)),
        "covers": [photo for photo in photos if photo.use == PhotoUse.COVER],
        "gallery": [photo for photo in photos if photo.use == PhotoUse.GALLERY],
    }
    return render(request, "partnerships/city/detail.html", context)
