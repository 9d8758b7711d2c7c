"""What a table of each concept holds, in its order."""

from typing import Final

from partnerships.models import (
    Agreement,
    City,
    Country,
    CountryGroup,
    Delegation,
    Event,
    Exhibition,
    Organization,
    PartnerRequest,
    RegisterModel,
    Theme,
)

_NOTES: Final = ("slug", "source", "source_note", "internal_note")


def _record(*own: str) -> tuple[str, ...]:
    return (
        *("title", "period", "remark", "cities", *own),
        *("place", "summary", "body", "themes", "organizations", "part_of", "related", *_NOTES),
    )


#: Concept → its fields, in the order of the table; a translated one stands for a column in each language.
FIELDS: Final[dict[type[RegisterModel], tuple[str, ...]]] = {
    City: (
        *("name", "country", "tie", "period", "tie_steps", "remark", "region", "native_name", "own_group"),
        *("summary", "history", "site", "wikidata_id", "latitude", "longitude", "population", "population_year"),
        *("other_names", "protocol_notes", *_NOTES),
    ),
    Organization: (
        *("name", "short_name", "kind", "city", "is_home", "site", "memberships"),
        *("public_contact", "contact_persons"),
    ),
    Agreement: _record(
        *("form", "status", "number", "in_force_from", "in_force_until", "is_open_ended", "renews_itself", "renewal"),
        *(
            "notice_period",
            "actions",
            "registration",
            "original_place",
            "review_on",
            "amends",
            "supersedes",
            "end_reason",
        ),
    ),
    Delegation: _record(
        *("direction", "status", "moved_from", "level", "head_count", "purpose", "invited_by", "result", "host_event"),
        *("carries_out", "order_number", "report_number", "report_due", "report_sent"),
    ),
    Event: _record("form", "status", "moved_from", "venue", "outcome"),
    Exhibition: _record("status", "moved_from", "venue", "opening_hours", "exhibits", "curators"),
    PartnerRequest: ("title", "text", "organization", "city", "themes", "contact", "opened_on", "open_until"),
    Theme: ("name", "slug", "order"),
    Country: ("name", "iso_code", "group"),
    CountryGroup: ("name", "slug", "order"),
}

#: Headings that are known but never set by a file.
PROTECTED: Final = ("state", "publish_at", "responsible", "created_at", "updated_at", "kind")
