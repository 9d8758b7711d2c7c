"""The bin, and the way back: a record as it once was, with its rows, as a new revision."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from reversion.models import Version

from partnerships.history import revisions, snapshots, version_token, versions
from partnerships.history.references import references
from partnerships.history.revision_steps import Reason
from partnerships.history.snapshots import Snapshot
from partnerships.models import FormerAddress, Participant, Record, RegisterModel, User, VocabularyTerm
from partnerships.models.base import Entry, touch
from partnerships.models.publication import Publication, State, withdraw
from partnerships.models.term_field import TermField
from partnerships.period import PERIOD_COLUMNS
from partnerships.text.quotes import quoting

#: Where a record stands on the site is decided by people and never comes back with its text.
PUBLICATION = tuple(field.name for field in Publication._meta.fields)


def deleted(*kinds: type[RegisterModel]) -> QuerySet[Version]:
    """Return the last version of every deleted record of `kinds`, the latest deletion first."""
    condition = Q(pk__in=())
    for model in kinds:
        alive = model._base_manager.filter(pk=Cast(OuterRef("object_id"), models.BigIntegerField()))
        kept = Version.objects.filter(content_type=ContentType.objects.get_for_model(model))
        last = kept.filter(~Exists(alive)).order_by().values("object_id").annotate(last=Max("pk")).values("last")
        condition |= Q(pk__in=last)
    return Version.objects.filter(condition).select_related("revision__user", "content_type").order_by("-pk")


def present_owners(version: Version) -> list[RegisterModel]:
    """Return the records that have now a row which belonged to that of `version` then, and would lose it."""
    then, found = snapshots.of_version(version), []
    for row in then.rows.values():
        here = None if isinstance(row, FormerAddress) else type(row)._base_manager.filter(pk=row.pk).first()
        for name in snapshots.OWNERS:
            owner = getattr(here, name, None)
            if owner is not None and owner.pk != getattr(row, f"{name}_id", None) and owner not in found:
                found.append(owner)
    return found


def restore(
    version: Version, *, by: User | None, reason: Reason, hidden: bool = False, seen: int | None = None
) -> list[str]:
    """Bring the record of `version` back as it was then, with its rows; return what could not come, in words.

    Its publication stays as it is now; a deleted one comes back as it was, or withdrawn where `hidden` is set.
    Raises ValidationError where that state can no longer be, and ChangedSince where `seen` is given and is not
    the number of the record's last version.
    """
    then = snapshots.of_version(version)
    try:
        with revisions.revision(by=by, reason=reason):
            now = type(then.record)._base_manager.select_for_update().filter(pk=then.record.pk).first()
            if seen is not None:
                version_token.expect(type(then.record), {then.record.pk: seen})
            if now is not None:
                _leave_unsaid(then, now)
            for row in filter(None, (now, then.record)):
                revisions.note_before(row)
            notes = [*_return(then, now), *_return_rows(then, now)]
            restored = type(then.record)._base_manager.get(pk=then.record.pk)
            if now is None and hidden and isinstance(restored, Publication) and is_on_site(restored):
                withdraw(restored)
                notes.append(_("Its page is not on the site: whoever may publish puts it there again."))
            if isinstance(restored, Entry):
                restored.loaded_slug = now.slug if isinstance(now, Entry) else ""
            if isinstance(restored, VocabularyTerm):
                restored.loaded_words = now.loaded_words if isinstance(now, VocabularyTerm) else None
            touch(restored)
            restored.save()
            if now is None:
                _link_again(version, restored)
    except IntegrityError as error:
        raise ValidationError(_("That state breaks a rule of today, so nothing was changed.")) from error
    return notes


def is_on_site(record: Publication) -> bool:
    """Say whether `record` is published, now or for a later moment."""
    return record.state == State.PUBLISHED


def _return(then: Snapshot, now: RegisterModel | None) -> Iterator[str]:
    """Write the record itself, its relations included, and yield what had to be left out."""
    record: Any = then.record
    if now is not None:
        for name in PUBLICATION if isinstance(now, Publication) else ():
            setattr(record, name, getattr(now, name))
        if isinstance(now, Entry):
            record.version = max(record.version, now.version)
    yield from _free_address(record, now)
    yield from _drop_missing(record)
    yield from _without_term(record)
    for model in reversed([type(record), *type(record)._meta.get_parent_list()]):
        _write(model, record)
    for item in snapshots.many_to_many(type(record)):
        if item.name not in then.relations:  # younger than what was kept
            continue
        wanted = then.relations[item.name]
        found = set(item.related_model._base_manager.filter(pk__in=wanted).values_list("pk", flat=True))
        getattr(record, item.name).set(found)
        if wanted - found:
            yield _("%(field)s: %(count)d of them no longer exist.") % {
                "field": item.verbose_name,
                "count": len(wanted - found),
            }


def _leave_unsaid(then: Snapshot, now: RegisterModel) -> None:
    """Leave columns that are younger than what the history kept as they are now, in the record and in its rows.

    Not those of a date, of which some are older than others: they say one thing together.
    """
    here = snapshots.of_record(now).rows
    pairs = [(then.record, now), *((kept, here[key]) for key, kept in then.rows.items() if key in here)]
    for kept, today in pairs:
        for name in set(then.unsaid.get((type(kept), str(kept.pk)), ())).difference(PERIOD_COLUMNS):
            setattr(kept, name, getattr(today, name))


def _write(model: type[models.Model], row: object) -> None:
    """Write the columns of `row` in the table of `model` as they are, without the habits of `save`."""
    part = model()
    for field in model._meta.concrete_fields:
        if not field.generated:
            setattr(part, field.attname, getattr(row, field.attname))
    part.save_base(raw=True)


def _return_rows(then: Snapshot, now: RegisterModel | None) -> Iterator[str]:
    """Make the rows those of `then`. Old addresses only ever grow, so that no link dies."""
    here = snapshots.of_record(now).rows if now is not None else {}
    coming: dict[tuple[str, str], RegisterModel] = {}
    for key, kept in then.rows.items():
        if isinstance(kept, FormerAddress):
            if now is None and not FormerAddress.objects.of(kept.page, kept.slug).exists():
                _write(type(kept), kept)
        elif key not in here or _differs(here[key], kept):
            try:
                yield from _drop_missing(kept)
            except ValidationError as error:
                yield error.messages[0]  # the row of now, if there is one, stays
            else:
                yield from _without_term(kept)
                yield from _kept_hidden(kept, here.get(key))
                coming[key] = kept
    for key, row in here.items():  # before the others come, which may not stand beside it
        if not isinstance(row, FormerAddress) and (key not in then.rows or key in coming):
            row.delete()
    _write_rows(coming.values())


def _kept_hidden(row: RegisterModel, now: RegisterModel | None) -> Iterator[str]:
    """Show nobody again whose consent was withdrawn since, or who needs one and has none."""
    if not isinstance(row, Participant):
        return
    if isinstance(now, Participant) and now.is_withdrawn:
        row.consent_on, row.consent_withdrawn_on = now.consent_on, now.consent_withdrawn_on
    if row.is_public and (row.is_withdrawn or row.lacks_consent):
        row.is_public = False
        yield quoting(_("“%(name)s” comes back without being shown: there is no consent."), name=row)


def _write_rows(rows: Iterable[RegisterModel]) -> None:
    for row in rows:
        elsewhere = type(row)._base_manager.filter(pk=row.pk).first()
        if elsewhere is not None:  # the record that has it now loses it, and has to be kept as well
            touch(elsewhere)
        _write(type(row), row)


def _differs(one: RegisterModel, other: RegisterModel) -> bool:
    return any(field.value_to_string(one) != field.value_to_string(other) for field in one._meta.concrete_fields)


def _drop_missing(row: RegisterModel) -> Iterator[str]:
    """Empty the keys of `row` whose record is gone, and yield them; raise where the row cannot be without."""
    for field in row._meta.concrete_fields:
        key = getattr(row, field.attname) if isinstance(field, models.ForeignKey) else None
        if not isinstance(field, models.ForeignKey) or key is None or field.remote_field.parent_link:
            continue
        if not field.related_model._base_manager.filter(pk=key).exists():
            values = {"kind": row._meta.verbose_name, "field": field.verbose_name}
            if not field.null:
                raise ValidationError(_("%(kind)s: its %(field)s is deleted. Bring that back first.") % values)
            setattr(row, field.attname, None)
            yield _("%(kind)s: its %(field)s no longer exists, the field is empty now.") % values


def _without_term(row: RegisterModel) -> Iterator[str]:
    """Yield which codes of `row` have no term any more: they come back as they were, and somebody has to choose."""
    for field in row._meta.concrete_fields:
        code = getattr(row, field.attname) if isinstance(field, TermField) else ""
        if isinstance(field, TermField) and code and code not in field.labels:
            values = {"kind": row._meta.verbose_name, "field": field.verbose_name, "code": code}
            yield quoting(
                _("%(kind)s: the vocabulary of its %(field)s has no “%(code)s” any more: choose another."), **values
            )


def _free_address(record: Any, now: RegisterModel | None) -> Iterator[str]:
    """Give `record` another page address where its own was taken meanwhile."""
    if not hasattr(record, "slug"):
        return
    table = Record if isinstance(record, Record) else type(record)
    others = table._base_manager.exclude(pk=record.pk)
    if isinstance(record, Record):
        others = others.filter(kind=record.kind)
    if others.filter(slug=record.slug).exists():
        base = record.slug[:100]
        taken = set(others.filter(slug__startswith=base).values_list("slug", flat=True))
        numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
        record.slug = getattr(now, "slug", "") or next(slug for slug in numbered if slug not in taken)
        yield quoting(_("Its page address was taken meanwhile; it is “%(slug)s” now."), slug=record.slug)


def _link_again(version: Version, restored: RegisterModel) -> None:
    """Give back the looser links that the deletion of `restored` emptied and that are still empty."""
    loose = {item.model: item for item in references(type(restored)) if not item.keeps and not item.many}
    for other in version.revision.version_set.exclude(pk=version.pk):
        reference = loose.get(versions.model_of(other))
        before = Version.objects.filter(
            content_type=other.content_type_id, object_id=other.object_id, pk__lt=other.pk
        ).first()
        if reference is None or before is None:
            continue
        row = reference.model._base_manager.filter(pk=other.object_id, **{reference.name: None}).first()
        if row is not None and getattr(versions.loaded(before).object, reference.field.attname) == restored.pk:
            setattr(row, reference.name, restored)
            row.save()
