"""Changes of live pages: kept as they happen, told to each head once in a bundle, whatever the number of saves."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.apps import apps
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.models import UntoldChange, User
from partnerships.models.base import Entry, Published
from partnerships.models.user import TellChanges
from partnerships.staff import mail, rights
from partnerships.staff.addresses import link


def note_changes(records: Iterable[Published], *, by: User) -> None:
    """Keep for every approver of `records` that `by` has changed these live pages."""
    approvers = cache(lambda kind: [user for user in rights.approvers(kind) if user != by and mail.reaches(user)])
    rows = [
        UntoldChange(reader=user, by=by, model=str(record._meta.model_name), object_id=record.pk)
        for record in records
        for user in approvers(type(record))
        if user.changes_told != TellChanges.NEVER
    ]
    UntoldChange.objects.bulk_create(rows, ignore_conflicts=True)


def by_reader(rows: Iterable[UntoldChange]) -> dict[User, list[UntoldChange]]:
    """Return `rows` by who is to read of them."""
    found: dict[User, list[UntoldChange]] = {}
    for row in rows:
        found.setdefault(row.reader, []).append(row)
    return found


def tell_soon() -> tuple[int, int]:
    """Write one letter to each who wants to hear of changes at once; return how many left, and how many did not."""
    UntoldChange.objects.forgotten().delete()
    mark = UntoldChange.objects.soon().claim()
    written: dict[int, EmailMessage] = {}
    left: list[EmailMessage] = []
    for user, rows in by_reader(UntoldChange.objects.claimed(mark)).items():
        if not wants_changes(user):
            continue
        letter = mail.letter(user, lambda _user, of=rows: change_letter(of), kind="changes_told")  # type: ignore[misc]  # its default
        if letter:
            written[user.pk] = letter
    try:
        left = mail.send(list(written.values()))
    finally:
        settle(UntoldChange.objects.claimed(mark), [key for key, letter in written.items() if letter not in left])
    return len(left), len(written) - len(left)


def wants_changes(user: User) -> bool:
    """Say whether `user` still wants to hear of changes, and can."""
    return user.changes_told != TellChanges.NEVER and mail.reaches(user)


def settle(rows: QuerySet[UntoldChange], failed: Iterable[int]) -> None:
    """Let go of what was told or is of no use, and let what its readers did not get wait for the next run."""
    again = list(rows.filter(reader__in=failed))
    rows.filter(reader__in=failed).delete()
    for row in again:
        row.pk, row.claim, row.claimed_at = None, None, None
    UntoldChange.objects.bulk_create(again, ignore_conflicts=True)  # or it has been changed once more meanwhile
    rows.delete()


def change_letter(rows: list[UntoldChange]) -> mail.LetterText | None:
    """Return what a letter of its own says of changed pages; None where none of them is left."""
    parts = page_lines(rows)
    if not parts:
        return None
    titles = [part.partition("\n")[0] for part in parts]
    subject = _("Changed on the site: %(title)s") % {"title": titles[0]}
    if len(parts) > 1:
        subject = ngettext(
            "%(count)d page was changed on the site", "%(count)d pages were changed on the site", len(parts)
        ) % {"count": len(parts)}
    return subject, [_("Changed on the site:"), mail.capped(parts)]


def page_lines(rows: list[UntoldChange]) -> list[str]:
    """Return what is said of each page that still exists: its title, who changed it, where it is, what exactly."""
    kinds: dict[str, set[int]] = {}
    people: dict[tuple[str, int], list[str]] = {}
    for row in rows:
        kinds.setdefault(row.model, set()).add(row.object_id)
        names = people.setdefault((row.model, row.object_id), [])
        if str(row.by) not in names:
            names.append(str(row.by))
    found: dict[tuple[str, int], Any] = {}
    for kind, keys in kinds.items():
        model = apps.get_model("partnerships", kind)
        found |= {(kind, key): record for key, record in model._base_manager.in_bulk(keys).items()}
    return [_line(found[key], names) for key, names in people.items() if key in found]


def _line(record: Entry, names: list[str]) -> str:
    parts = [str(record), ", ".join(names)]
    if record.is_public():
        parts.append(mail.whole_address(record.get_absolute_url()))
    return "\n".join([*parts, f"{_('What exactly:')} {mail.whole_address(link(record, 'history'))}"])
