"""What a record is called where it stands alone: in a feed, in a letter."""

from partnerships.models import Record
from partnerships.period import format_period


def dated_title(record: Record) -> str:
    """Return the title with its date, exactly as precise as it is known, and first what is not as expected."""
    date = format_period(record.period, record.remark)
    title = f"{record.title} ({date})" if date else record.title
    return f"{record.standing_mark}: {title}" if record.standing_mark else title
