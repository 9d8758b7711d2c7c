"""The only door for writes: one revision per intention, with who, when and why.

A revision keeps the record with its rows (django-reversion), and in the same transaction adds one to the
register version, whose row lock orders concurrent writers.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

import reversion
from django.db import models, transaction
from django.db.models import F, QuerySet
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from django.utils import timezone
from reversion.models import Version

from config import metrics
from partnerships.history import versions
from partnerships.history.neighbours import ToldOfOthers, note_told
from partnerships.history.public_changes import note_gone, note_public_changes
from partnerships.history.references import loosen
from partnerships.history.revision_steps import Reason, RevisionStep, steps_of
from partnerships.history.snapshots import OWNERS
from partnerships.models import (
    City,
    FormerAddress,
    Record,
    RegisterModel,
    RegisterVersion,
    User,
    vocabulary_term,
)
from partnerships.models.base import Entry, open_revision, touch
from partnerships.models.record import models_by_kind


@dataclass
class Ending:
    """How the open revision will end: what it did, what followed from that, what it keeps, what goes after that.

    And what pages told before it of other records.
    """

    steps: list[RevisionStep]
    followed: list[RevisionStep] = field(default_factory=list)
    kept: dict[versions.Key, Version] = field(default_factory=dict)
    doomed: list[RegisterModel] = field(default_factory=list)
    told: ToldOfOthers = field(default_factory=dict)


_ending: ContextVar[Ending] = ContextVar("ending")

type Holder = tuple[type[RegisterModel], Any]

#: Called before a revision is kept, in its transaction, with the records whose pages it changes, by model and key,
#: and who acts; it may change them further (approval).
GUARDS: list[Callable[[Iterable[Holder], User | None], None]] = []

#: Called at the end of each revision, in its transaction, with everything that it touched (search rows).
FOLLOWERS: list[Callable[[list[RegisterModel]], None]] = []


def connect() -> None:
    """Register every model with the history and guard the many-to-many tables, once, at start."""
    for model in versions.FOLLOWED:
        reversion.register(model)
    m2m_changed.connect(_guard_many_to_many, dispatch_uid="partnerships.history.revisions")
    for signal in (pre_save, pre_delete):
        signal.connect(_remember, dispatch_uid="partnerships.history.revisions")


def _remember(sender: type, instance: models.Model, **kwargs: object) -> None:
    if ending := _ending.get(None):
        note_told(instance, ending.told)


def note_before(row: models.Model) -> None:
    """Note what pages tell of `row`, which is going to be written without the habits of `save`."""
    note_told(row, _ending.get().told)


def _guard_many_to_many(sender: type, instance: models.Model, action: str, **kwargs: Any) -> None:
    if not action.startswith("pre_") or not isinstance(instance, RegisterModel):
        return
    touch(instance)
    model = kwargs["model"]
    if isinstance(instance, model):  # related records: the other end changes as well
        for other in model._base_manager.filter(pk__in=kwargs["pk_set"] or ()):
            other.off_page = True
            touch(other)


@contextmanager
def revision(*, by: User | None, reason: Reason = "") -> Iterator[None]:
    """Open one revision: everything saved inside is kept together, or nothing is.

    `by` is the acting user, None for the system itself; `reason` says in the history what it did. Nothing is
    recorded, and the register version stays, when nothing was written. Inside an open revision this joins it.
    """
    if open_revision.get() is not None:
        yield
        return
    touched: list[RegisterModel] = []
    ending = Ending(steps_of(reason))
    tokens = open_revision.set(touched), _ending.set(ending), vocabulary_term.changed_terms.set(None)
    try:
        with transaction.atomic():
            _queue()
            yield
            if touched:
                transaction.on_commit(metrics.saves.inc)
                _remember_addresses(touched)
                for guard in GUARDS:
                    guard(_holders(row for row in touched if not row.off_page), by)
                holders = _holders(touched)  # with what the guards wrote; a deleted row names them no longer
                seen = note_gone(ending.doomed)
                for row in ending.doomed:
                    row.delete()
                _keep(holders)
                # Before they are stored: it asks for the last ones.
                seen = note_public_changes(ending.kept, ending.told) or seen
                versions.store(ending.kept.values(), by=by, steps=[*ending.steps, *ending.followed])
                _bump(public=seen, terms=vocabulary_term.changed_terms.get() is not None)
                for follow in FOLLOWERS:
                    follow(touched)
    finally:
        if vocabulary_term.changed_terms.get() is not None:
            vocabulary_term.let_terms_go()
        open_revision.reset(tokens[0])
        _ending.reset(tokens[1])
        vocabulary_term.changed_terms.reset(tokens[2])


def explain(reason: Reason) -> None:
    """Give the open revision its reason once it is known, as after a form has been read."""
    _ending.get().steps = steps_of(reason)


def also(step: RevisionStep) -> None:
    """Let the history tell after the reason of the open revision what followed from it."""
    _ending.get().followed.append(step)


def _keep(holders: Iterable[Holder]) -> None:
    """Note the state of `holders` and their rows, of those that exist and are not noted yet.

    Not at each save: then a record's many-to-many fields are still what they were, and a row's removal is not told.
    """
    kept = _ending.get().kept
    found: dict[type[RegisterModel], list[object]] = {}
    for model, key in holders:
        if (model, str(key)) not in kept:
            found.setdefault(model, []).append(key)
    for model in sorted(found, key=lambda model: bool(model._meta.parents)):  # the shared part of a record first
        for name, version in versions.of_records(model, found[model]):
            kept.setdefault(name, version)


def _remember_addresses(touched: list[RegisterModel]) -> None:
    """Keep the slug that an entry was loaded with and has no longer, and free the one it has now."""
    entries = {id(row): row for row in touched if isinstance(row, Entry) and row.pk}.values()
    moved = [entry for entry in entries if entry.slug != entry.loaded_slug]
    for page in {entry.page for entry in moved}:
        for slugs in batched([entry.slug for entry in moved if entry.page == page], versions.BATCH, strict=False):
            for former in FormerAddress.objects.filter(page=page, slug__in=slugs):
                former.delete()
    for entry in moved:
        if entry.loaded_slug:
            owner = {"city": entry} if isinstance(entry, City) else {"record_id": entry.pk}
            FormerAddress(page=entry.page, slug=entry.loaded_slug, **owner).save()
        entry.loaded_slug = entry.slug


def _holders(rows: Iterable[RegisterModel]) -> list[Holder]:
    """Return the records whose versions hold `rows`: themselves or what they belong to, each in both its tables."""
    found: dict[Holder, None] = {}
    for row in rows:
        if type(row) not in versions.rows_of_records():
            found[type(row), row.pk] = None
            continue
        for name in OWNERS:
            if (key := getattr(row, f"{name}_id", None)) is not None:
                owner: Any = row._meta.get_field(name).related_model
                found[owner, key] = None
    spines = [key for model, key in found if model is Record]
    for part in batched(spines, versions.BATCH, strict=False):
        for key, kind in Record._base_manager.filter(pk__in=part).values_list("pk", "kind"):
            found[models_by_kind()[kind], key] = None
    found |= {(Record, key): None for model, key in found if issubclass(model, Record)}
    return [(model, key) for model, key in found if key is not None]


def _queue() -> None:
    """Wait for the writer before: what is read from here on is fresh, so no check can be outrun by a save."""
    RegisterVersion.objects.select_for_update().filter(pk=1).first()


def _bump(*, public: bool = True, terms: bool = False) -> None:
    """Add one to the register version; its row lock makes writers follow one another."""
    now = timezone.now()
    moments = {"changed_at": now, "public_changed_at": now} if public else {"changed_at": now}
    numbers = dict.fromkeys(("number", "terms") if terms else ("number",), F("number") + 1)
    changed = RegisterVersion.objects.update(**numbers, **moments)
    if not changed:
        RegisterVersion.objects.create(pk=1, number=1, terms=int(terms))


def register_version() -> int:
    """Return the number of the latest change."""
    return RegisterVersion.objects.values_list("number", flat=True).first() or 0


def update[M: RegisterModel](rows: Iterable[M], *, by: User | None, reason: Reason, **values: object) -> int:
    """Set `values` on each of `rows` as one revision; return how many were saved."""
    count = 0
    with revision(by=by, reason=reason):
        for row in rows:
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
            count += 1
    return count


def delete(rows: Iterable[RegisterModel], *, by: User | None, reason: Reason = "") -> int:
    """Delete `rows` as one revision that keeps the last state of records for the bin; return how many go.

    Inside an open revision they go when it closes. Links that others have to them are emptied, and told, first.
    """
    doomed = list(rows)
    with revision(by=by, reason=reason):
        for row in doomed:
            touch(row)
        # With the links that `loosen` takes off. A row stands in the version before of its record, which stays:
        # one of its own, in this revision, would say that the record has it still.
        _keep(_holders(row for row in doomed if type(row) not in versions.rows_of_records()))
        loosen(doomed)
        _ending.get().doomed.extend(doomed)
    return len(doomed)


def history(record: RegisterModel) -> QuerySet[Version]:
    """Return the kept versions of `record`, the latest first, with their revision and user."""
    return Version.objects.get_for_object(record).select_related("revision__user")
