"""Two records that are one: everything that points at one of them moves to the other, as one revision."""

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import ngettext
from reversion.models import Version

from partnerships.history import restoring, revisions, version_token, versions
from partnerships.history.merge_rules import links, obstacle, reserved
from partnerships.history.references import IncomingRelation
from partnerships.history.revision_steps import Merge, MovedRows, Reason, read_steps
from partnerships.models import (
    City,
    CityOccasion,
    FormerAddress,
    Organization,
    Photo,
    PhotoUse,
    Readership,
    RegisterModel,
    Subscription,
    Theme,
    User,
)
from partnerships.models.base import touch
from partnerships.period import PERIOD_COLUMNS
from partnerships.text.translated import text_columns

#: What can be merged.
MERGEABLE: Final = ("city", "organization", "theme", "country")
#: Columns that only make sense together.
TOGETHER: Final = {
    "period": PERIOD_COLUMNS,
    "latitude": ("latitude", "longitude"),
    "population": ("population", "population_year"),
}


def merge(keep: Any, gone: Any, *, taken: set[str], by: User | None, seen: Mapping[int, int] | None = None) -> None:
    """Make `gone` part of `keep`: `taken` names the fields whose value comes from `gone`.

    Its names become other spellings, its address leads to `keep` for good, and it goes to the bin, from which
    `undo` brings it back. Raises ValidationError where something stands against it or the chosen values do not go
    together, and ChangedSince where `seen` is given and is not the number of the last version of each, by key.
    """
    kind, kept_name, gone_name, moved = keep._meta.model_name, str(keep), str(gone), {}
    with revisions.revision(by=by):
        for record in sorted((keep, gone), key=attrgetter("pk")):
            record.refresh_from_db(from_queryset=type(keep)._base_manager.select_for_update())
        if seen is not None:
            version_token.expect(type(keep), {pk: seen.get(pk, 0) for pk in (keep.pk, gone.pk)})
        if why := obstacle(keep, gone, by=by):
            raise ValidationError(why)
        for name in taken:
            for column in TOGETHER.get(name, (name,)):
                setattr(keep, column, getattr(gone, column))
        if isinstance(keep, City | Organization):
            keep.other_names = "\n".join(_spellings(keep, gone))
        keep.full_clean(exclude=["slug"])
        for link in links(type(keep)):
            moved[f"{link.model._meta.model_name}.{link.name}"] = _move(link, keep, gone)
        keep.save()
        if isinstance(keep, City):
            FormerAddress(page="city", slug=gone.slug, city=keep).save()
            Readership.objects.move(gone, keep)
        if isinstance(keep, City | Theme):
            Subscription.objects.move(gone, keep)
        revisions.explain(
            Merge(kind=kind, kept=keep.pk, gone=gone.pk, kept_name=kept_name, gone_name=gone_name, moved=moved)
        )
        revisions.delete([gone], by=by)


def _spellings(keep: Any, gone: Any) -> list[str]:
    """Return the other spellings of `keep`, those of both and the names of `gone`, each once."""
    columns = (*text_columns("name"), "native_name", *text_columns("short_name"))
    own = {getattr(keep, column, "") for column in columns}
    names = [*keep.other_names.splitlines(), *(getattr(gone, column, "") or "" for column in columns)]
    names += gone.other_names.splitlines()
    return list(dict.fromkeys(name.strip() for name in names if name.strip() and name not in own))


def _move(link: IncomingRelation, keep: RegisterModel, gone: RegisterModel) -> MovedRows:
    """Point the rows of `link` at `keep`; return what became of each."""
    done = MovedRows(moved=[], both=[], doubles=[])
    for row in list(link.rows(gone)):
        if link.many:
            relation = getattr(row, link.name)
            (done.both if relation.filter(pk=keep.pk).exists() else done.moved).append(row.pk)
            touch(row)
            relation.add(keep)
            relation.remove(gone)
            row.save()
        elif _is_double(row, link.name, keep):
            done.doubles.append(_columns(row))
            row.delete()
        else:
            setattr(row, link.name, keep)
            _step_back(row, keep)
            row.save()
            done.moved.append(row.pk)
    return done


def _is_double(row: RegisterModel, name: str, keep: RegisterModel) -> bool:
    """Say whether `keep` already has what `row` would bring."""
    rules = [set(rule.fields) for rule in row._meta.constraints if isinstance(rule, models.UniqueConstraint)]
    if isinstance(row, CityOccasion):
        rules.append({"city", "month", "day", "weekday", "ordinal"})
    for fields in rules:
        if name in fields:
            values = {field: getattr(row, field) for field in fields - {name}}
            if type(row)._base_manager.filter(**values, **{name: keep}).exclude(pk=row.pk).exists():
                return True
    return False


def _step_back(row: RegisterModel, keep: Any) -> None:
    """Let the cover and the emblem of `keep` stand: a second one goes to the gallery."""
    if isinstance(row, Photo) and row.use != PhotoUse.GALLERY and keep.photos.filter(use=row.use).exists():
        row.use = PhotoUse.GALLERY


def _columns(row: RegisterModel) -> dict[str, Any]:
    return {field.attname: field.value_to_string(row) or None for field in row._meta.concrete_fields}


def merge_of(version: Version) -> Merge | None:
    """Return the merge in which the record of `version` went, or None."""
    kind = versions.model_of(version)._meta.model_name
    merges = (step for step in read_steps(version.revision.comment) if isinstance(step, Merge))
    return next((step for step in merges if (step.kind, str(step.gone)) == (kind, version.object_id)), None)


def heir(version: Version) -> RegisterModel | None:
    """Return the record that has now what that of `version` went into, whichever of its versions that is."""
    model: type[RegisterModel] = versions.model_of(version)
    last: Version | None = version
    while last is not None:
        last = Version.objects.get_for_object_reference(model, last.object_id).first()
        done = merge_of(last) if last else None
        if done is None:
            return None
        kept: RegisterModel | None = model._base_manager.filter(pk=done.kept).first()
        if kept is not None:
            return kept
        last = Version.objects.get_for_object_reference(model, done.kept).first()
    return None


def undo(
    version: Version, *, by: User | None, reason: Reason, hidden: bool = False, seen: int | None = None
) -> list[str]:
    """Part again what was merged: what moved and still stands there moves back; return what does not, in words.

    Raises what `restoring.restore` raises, and ValidationError where a live page would change that is the head's.
    """
    done = merge_of(version)
    if done is None:
        raise ValueError("this version did not go in a merge")
    model: type[RegisterModel] = versions.model_of(version)
    with revisions.revision(by=by, reason=reason):
        notes = restoring.restore(version, by=by, reason=reason, hidden=hidden, seen=seen)
        back, keep = model._base_manager.get(pk=done.gone), model._base_manager.filter(pk=done.kept).first()
        missing = 0
        for link in links(model):
            part = done.moved.get(f"{link.model._meta.model_name}.{link.name}", MovedRows())
            if keep is not None and (why := reserved(link, link.rows(keep).filter(pk__in=part.kept_rows), by)):
                raise ValidationError(why)
            missing += _move_back(link, part, back, keep)
    if missing:
        text = ngettext(
            "%(count)d line has changed since and stays.", "%(count)d lines have changed since and stay.", missing
        )
        notes.append(text % {"count": missing})
    return notes


def before(version: Version) -> Version | None:
    """Return the state in which the kept one was before the merge that `version` tells of, if it is still there."""
    model: type[RegisterModel] = versions.model_of(version)
    done = merge_of(version)
    if done is None or not model._base_manager.filter(pk=done.kept).exists():
        return None
    states = Version.objects.get_for_object_reference(model, done.kept)
    return states.filter(revision__lt=version.revision_id).first()


def _move_back(link: IncomingRelation, part: MovedRows, back: object, keep: Any) -> int:
    """Point the rows of one relation at `back` again; return how many no longer stand where the merge put them."""
    wanted = part.kept_rows
    rows = [] if keep is None else list(link.rows(keep).filter(pk__in=wanted))
    for row in rows:
        if link.many:
            touch(row)
            getattr(row, link.name).add(back)
            if row.pk in part.moved:
                getattr(row, link.name).remove(keep)
        else:
            setattr(row, link.name, back)
        row.save()
    for row in _doubles(link.model, part):
        setattr(row, link.name, back)
        row.save()
    return len(wanted) - len(rows)


def _doubles(model: Any, part: MovedRows) -> Iterator[Any]:
    for columns in part.doubles:
        fields = {field.attname: field for field in model._meta.concrete_fields}
        owner = {field.remote_field.model: columns[name] for name, field in fields.items() if field.is_relation}
        if all(key is None or target._base_manager.filter(pk=key).exists() for target, key in owner.items()):
            yield model(**{name: fields[name].to_python(value) for name, value in columns.items() if value is not None})
