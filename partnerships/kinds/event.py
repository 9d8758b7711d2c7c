"""City days, contests, conferences and the rest."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from partnerships.kinds.kind import Counted, Kind, shown

KIND: Final = Kind(
    name="event",
    number=4,
    label=_("Event"),
    plural=_("Events"),
    noun=ngettext_lazy("event", "events"),
    intro=_("City days, contests, conferences, meetings and other events with the partner cities."),
    section="events",
    icon="event",
    fields=(
        shown("form", called=True, copied=True),
        shown("status"),
        shown("moved_from"),
        shown("venue", translated=True, copied=True),
        shown("outcome", translated=True),
    ),
    called="мероприятие событие event",
    words=("мероприятия", "событие", "события", "events", "activity", "veranstaltung", "événement"),
    example=_("City Day: concert of guests from Omsk"),
    first_lines=(("form", "status"),),
    detail_lines=("venue", "outcome", "moved_from"),
    listed=("form",),
    filters=("form", "status"),
    counted=(Counted("events", _("Events")),),
    date_label=_("date"),
    about_list=_("Events by date."),
    about_one=_("One event, with its figures and awards."),
)
