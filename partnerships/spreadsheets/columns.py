"""The columns of the staff tables: which fields of each concept go in and out, under which heading.

What is not named here cannot be set by a file: the state, the moment of publication, who is responsible.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.fields import Field

from partnerships.models import (
    BODY_ROLES,
    ActionKind,
    Agreement,
    City,
    Organization,
    RegisterModel,
    TieStepKind,
)
from partnerships.models.term_field import TermField
from partnerships.models.text import RichTextField
from partnerships.period import Period, PeriodColumn, format_period
from partnerships.spreadsheets.cells import (
    AddressCell,
    ChoiceCell,
    DayCell,
    FlagCell,
    FractionCell,
    ItemCell,
    LineCell,
    NumberCell,
    PeriodCell,
    RichCell,
    TextCell,
    folded,
    plain_cell,
)
from partnerships.spreadsheets.courses import Actions, triple
from partnerships.spreadsheets.fields import FIELDS, PROTECTED
from partnerships.spreadsheets.foreign_names import names_of
from partnerships.spreadsheets.lookups import Points, PointsAtMany, Steps, TableNames, TakesPart
from partnerships.spreadsheets.synonyms import VALUES, headings_of
from partnerships.text.label import Label
from partnerships.text.translated import CODES, first_column, text_column, text_columns

NUMBER, VERSION = "id", "version"
#: Characters that a cell of a workbook holds at most.
LONGEST_CELL: Final = 32_767


class SheetColumn(Field):
    """One column: its heading in each language, how its cells read, and whether a record needs it."""

    #: What the texts of all its languages are called together; "" for a column without a language.
    texts: object = ""
    #: The field of them all together; "" for the same.
    base = ""

    def __init__(
        self, name: str, label: Label, widget: TextCell, *, attribute: str = "", required: bool = False
    ) -> None:
        super().__init__(attribute=attribute or name, column_name=name, widget=widget)
        self.label, self.required = label, required
        self.many = isinstance(widget, PointsAtMany)
        self.keeps_default = False

    def heading(self, language: str | None = None) -> str:
        """Return the heading in `language`, by default the active one."""
        with translation.override(language or translation.get_language()):
            return capfirst(str(self.label))

    def now(self, instance: Any) -> Any:
        """Return what the record holds now, in the form that a read cell has."""
        if not self.many:
            return self.get_value(instance)
        if instance.pk is None:
            return frozenset()
        if self.attribute == "organizations":
            return frozenset((row.organization_id, row.role) for row in instance.involvements.all())
        if self.attribute == "tie_steps":
            return frozenset((step.kind, step.date.edtf()) for step in instance.tie_steps.all())
        if self.attribute == "actions":
            return frozenset(map(triple, instance.actions.all()))
        return frozenset(row.pk for row in getattr(instance, self.attribute).all())

    def same(self, now: object, value: object) -> bool:
        """Say whether `value` would change nothing."""
        if not isinstance(value, str) or not isinstance(now, str | None):
            return bool(now == value)
        return value in {now or "", self._as_read(plain_cell(now)), self._as_read(plain_cell(now)[:LONGEST_CELL])}

    def _as_read(self, text: str) -> str:
        """Return `text` as it comes back from a cell: what was kept before a rule of texts is not changed by it."""
        try:
            return str(self.widget.clean(text)) if text else ""
        except ValueError:
            return text

    def is_cut(self, now: object) -> bool:
        """Say whether a cell of a workbook holds only the beginning of `now`."""
        return isinstance(now, str) and len(plain_cell(now)) > LONGEST_CELL

    def printed(self, value: object) -> object:
        """Return `value` as the preview prints it: what it points at as links, a day in words."""
        if isinstance(self.widget, Points):
            return {"links": self.widget.links(value)} if value else ""
        if isinstance(value, date):
            return format_period(Period.of((value.year, value.month, value.day)))
        return str(self.shown(value))

    def shown(self, value: object) -> Any:
        """Return `value` as a cell shows it."""
        return self.widget.render(value)


def columns_of(model: type[RegisterModel], names: dict[type[models.Model], TableNames]) -> dict[str, SheetColumn]:
    """Return the columns of a concept by their names; `names` tell what its references point at."""
    columns = [
        SheetColumn(NUMBER, gettext_lazy("number in the register"), NumberCell()),
        *(column for name in FIELDS[model] for column in _columns(model, name, names)),
        SheetColumn(VERSION, gettext_lazy("version"), TextCell()),
    ]
    return {column.column_name: column for column in columns}


def _columns(model: type[RegisterModel], name: str, names: dict[type[models.Model], TableNames]) -> list[SheetColumn]:
    if name == "period":
        label = gettext_lazy("since") if model is City else gettext_lazy("date")
        return [SheetColumn("period", label, PeriodCell())]
    if name == "organizations":
        widget: TextCell = TakesPart(_names(names, Organization), ChoiceCell(BODY_ROLES.items()))
        return [SheetColumn(name, gettext_lazy("organisations"), widget)]
    if name == "tie_steps":
        widget = Steps(_names(names, City), ChoiceCell(TieStepKind.choices))
        return [SheetColumn(name, gettext_lazy("steps of the tie"), widget)]
    if name == "actions":
        widget = Actions(_names(names, Agreement), ChoiceCell(ActionKind.choices))
        return [SheetColumn(name, gettext_lazy("what happened to the agreement"), widget)]
    field = model._meta.get_field(name)
    translated = text_columns(name)
    if not any(other.name == translated[0] for other in model._meta.get_fields()):
        return [_column(field, names)]
    fields = [model._meta.get_field(wanted) for wanted in translated]
    return [_column(other, names, original=field) for other in fields]


def _column(field: Any, names: dict[type[models.Model], TableNames], original: Any = None) -> SheetColumn:
    column = SheetColumn(
        field.name,
        field.verbose_name,
        _widget(field, names),
        attribute=getattr(field, "attname", field.name),
        required=_is_required(field, original),
    )
    column.texts, column.base = (original.verbose_name, original.name) if original else ("", "")
    column.keeps_default = field.has_default() or (field.choices and not field.blank)
    return column


def _is_required(field: models.Field, original: Any) -> bool:
    if field.many_to_many or field.name == "slug":
        return False
    if original is not None:
        return not original.blank and field.name.endswith(first_column(""))
    return not (field.blank or field.has_default() or isinstance(field, models.BooleanField))


def _widget(field: Any, names: dict[type[models.Model], TableNames]) -> TextCell:
    if field.is_relation:
        target = _names(names, field.related_model)
        return PointsAtMany(target) if field.many_to_many else Points(target)
    if field.name == "wikidata_id":
        return ItemCell()
    if field.choices:
        choices = {code: label for code, label in field.flatchoices if code != ""}
        others = {word: code for word, code in _synonyms(field) if code in choices}
        return ChoiceCell(choices.items(), {**others, **getattr(field, "former_labels", {})})
    kinds: tuple[tuple[type[models.Field], type[TextCell]], ...] = (
        (models.BooleanField, FlagCell),
        (PeriodColumn, PeriodCell),
        (models.DateField, DayCell),
        (models.DecimalField, FractionCell),
        (models.IntegerField, NumberCell),
        (models.URLField, AddressCell),
        (models.CharField, LineCell),
        (RichTextField, RichCell),
    )
    return next((widget() for kind, widget in kinds if isinstance(field, kind)), TextCell())


def _synonyms(field: models.Field) -> Iterable[tuple[str, str]]:
    """Return other words for the choices of `field`; where no term has their code, for the first that counts as it."""
    for word, code in VALUES.get(field.name, {}).items():
        if isinstance(field, TermField) and code not in field.labels:
            code = next(iter(field.labels.counting_as(code)), code)
        yield word, code


def _names(names: dict[type[models.Model], TableNames], model: type[models.Model]) -> TableNames:
    return names.setdefault(model, names_of(model))


def known_headings(columns: dict[str, SheetColumn]) -> dict[str, str]:
    """Return the name of the column for each heading that may stand over it: in any language, or its code.

    A translated column is also known by its bare name in its own language: “Название”, “Title”, and by its
    code in brackets: files that were taken out earlier say “Title [en]”.
    """
    known: dict[str, str] = {}
    for name, column in columns.items():
        known[folded(name)] = name
        for code in CODES:
            known.setdefault(folded(column.heading(code)), name)
            if column.texts:
                with translation.override(code):
                    texts = str(column.texts)
                own = next(each for each in CODES if name.endswith(text_column("", each)))
                known.setdefault(folded(f"{texts} [{own}]"), name)
                if own == code:
                    known.setdefault(folded(texts), name)
    return known


def own_headings(columns: dict[str, SheetColumn]) -> set[str]:
    """Return the headings, folded, that leave no doubt: the whole ones in any language, and the codes."""
    return {folded(text) for name, column in columns.items() for text in (name, *map(column.heading, CODES))}


def other_headings(columns: dict[str, SheetColumn], model: type[RegisterModel]) -> dict[str, str]:
    """Return the name of the column for headings that other tables have for it, but for those never set by a file."""
    known: dict[str, str] = {}
    for base, words in headings_of(model).items():
        name = base if base in columns else text_column(base, settings.LANGUAGE_CODE)
        for word in words if name in columns else ():
            known.setdefault(folded(word), name)
    never = protected_headings(model)
    return {word: name for word, name in known.items() if word not in never}


def protected_headings(model: type[RegisterModel]) -> set[str]:
    """Return the headings, folded, of what a file can never set."""
    found = set()
    for name in PROTECTED:
        field: Any = next((field for field in model._meta.get_fields() if field.name == name), None)
        for code in CODES if field else ():
            with translation.override(code):
                found |= {folded(str(field.verbose_name)), folded(name)}
    return found


#: Kind of cell → what the sheet of explanations says of it; the first that fits.
HINTS: Final[tuple[tuple[type[TextCell], object], ...]] = (
    (TakesPart, gettext_lazy("Names of organisations with semicolons between them, the role in brackets after each.")),
    (
        Steps,
        gettext_lazy(
            "What happened, its date in brackets, with semicolons between: put on hold (2022); resumed (May 2024)."
        ),
    ),
    (PointsAtMany, gettext_lazy("Names in either language, or page addresses, with semicolons between them.")),
    (Points, gettext_lazy("A name in either language, a page address, or a number as № 12.")),
    (DayCell, gettext_lazy("A day, for example 30.07.2022.")),
    (PeriodCell, gettext_lazy("As exactly as known: 2011, July 2019, 30–31 July 2022, 2014–2019, since 2014.")),
    (FlagCell, gettext_lazy("Yes or no.")),
)


def hint(column: SheetColumn) -> str:
    """Return what the sheet of explanations says of a column."""
    if column.column_name == "slug":
        return _("Latin letters, digits and hyphens. May stay empty: it is made from the title.")
    if isinstance(column.widget, ChoiceCell):
        return ", ".join(column.widget.labels())
    return next((str(text) for kind, text in HINTS if isinstance(column.widget, kind)), "")
