"""What stands against making two records one: too much to move, a page that would vanish, a page of the head's."""

from collections.abc import Iterator
from typing import Any, Final

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.history import snapshots
from partnerships.history.references import IncomingRelation, references
from partnerships.history.snapshots import OWNERS
from partnerships.models import Record, RegisterModel, User
from partnerships.models.base import Published
from partnerships.models.publication import State
from partnerships.models.register import Approval
from partnerships.staff import rights
from partnerships.text.quotes import quoting

#: How many rows one merge may move: some 160 go in a second, and another writer gives up waiting after 20 seconds.
MOST: Final = 2000


def links(model: type[RegisterModel]) -> list[IncomingRelation]:
    """Return every relation that has to move: the rows of a record and its uses."""
    own = [IncomingRelation(key.model, key.name, False, True) for key in snapshots.row_relations(model).values()]
    return [*own, *references(model)]


def moving(gone: RegisterModel) -> list[tuple[IncomingRelation, int]]:
    """Return what moves when `gone` becomes part of another, with how many rows."""
    counts = ((link, link.counts([gone.pk])) for link in links(type(gone)))
    return [(link, count) for link, found in counts for count in found.values()]


def obstacle(keep: RegisterModel, gone: RegisterModel, *, by: User | None) -> str:
    """Return in words why `by` cannot make `gone` part of `keep` as they are now; "" where nothing is against it."""
    count = sum(count for _link, count in moving(gone))
    if count > MOST:
        return _("Too much would move: %(count)d lines, and one step takes %(most)d at most.") % {
            "count": count,
            "most": MOST,
        }
    if isinstance(keep, Published) and isinstance(gone, Published) and _vanishes(keep, gone):
        words = _(
            "“%(gone)s”: %(gone_state)s. “%(keep)s”: %(keep_state)s. "
            "Merge them the other way round, so that the page stays on the site."
        )
        states = {"gone_state": gone.state_in_words(), "keep_state": keep.state_in_words()}
        return quoting(words, gone=gone, keep=keep, **states)
    changed = (gone,) if isinstance(keep, Published) else (gone, keep)
    asked = ((link, row) for row in changed for link in links(type(row)))
    return next(filter(None, (reserved(link, link.rows(row), by) for link, row in asked)), "")


def is_the_heads(row: RegisterModel, by: User) -> bool:
    """Say whether a live page, which only the head changes here, would change with `row` of a list.

    An organisation, a field of cooperation or a country has no state of its own, but its name stands on pages.
    """
    if by.has_perm("partnerships.publish_city") or rights.approval() != Approval.EVERY:
        return False
    return any(reserved(link, link.rows(row), by) for link in links(type(row)))


def _vanishes(keep: Published, gone: Published) -> bool:
    """Say whether the page of `gone` is on the site, or will be, and that of `keep` is less so."""
    return (gone.is_public() and not keep.is_public()) or (gone.is_scheduled() and keep.state != State.PUBLISHED)


def reserved(link: IncomingRelation, rows: QuerySet[models.Model], by: User | None) -> str:
    """Return in words which live page would change with `rows` that `by` may not change; "" for none.

    Asked of one page of each kind: it is a right to all of a kind or to none. What waits for its moment is the head's
    whoever approves what: it would go back to the head by a step that is not about it.
    """
    if by is None or by.is_superuser:
        return ""
    of_the_head = Q(state=State.PUBLISHED)
    if rights.approval() != Approval.EVERY:
        of_the_head &= Q(publish_at__gt=timezone.now())
    pages = _pages(link, rows, of_the_head)
    page = next((page for page in pages if not rights.may_publish(by, type(page))), None)
    if page is None:
        return ""
    if not page.is_public():
        waits = _("“%(name)s” is approved and waits for its moment: ask the head to do this step.")
        return quoting(waits, name=page)
    words = _("“%(name)s” is on the site, and the head approves every change there: ask the head to do this step.")
    return quoting(words, name=page)


def _pages(link: IncomingRelation, rows: QuerySet[Any], condition: Q) -> Iterator[Published]:
    """Yield one page that meets `condition` of each kind that `rows` are part of."""
    model: Any = link.model
    names = {field.name for field in model._meta.fields}
    owner = next((name for name in OWNERS if name in names and name != link.name), None)
    if not issubclass(model, Published) and owner:
        model = model._meta.get_field(owner).related_model
        rows = model._base_manager.filter(pk__in=rows.order_by().values(owner))
    if not issubclass(model, Published):
        return
    found = rows.filter(condition)
    if model is not Record:
        yield from found[:1]
    else:
        for kind in found.order_by().values_list("kind", flat=True).distinct():
            yield getattr(found.filter(kind=kind)[0], kind)
