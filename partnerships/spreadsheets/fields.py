"""What a table of each concept holds, in its order."""

from typing import Final

from partnerships.kinds import KINDS
from partnerships.models import (
    City,
    Country,
    CountryGroup,
    Organization,
    PartnerRequest,
    RegisterModel,
    Theme,
)
from partnerships.models.record import models_by_kind

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
        *("card_language", "card_title", "card_text", "other_names", "protocol_notes", *_NOTES),
    ),
    Organization: (
        *("name", "short_name", "kind", "city", "founded", "is_home", "site", "memberships"),
        *("public_contact", "contact_persons"),
    ),
    **{model: _record(*(own.name for own in KINDS[kind].fields)) for kind, model in models_by_kind().items()},
    PartnerRequest: ("title", "text", "organization", "city", "themes", "contact", "opened_on", "open_until"),
    Theme: ("name", "slug", "order"),
    Country: ("name", "iso_code", "group"),
    CountryGroup: ("name", "slug", "order"),
}

#: Headings that are known but never set by a file.
PROTECTED: Final = ("state", "publish_at", "responsible", "created_at", "updated_at")
