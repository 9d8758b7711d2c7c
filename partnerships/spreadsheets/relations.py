"""Writes which other rows the records of a table point at, and keeps count of what that changes at the other end."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from partnerships.models import Involvement, RegisterModel
from partnerships.models.base import touch
from partnerships.spreadsheets.pairing import paired


class Relations:
    """The relations that one file writes; those of records that had none wait to be written together."""

    def __init__(self) -> None:
        self.waiting: dict[tuple[type[RegisterModel], str], list[tuple[int, int]]] = defaultdict(list)
        #: Record → the ends of its links that rows of this file have added, or taken away, at either end.
        self.added: dict[int, set[int]] = defaultdict(set)
        self.removed: dict[int, set[int]] = defaultdict(set)

    def before(self, name: str, record: Any, now: Any) -> Any:
        """Return what `record` pointed at before this file: a link shows at its other end, too."""
        if record.pk is None or not _is_symmetrical(type(record), name):
            return now
        return (now - self.added[record.pk]) | self.removed[record.pk]

    def write(self, record: Any, name: str, now: frozenset[int], wanted: frozenset[int]) -> None:
        """Add and take away what differs between `now` and `wanted`, and nothing that another row wrote meanwhile."""
        new, gone = wanted - now, now - wanted
        if _is_symmetrical(type(record), name):
            self._count(record.pk, new, gone)
        if now:
            relation = getattr(record, name)
            relation.remove(*sorted(gone))
            relation.add(*sorted(new))
        else:
            self.waiting[type(record), name] += [(record.pk, pk) for pk in sorted(new)]

    def _count(self, key: int, new: Iterable[int], gone: Iterable[int]) -> None:
        for others, more, less in ((new, self.added, self.removed), (gone, self.removed, self.added)):
            for one, other in [pair for pk in others for pair in ((key, pk), (pk, key))]:
                if other in less[one]:
                    less[one].remove(other)
                else:
                    more[one].add(other)

    def link(self) -> None:
        """Write the relations of several records that had none, together: one by one they take most of the time.

        The records themselves are in the revision, so their versions hold the relations as well; so are those at
        the other end, where that shows the relation, too.
        """
        for (model, name), pairs in self.waiting.items():
            relation: Any = getattr(model, name)
            source, target = relation.field.m2m_column_name(), relation.field.m2m_reverse_name()
            rows = [relation.through(**{source: record, target: other}) for record, other in pairs]
            if relation.field.remote_field.symmetrical:
                for row in relation.field.model._base_manager.filter(pk__in={other for _record, other in pairs}):
                    row.off_page = True
                    touch(row)
                rows += [relation.through(**{source: other, target: record}) for record, other in pairs]
            relation.through._default_manager.bulk_create(rows, ignore_conflicts=True)
        self.waiting.clear()


def _is_symmetrical(model: type[RegisterModel], name: str) -> bool:
    return bool(getattr(model._meta.get_field(name).remote_field, "symmetrical", False))


def change_roles(record: Any, now: frozenset[Any], wanted: frozenset[Any]) -> None:
    """Keep the organisations that stay; one whose role changes keeps its side and its place."""
    gone = [row for row in record.involvements.all() if (row.organization_id, row.role) not in wanted] if now else []
    pairs, left, new = paired(gone, sorted(wanted - now), [(lambda row: row.organization_id, lambda said: said[0])])
    for row in left:
        row.delete()
    for row, (_organization, role) in pairs:
        row.role = role
        row.save()
    for organization, role in new:
        Involvement(record_id=record.pk, organization_id=organization, role=role).save()
