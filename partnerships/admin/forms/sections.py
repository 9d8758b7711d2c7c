"""Sections of a long form: the short part open, the rest closed, each with its count and its mistakes."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Final

from django.contrib.admin.helpers import AdminForm, Fieldset, InlineAdminFormSet
from django.contrib.admin.utils import flatten
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm, BaseInlineFormSet
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.admin.forms.grid import Grid, GridSection, grids

#: Rows that are no lines of a table → what the buttons say that add one and take one away.
ROW_WORDS: Final = {
    "documents": (gettext_lazy("Add a document"), gettext_lazy("Remove the document")),
    "photos": (gettext_lazy("Add a photo"), gettext_lazy("Remove the photo")),
}
#: What a question in a mistake is answered with.
ANSWER: Final = re.compile(r"<label>.*?</label>", re.DOTALL)
EMPTY: Final[tuple[object, ...]] = (None, "", [], False)


@dataclass(frozen=True)
class FormProblem:
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
    problems: list[FormProblem]
    fieldset: Fieldset | None = None
    rows: InlineAdminFormSet | None = None
    grids: list[Grid] = field(default_factory=list)
    is_open: bool = False
    #: Of a section of rows that has fields as well: what these are called, and whether they are seen at once.
    words: str = ""
    shows_words: bool = False

    @property
    def has_titles(self) -> bool:
        """Whether its parts need headings of their own."""
        return len(self.grids) > 1

    def adding(self) -> str:
        """Return what the admin's script needs to add a row, in words of its kind."""
        add, remove = ROW_WORDS[self.key]
        options = {"prefix": self.key, "addText": str(add), "deleteText": str(remove)}
        return json.dumps({"name": f"#{self.key}", "options": options})


def _listed(message: object) -> str:
    """Return a mistake as the list says it: links and what can be answered stand at the field alone."""
    if not isinstance(message, SafeString):
        return str(message)
    return unescape(strip_tags(ANSWER.sub("", message))).strip()


def _problems(form: BaseForm, names: Iterable[str], title: str = "", nowhere: str = "") -> Iterator[FormProblem]:
    """Yield the mistakes of `form` in the fields `names`, and those of no field where `nowhere` is given."""
    for name in names:
        for message in form.errors.get(name, ()):
            field = form[name]
            label = ", ".join(part for part in (title, str(field.label)) if part)
            yield FormProblem(capfirst(label), _listed(message), field.id_for_label or field.auto_id)
    if nowhere:
        for message in form.errors.get(NON_FIELD_ERRORS, ()):
            yield FormProblem(title, str(message), nowhere)


def _of_fields(fieldset: Any, key: str) -> Section:
    form, names = fieldset.form, [name for name in flatten(fieldset.fields) if name in fieldset.form.fields]
    filled = sum(form[name].value() not in EMPTY for name in names)
    title, fieldset.name = str(fieldset.name or ""), None  # the section itself shows the heading
    return Section(key, title, filled, list(_problems(form, names)), fieldset=fieldset)


def _of_rows(rows: InlineAdminFormSet) -> Section:
    formset, title = rows.formset, str(capfirst(rows.opts.verbose_name_plural))
    count = sum(form.instance.pk is not None or form.is_bound for form in formset.forms)
    return Section(formset.prefix, title, count, list(_problems_of_rows(formset, formset.forms, title)), rows=rows)


def _problems_of_rows(
    formset: BaseInlineFormSet, forms: Iterable[BaseForm], title: str, *, whole: bool = True
) -> Iterator[FormProblem]:
    """Yield the mistakes of `forms`, which stand together under `title`, and with `whole` those of all rows."""
    if whole:
        yield from (
            FormProblem(title, str(message), f"{formset.prefix}-group") for message in formset.non_form_errors()
        )
    for number, form in enumerate(forms, 1):
        where, nowhere = _("%(rows)s, row %(number)s") % {"rows": title, "number": number}, str(form.prefix)
        yield from _problems(form, form.fields, where, nowhere=nowhere)


def _add_grid(section: Section, grid: Grid, rows: InlineAdminFormSet) -> None:
    """Put a grid into its section, with the number of its rows and their mistakes."""
    section.grids.append(grid)
    section.rows = section.rows or rows
    section.count += len(grid.rows)
    title = section.title if len(section.grids) == 1 else f"{section.title}: {grid.title}"
    section.problems += _problems_of_rows(grid.formset, [row.form for row in grid.rows], title, whole=grid.manages)


@dataclass(frozen=True)
class Outline:
    """How a screen arranges its sections: places of its own, what stands in front, what may be pasted."""

    places: tuple[GridSection, ...] = ()
    front: tuple[str, ...] = ()
    pasted: tuple[str, ...] = ()


def sections(form: AdminForm, rows: Iterable[InlineAdminFormSet], outline: Outline, record: object) -> list[Section]:
    """Return the sections in their order: the open one, those in front, other fields, other rows."""
    parts = list(form)
    own = {
        place.key: Section(place.key, place.title_for(record), 0, [], is_open=place.is_open) for place in outline.places
    }
    more = []
    for number, fieldset in enumerate(parts):
        section = _of_fields(fieldset, f"fields-{number}")
        named = next((own[name] for name in str(fieldset.classes).split() if name in own), None)
        if named is None:
            more.append(section)
        else:
            named.fieldset, named.problems, named.count = section.fieldset, section.problems, section.count
            named.words, named.shows_words = section.title, bool(section.count or section.problems)
    kept: dict[str, Section] = dict(own)
    for formset in rows:
        if not hasattr(formset.opts, "columns"):
            kept[formset.formset.prefix] = _of_rows(formset)
            continue
        for key, grid in grids(formset, outline.places, outline.pasted):
            title = str(capfirst(formset.opts.verbose_name_plural))
            _add_grid(kept.setdefault(key, Section(key, title, 0, [])), grid, formset)
    first, *more = more
    ahead = [kept.pop(key) for key in outline.front if key in kept]
    return [first, *ahead, *more, *kept.values()]


def form_problems(form: AdminForm, parts: Iterable[Section]) -> list[FormProblem]:
    """Return every mistake in the order of the page, those of no field first."""
    return [
        *_problems(form.form, (), nowhere="content-main"),
        *(problem for part in parts for problem in part.problems),
    ]


def plain_problems(form: BaseForm) -> list[FormProblem]:
    """Return every mistake of a form without sections, those of no field first."""
    return [*_problems(form, (), nowhere="content-main"), *_problems(form, form.fields)]


def sections_context(
    form: AdminForm, rows: list[InlineAdminFormSet], outline: Outline, record: object
) -> dict[str, Any]:
    """Return what the template of a form in sections needs."""
    parts = sections(form, rows, outline, record)
    return {"sections": parts, "problems": form_problems(form, parts)}
