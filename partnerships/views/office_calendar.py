"""The calendar of the office at the private address of one of the staff: what is internal, for no other program."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from partnerships.greetings.calendar import office_entries
from partnerships.models import CalendarLink
from partnerships.opendata.ical import calendar_head, clock


@require_safe
def office_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Return the calendar of whoever has this address; there is none once it is revoked or the account is off."""
    link = CalendarLink.objects.find(token)
    if link is None:
        raise Http404
    link.note_reading()
    origin = f"{request.scheme}://{request.get_host()}"
    with override(link.user.spoken_language):
        shown = calendar_head(_("Office: partner cities"))
        for entry in office_entries(link.user, origin, timezone.localdate()):
            shown.add_component(entry)
    if not shown.subcomponents:
        shown.add_component(clock(timezone.localdate()))
    response = HttpResponse(shown.to_ical(), content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
