"""What a user looked at before saving: a mark of the drafts goes with their form and is compared when it comes back."""

import hashlib
from collections.abc import Iterable
from typing import Final

from partnerships.prose.found import Find
from partnerships.prose.places import NamedCity

#: The field of the form of drafts with the mark of what they were made of.
FINDS: Final = "finds"


def mark_of_finds(finds: Iterable[Find], unknown: Iterable[NamedCity]) -> str:
    """Return the marks, with a full stop between, of the activities with their sentences, and of all cities."""
    told = list(finds)
    parts = (
        [(str(find.kind), find.sentences) for find in told],
        ([[place.key or place.name for place in find.cities] for find in told], [place.name for place in unknown]),
    )
    return ".".join(hashlib.sha256(repr(part).encode()).hexdigest()[:16] for part in parts)


def tells_of_the_same(one: str, other: str) -> bool:
    """Say whether two marks are of the same activities, whatever cities they have."""
    return one.partition(".")[0] == other.partition(".")[0]
