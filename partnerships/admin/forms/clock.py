"""A time as people write it in a programme: 9.30, 9:30, 9-30, «9 ч. 30 мин.» and 9 are one."""

from datetime import time
from typing import Any

from django.forms import TimeField

from partnerships.pasting.moments import begins_at_24, times_in


class ClockField(TimeField):
    """A time of the clock; 24:00 is none of the day that it ends."""

    def to_python(self, value: Any) -> time | None:
        """Return the time that is written and nothing beside it; what is no such time is refused as elsewhere."""
        if isinstance(value, str) and not begins_at_24(value):
            starts, ends, rest = times_in(value, alone=True)
            if starts and not ends and not rest:
                return starts
        return super().to_python(value)
