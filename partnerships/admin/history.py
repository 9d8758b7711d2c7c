"""Says in the reader's language what a revision did."""

import json
import re
from typing import Any

from django.contrib.admin.models import LogEntry
from django.utils.translation import gettext as _
from reversion.models import Version

from partnerships.approval import said

_NAME = re.compile(r"(?P<name>.+?)(?P<language> \[\w+\])?")


def line(version: Version) -> dict[str, Any]:
    """Return `version` as the history and the bin show it: name, when, who, what."""
    return {
        "pk": version.pk,
        "name": str(version),
        "when": version.revision.date_created,
        "who": version.revision.user or _("the system"),
        "what": what(version.revision.comment),
    }


def what(comment: str) -> str:
    """Return the change message of the admin in words, or the plain comment of an import or a command."""
    try:
        message = json.loads(comment)
    except ValueError:
        return comment
    items = message if isinstance(message, list) else []
    steps = [said(item["step"]) for item in items if "step" in item]
    message = [item for item in items if "step" not in item]
    for step in message:
        for change in step.values():
            if "fields" in change:
                change["fields"] = [_field(name) for name in change["fields"]]
    changes = LogEntry(change_message=json.dumps(message)).get_change_message() if message else ""
    return " ".join([*filter(None, [changes]), *steps])


def _field(name: str) -> str:
    """Translate a field's name, which the admin stores in English with a capital and a language mark."""
    match = _NAME.fullmatch(name)
    if match is None:
        return name
    plain = match["name"]
    return f"«{_(plain[:1].lower() + plain[1:])}»{match['language'] or ''}"
