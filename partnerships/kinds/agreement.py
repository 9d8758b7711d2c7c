"""Agreements, by the date of signing."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from partnerships.kinds.kind import AGREEMENTS, Counted, Kind, internal, shown

KIND: Final = Kind(
    name="agreement",
    number=2,
    label=_("Agreement"),
    plural=_("Agreements"),
    noun=ngettext_lazy("agreement in force", "agreements in force"),
    intro=_(
        "What the city has signed with its partners. The parties are bodies of local government, "
        "so one city may have several agreements."
    ),
    section="agreements",
    icon="agreement",
    fields=(
        shown("form", called=True, copied=True),
        shown("status"),
        shown("number"),
        shown("in_force_from"),
        shown("in_force_until"),
        shown("is_open_ended", copied=True),
        shown("renews_itself", copied=True),
        shown("renewal", translated=True, copied=True),
        shown("notice_period", translated=True, copied=True),
        shown("actions"),
        internal("registration"),
        internal("original_place"),
        internal("review_on"),
        shown("amends"),
        shown("supersedes"),
        internal("end_reason"),
    ),
    rows=("actions",),
    called="соглашение договор agreement treaty",
    words=("соглашения", "agreement", "agreements", "abkommen", "vereinbarung", "accord", "accords"),
    example=_("Agreement on cooperation with Omsk"),
    first_lines=(("form", "status"),),
    detail_lines=(
        *(("in_force_from", "in_force_until", "is_open_ended"), ("renews_itself", "review_on")),
        *("renewal", "notice_period", ("number", "registration", "original_place"), ("amends", "supersedes")),
        "end_reason",
    ),
    filters=("status", "form"),
    copied_as="draft",
    standing_shown="in_force",
    schema_type="Legislation",
    counted=(Counted("agreements", _("Agreements signed"), AGREEMENTS),),
    date_label=_("signed on"),
    about_table=_(
        "The last day of the term is the one known on the day of reading, by what prolonged it or gave notice."
    ),
    about_list=_("Agreements by the date of signing."),
    about_one=_("One agreement, with its parties and public documents."),
)
