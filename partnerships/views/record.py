"""Lists and pages of agreements, delegations, events and exhibitions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from partnerships.models import Record
from partnerships.views.listing import listing


@require_safe
def record_list(request: HttpRequest, model: type[Record]) -> HttpResponse:
    """Show the public records of one kind, filtered like the chronology."""
    found = listing(model.objects.all(), request.GET)
    found.form.fields.pop("kind")
    context = {"listing": found, "kind": model.KIND, "title": model._meta.verbose_name_plural}
    return render(request, f"partnerships/{model.KIND}/list.html", context, status=found.status)


@require_safe
def record_detail(request: HttpRequest, model: type[Record], slug: str) -> HttpResponse:
    """Show one public record; a hidden one is as missing as one that never was."""
    record: Any = get_object_or_404(model.objects.public().for_page(), slug=slug)
    return render(request, f"partnerships/{model.KIND}/detail.html", {"record": record})
