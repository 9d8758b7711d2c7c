"""Last year again: a record copied to a new date, as a draft, without what belongs to the old occasion."""

import re
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from partnerships.admin.base import acting
from partnerships.admin.screens.entry import free_slug
from partnerships.admin.writing import unsaved
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.models import AgreementStatus, DelegationStatus, OpenForm, ProgrammeItem, Record, User
from partnerships.models.base import RegisterModel
from partnerships.models.delegation import ProgrammeItemState
from partnerships.models.occurrence import OccurrenceStatus
from partnerships.period import Period, PeriodField
from partnerships.text.numbers import whole
from partnerships.text.translated import text_column, text_columns

#: What a copy takes over. Results, numbers, sent-marks, photos, documents and figures tell of the old occasion.
TEXTS: Final = ("title", "summary", "body", "place", "venue", "opening_hours", "exhibits", "curators")
TEXTS_OF_VISITS: Final = ("purpose", "invited_by", "renewal", "notice_period")
VALUES: Final = (
    "form",
    "direction",
    "level",
    "head_count",
    "is_open_ended",
    "renews_itself",
    "carries_out_id",
    "responsible_id",
)
STATUS: Final[dict[str, Any]] = {
    "agreement": AgreementStatus.DRAFT,
    "delegation": DelegationStatus.PLANNED,
    "event": OccurrenceStatus.PLANNED,
    "exhibition": OccurrenceStatus.PLANNED,
}
ROWS: Final = {
    "participants": ("name", "office", "organization_id", "role", "side", "contact", "order"),
    "involvements": ("organization_id", "role", "side", "order"),
    "programme_items": ("starts", "ends", "activity", "place", "is_public", "order"),
}


class CopyForm(forms.Form):
    """The one thing that a copy cannot know."""

    period = PeriodField(label=gettext_lazy("New date"))


def _take(source: RegisterModel, target: RegisterModel, names: tuple[str, ...]) -> None:
    """Set on `target` what `source` has under `names`, in every language."""
    columns = {field.attname for field in source._meta.concrete_fields}
    for name in names:
        for column in (name, *text_columns(name)):
            if column in columns:
                setattr(target, column, getattr(source, column))


def _rolled(text: str | None, old: Period, new: Period) -> str:
    """Return `text` with the year of the old date made the year of the new one: «День города 2025» rolls."""
    if not text or old.start is None or new.start is None:
        return text or ""
    return re.sub(rf"(?<!\d){old.start.year}(?!\d)", str(new.start.year), text)


def copy(record: Record, period: Period) -> Record:
    """Return a new draft of `record` at `period` with its texts and rows, written in the open revision."""
    twin = type(record)()
    _take(record, twin, (*TEXTS, *TEXTS_OF_VISITS, *VALUES))
    for code, _language in settings.LANGUAGES:
        column = text_column("title", code)
        setattr(twin, column, _rolled(getattr(record, column), record.period, period))
    twin.period = period
    setattr(twin, "status", STATUS[record.kind])  # noqa: B010 - a field of each kind, not of every record
    twin.slug = free_slug(twin, getattr(twin, text_column("title", settings.LANGUAGE_CODE)) or twin.title)
    twin.save()
    twin.cities.set(record.cities.all())
    twin.themes.set(record.themes.all())
    for name, fields in ROWS.items():
        if hasattr(record, name):
            _copy_rows(record, twin, name, fields)
    return twin


def copy_once(record: Record, period: Period, form: UUID, *, by: User) -> str:
    """Return the key of the copy that `form` makes at `period`, as one revision: pressed twice, it makes one."""
    once = uuid5(form, f"{record.pk} {period.edtf()}")
    with revisions.revision(by=by, reason=fact(gettext_noop("Copied from “%(name)s”"), name=record)):
        # From here on one at a time: the second press finds the copy of the first, another copy finds its address.
        before = OpenForm.objects.filter(pk=once).first()
        if before is not None:
            return before.object_id
        key = str(copy(record, period).pk)
        OpenForm.objects.create(pk=once, user=by, model=record.kind, object_id=key, saved_at=timezone.now())
        return key


def _copy_rows(record: Record, twin: Record, name: str, fields: tuple[str, ...]) -> None:
    manager = getattr(record, name)
    for number, row in enumerate(manager.all()):
        new = manager.model(**{manager.field.name: twin})
        _take(row, new, fields)
        if name == "participants":
            new.is_public = row.is_public and not row.consent  # a consent holds for the occasion it was given for
        if name == "programme_items":
            new.day, new.state = _moved(row.day, record.period, twin.period), ProgrammeItemState.PLANNED
            new.order = new.order if new.day else number  # without its day it keeps its place
        new.save()


def _moved(day: Any, old: Period, new: Period) -> Any:
    """Return the day of the programme as far from the new beginning as it was from the old one."""
    known = old.is_to_the_day and new.is_to_the_day
    shift: timedelta | None = new.start - old.start if known and new.start and old.start else None
    moved = day + shift if day and shift is not None else None
    return moved if moved and new.holds(moved) else None  # a shorter visit has no such day


def copy_view(screen: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Ask for the new date, make the copy, and open its form."""
    record = screen.get_object(request, object_id)
    if record is None:
        raise Http404
    if not (screen.has_view_permission(request, record) and screen.has_add_permission(request)):
        raise PermissionDenied
    user = acting(request)
    form = CopyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = unsaved.read_token(request.POST.get(unsaved.FORM, ""))
        if sent and sent[1] == user.pk:
            key = copy_once(record, form.cleaned_data["period"], sent[0], by=user)
            told = _("This is the copy, a draft. Check it: photos, numbers and results were not copied.")
            messages.success(request, told)
            if ProgrammeItem.objects.filter(delegation=whole(key), day=None).exists():
                text = _("Days of the programme are empty, as the new date gives none: fill them in.")
                messages.warning(request, text)
            return HttpResponseRedirect(reverse(f"admin:partnerships_{record.kind}_change", args=[key]))
        form.add_error(None, _("This form was opened by somebody else or sent in part. Press the button once more."))
    context = {
        **screen.admin_site.each_context(request),
        "opts": screen.opts,
        "original": record,
        "form": form,
        "hidden": {unsaved.FORM: unsaved.token(uuid4(), user)},
        "title": _("Copy to a new date"),
    }
    return TemplateResponse(request, "admin/partnerships/screens/copy.html", context)
