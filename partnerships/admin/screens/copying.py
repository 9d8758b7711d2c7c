"""Last year again: a record copied to a new date, as a draft, without what belongs to the old occasion."""

import re
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from partnerships.admin.access import acting
from partnerships.admin.forms.date_of_kind import check_date_of
from partnerships.admin.forms.page_address import free_slug
from partnerships.admin.screen import Screen, address_of_screen, record_of, screen_page
from partnerships.admin.writing import unsaved
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.kinds import KINDS
from partnerships.models import OpenForm, PlanItemState, ProgrammeItem, Record, User
from partnerships.models.base import RegisterModel
from partnerships.models.delegation import ProgrammeItemState
from partnerships.period import Period, PeriodField, read_edtf
from partnerships.text.numbers import whole
from partnerships.text.rolling import rolled
from partnerships.text.translated import CODES, text_column, text_columns

#: What a copy takes over. Results, numbers, sent-marks, photos, documents and figures tell of the old occasion.
SHARED: Final = ("title", "summary", "body", "place", "responsible")
ROWS: Final = {
    "participants": ("name", "office", "organization", "role", "side", "contact", "order"),
    "involvements": ("organization", "role", "side", "order"),
    "programme_items": (
        "starts",
        "ends",
        "activity",
        "place",
        "is_public",
        "responsible",
        "phone",
        "attendees",
        "transport",
        "note",
        "order",
    ),
    "checklist_items": ("what", "responsible", "counted_from", "days", "order"),
    "services": ("kind", "organization", "name", "contact", "note", "order"),
    "estimate_lines": ("norm", "item", "rate", "persons", "days", "is_at_fact", "basis", "order"),
    "plan_items": ("activity", "theme", "responsible_home", "responsible_partner", "funding", "order"),
}


class CopyForm(forms.Form):
    """The one thing that a copy cannot know."""

    period = PeriodField(label=gettext_lazy("New date"))

    def __init__(self, record: Record, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.model = type(record)

    def clean_period(self) -> Period:
        """Refuse what the record's own form would refuse."""
        period: Period = self.cleaned_data["period"]
        check_date_of(self.model, period)
        return period


def _take(source: RegisterModel, target: RegisterModel, names: tuple[str, ...]) -> None:
    """Set on `target` what `source` has under `names`, in every language."""
    columns = {field.name: field.attname for field in source._meta.concrete_fields}
    for name in names:
        for column in (columns[name] for name in (name, *text_columns(name)) if name in columns):
            setattr(target, column, getattr(source, column))


def _rolled(text: str | None, old: Period, new: Period) -> str:
    """Return `text` with the years of the old date made those of the new one: «День города 2025» rolls."""
    if not text or old.start is None or new.start is None:
        return text or ""
    later = new.start.year - old.start.year
    return rolled(text, {year: year + later for year in old.years()})


def copy(record: Record, period: Period) -> Record:
    """Return a new draft of `record` at `period` with its texts and rows, written in the open revision."""
    twin = type(record)()
    _take(record, twin, (*SHARED, *KINDS[record.kind].copied))
    for code in CODES:
        column = text_column("title", code)
        setattr(twin, column, _rolled(getattr(record, column), record.period, period))
    twin.period = period
    setattr(twin, "status", KINDS[record.kind].copied_as)  # noqa: B010 - a field of each kind, not of every record
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
    for number, row in enumerate(row for row in manager.all() if getattr(row, "state", "") != PlanItemState.DROPPED):
        new = manager.model(**{manager.field.name: twin})
        _take(row, new, fields)
        if name == "participants":
            # A consent holds for the occasion it was given for, and who is private needs one for this.
            new.is_public = row.is_public and not row.has_consent and not row.lacks_consent
        if name == "programme_items":
            new.day, new.state = _moved(row.day, record.period, twin.period), ProgrammeItemState.PLANNED
            new.order = new.order if new.day else number  # without its day it keeps its place
        if name == "checklist_items" and not row.counted_from:
            new.due = _shifted(row.due, record.period, twin.period)  # what is counted follows the new date by itself
        if name == "plan_items":
            new.due = _in_years_later(row.due, record.period, twin.period)
        new.save()


def dates_lost(record: Record, period: Period) -> list[str]:
    """Return the items of a plan and of a checklist whose dates a copy at `period` cannot have."""
    rows: dict[str, Any] = {name: getattr(record, name, None) for name in ("plan_items", "checklist_items")}
    kept = {name: manager.all() if manager else () for name, manager in rows.items()}
    items = [item for item in kept["plan_items"] if item.due and item.state != PlanItemState.DROPPED]
    steps = [step for step in kept["checklist_items"] if step.due and not step.counted_from]
    return [
        *(str(item) for item in items if not _in_years_later(item.due, record.period, period)),
        *(str(step) for step in steps if not _shifted(step.due, record.period, period)),
    ]


def _in_years_later(due: Period, old: Period, new: Period) -> Period:
    """Return the date on which an item is due as many years later as the new plan is: March stays March.

    A day that the new year does not have is left for the clerk to write.
    """
    if old.start is None or new.start is None:
        return Period()
    later = new.start.year - old.start.year
    try:
        return read_edtf(re.sub(r"\d{4}", lambda year: f"{int(year[0]) + later:04}", due.edtf()))
    except ValueError:
        return Period()


def _moved(day: date | None, old: Period, new: Period) -> date | None:
    """Return the day of the programme as far from the new beginning as it was from the old one."""
    moved = _shifted(day, old, new)
    return moved if moved and new.holds(moved) else None  # a shorter visit has no such day


def _shifted(day: date | None, old: Period, new: Period) -> date | None:
    """Return the day as far from the beginning of `new` as `day` was from that of `old`; None where one is unknown."""
    known = old.is_to_the_day and new.is_to_the_day
    shift: timedelta | None = new.start - old.start if known and new.start and old.start else None
    return day + shift if day and shift is not None else None


def copy_view(screen: Screen, request: HttpRequest, object_id: str) -> HttpResponse:
    """Ask for the new date, make the copy, and open its form."""
    record = record_of(screen, request, object_id)
    if not screen.has_add_permission(request):
        raise PermissionDenied
    user = acting(request)
    form = CopyForm(record, request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = unsaved.read_token(request.POST.get(unsaved.FORM, ""))
        if sent and sent[1] == user.pk:
            key = copy_once(record, form.cleaned_data["period"], sent[0], by=user)
            told = _("This is the copy, a draft. Check it: photos, numbers and results were not copied.")
            messages.success(request, told)
            if ProgrammeItem.objects.filter(delegation=whole(key), day=None).exists():
                text = _("Days of the programme are empty, as the new date gives none: fill them in.")
                messages.warning(request, text)
            if lost := dates_lost(record, form.cleaned_data["period"]):
                text = _("The new date gives these items no date: fill it in. %(items)s")
                messages.warning(request, text % {"items": "; ".join(lost)})
            return HttpResponseRedirect(address_of_screen(screen, "change", key))
        form.add_error(None, _("This form was opened by somebody else or sent in part. Press the button once more."))
    context = {"original": record, "form": form, "hidden": {unsaved.FORM: unsaved.token(uuid4(), user)}}
    return screen_page(screen, request, "screens/copy", _("Copy to a new date"), context)


pages: Final = (("<path:object_id>/copy/", "copy", copy_view),)
