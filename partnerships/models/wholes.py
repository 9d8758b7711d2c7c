"""What a record may be part of: of a whole that is itself no part, so that one look tells what became of it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnerships.text.quotes import quoting


def check_whole(record: Any) -> None:
    """Refuse at its field a whole that is itself a part, or one for a record that has parts."""
    whole = record.part_of
    if whole is None:
        return
    if whole.part_of is not None:
        text = _("“%(title)s” is itself part of “%(whole)s”: choose that one.")
        raise ValidationError({"part_of": quoting(text, title=whole, whole=whole.part_of)})
    part = record.parts.first() if record.pk else None
    if part is not None:
        text = _("“%(title)s” is part of this record: leave this empty, or make it part of the other one first.")
        raise ValidationError({"part_of": quoting(text, title=part)})
