"""What a clerk corrected of the drafts of a text: it is shown and kept with them, and never with other ones."""

import re
from typing import Final

from django.http import QueryDict

from partnerships.admin.prose.looked_at import FINDS, tells_of_the_same
from partnerships.admin.prose.shape import SHAPE
from partnerships.text.numbers import whole

#: The field with the part of a long text that is looked at, counted from 0.
PART: Final = "part"
#: Fields of drafts and of new cities, which are kept while they are corrected.
_CORRECTED: Final = re.compile(r"([dc]\d+-)\w+")


def without_corrections(data: QueryDict) -> QueryDict:
    """Return a copy of `data` without what was corrected: the drafts it was about are no longer looked at."""
    copy = data.copy()
    for name in data:
        if _CORRECTED.fullmatch(name):
            del copy[name]
    return copy


def is_behind(sent: QueryDict, kept: QueryDict) -> bool:
    """Say whether `sent` is of another part than `kept`, or of drafts that were joined or split since."""
    steps, taken = kept.get(SHAPE, ""), sent.get(SHAPE, "")
    is_earlier = _is_same(sent, kept) and steps != taken and steps.startswith(taken)
    return whole(sent.get(PART)) != whole(kept.get(PART)) or is_earlier


def corrected(kept: QueryDict, sent: QueryDict) -> QueryDict:
    """Return `kept` with the drafts of `sent` in place of its own; those that were not sent stay as they are."""
    drafts = {match[1] for name in sent if (match := _CORRECTED.fullmatch(name))}
    data = kept.copy() if _is_same(sent, kept) else without_corrections(kept)
    for name in list(data):
        if (match := _CORRECTED.fullmatch(name)) and match[1] in drafts:
            del data[name]
    for name in sent:
        if name in (FINDS, SHAPE) or _CORRECTED.fullmatch(name):
            data.setlist(name, sent.getlist(name))
    return data


def _is_same(sent: QueryDict, kept: QueryDict) -> bool:
    return tells_of_the_same(sent.get(FINDS, ""), kept.get(FINDS, ""))
