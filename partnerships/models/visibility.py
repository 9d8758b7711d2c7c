"""Who may see which field: the one page a data-protection officer has to read.

Every field of every register model is named here once, under its column's base name (without _ru, _en);
those of a kind of record are `shown`, `internal` or `personal` in its declaration in `partnerships/kinds/`.
A test fails for a field that is missing, and another plants marks in every internal and personal field
and looks for them on every page.
"""

from collections.abc import Collection
from typing import Any, Final

from partnerships.kinds import KINDS

#: What every outgoing letter holds beside to whom it goes.
LETTER: Final = (
    *("text", "title", "sender", "state", "sent_on", "sent_how", "number", "reply_on", "reply"),
    *("internal_note", "responsible", "sources"),
)
#: Never leave the department: notes, workflow, numbers of internal papers.
INTERNAL: Final = {
    "Entry": {
        *("source_note", "internal_note", "responsible", "version", "created_at"),
        *("translation", "sources"),
        *("sent_by", "sent_at", "returned_by", "returned_at", "return_comment"),
    },
    "PartnerRequest": {"translation", "sources", "sent_by", "sent_at", "returned_by", "returned_at", "return_comment"},
    "HomeCity": {
        *("approval", "working_week", "holidays", "rests_with_country", "worked_days", "greeting_lead"),
        *("anniversaries", "currency", "partners_in_menu", "translation", "sources"),
    },
    "VocabularyTerm": {"translation", "sources"},
    "CountryGroup": {"translation", "sources"},
    "Country": {"translation", "sources"},
    "Theme": {"translation", "sources"},
    "City": {"protocol_notes"},
    "TieStep": {"office_reason", "sources"},
    "Organization": {"contact_persons", "other_names", "translation", "sources"},
    **{kind.model_name: kind.seen(by_public=False) for kind in KINDS.values()},
    "Photo": {"name", "rights", "sha256", "sources"},
    **{name: {"sources"} for name in ("AgreementAction", "Award", "CityOccasion", "Document", "Figure")},
    "Participant": {"sources"},
    "ProgrammeItem": {"responsible", "attendees", "transport", "note", "sources"},
    "ChecklistStep": {"what", "direction", "counted_from", "days", "responsible", "order"},
    "ChecklistItem": {
        *("delegation", "what", "due", "responsible", "is_done", "done_on", "done_by"),
        *("counted_from", "days", "note", "order"),
    },
    "Commitment": {"record", "side", "what", "who", "due", "state", "kept_on", "note", "order"},
    "EstimateNorm": {"name", "rate", "basis", "order"},
    "EstimateLine": {
        *("delegation", "norm", "item", "rate", "persons", "days", "is_at_fact", "actual", "basis", "order"),
    },
    "Gift": {"delegation", "direction", "what", "whom", "quantity", "value", "note", "order"},
    "Service": {"delegation", "kind", "organization", "name", "times", "note", "order"},
    "PlanItem": {"funding", "sources"},
    "ReportSection": {"kind", "heading", "wording", "rules", "order", "is_included", "sources"},
    "AnnualReport": {"begins", "ends", "addressee", "sources"},
    "ReportText": {"report", "section", "text", "sources"},
    "ReportTarget": {"report", "figure", "planned", "note"},
    "PaperTemplate": {"paper", "language", "file", "name", "media_type", "size", "sha256", "text"},
    "Greeting": {
        *("city", "organization", "due_on", "year", "occasion", "agreement", "national_day", "birthday", "is_personal"),
        *LETTER,
    },
    "Letter": {"kind", "record", "city", "organization", *LETTER},
    "NationalDay": {"country", "name", "month", "day", "feast", "sources"},
}


def is_internal(model: type, column: str) -> bool:
    """Say whether no page shows `column` of `model`, in whatever language it is."""
    return _is_among({name for base in model.__mro__ for name in INTERNAL.get(base.__name__, ())}, column)


def is_personal(model: type, column: str) -> bool:
    """Say whether `column` of `model`, in whatever language it is, is about a person and for the department alone."""
    return _is_among(PERSONAL.get(model.__name__, ()), column)


def _is_among(names: Collection[str], column: str) -> bool:
    return column in names or any(column.startswith(f"{name}_") for name in names)


#: About a person, and kept only for the department's work with them.
PERSONAL: Final = {
    "Participant": {"contact", "consent", "consent_on", "consent_paper", "consent_withdrawn_on"},
    "ProgrammeItem": {"phone"},
    "Service": {"contact"},
    "Greeting": {"addressee", "mailbox"},
    "Letter": {"addressee", "mailbox"},
    "Birthday": {"city", "name", "office", "month", "day", "year", "basis", "in_office_until", "sources"},
    **{kind.model_name: kind.personal for kind in KINDS.values() if kind.personal},
}


def is_for_the_office(model: Any) -> bool:
    """Say whether nothing of `model` is on any page: the rows of a checklist, the lines of an estimate."""
    columns = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    return all(is_internal(model, name) or is_personal(model, name) for name in columns)


#: Shown wherever their record is.
PUBLIC: Final = {
    "Entry": {
        *("slug", "summary", "remark", "source", "state", "publish_at", "updated_at"),
        *("start", "end", "precision", "starts_at", "ends_at", "edtf", "period_order"),
    },
    "HomeCity": {
        *("name", "name_genitive", "country_code", "region", "department", "address"),
        *("phone", "email", "site", "intro", "time_zone", "latitude", "longitude"),
    },
    "VocabularyTerm": {"vocabulary", "code", "name", "order", "mark", "counts_as", "is_retired"},
    "CountryGroup": {"slug", "name", "order"},
    "Country": {"name", "iso_code", "group"},
    "Theme": {"slug", "name", "order"},
    "City": {
        *("name", "native_name", "country", "region", "own_group", "tie", "site"),
        *("latitude", "longitude", "population", "population_year", "wikidata_id", "history"),
        *("card_language", "card_title", "card_text"),
        "other_names",  # on no page: they are what the public search finds a city by, and may offer to a misspeller
    },
    "FormerAddress": {"page", "slug", "city", "record"},
    "PartnerRequest": {
        *("title", "text", "organization", "city", "themes", "contact", "opened_on", "open_until"),
        *("state", "publish_at"),
    },
    "TieStep": {"city", "kind", "date", "reason", "order"},
    "CityOccasion": {"city", "name", "month", "day", "weekday", "ordinal", "founding_year"},
    "Organization": {
        *("name", "short_name", "kind", "city", "founded", "is_home", "site", "memberships", "public_contact"),
    },
    "Record": {"kind", "title", "body", "place", "cities", "organizations", "themes", "part_of", "related"},
    **{kind.model_name: kind.seen(by_public=True) for kind in KINDS.values()},
    "AgreementAction": {"agreement", "kind", "date", "until", "document", "note", "order"},
    "Involvement": {"record", "organization", "role", "side", "order"},
    "Participant": {
        *(
            "record",
            "name",
            "office",
            "organization",
            "role",
            "side",
            "signed_on",
            "signed_place",
            "is_public",
            "order",
        ),
    },
    "Figure": {"record", "what", "value", "qualifier", "note", "order"},
    "Award": {"record", "degree", "recipient", "count", "order"},
    "ProgrammeItem": {
        *("delegation", "day", "starts", "ends", "activity", "place", "is_public", "state", "order"),
    },
    "PlanItem": {
        *("plan", "activity", "theme", "due", "responsible_home", "responsible_partner"),
        *("state", "result", "fulfilled_by", "order"),
    },
    "Photo": {
        *("record", "city", "home", "use", "file", "width", "height", "caption", "alt", "is_decorative"),
        *("author", "taken_on", "focal_x", "focal_y", "order"),
    },
    "Document": {
        *("record", "file", "kind", "title", "language", "number", "date", "access"),
        *("name", "media_type", "size", "sha256", "order"),
        "text",  # quoted by search where the document is open
    },
}
