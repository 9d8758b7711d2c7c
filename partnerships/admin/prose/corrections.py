"""What a clerk corrected of the drafts of a text: it is shown and kept with them, and never with other ones."""

import re
from collections.abc import Iterable
from typing import Any, Final

from django.http import QueryDict

from partnerships.admin.prose.drafts import Draft
from partnerships.admin.prose.looked_at import FINDS, tells_of_the_same
from partnerships.admin.prose.shape import SHAPE
from partnerships.text.numbers import whole

#: The field with the part of a long text that is looked at, counted from 0.
PART: Final = "part"
#: Fields of drafts and of new cities, which are kept while they are corrected.
_CORRECTED: Final = re.compile(r"([dc]\d+-)\w+")


def still_corrected(data: QueryDict, mark: str) -> QueryDict:
    """Return a copy of `data` without what was corrected of drafts or new cities that `mark` no longer stands for."""
    seen, copy = data.get(FINDS, ""), data.copy()
    gone = "" if seen == mark else "c" if tells_of_the_same(seen, mark) else "cd"
    for name in data:
        if _CORRECTED.fullmatch(name) and name[0] in gone:
            del copy[name]
    return copy


def is_behind(sent: QueryDict, kept: QueryDict) -> bool:
    """Say whether `sent` is of another part than `kept`, or of drafts that were joined or split since."""
    steps, taken = kept.get(SHAPE, ""), sent.get(SHAPE, "")
    is_earlier = _is_same(sent, kept) and steps != taken and steps.startswith(taken)
    return whole(sent.get(PART)) != whole(kept.get(PART)) or is_earlier


def corrected(kept: QueryDict, sent: QueryDict) -> QueryDict:
    """Return `kept` with the drafts of `sent` in place of its own; those that were not sent stay as they are."""
    drafts = {match[1] for name in sent if (match := _CORRECTED.fullmatch(name))}
    data = still_corrected(kept, sent.get(FINDS, ""))
    for name in list(data):
        if (match := _CORRECTED.fullmatch(name)) and match[1] in drafts:
            del data[name]
    for name in sent:
        if name in (FINDS, SHAPE) or _CORRECTED.fullmatch(name):
            data.setlist(name, sent.getlist(name))
    return data


def after_step(data: QueryDict, before: Iterable[Draft], after: Iterable[Draft]) -> QueryDict:
    """Return `data` as it goes with the drafts `after` a step: what was read follows it, what was typed stays.

    `before` are the drafts as they were sent. A draft that another one was joined to takes what was typed there,
    where nothing was typed in its own field.
    """
    was, now = {draft.number: draft for draft in before}, {draft.number: draft for draft in after}
    copy, gone = data.copy(), [draft for number, draft in was.items() if number not in now]
    for draft in gone:
        for name in draft.form.fields:
            copy.pop(draft.form.add_prefix(name), None)
    for number, draft in now.items():
        if number in was and draft.find != was[number].find:
            absorbed = {name: value for one in gone if one.joins_to == number for name, value in _typed(one).items()}
            typed = _typed(was[number])
            if draft.find.kind != was[number].find.kind:  # another kind has other forms and other records
                typed = {name: value for name, value in typed.items() if name not in ("form", "into")}
            _fill(copy, draft, typed, absorbed)
    return copy


def _typed(draft: Draft) -> dict[str, Any]:
    """Return what the clerk has changed of a draft that was sent."""
    return {name: draft.form[name].data for name in draft.form.changed_data} if draft.form.is_bound else {}


def _fill(data: QueryDict, draft: Draft, typed: dict[str, Any], absorbed: dict[str, Any]) -> None:
    for name in draft.form.fields:
        read = typed[name] if name in typed else draft.form[name].value()
        value = typed.get(name) or absorbed.get(name) or read
        field = draft.form.add_prefix(name)
        data.pop(field, None)
        if isinstance(value, list):
            data.setlist(field, list(dict.fromkeys((*value, *absorbed.get(name, ())))))
        elif value is not False and value is not None:
            data[field] = "on" if value is True else str(value or "")


def _is_same(sent: QueryDict, kept: QueryDict) -> bool:
    return tells_of_the_same(sent.get(FINDS, ""), kept.get(FINDS, ""))
