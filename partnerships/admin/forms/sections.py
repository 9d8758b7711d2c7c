"""Sections of a long form: the short part open, the rest closed, each with its count and its mistakes."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.admin.helpers import AdminForm, Fieldset, InlineAdminFormSet
from django.contrib.admin.utils import flatten
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm
from django.utils.text import capfirst
from django.utils.translation import gettext as _

EMPTY: Final[tuple[Any, ...]] = (None, "", [], False)


@dataclass(frozen=True)
class Problem:
    """One mistake as the list above the form tells it: where, what, and the field to go to."""

    label: str
    message: str
    anchor: str


@dataclass
class Section:
    """A named part of the form: a group of fields, or the rows of one kind."""

    key: str
    title: str
    count: int
    problems: list[Problem]
    fieldset: Fieldset | None = None
    rows: InlineAdminFormSet | None = None

    def adding(self) -> str:
        """Return what the admin's script needs to add a row, in words that fit every kind of row."""
        options = {"prefix": self.key, "addText": _("Add a row"), "deleteText": _("Remove the row")}
        return json.dumps({"name": f"#{self.key}", "options": options})


def _problems(form: BaseForm, names: Iterable[str], title: str = "", nowhere: str = "") -> Iterator[Problem]:
    """Yield the mistakes of `form` in the fields `names`, and those of no field where `nowhere` is given."""
    for name in names:
        for message in form.errors.get(name, ()):
            field = form[name]
            label = ", ".join(part for part in (title, str(field.label)) if part)
            yield Problem(capfirst(label), str(message), field.id_for_label or field.auto_id)
    if nowhere:
        for message in form.errors.get(NON_FIELD_ERRORS, ()):
            yield Problem(title, str(message), nowhere)


def _of_fields(fieldset: Any, key: str) -> Section:
    form, names = fieldset.form, [name for name in flatten(fieldset.fields) if name in fieldset.form.fields]
    filled = sum(form[name].value() not in EMPTY for name in names)
    title, fieldset.name = str(fieldset.name or ""), None  # the section itself shows the heading
    return Section(key, title, filled, list(_problems(form, names)), fieldset=fieldset)


def _of_rows(rows: InlineAdminFormSet) -> Section:
    formset, title = rows.formset, str(capfirst(rows.opts.verbose_name_plural))
    problems = [Problem(title, str(message), f"{formset.prefix}-group") for message in formset.non_form_errors()]
    for number, form in enumerate(formset.forms, 1):
        where = f"{title}, {number}"
        problems += _problems(form, form.fields, where, nowhere=f"{formset.prefix}-{number - 1}")
    count = sum(form.instance.pk is not None or form.is_bound for form in formset.forms)
    return Section(formset.prefix, title, count, problems, rows=rows)


def sections(form: AdminForm, rows: Iterable[InlineAdminFormSet], front: tuple[str, ...]) -> list[Section]:
    """Return the sections in their order: the open one, the rows named in `front`, other fields, other rows."""
    first, *more = [_of_fields(fieldset, f"fields-{number}") for number, fieldset in enumerate(form)]
    kept = {section.key: section for section in map(_of_rows, rows)}
    ahead = [kept.pop(key) for key in front if key in kept]
    return [first, *ahead, *more, *kept.values()]


def problems(form: AdminForm, parts: Iterable[Section]) -> list[Problem]:
    """Return every mistake in the order of the page, those of no field first."""
    return [
        *_problems(form.form, (), nowhere="content-main"),
        *(problem for part in parts for problem in part.problems),
    ]


def context_of(form: AdminForm, rows: list[InlineAdminFormSet], front: tuple[str, ...]) -> dict[str, Any]:
    """Return what the template of a form in sections needs."""
    parts = sections(form, rows, front)
    return {"sections": parts, "problems": problems(form, parts)}
