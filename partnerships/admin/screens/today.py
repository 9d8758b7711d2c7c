"""The day of a visit on a telephone: what comes next, what took place, whom to call, photos from the camera."""

import re
from datetime import date
from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from partnerships.admin.access import acting
from partnerships.admin.screen import Screen, record_of, screen_page
from partnerships.admin.writing import kept_files
from partnerships.files import renditions
from partnerships.files.fields import PICTURES
from partnerships.files.intake import accept_photo
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.models import Delegation, KeptFile, Participant, Photo, User
from partnerships.models.delegation import ProgrammeItemState
from partnerships.preparation.programme import place_in_time
from partnerships.staff import rights
from partnerships.text.numbers import natural, whole

_TELEPHONE: Final = re.compile(r"\+?\d[\d\s()–-]{8,}\d")
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")


def ways_to_reach(person: Participant) -> list[tuple[str, str]]:
    """Return the telephones and addresses of `person` as pairs of link and text."""
    phones = [(f"tel:{re.sub(r'[^+\d]', '', found)}", found) for found in _TELEPHONE.findall(person.contact)]
    return [*phones, *((f"mailto:{found}", found) for found in _MAIL.findall(person.contact))]


def chosen_day(days: list[date], wanted: date) -> date | None:
    """Return `wanted` if something happens then, else the next day of the programme, else its last."""
    if wanted in days:
        return wanted
    return next((day for day in days if day > wanted), days[-1] if days else None)


def today_view(screen: Screen, request: HttpRequest, object_id: int) -> HttpResponse:
    """Show the day; or tick an item, or take photos, each as one revision."""
    visit = record_of(screen, request, object_id)
    may_change = screen.has_change_permission(request, visit)
    items = sorted(visit.programme_items.all(), key=place_in_time)
    days = sorted({item.day for item in items if item.day})
    day = chosen_day(days, parse_date(_safe(request.GET.get("day", ""))) or localdate())
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        _act(request, visit)
        return HttpResponseRedirect(f"{request.path}?day={day.isoformat()}" if day else request.path)
    hidden = "contact" in rights.hidden_fields(acting(request), Participant)
    context = {
        "visit": visit,
        "items": [item for item in items if item.day == day],
        "without_day": [item for item in items if item.day is None and day is not None],
        "days": days,
        "day": day,
        "is_today": day == localdate(),
        "people": [(person, [] if hidden else ways_to_reach(person)) for person in visit.participants.all()],
        "may_change": may_change,
        "may_add_photos": may_change and request.user.has_perm("partnerships.add_photo"),
        "pictures": PICTURES,
        "is_nav_sidebar_enabled": False,
    }
    title = _("Today: %(name)s") % {"name": visit} if day == localdate() else str(visit)
    return screen_page(screen, request, "screens/today", title, context)


def _safe(day: str) -> str:
    """Return `day` if it is spelled as a date that exists, else ""."""
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return ""


def _act(request: HttpRequest, visit: Delegation) -> None:
    if "item" in request.POST:
        _tick(request, visit)
    elif request.FILES:
        _take_photos(request, visit)


def _tick(request: HttpRequest, visit: Delegation) -> None:
    """Mark an item as held, or take the mark back; a second tap on the same button changes nothing."""
    held = "held" in request.POST
    state = ProgrammeItemState.HELD if held else ProgrammeItemState.PLANNED
    with revisions.revision(by=acting(request)):
        item = visit.programme_items.select_for_update().filter(pk=whole(request.POST["item"])).first()
        if item is None:
            raise Http404
        if item.state == state:
            return
        item.state = state
        item.save()
        text = gettext_noop("Done: %(item)s") if held else gettext_noop("No longer done: %(item)s")
        revisions.explain(fact(text, item=item))


def _take_photos(request: HttpRequest, visit: Delegation) -> None:
    """Keep the pictures that the intake accepts as photos of the visit, and name those it refuses."""
    if not request.user.has_perm("partnerships.add_photo"):
        raise PermissionDenied
    user, files = acting(request), []
    for upload in sorted(request.FILES.getlist("photos"), key=lambda sent: natural(sent.name or "")):
        try:
            file = kept_files.keep_file(accept_photo(upload), user=user)
        except ValidationError as error:
            messages.error(request, f"{upload.name}: {' '.join(error.messages)}")
            continue
        renditions.make_all(str(file.file.name))  # before the save: it holds up every other writer
        files.append(file)
    if not files:
        return
    added = _add_new(visit, files, user)
    KeptFile.objects.filter(pk__in=[file.pk for file in files]).discard()
    _tell(request, added, len(files) - added)


def _add_new(visit: Delegation, files: list[KeptFile], user: User) -> int:
    """Make photos of the files that the visit does not have yet: a phone sends again what it got no answer to."""
    with revisions.revision(by=user, reason=fact(gettext_noop("Photos from the phone"))):
        there = list(visit.photos.all())
        known, order = {photo.sha256 for photo in there}, max((photo.order for photo in there), default=-1)
        new = {file.sha256: file for file in files if file.sha256 not in known}
        for place, file in enumerate(new.values(), order + 1):
            photo: Photo = Photo(record_id=visit.pk, taken_on=localdate(), order=place)
            photo.file = kept_files.take_file(file)
            photo.save()
    return len(new)


def _tell(request: HttpRequest, added: int, repeated: int) -> None:
    """Say how many photos came, and how many had come before."""
    if repeated:
        text = ngettext("%(count)s photo was here already.", "%(count)s photos were here already.", repeated)
        messages.info(request, text % {"count": repeated})
    if added:
        text = ngettext("%(count)s photo is kept.", "%(count)s photos are kept.", added) % {"count": added}
        more = _("Describe them on the form of the delegation: until then the public does not see them.")
        messages.success(request, f"{text} {more}")


pages: Final = (("<int:object_id>/today/", "today", today_view),)
