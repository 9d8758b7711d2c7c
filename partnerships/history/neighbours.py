"""What pages tell of other records: whether these are there, and how one stands by what became of another.

It is asked of the database by the rule of standing, before the first write of a revision and after the last one: what
differs has changed for readers, though nothing of the record itself did.
"""

from collections import defaultdict
from collections.abc import Collection
from typing import Any, Final

from django.db import models
from django.db.models import Q

from partnerships.models import Agreement, AgreementAction, Record
from partnerships.models.succession import PREDECESSORS
from partnerships.standing.agreements import BEGUN
from partnerships.text.translated import text_columns

#: Record, by key → what its page tells of others.
type ToldOfOthers = dict[int, set[object]]

#: The column by which a record names the one whose page tells of it.
PART: Final = "part_of"
#: What a link to another record shows of it, and where it leads.
LINK: Final = ("slug", *text_columns("title"))


def note_told(row: models.Model, told: ToldOfOthers) -> None:
    """Add to `told` what pages say now of `row`, which is about to be written, and of what stands by it."""
    if isinstance(row, AgreementAction):
        told |= _missing(_linked(Agreement, row.agreement_id, PREDECESSORS), told)
    elif isinstance(row, Record):
        told |= _missing(_beside(row), told)


def changed_since(told: ToldOfOthers) -> set[int]:
    """Return the records, by key, of which pages say something else now than `told`, and are there to say it."""
    now = told_of_others(told)
    return {key for key, before in told.items() if key in now and now[key] != before}


def told_of_others(keys: Collection[int]) -> ToldOfOthers:
    """Return what the public pages of the records with `keys` tell of others: nothing of a page that is not there."""
    if not keys:  # most records stand alone, and writing out the rule for none costs as much as for some
        return {}
    public = Record.objects.public().order_by()
    rows = list(public.filter(pk__in=keys).with_standing().only("kind"))
    found: ToldOfOthers = defaultdict(set, {row.pk: {row.standing} for row in rows})
    if rows:
        pairs = [*public.filter(parts__in=found).values_list("parts", "pk", *LINK)]
        pairs += public.filter(part_of__in=found).values_list(PART, "pk", *LINK)
        for key, *other in pairs:
            found[key].add((PART, *other))
    if any(row.kind == Agreement.KIND for row in rows):
        _tell_of_succession(found)
    return dict(found)


def _tell_of_succession(found: ToldOfOthers) -> None:
    public = Agreement.objects.public().order_by()
    for name, back in zip(PREDECESSORS, ("amendments", "successors"), strict=True):
        for key, *other in public.filter(**{f"{back}__in": found}).values_list(back, "pk", *LINK):
            found[key].add((name, *other))
    names = Q(*((f"{name}__in", found) for name in PREDECESSORS), _connector=Q.OR)
    for row in public.filter(names).with_standing().only(*PREDECESSORS, *LINK):
        named = ((name, getattr(row, f"{name}_id")) for name in PREDECESSORS if row.standing in BEGUN)
        for name, key in named:
            if key in found:
                found[key].add((name, row.pk, *(getattr(row, column) for column in LINK)))


def _missing(keys: set[int], told: ToldOfOthers) -> ToldOfOthers:
    asked = keys - told.keys()
    return {**{key: set() for key in asked}, **told_of_others(asked)} if asked else {}


def _beside(row: Record) -> set[int]:
    """Return the records, by key, whose pages tell of `row` as it is kept, or will as it is now."""
    found = _linked(Record, row.pk, (PART,)) if row.pk and not row._state.adding else set()
    if isinstance(row, Agreement):
        found |= _linked(Agreement, row.pk, PREDECESSORS) if row.pk and not row._state.adding else set()
        found |= {key for name in PREDECESSORS if (key := getattr(row, f"{name}_id"))}
    return found | ({row.part_of_id} if row.part_of_id else set())


def _linked(model: Any, key: int, columns: Collection[str]) -> set[int]:
    """Return what the row with `key` names in `columns`, and what names it there."""
    asked = Q(pk=key)
    for name in columns:
        asked |= Q(**{name: key})
    rows = model._base_manager.order_by().filter(asked).values_list("pk", *columns)
    return {one for row in rows for one in row if one is not None} - {key}
