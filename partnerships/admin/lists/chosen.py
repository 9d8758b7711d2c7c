"""What was chosen in a list."""

from typing import Any, Final

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

#: How many records one step may take: more than a person can check, few enough to end within a minute.
LIMIT: Final = 2000


def keys_of(screen: Any, request: HttpRequest, chosen: QuerySet[Any]) -> list[Any]:
    """Return the keys of what was chosen; none where it is too much for one step, which is said."""
    keys = list(chosen.order_by().values_list("pk", flat=True).distinct()[: LIMIT + 1])
    if len(keys) <= LIMIT:
        return keys
    text = _("At most %(count)d records at once: narrow the list with its filters.") % {"count": LIMIT}
    screen.message_user(request, text, messages.ERROR)
    return []
