"""What was chosen in a list."""

from typing import Final

from django.contrib import messages
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

#: How many records one step may take: more than a person can check, few enough to end within a minute.
LIMIT: Final = 2000


def keys_of(request: HttpRequest, chosen: QuerySet[models.Model]) -> list[int]:
    """Return the keys of what was chosen; none where it is too much for one step, which is said."""
    keys = list(chosen.order_by().values_list("pk", flat=True).distinct()[: LIMIT + 1])
    if len(keys) <= LIMIT:
        return keys
    text = _("At most %(count)d records at once: narrow the list with its filters.") % {"count": LIMIT}
    messages.error(request, text)
    return []
