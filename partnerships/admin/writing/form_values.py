"""A form with its rows as plain values, exactly as a browser sends them: from what is stored, kept or just sent."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.http import HttpRequest, QueryDict
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from partnerships.admin.writing.kept_files import TICKET, find_file
from partnerships.history.snapshots import Snapshot
from partnerships.models import RegisterModel
from partnerships.text.numbers import whole
from partnerships.text.richtext import BLOCK

#: What the inputs of one field send, input by input; None where the form did not show the field.
type Value = tuple[tuple[str, ...], ...] | None
type Fields = dict[str, Value]


@dataclass
class FormRows:
    """The rows of one kind: those with a number, new ones, and those to be removed."""

    kept: dict[str, Fields] = field(default_factory=dict)
    new: list[Fields] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)


@dataclass
class FormValues:
    """Everything a form says."""

    fields: Fields = field(default_factory=dict)
    rows: dict[str, FormRows] = field(default_factory=dict)


@dataclass
class Layout:
    """The forms of a screen: its own, and for each kind of row the formset by its prefix."""

    form: Any
    formsets: dict[str, Any]

    def row_fields(self, prefix: str) -> dict[str, forms.Field]:
        """Return the fields of a row, without its number and its owner."""
        formset = self.formsets[prefix]
        return {name: item for name, item in formset.form.base_fields.items() if name != formset.fk.name}


def prefixed(rows: Iterable[tuple[Any, Any]]) -> Iterator[tuple[str, Any, Any]]:
    """Yield formsets and inlines with the prefix of each, as Django numbers several of one kind."""
    counts: Counter[str] = Counter()
    for formset, inline in rows:
        prefix = formset.get_default_prefix()
        counts[prefix] += 1
        yield (f"{prefix}-{counts[prefix]}" if counts[prefix] > 1 else prefix), formset, inline


def layout_of(screen: Any, request: HttpRequest, record: RegisterModel | None) -> Layout:
    """Return the forms that `screen` shows for `record`."""
    rows = prefixed(screen.get_formsets_with_inlines(request, record))
    formsets = {prefix: formset for prefix, formset, _inline in rows}
    return Layout(screen.get_form(request, record, change=True), formsets)


def of_snapshot(layout: Layout, state: Snapshot) -> FormValues:
    """Return the form as it opens on `state`."""
    chosen = {name: list(keys) for name, keys in state.relations.items()}
    sheet = FormValues(_of_form(layout.form(instance=state.record, initial=chosen), layout.form.base_fields))
    for prefix, formset in layout.formsets.items():
        relation = formset.fk.remote_field.get_accessor_name()
        names = layout.row_fields(prefix)
        rows = {pk: row for (name, pk), row in state.rows.items() if name == relation}
        sheet.rows[prefix] = FormRows({pk: _of_form(formset.form(instance=row), names) for pk, row in rows.items()})
    return sheet


def of_data(layout: Layout, data: QueryDict) -> FormValues:
    """Return what a browser sent; a row that was never filled in is left out."""
    sheet = FormValues(_of_data(layout.form.base_fields, data, ""))
    for prefix, formset in layout.formsets.items():
        rows = sheet.rows[prefix] = FormRows()
        key = formset.model._meta.pk.name
        for number in range(_number(data.get(f"{prefix}-TOTAL_FORMS"))):
            row = f"{prefix}-{number}-"
            fields = _of_data(layout.row_fields(prefix), data, row)
            pk = data.get(f"{row}{key}", "")
            if pk:
                rows.kept[pk] = fields
                rows.gone |= {pk} if data.get(f"{row}DELETE") else set()
            elif not data.get(f"{row}DELETE") and formset.form(data, prefix=row[:-1]).has_changed():
                rows.new.append(fields)
    return sheet


def to_data(layout: Layout, sheet: FormValues, owner: RegisterModel | None, sent: QueryDict) -> QueryDict:
    """Return `sheet` as a browser would send it; what is no field of the form is taken over from `sent`."""
    data = QueryDict(mutable=True)
    for name in sent:
        if name.startswith("_") or name == "csrfmiddlewaretoken":
            data.setlist(name, sent.getlist(name))
    _write(data, "", layout.form.base_fields, sheet.fields)
    for prefix, formset in layout.formsets.items():
        rows = sheet.rows[prefix]
        for count, number in (("TOTAL", len(rows.kept) + len(rows.new)), ("INITIAL", len(rows.kept))):
            data[f"{prefix}-{count}_FORMS"] = str(number)
        data[f"{prefix}-MIN_NUM_FORMS"], data[f"{prefix}-MAX_NUM_FORMS"] = "0", "1000"
        numbered: list[tuple[str, Fields]] = [*rows.kept.items(), *(("", fields) for fields in rows.new)]
        for number, (pk, fields) in enumerate(numbered):
            row = f"{prefix}-{number}-"
            data[f"{row}{formset.model._meta.pk.name}"] = pk
            data[f"{row}{formset.fk.name}"] = str(owner.pk) if owner else ""
            if pk in rows.gone:
                data[f"{row}DELETE"] = "on"
            _write(data, row, layout.row_fields(prefix), fields)
    return data


def _number(text: object) -> int:
    return min(whole(text), 2000)


def plain_widget(widget: object) -> object:
    """Return the widget that sends the value."""
    return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget


def _inputs(widget: object, name: str) -> list[str]:
    if isinstance(widget, forms.MultiWidget):
        return [f"{name}_{number}" for number in range(len(widget.widgets))]
    return [name + TICKET] if isinstance(widget, forms.FileInput) else [name]


def _tidy(widget: object, values: Iterable[object]) -> tuple[str, ...]:
    """Return `values` so that the same content is equal: one kind of line break, no outer blanks, no order."""
    texts = [text for value in values if (text := str(value).replace("\r\n", "\n").strip())]
    if isinstance(widget, forms.CheckboxInput):
        return ("on",) if texts else ()
    return tuple(sorted(texts)) if isinstance(widget, forms.SelectMultiple) else tuple(texts)


def _of_form(form: forms.ModelForm, fields: dict[str, forms.Field]) -> Fields:
    return {name: _stored(form, name) for name in fields if name in form.fields}


def _stored(form: forms.ModelForm, name: str) -> Value:
    item = form.fields[name]
    widget, value = plain_widget(item.widget), item.prepare_value(form.get_initial_for_field(item, name))
    if isinstance(widget, forms.FileInput):
        return ((str(value.name),),) if value else ((),)
    if isinstance(widget, forms.MultiWidget):
        parts = value if isinstance(value, list) else widget.decompress(value) or []
        return tuple(_formatted(part, given) for part, given in zip(widget.widgets, parts, strict=False))
    return (_formatted(widget, value),)


def _formatted(widget: Any, value: object) -> tuple[str, ...]:
    if isinstance(widget, forms.CheckboxInput):
        return ("on",) if widget.check_test(value) else ()
    shown = widget.format_value(value)
    values = shown if isinstance(shown, list | tuple) else [] if shown is None else [shown]
    return _tidy(widget, values)


def _of_data(fields: dict[str, forms.Field], data: QueryDict, prefix: str) -> Fields:
    sent: Fields = {}
    for name, item in fields.items():
        widget = plain_widget(item.widget)
        inputs = _inputs(widget, prefix + name)
        silent = isinstance(widget, forms.CheckboxInput | forms.SelectMultiple)  # they send nothing when empty
        if silent or any(part in data for part in inputs):
            sent[name] = tuple(_tidy(widget, data.getlist(part)) for part in inputs)
        else:
            sent[name] = None
    return sent


def _write(data: QueryDict, prefix: str, fields: dict[str, forms.Field], values: Fields) -> None:
    for name, item in fields.items():
        widget = plain_widget(item.widget)
        for part, given in zip(_inputs(widget, prefix + name), values.get(name) or (), strict=False):
            if isinstance(widget, forms.FileInput) and find_file(*given[:1]) is None:
                continue  # the stored file stays
            if given or not isinstance(widget, forms.CheckboxInput | forms.SelectMultiple):
                data.setlist(part, list(given) or [""])


def words_of(item: forms.Field, value: Value) -> str:
    """Return what was entered, as a person reads it."""
    given = [text for part in value or () for text in part]
    if isinstance(plain_widget(item.widget), forms.FileInput):
        kept = find_file(given[0]) if given else None
        return kept.name if kept else (_("the file that is there") if given else "")
    if isinstance(item, forms.BooleanField):
        return _("yes") if given else _("no")
    if isinstance(item, forms.ModelChoiceField):
        numbers = [number for text in given if (number := whole(text))]
        return ", ".join(str(row) for row in item.queryset.filter(pk__in=numbers)) if item.queryset else ""
    if isinstance(item, forms.ChoiceField):
        choices: Any = item.choices
        labels = {str(key): str(label) for key, label in choices}
        return ", ".join(labels.get(text, text) for text in given)
    text = " ".join(given)
    return strip_tags(BLOCK.sub("\n\\g<0>", text)).strip() if BLOCK.search(text) else text
