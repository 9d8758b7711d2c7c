"""The chronology: every public record of every kind, by date."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnerships.models import Record
from partnerships.views.as_at import as_at_of
from partnerships.views.listing import listing


@require_safe
def chronology(request: HttpRequest) -> HttpResponse:
    """Show the records that the filter asks for, with exactly the dates that are known."""
    found = listing(Record, request.GET)
    return render(
        request, "partnerships/chronology/list.html", {"listing": found, **as_at_of(found.form)}, status=found.status
    )
