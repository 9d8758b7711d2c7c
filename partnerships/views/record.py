"""Lists and pages of agreements, delegations, events and exhibitions."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from partnerships.browsing.as_at import asked_day
from partnerships.delivery import memo
from partnerships.kinds import KINDS
from partnerships.models import Agreement, City, Delegation, Record
from partnerships.models.before_and_after import before_and_after, names_in_time
from partnerships.preparation.programme import programme_days
from partnerships.views.as_at import answered, as_at_of
from partnerships.views.brought import brought_by
from partnerships.views.course import course_of
from partnerships.views.listing import listing
from partnerships.views.moved import found
from partnerships.views.people import people_of
from partnerships.views.photos import photos_by_use


@require_safe
def record_list(request: HttpRequest, model: type[Record]) -> HttpResponse:
    """Show the public records of one kind, filtered like the chronology."""
    page = listing(model, request.GET)
    context = {
        "listing": page,
        "kind": model.KIND,
        "title": capfirst(model._meta.verbose_name_plural),
        "intro": KINDS[model.KIND].intro,
        **as_at_of(page.form),
    }
    return render(request, "partnerships/record/list.html", context, status=page.status)


@require_safe
def record_detail(request: HttpRequest, model: type[Record], slug: str) -> HttpResponse:
    """Show one public record; a hidden one is as missing as one that never was."""
    day, wrong = asked_day(request.GET)
    pages = model.objects.public().for_page()
    record = found(pages.with_standing(day) if day else pages, model.KIND, slug)
    if isinstance(record, HttpResponse):
        return record
    return answered(record_page(request, record, as_at=day, as_at_wrong=wrong), wrong)


def _of_agreement(agreement: Agreement, day: date | None) -> dict[str, object]:
    return {"course": course_of(agreement), "brought": brought_by(agreement, day)}


def _course_of_city(record: Record, day: date | None) -> dict[str, object]:
    """Return the first city of `record`, and what was right before and after with it."""
    cities: list[City] = getattr(record, "public_cities", [])
    if not cities or day:
        return {}
    rows = memo.current().keep("names of records", lambda: names_in_time(Record.objects.public()))
    before, after = before_and_after(rows, record, cities[0])
    return {"course_city": cities[0], "before": before, "after": after}


def record_page(request: HttpRequest, record: Any, *, as_at: date | None = None, **more: object) -> HttpResponse:
    """Return the page of one record read with `for_page`; the gate has been asked before, or this is a preview."""
    context = {
        "record": record,
        "section": capfirst(record._meta.verbose_name_plural),
        "section_url": reverse(f"{record.KIND}-list"),
        **people_of(record),
        **(_of_agreement(record, as_at) if isinstance(record, Agreement) else {}),
        **({"programme": programme_days(record, for_guests=True)} if isinstance(record, Delegation) else {}),
        **photos_by_use(record.shown_photos),
        **_course_of_city(record, as_at),
        "as_at": as_at,
        **more,
    }
    return render(request, f"partnerships/{record.KIND}/detail.html", context)
