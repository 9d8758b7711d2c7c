"""What a browser kept while the server was out of reach, joined with what the server has of the same form."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.http import HttpRequest, JsonResponse, QueryDict
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac

from partnerships.admin.access import acting
from partnerships.admin.writing import conflict, form_values, three_way, unsaved
from partnerships.admin.writing.form_values import Layout
from partnerships.admin.writing.open_form import Opened, offers_for
from partnerships.admin.writing.three_way import MINE, THEIRS
from partnerships.models import OpenForm, RegisterModel, User
from partnerships.text.numbers import whole

#: Marks a text that a browser kept: how many milliseconds ago something was typed in it last.
UNSENT = "_unsent"
#: What the server had of it by then, and how long ago each field was typed in.
BASE, AGES = "_base", "_ages"
#: The form on the page that brings it.
PAGE = "_page"


def seal(user: User) -> str:
    """Return the key by which the browser of `user` closes what it keeps: from page to page the same."""
    return salted_hmac("partnerships.unsent", str(user.pk), algorithm="sha256").hexdigest()


@dataclass(frozen=True)
class Unsent:
    """One form as a browser kept it."""

    key: UUID
    user_id: int
    model: str
    object_id: str
    typed: QueryDict
    base: QueryDict
    ages: dict[str, int]
    at: datetime

    @classmethod
    def of(cls, sent: QueryDict, key: UUID, user_id: int, model: str, object_id: str) -> "Unsent":
        """Read what the browser sends; a clock that goes wrong there changes nothing here."""
        try:
            ages = {str(name): whole(age) for name, age in json.loads(sent.get(AGES, "")).items()}
        except (ValueError, AttributeError):
            ages = {}
        base, at = QueryDict(sent.get(BASE, "")), _ago(whole(sent.get(UNSENT)))
        return cls(key, user_id, model, object_id, sent, base, ages, at)

    def when(self, name: str) -> datetime:
        """Return when the input `name`, or a part of it, was typed in."""
        parts = [age for part, age in self.ages.items() if part == name or part.startswith((f"{name}_", f"{name}-"))]
        return _ago(min(parts)) if parts else self.at


def _ago(milliseconds: int) -> datetime:
    return timezone.now() - min(timedelta(milliseconds=milliseconds), timedelta(days=365))


def answer_unsent(screen: object, request: HttpRequest, sent: Unsent, record: RegisterModel | None) -> JsonResponse:
    """Take what a browser brings after it had no connection, and say what can be taken back now."""
    changed = deliver(sent, lambda form: _joined(form_values.layout_of(screen, request, record), sent, record, form))
    told: dict[str, object] = {"arrived": True, "changed": changed}
    page, user = unsaved.read_token(request.POST.get(PAGE, "")), acting(request)
    if page is not None and page[1] == user.pk:
        opened = Opened(page[0], user, sent.model, sent.object_id, 0)
        opened.offers = offers_for(user, record, opened)
        told["offers"] = render_to_string("admin/partnerships/writing/unsaved.html#offers", {"opened": opened}, request)
    return JsonResponse(told)


def deliver(sent: Unsent, join: Callable[[OpenForm], QueryDict | None] | None) -> bool:
    """Keep what the browser kept, as if it had come when it was typed; say whether that brought anything new.

    Where the same form went on somewhere else, `join` puts both into one, field by field the newer text; without
    it the text is kept beside the other.
    """
    with transaction.atomic():
        form = OpenForm.objects.select_for_update().filter(pk=sent.key).first()
        if form is None or (form.typed_at is None and form.saved_at is None):
            return _keep(sent, sent.typed)
        if form.saved_at is not None:
            return not unsaved.is_saved(form, sent.typed) and _keep(sent, sent.typed, form.object_id)
        theirs = form.fields()
        if _same(sent.typed, theirs) or _same(sent.typed, sent.base):
            return False
        if _same(theirs, sent.base):
            return _keep(sent, sent.typed)
        if join is None:
            return _keep(sent, sent.typed, sent.object_id)
        joined = join(form)
        return joined is not None and _keep(sent, joined)


def _keep(sent: Unsent, data: QueryDict, object_id: str | None = None) -> bool:
    """Keep `data`; under a key of its own where `object_id` is given."""
    key, number = (sent.key, sent.object_id) if object_id is None else (uuid4(), object_id)
    unsaved.keep(key, sent.user_id, sent.model, number, data, at=sent.at)
    return True


def _same(one: QueryDict, other: QueryDict) -> bool:
    return _plain(one) == _plain(other)


def _plain(data: QueryDict) -> str:
    """Return what was typed, with one kind of line break: browsers send both."""
    return unsaved.text_of(data).replace("%0D%0A", "%0A")


def _joined(layout: Layout, sent: Unsent, record: RegisterModel | None, form: OpenForm) -> QueryDict | None:
    """Return both texts in one; None if the browser's has nothing that the server's lacks."""
    base, theirs, mine = (form_values.of_data(layout, data) for data in (sent.base, form.fields(), sent.typed))
    _first, lines = three_way.merge_forms(base, theirs, mine, {})
    typed_at = form.typed_at or sent.at
    choices = {line.key: _newer(sent, layout, line, typed_at) for line in lines if line.is_conflict}
    merged, lines = three_way.merge_forms(base, theirs, mine, choices)
    for prefix, rows in merged.rows.items():
        empty = form_values.FormRows()
        before, others = base.rows.get(prefix, empty), theirs.rows.get(prefix, empty)
        rows.new = three_way.added(before, others, mine.rows[prefix])
        untouched = {pk for pk in others.gone if mine.rows[prefix].kept.get(pk) == before.kept.get(pk)}
        rows.gone |= untouched
    if merged == theirs:
        return None
    data = form_values.to_data(layout, merged, record, sent.typed)
    shown = [conflict.difference_in_words(layout, line) for line in lines if line.is_conflict]
    older = [(line, line.theirs if line.choice == MINE else line.mine) for line in shown]
    texts = [f"{': '.join(part for part in (line.where, line.label) if part)}: {text or '—'}" for line, text in older]
    data.setlist(unsaved.OLDER, [*form.fields().getlist(unsaved.OLDER), *texts])
    data.setlist(unsaved.FILES, form.fields().getlist(unsaved.FILES))
    return data


def _newer(sent: Unsent, layout: Layout, line: three_way.FieldDifference, typed_at: datetime) -> str:
    """Return whose text of a field is the newer one; a row that one of them removed stays."""
    if line.name == three_way.ROW:
        return MINE if line.mine is not None else THEIRS
    name = line.name
    if line.prefix:
        key = layout.formsets[line.prefix].model._meta.pk.name
        row = next((name for name, value in sent.typed.items() if value == line.row and name.endswith(f"-{key}")), "")
        name = f"{row.removesuffix(key)}{line.name}"
    return MINE if sent.when(name) >= typed_at else THEIRS
