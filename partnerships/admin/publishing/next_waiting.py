"""The record that has waited longest for this head, offered after each decision."""

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partnerships.admin.access import acting
from partnerships.admin.home.todo import TASKS
from partnerships.staff.addresses import link


def next_waiting(request: HttpRequest, but: Any = None) -> Any:
    """Return what has waited longest for the decision of this user, `but` one record; None where nothing waits."""
    lists = TASKS["approve"].rows(acting(request)).lists
    first = [row for rows in lists for row in rows[:2] if but is None or link(row) != link(but)]
    return min(first, key=lambda row: row.sent_at, default=None)


def next_line(request: HttpRequest, but: object = None) -> SafeString | str:
    """Return the way to what waits next; "" where nothing does."""
    row = next_waiting(request, but)
    if row is None:
        return ""
    return format_html('{} <a class="next-waiting" href="{}">{}</a>', _("Next waits:"), link(row, "reading"), row)
