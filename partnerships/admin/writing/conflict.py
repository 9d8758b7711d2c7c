"""A save of an older version: stopped, with who and when, and what each of both wrote, field by field."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.defaultfilters import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from reversion.models import Version

from partnerships.admin.access import go_on_with
from partnerships.admin.screen import Screen, screen_page
from partnerships.admin.writing import form_values as sheets
from partnerships.admin.writing import presence, unsaved
from partnerships.admin.writing import three_way as reconciling
from partnerships.admin.writing.form_values import Layout, Value, words_of
from partnerships.admin.writing.open_form import Opened
from partnerships.admin.writing.saving import keep_uploads
from partnerships.admin.writing.three_way import MINE, OPEN, THEIRS, FieldDifference
from partnerships.files.accepted import AcceptedDocument, AcceptedPhoto
from partnerships.history import snapshots, version_token
from partnerships.models import RegisterModel
from partnerships.models.publication import State
from partnerships.text.numbers import whole

CHOICE, COMPARED = "_choice-", "_compared"
SAVE: Final = gettext_lazy("Save with these choices")
#: What the button of the comparison says where another one than "Save" had been pressed.
BUTTONS: Final = {
    "_publish": gettext_lazy("Save with these choices and publish"),
    "_withdraw": gettext_lazy("Save with these choices and withdraw from the site"),
    "_review": gettext_lazy("Save with these choices and send to the head"),
    "_recall": gettext_lazy("Save with these choices and take back from the head"),
    "_return": gettext_lazy("Save with these choices and return to the author"),
}
#: What is asked for only of a record that waits for the head.
UNTIL_ANSWERED: Final = ("_recall", "_return")


@dataclass
class Shown:
    """One difference as the page shows it."""

    key: str
    where: str
    label: str
    base: str
    theirs: str
    mine: str
    choice: str
    is_conflict: bool
    language: str = ""


def stopped(screen: Screen, request: HttpRequest, record: RegisterModel, opened: Opened) -> HttpResponse | None:
    """Return the comparison if `record` was saved since the form was opened; None if the save may go on.

    Once everything is decided, the request carries both people's changes and the save goes on.
    """
    last = version_token.newer(record, opened.version)
    if last is None:
        return None
    keep_uploads(request, opened)
    layout = sheets.layout_of(screen, request, record)
    base = _as_opened(layout, record, opened.version)
    theirs = sheets.of_snapshot(layout, snapshots.of_record(record))
    mine = sheets.of_data(layout, request.POST)
    choices = _choices(request, last)
    merged, lines = reconciling.merge_forms(base, theirs, mine, choices or {})
    is_open = any(line.choice == OPEN for line in lines)
    if not is_open and (choices is not None or _only_mine(record, opened)):
        _go_on(request, opened, last, sheets.to_data(layout, merged, record, request.POST))
        return None
    unsaved.keep(opened.key, opened.user.pk, opened.model, opened.object_id, request.POST)
    pressed = next((name for name in unsaved.STEPS if name in request.POST), "")
    answered = pressed in UNTIL_ANSWERED and getattr(record, "state", "") != State.IN_REVIEW
    differences = [difference_in_words(layout, line) for line in lines]
    context = {
        "original": record,
        "who": presence.person(last.revision.user),
        "when": last.revision.date_created,
        "lines": differences,
        "button": SAVE if answered else BUTTONS.get(pressed, SAVE),
        "answered": answered,
        "first": next((line.key for line in lines if line.choice == OPEN), lines[0].key if lines else ""),
        "missing": is_open and choices is not None,
        "compared": last.pk,
        "sent": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if _goes_along(name) and not (answered and name == pressed)
        ],
        "names": {"choice": CHOICE, "compared": COMPARED},
    }
    title = _("Somebody saved this record while you were writing")
    return screen_page(screen, request, "writing/conflict", title, context)


def _as_opened(layout: Layout, record: RegisterModel, version: int) -> sheets.FormValues | None:
    known = Version.objects.get_for_object(record).filter(pk=version).first()
    return sheets.of_snapshot(layout, snapshots.of_version(known)) if known else None


def _choices(request: HttpRequest, last: Version) -> dict[str, str] | None:
    """Return what was decided on the comparison with exactly this version; None if it was not shown yet."""
    if request.POST.get(COMPARED) != str(last.pk):
        return None
    chosen = {name.removeprefix(CHOICE): value for name, value in request.POST.items() if name.startswith(CHOICE)}
    return {name: str(value) for name, value in chosen.items() if value in (MINE, THEIRS)}


def _only_mine(record: RegisterModel, opened: Opened) -> bool:
    """Say whether everything saved since is the same person's own work, as from another tab."""
    return bool(opened.version) and version_token.newer(record, opened.version, but=opened.user) is None


def _go_on(request: HttpRequest, opened: Opened, last: Version, data: QueryDict) -> None:
    """Let the save go on with `data`, as a form that was opened on the last version."""
    opened.version = last.pk
    data[unsaved.OPENED] = str(last.pk)
    go_on_with(request, data)
    for name in [
        name for name, upload in request.FILES.items() if isinstance(upload, AcceptedPhoto | AcceptedDocument)
    ]:
        del request.FILES[name]  # its ticket goes on; what was refused stays, so that its field says why


def _goes_along(name: str) -> bool:
    return not name.startswith(CHOICE) and name not in (COMPARED, "csrfmiddlewaretoken")


def difference_in_words(layout: Layout, line: FieldDifference) -> Shown:
    """Return a difference in words."""
    where = _row_name(layout, line) if line.prefix else ""
    if line.name == reconciling.ROW:
        texts = [" · ".join(" ".join(part) for part in value if part) if value else "" for value in _sides(line)]
        removed = _("removed")
        base, theirs, mine = texts[0], texts[1] or removed, texts[2] or removed
        return Shown(line.key, where, _("The whole row"), base, theirs, mine, line.choice, line.is_conflict)
    fields = layout.row_fields(line.prefix) if line.prefix else layout.form.base_fields
    item = fields[line.name]
    base, theirs, mine = (words_of(item, value) for value in _sides(line))
    label = capfirst(str(item.label or line.name))
    language = item.widget.attrs.get("lang", "")
    return Shown(line.key, where, label, base, theirs, mine, line.choice, line.is_conflict, language)


def _sides(line: FieldDifference) -> tuple[Value, Value, Value]:
    return line.base, line.theirs, line.mine


def _row_name(layout: Layout, line: FieldDifference) -> str:
    """Return which row a line is about: its kind, and its own name where it still exists."""
    model = layout.formsets[line.prefix].model
    row = model._base_manager.filter(pk=whole(line.row)).first()
    kind = capfirst(str(model._meta.verbose_name))
    return f"{kind}: {row}" if row else kind
