"""The version of a record that somebody has seen: the number of its last change, sent back and checked here.

Any change of a record or of its rows moves the number, a deletion as well; 0 stands for a record without any.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from django.db.models import Max
from django.http import HttpRequest
from reversion.models import Version

from partnerships.models import RegisterModel, User
from partnerships.text.numbers import whole

NAME: Final = "seen"


def last_change(record: RegisterModel) -> int:
    """Return the number of the last change of `record`."""
    return Version.objects.get_for_object(record).values_list("pk", flat=True).first() or 0


def last_changes(model: type[RegisterModel], keys: Iterable[int]) -> dict[int, int]:
    """Return the number of the last change of each record of `model` that has one, by key."""
    kept = Version.objects.get_for_model(model).filter(object_id__in=[str(key) for key in keys])
    last = kept.order_by().values_list("object_id").annotate(last=Max("pk"))
    return {int(key): number for key, number in last}


def newest_change() -> int:
    """Return the number of the last change of all."""
    return Version.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def token_of(numbers: Mapping[int, int]) -> str:
    """Return the number of the last change of each record, by its key, as a page sends it back."""
    return " ".join(f"{key}:{number}" for key, number in numbers.items())


def seen_in(request: HttpRequest) -> dict[int, int]:
    """Return what the page sent back, by key; what is no number is left out."""
    pairs = (item.partition(":")[::2] for item in request.POST.get(NAME, "").split())
    return {int(key): int(number) for key, number in pairs if whole(key) and whole(number)}


def newer(record: RegisterModel, seen: int, *, but: User | None = None) -> Version | None:
    """Return the last version of `record` if another one was seen; with `but`, the last since by somebody else.

    A forged number of the future is no version either.
    """
    versions = Version.objects.get_for_object(record).select_related("revision__user")
    if but is not None:
        return versions.filter(pk__gt=seen).exclude(revision__user=but).first()
    last = versions.first()
    return last if last and last.pk != seen else None


class ChangedSince(Exception):
    """A record has got another version, `last`, than the one that was seen; None where it has none at all."""

    def __init__(self, last: Version | None) -> None:
        super().__init__(last)
        self.last = last


def expect(model: type[RegisterModel], seen: Mapping[int, int]) -> None:
    """Raise ChangedSince unless each record of `model` is, held against other writers, as it was seen, by key.

    A deletion is a version, too: a record that is gone is asked for in the same way.
    """
    last = last_changes(model, seen)
    for key, number in seen.items():
        if last.get(int(key), 0) != number:
            kept = Version.objects.get_for_object_reference(model, key).select_related("revision__user")
            raise ChangedSince(kept.first())
