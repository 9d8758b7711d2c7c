"""Action plans: of an agreement, or of the department for a year."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from partnerships.kinds.kind import Kind, shown

KIND: Final = Kind(
    name="actionplan",
    class_name="ActionPlan",
    number=10,
    label=_("Action plan"),
    plural=_("Action plans"),
    noun=ngettext_lazy("action plan", "action plans"),
    intro=_("What the city and its partners have planned, and what came of it."),
    section="plans",
    icon="actionplan",
    is_headline=False,
    fields=(
        shown("status"),
        shown("adopted_by", translated=True),
        shown("carries_out", copied=True, through="public_agreement"),
    ),
    rows=("plan_items",),
    called="план мероприятий action plan",
    words=("планы", "план", "план мероприятий", "планы мероприятий", "plan", "plans", "aktionsplan", "plan d'action"),
    example=_("Action plan with Omsk for 2026"),
    first_lines=(("status", "carries_out"),),
    detail_lines=("adopted_by",),
    filters=("status",),
    copied_as="draft",
    standing_shown="adopted",
    schema_type="CreativeWork",
    counted=(),
    date_label=_("period of the plan"),
    about_list=_("Action plans by their period."),
    about_one=_("One action plan, with its items."),
)
