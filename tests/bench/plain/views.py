"""The pages."""

from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.shortcuts import get_object_or_404, render

from tests.bench.plain.forms import CityFilter, RecordFilter
from tests.bench.plain.models import City, Record

LONG = ("body", "body_ru", "body_en")


def city_list(request):
    """Show the cities under their groups."""
    form = CityFilter(request.GET)
    cities = form.apply(City.objects.published()).select_related("country__group")
    page = Paginator(cities.order_by("country__group__order", "country__group_id", "name"), 200).get_page(
        request.GET.get("page")
    )
    return render(request, "plain/cities.html", {"form": form, "page": page})


def city(request, slug):
    """Show one city with its chronology."""
    found = get_object_or_404(City.objects.published().select_related("country__group"), slug=slug)
    records = found.records.published()
    dated = records.filter(start__isnull=False)
    page = Paginator(records.defer(*LONG), 50).get_page(request.GET.get("page"))
    context = {
        "city": found,
        "page": page,
        "agreements": records.filter(kind="agreement").defer(*LONG)[:20],
        "first": dated.defer(*LONG).order_by("start", "pk").first(),
        "last": dated.defer(*LONG).first(),
        "counts": dict(records.order_by().values_list("kind").annotate(Count("pk"))),
        "neighbours": City.objects.published().filter(country=found.country).exclude(pk=found.pk).order_by("name")[:8],
    }
    return render(request, "plain/city.html", context)


def chronology(request):
    """Show the records asked for, by date."""
    form = RecordFilter(request.GET)
    records = form.apply(Record.objects.published()).defer(*LONG).prefetch_related("cities")
    page = Paginator(records, 30).get_page(request.GET.get("page"))
    return render(request, "plain/chronology.html", {"form": form, "page": page})


def record(request, slug):
    """Show one record."""
    found = get_object_or_404(Record.objects.published().prefetch_related("cities", "themes"), slug=slug)
    return render(request, "plain/record.html", {"record": found})


def search(request):
    """Show the records that hold all words."""
    words = request.GET.get("q", "").split()
    wanted = Q()
    for word in words:
        wanted &= Q(
            *[(f"{name}_{code}__icontains", word) for name in ("title", "summary", "body") for code in ("ru", "en")],
            _connector=Q.OR,
        )
    records = Record.objects.published().filter(wanted) if words else Record.objects.none()
    page = Paginator(records.prefetch_related("cities").order_by(F("start").desc(nulls_last=True), "-pk"), 20).get_page(
        request.GET.get("page")
    )
    return render(request, "plain/search.html", {"page": page, "words": words})
