"""An import from its file to one revision: the columns are recognised, every row is checked, all or nothing is kept."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import batched
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from import_export.results import RowResult

from partnerships.database import analyze
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.models import Country, CountryGroup, RegisterModel, User
from partnerships.period import Period
from partnerships.spreadsheets import refusals, unlikely
from partnerships.spreadsheets.cells import folded
from partnerships.spreadsheets.choices import Choices, remember
from partnerships.spreadsheets.columns import SheetColumn
from partnerships.spreadsheets.new_countries import NewCountries
from partnerships.spreadsheets.outcome import SHOWN, Fault, Outcome, RowOutcome
from partnerships.spreadsheets.populations import give_year, is_undated
from partnerships.spreadsheets.reader import Refused, Sheet
from partnerships.spreadsheets.recognised import RecognisedTable, RowsOfKind
from partnerships.spreadsheets.recognising import begun, recognise
from partnerships.spreadsheets.row import RegisterResource
from partnerships.spreadsheets.unknown_words import remember_words, tell_words
from partnerships.staff.addresses import link_to
from partnerships.text.quotes import quoting

BATCH: Final = 200
#: So many new rows make another register of it for the database.
MANY: Final = 1000

type ResourceOf = Callable[[type[RegisterModel]], RegisterResource]


class _Nothing(Exception):
    """Undoes the revision."""


@dataclass
class Meaning:
    """What a word of the kind column says of its rows: who takes them, and their form; or why nobody does."""

    part: RowsOfKind
    form: str = ""
    fault: str = ""


def run(
    sheet: Sheet,
    resource: RegisterResource,
    *,
    by: User,
    name: str,
    dry: bool,
    choices: Choices | None = None,
    resource_of: ResourceOf | None = None,
) -> Iterator[Outcome]:
    """Check every row and, unless `dry`, save them as one revision; yields the outcome as it grows.

    With one error nothing is kept. Raises Refused when the table cannot be read at all. `resource_of` gives what
    takes the rows of another kind.
    """
    choices = choices or Choices()
    table = recognise(sheet, resource, choices)
    if not table.rows:
        raise Refused(_("There are headings, but no rows under them."))
    own = RowsOfKind(resource, table)
    meanings = _meanings(sheet, own, choices, resource_of)
    outcome = begun(sheet, table, list({id(meaning.part): meaning.part for meaning in meanings.values()}.values()))
    countries = NewCountries(own, choices if _may_add_countries(resource_of) else None)
    countries.offer(outcome)
    _offer_values(table, meanings, choices, outcome)
    if dry:
        countries.add(dry=True)
        yield from _rows(table, meanings, outcome, dry=True)
        return
    try:
        with revisions.revision(by=by):
            countries.add(dry=False)
            yield from _rows(table, meanings, outcome, dry=False)
            if outcome.faults:
                raise _Nothing
            text = gettext_noop("Imported from “%(file)s”: %(new)d new, %(changed)d changed")
            new, changed = (outcome.counts[kind] for kind in ("new", "update"))
            revisions.explain(fact(text, file=name, new=new, changed=changed))
    except _Nothing:
        pass
    else:
        _remember(table, meanings, choices, outcome)
        if new >= MANY:
            analyze.measure_tables()
    yield outcome


def _offer_values(table: RecognisedTable, meanings: dict[str, Meaning], choices: Choices, outcome: Outcome) -> None:
    """Note what may be chosen for values that the file does not tell well enough."""
    outcome.population_year = choices.population_year
    rows: dict[int, list[list[str]]] = defaultdict(list)
    for _number, row in table.rows:
        rows[id(meanings[table.kind_of(row)].part)].append(row)
    for key, part in {id(meaning.part): meaning.part for meaning in meanings.values()}.items():
        tell_words(part, rows[key], choices, outcome)


def _remember(table: RecognisedTable, meanings: dict[str, Meaning], choices: Choices, outcome: Outcome) -> None:
    """Keep the choices that hold for the next file as well."""
    nameless = set(map(folded, table.untitled))  # the third column of the next file is another one
    columns = {title: name for title, name in choices.columns.items() if title not in nameless}
    remember(str(table.model._meta.model_name), columns)
    parts = {meaning.part.resource.model: meaning.part for meaning in meanings.values()}
    remember_words(parts.values(), choices, outcome)


def _may_add_countries(resource_of: ResourceOf | None) -> bool:
    """Say whether the user may add a country: to a group that is there, or to the first one."""
    if not resource_of or not resource_of(Country).may_add:
        return False
    return resource_of(CountryGroup).may_add or CountryGroup.objects.exists()


def _meanings(sheet: Sheet, own: RowsOfKind, choices: Choices, resource_of: ResourceOf | None) -> dict[str, Meaning]:
    """Return what each word of the kind column says; without such a column every row is one of the screen."""
    parts = {own.resource.model: own}
    kind = own.table.kind
    found = {"": Meaning(own, fault=_("Say the kind of this row.") if kind else "")}
    for word in sorted({own.table.kind_of(row) for _number, row in own.table.rows} - {""}) if kind else ():
        try:
            model, form = kind.cell.clean(word) if kind else (own.resource.model, "")
        except ValueError as error:
            found[word] = Meaning(own, fault=str(error))
            continue
        if model not in parts and resource_of:
            resource = resource_of(model)
            resource.relations = own.resource.relations
            parts[model] = RowsOfKind(resource, recognise(sheet, resource, choices, like=own.table))
        found[word] = Meaning(parts[model], form)
    return found


def _rows(table: RecognisedTable, meanings: dict[str, Meaning], outcome: Outcome, *, dry: bool) -> Iterator[Outcome]:
    dated: list[tuple[str, Period]] = []
    parts = {id(meaning.part): meaning.part for meaning in meanings.values()}.values()
    told_once: set[tuple[str, str]] = set()
    taken = {place for part in parts for place in part.table.places.values()}
    for batch in batched(table.rows, BATCH, strict=False):
        told = [meanings[table.kind_of(row)] for _number, row in batch]
        pairs = zip(told, batch, strict=True)
        cells = [meaning.part.cells(row, meaning.form) for meaning, (_number, row) in pairs]
        prepared = _prepared(told, cells, lock=not dry)
        _date_populations(cells, prepared, outcome)
        for (number, row), meaning, texts, read in zip(batch, told, cells, prepared, strict=True):
            part, shown = meaning.part, len(outcome.lines) < SHOWN
            if meaning.fault:
                outcome.note(_of_no_kind(number, texts, table, meaning.fault))
                continue
            result = part.resource.take(texts, read, number, dry=dry or outcome.faults > 0)
            line = _line(number, result, part, texts, shown=shown)
            line.faults = [fault for fault in line.faults if fault.cell or not _is_told(fault, told_once)]
            outcome.note(line)
            if dry and result.validation_error is None:
                dated += _odd(outcome, number, result, part, texts)
            if dry:
                outcome.doubts += _left_out(number, row, part, taken)
        for part in () if dry else parts:
            part.resource.relations.link()
        outcome.done += len(batch)
        if outcome.done == outcome.total:
            doubts = outcome.doubts + unlikely.years(dated)
            outcome.doubts, outcome.more_doubts = doubts[:SHOWN], doubts[SHOWN:]
        yield outcome


def _date_populations(cells: list[dict[str, str]], prepared: list[tuple[Any, ...]], outcome: Outcome) -> None:
    """Count the new rows whose population has no year, and give them the one that was chosen."""
    for texts, (values, errors, found) in zip(cells, prepared, strict=True):
        if is_undated(texts, found):
            outcome.undated += 1
            give_year(texts, values, errors, outcome.population_year)


def _prepared(told: list[Meaning], cells: list[dict[str, str]], *, lock: bool) -> list[tuple[Any, ...]]:
    """Return what the rows say, those of one kind read together."""
    read: list[tuple[Any, ...]] = [()] * len(told)
    for part in {id(meaning.part): meaning.part for meaning in told}.values():
        own = [at for at, meaning in enumerate(told) if meaning.part is part]
        for at, row in zip(own, part.resource.prepare([cells[at] for at in own], lock=lock), strict=True):
            read[at] = row
    return read


def _is_told(fault: Fault, told_once: set[tuple[str, str]]) -> bool:
    """Say whether a row before has said that the file lacks a column; note it otherwise."""
    said = fault.heading, fault.text
    is_told = fault.text == str(refusals.NO_COLUMN) and said in told_once
    told_once.add(said)
    return is_told


def _of_no_kind(number: int, texts: dict[str, str], table: RecognisedTable, fault: str) -> RowOutcome:
    """Return a row that says no known kind."""
    cell, heading = (Sheet.address(number, table.kind.place), table.kind.title) if table.kind else ("", "")
    title = next((text for text in texts.values() if text), "")
    return RowOutcome(number, RowResult.IMPORT_TYPE_ERROR, title, faults=[Fault(cell, heading, fault)])


def _left_out(number: int, row: list[str], part: RowsOfKind, taken: set[int]) -> Iterator[tuple[str, str]]:
    """Yield the filled cells of a row whose column only other kinds have, of those in `taken`."""
    text = _("A record of the kind “%(kind)s” has no such column: this is left out.")
    for place in sorted(taken - {*part.table.places.values()}):
        if place < len(row) and row[place].strip():
            yield Sheet.address(number, place), quoting(text, kind=str(part.resource.model._meta.verbose_name))


def _odd(
    outcome: Outcome, number: int, result: RowResult, part: RowsOfKind, texts: dict[str, str]
) -> list[tuple[str, Period]]:
    """Note what is unlikely about a row; return its new dates with their cells."""
    dates = []
    if result.is_new() and (others := part.resource.matcher.namesakes(part.resource.row_values)):
        text = _("The register has another one of this name: %(numbers)s. Is it really not the same?")
        numbers = ", ".join(f"№ {pk}" for pk in others[:5])
        outcome.doubts.append((str(number), text % {"numbers": numbers}))
    for name, words in result.lost:
        outcome.doubts.append((Sheet.address(number, part.table.places[name]), words))
    for column, now, value in result.changes:
        place = part.table.places.get(column.column_name)
        cell = str(number) if place is None else Sheet.address(number, place)
        if words := unlikely.of_change(now, value):
            outcome.doubts.append((cell, words))
        if words := column.widget.doubt(texts.get(column.column_name, "")):
            outcome.doubts.append((cell, words))
        if isinstance(value, Period):
            dates.append((cell, value))
    return dates


def _line(number: int, result: RowResult, part: RowsOfKind, texts: dict[str, str], *, shown: bool) -> RowOutcome:
    title = texts.get(part.resource.matcher.natural[0]) or next((text for text in texts.values() if text), "")
    line = RowOutcome(number, str(result.import_type), title, model=part.resource.model)
    key = result.object_id or part.resource.found
    line.url = link_to(part.resource.model, key) if shown and key else ""
    if result.validation_error is not None:
        line.faults = list(_faults(number, result.validation_error.message_dict, part.resource.columns, part.table))
    elif shown and (result.is_update() or result.is_new()):  # to print a value takes as long as to read its cell
        line.changes = [
            (c.heading(), "" if now is None else c.printed(now), c.printed(value)) for c, now, value in result.changes
        ]
    return line


def _faults(
    number: int, found: dict[str, list[str]], columns: dict[str, SheetColumn], table: RecognisedTable
) -> Iterator[Fault]:
    by_attribute = {column.attribute: name for name, column in columns.items()}
    named = [
        (key if key in columns else by_attribute.get(key, by_attribute.get(f"{key}_id", "")), texts)
        for key, texts in found.items()
    ]
    for name, texts in sorted(named, key=lambda pair: table.places.get(pair[0], -1)):
        cell = Sheet.address(number, table.places[name]) if name in table.places else ""
        heading = columns[name].heading() if name in columns else ""
        yield Fault(cell, heading, " ".join(texts))
