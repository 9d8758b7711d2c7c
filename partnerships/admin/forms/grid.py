"""Rows as a grid one types through: which fields stand in the row, which behind "More", and in which section."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django import forms
from django.contrib.admin.helpers import AdminField, AdminReadonlyField, InlineAdminForm, InlineAdminFormSet
from django.forms import BaseInlineFormSet, BoundField
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.admin.forms.wording import RowForm
from partnerships.models import OFFICIAL_ROLES, PERSON_ROLES, ParticipantRole, Side
from partnerships.models.base import Entry
from partnerships.pasting.clipboard import MOST_ROWS
from partnerships.pasting.people import ATTENDANTS
from partnerships.text.label import Label
from partnerships.text.numbers import whole

#: What a new row holds before anybody has typed in it.
PRESET: Final = frozenset({"role", "side", "order", "state", "is_public", "qualifier"})
#: What the tick above a column says, by the kind of rows.
ALL: Final = {"participants": gettext_lazy("All officials")}


class GridForm(RowForm):
    """A row of a grid; one in which nothing has been typed is no row, whatever place it was added to."""

    def has_changed(self) -> bool:
        """Say whether anything was typed."""
        return bool(super().has_changed() and (self.instance.pk is not None or set(self.changed_data) - PRESET))


@dataclass(frozen=True)
class GridRows:
    """Rows of one relation that stand together: those with some roles, the first on offer of which a new row has.

    Where `roles` is None, those that no other place takes.
    """

    relation: str
    roles: Sequence[str] | None = None
    columns: tuple[str, ...] = ()
    by_side: bool = False
    title: Label = ""


@dataclass(frozen=True)
class GridSection:
    """A section of a form with a name of its own, made of rows, and of the group of fields of the same name."""

    key: str
    title: Label | Callable[..., str]
    rows: tuple[GridRows, ...]
    is_open: bool = True

    def title_for(self, record: object) -> str:
        """Return the heading; that of a visit depends on who travelled."""
        return str(self.title(record) if callable(self.title) else self.title)


@dataclass
class GridRow:
    """A row as the template shows it: the cells of the grid, and the fields that are less used."""

    form: Any
    original: Entry
    identity: str
    cells: list[AdminField | AdminReadonlyField]
    more: list[Any]
    hidden: list[BoundField]
    deletion: object = None
    side: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the less used fields stand open: there is a mistake in one of them."""
        return any(not item.is_readonly and item.errors() for item in self.more)

    @property
    def more_said(self) -> str:
        """What is written behind "More", so that nothing hides there unseen."""
        shown = (item for item in self.more if not item.is_readonly and item.field.name not in PRESET)
        return ", ".join(text for item in shown if (text := _said(item.field)))


def _linked(field: BoundField) -> str:
    """Return the name of the row that a field chooses, where it was read together with the form's; else ""."""
    instance: Any = getattr(field.form, "instance", None)
    column = next((one for one in instance._meta.concrete_fields if one.name == field.name), None) if instance else None
    if column is None or not column.is_relation or not column.is_cached(instance):
        return ""
    is_chosen = str(field.value()) == str(column.value_from_object(instance))
    return str(getattr(instance, column.name) or "") if is_chosen else ""


def _said(field: BoundField) -> str:
    """Return the value of a field as its reader sees it."""
    linked = _linked(field)
    if linked:
        return linked
    value, choices = str(field.value() or ""), getattr(field.field.widget, "choices", ())
    # A field filled in by the first letters has no list: its choices are every row there is.
    labels = {str(key): str(label) for key, label in choices} if isinstance(choices, list) else {}
    return labels.get(value, value) if value else ""


@dataclass
class GridColumn:
    """The head of a column, and what is said beside its tick for all rows; that of people is for officials."""

    name: str
    label: str
    all: str = ""
    roles: tuple[str, ...] = ()
    attendants: str = ""


@dataclass
class SideOfRows:
    """One side of an agreement in a form."""

    name: str
    title: str
    rows: list[GridRow]


@dataclass
class Grid:
    """Rows that stand together in a form."""

    key: str
    prefix: str
    title: str
    formset: BaseInlineFormSet
    by_side: bool
    rows: list[GridRow]
    empty: GridRow | None
    role: str = ""
    columns: list[GridColumn] = field(default_factory=list)
    manages: bool = False
    is_pasted: bool = False
    #: What the saved rows come to.
    foot: str = ""

    @property
    def width(self) -> int:
        """How many columns a line that goes through has."""
        return len(self.columns) + 2

    @property
    def add_words(self) -> str:
        """What the button says that adds a row to a side."""
        return _("Add a signatory") if PERSON_ROLES.meaning(self.role) == ParticipantRole.SIGNATORY else _("Add a body")

    @property
    def sides(self) -> list[SideOfRows]:
        """The rows by their side; whose side is not known stands below."""
        titles = {Side.HOME.value: _("Our side"), Side.PARTNER.value: _("Partner's side"), "": _("Side not stated")}
        sides = [
            SideOfRows(side, title, [row for row in self.rows if row.side == side]) for side, title in titles.items()
        ]
        return [side for side in sides if side.name or side.rows]


def with_row(sent: QueryDict) -> QueryDict:
    """Return what a form without scripts sent, with one more row where it asked for one."""
    data = sent.copy()
    relation, role, side = (*str(data["_row"]).split(":"), "", "")[:3]
    total = f"{relation}-TOTAL_FORMS"
    number = whole(data.get(total))
    if number < MOST_ROWS:
        for name, value in {"role": role, "side": side, "order": str(number)}.items():
            if value:
                data[f"{relation}-{number}-{name}"] = value
        for name in _shown_at_first(role):
            data[f"{relation}-{number}-{name}"] = "on"
        data[total] = str(number + 1)
    return data


def _shown_at_first(role: str) -> tuple[str, ...]:
    """Return the ticks that a new row of `role` begins with: whoever signs for a body is shown under the paper."""
    return ("is_public",) if PERSON_ROLES.meaning(role) == ParticipantRole.SIGNATORY else ()


def _label(item: Any) -> str:
    return capfirst(str(item.field["label"] if item.is_readonly else item.field.label))


def _name(item: Any) -> str:
    return str(item.field["name"] if item.is_readonly else item.field.name)


def _is_hidden(item: Any) -> bool:
    return bool(item.field["is_hidden"] if item.is_readonly else item.field.is_hidden)


def _row(inline_form: Any, columns: tuple[str, ...], identity: str, *, may_delete: bool = False) -> GridRow:
    items = {_name(item): item for part in inline_form for line in part for item in line}
    hidden = [item.field for item in items.values() if _is_hidden(item) and not item.is_readonly]
    form = inline_form.form
    side = (form["side"].value() or getattr(form.instance, "stands", "")) if "side" in form.fields else ""
    return GridRow(
        form,
        inline_form.original,
        identity,
        cells=[items[name] for name in columns if name in items],
        more=[item for name, item in items.items() if name not in columns and not _is_hidden(item)],
        hidden=[inline_form.pk_field().field, inline_form.fk_field().field, *hidden],
        deletion=inline_form.deletion_field() if may_delete and inline_form.original else None,
        side=side,
    )


def _new_role(rows: InlineAdminFormSet, roles: Sequence[str]) -> str:
    """Return the first of `roles` that new rows are offered, "" where there is none."""
    offered = dict(rows.formset.model._meta.get_field("role").labels.offered())
    return next((role for role in roles if role in offered), "")


def _empty(rows: InlineAdminFormSet, wanted: GridRows, columns: tuple[str, ...], role: str) -> GridRow | None:
    """Return the row that new ones are made of, with the `role` that rows have in this place."""
    if not rows.has_add_permission or (wanted.roles is not None and not role):
        return None
    form = rows.formset.empty_form
    if role:
        form.initial["role"] = role
        form.initial |= dict.fromkeys(_shown_at_first(role), True)
    shown = InlineAdminForm(
        rows.formset, form, rows.fieldsets, rows.prepopulated_fields, None, rows.readonly_fields, model_admin=rows.opts
    )
    return _row(shown, columns, "")


def _role(form: forms.ModelForm) -> str:
    """Return the role of a row; one that is only read tells it itself."""
    return str(form["role"].value() if "role" in form.fields else getattr(form.instance, "role", ""))


def _wanted(relation: str, places: Iterable[GridSection]) -> Iterator[tuple[str, str, GridRows]]:
    """Yield section, key and kind of each grid of `relation`: those of named places, then what none of them takes."""
    named = [(place.key, part) for place in places for part in place.rows if part.relation == relation]
    for place, part in named:
        yield place, relation if place == relation else f"{place}-{relation}", part
    yield relation, f"{relation}-others" if relation in dict(named) else relation, GridRows(relation)


def grids(rows: InlineAdminFormSet, places: Iterable[GridSection], pasted: Iterable[str]) -> Iterator[tuple[str, Grid]]:
    """Yield the grids into which the rows of one relation part, each with the key of its section.

    Every row stands in exactly one: in the first place that takes its role, else in the relation's own.
    """
    formset, opts = rows.formset, rows.opts
    relation, blank = formset.prefix, formset.add_prefix("__prefix__")
    left = {number: shown for number, shown in enumerate(rows) if shown.form.prefix != blank}
    may_delete = formset.can_delete and rows.has_delete_permission
    manages = True
    for place, key, part in _wanted(relation, places):
        if key.endswith("-others") and not left:
            continue
        taken = {n: shown for n, shown in left.items() if part.roles is None or _role(shown.form) in part.roles}
        left = {n: shown for n, shown in left.items() if n not in taken}
        columns = part.columns or opts.columns
        shown_rows = [_row(shown, columns, f"{relation}-{n}", may_delete=may_delete) for n, shown in taken.items()]
        role = "" if part.roles is None else _new_role(rows, part.roles)
        empty = _empty(rows, part, columns, role)
        title = str(part.title or capfirst(opts.verbose_name_plural))
        grid = Grid(key, relation, title, formset, part.by_side, shown_rows, empty)
        grid.role = role
        grid.foot = opts.foot([row.original for row in shown_rows if row.original]) if opts.foot else ""
        grid.manages, grid.is_pasted = manages, empty is not None and key == relation and relation in pasted
        sample = [*shown_rows, *([empty] if empty else [])][:1]
        only = (PERSON_ROLES.counting_as(*OFFICIAL_ROLES), ATTENDANTS) if relation == "participants" else ()
        grid.columns = [
            GridColumn(_name(item), _label(item), _all(item, relation), *only) for row in sample for item in row.cells
        ]
        manages = False
        yield place, grid


def _all(item: Any, relation: str) -> str:
    """Return what the tick for all rows says above the column `item`; "" where there is none."""
    if item.is_readonly or not item.is_checkbox:
        return ""
    return str(ALL.get(relation, _("All")))
