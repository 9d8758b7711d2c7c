"""Exhibitions."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from partnerships.kinds.kind import Counted, Kind, shown

KIND: Final = Kind(
    name="exhibition",
    number=5,
    label=_("Exhibition"),
    plural=_("Exhibitions"),
    noun=ngettext_lazy("exhibition", "exhibitions"),
    intro=_("Exhibitions about the partner cities and with them."),
    section="exhibitions",
    icon="exhibition",
    fields=(
        shown("status"),
        shown("moved_from"),
        shown("venue", translated=True, copied=True),
        shown("opening_hours", translated=True, copied=True),
        shown("curators", translated=True, copied=True),
        shown("exhibits", translated=True, copied=True),
    ),
    called="выставка экспозиция exhibition",
    words=("выставки", "вернисаж", "exhibitions", "ausstellung", "exposition"),
    example=_("Omsk in photos"),
    first_lines=("venue", "status"),
    detail_lines=("opening_hours", "exhibits", "curators", "moved_from"),
    filters=("status",),
    schema_type="ExhibitionEvent",
    counted=(Counted("exhibitions", _("Exhibitions")),),
    date_label=_("date"),
    about_list=_("Exhibitions by date."),
    about_one=_("One exhibition, with its figures."),
)
