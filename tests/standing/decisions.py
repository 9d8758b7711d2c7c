"""What each surface does with a record or a city in each state: the decisions, as data.

A test makes one of each state and looks at every surface; a state or a surface that nobody has decided on fails.
"""

from typing import Final

#: Listed as ever; listed with its standing in words; not there; counted; not counted.
PLAIN, MARKED, ABSENT, COUNTED, UNCOUNTED = "plain", "marked", "absent", "counted", "uncounted"
#: As a calendar calls it, and schema.org.
SURE, TENTATIVE, OFF = "CONFIRMED", "TENTATIVE", "CANCELLED"
SCHEDULED, POSTPONED, CANCELLED, ARTICLE = "EventScheduled", "EventPostponed", "EventCancelled", "no event"

_STATES: Final = "held under_way to_come planned unconfirmed invited postponed cancelled".split()


def _row(*cells: str) -> dict[str, str]:
    return dict(zip(_STATES, cells, strict=True))


_LISTED: Final = _row(PLAIN, *[MARKED] * 7)
_COUNTS: Final = _row(COUNTED, COUNTED, *[UNCOUNTED] * 6)
_AHEAD: Final = _row(ABSENT, MARKED, MARKED, MARKED, ABSENT, ABSENT, ABSENT, ABSENT)
_LATEST: Final = _row(PLAIN, MARKED, *[ABSENT] * 6)

#: Surface → state of a visit, an event or an exhibition → what is decided.
OF_OCCURRENCES: Final[dict[str, dict[str, str]]] = {
    "list": _LISTED,
    "chronology": _LISTED,
    "page": _row(*[MARKED] * 8),
    "city chronology": _LISTED,
    "city figures": _COUNTS,
    "home total": _COUNTS,
    "home latest": _LATEST,
    "home added": _LISTED,
    "home coming": _AHEAD,
    "statistics": _COUNTS,
    "statistics file": _COUNTS,
    "people counted": _COUNTS,
    "filter held": _COUNTS,
    "filter of the api": _COUNTS,
    "search": _LISTED,
    "feed": _LISTED,
    "calendar": _row(ABSENT, SURE, SURE, TENTATIVE, ABSENT, ABSENT, OFF, OFF),
    "city calendar": _row(ABSENT, SURE, SURE, TENTATIVE, ABSENT, ABSENT, OFF, OFF),
    "list as calendar": _row(SURE, SURE, SURE, TENTATIVE, TENTATIVE, TENTATIVE, OFF, OFF),
    "list as table": _row(*[MARKED] * 8),
    "list as csv": _row(*[MARKED] * 8),
    "api": _row(*[MARKED] * 8),
    "structured data": _row(SCHEDULED, SCHEDULED, SCHEDULED, SCHEDULED, SCHEDULED, ARTICLE, POSTPONED, CANCELLED),
    "embedded city": _LATEST,
    "embedded latest": _LATEST,
    "shared picture": _LISTED,
    "handout": _row(*[MARKED] * 8),
    "office list": _row(*[MARKED] * 8),
    "office coming": _row(ABSENT, COUNTED, COUNTED, COUNTED, ABSENT, ABSENT, ABSENT, ABSENT),
    "office asks": _row(ABSENT, ABSENT, ABSENT, ABSENT, COUNTED, ABSENT, ABSENT, ABSENT),
    "letter": _row(ABSENT, COUNTED, COUNTED, COUNTED, COUNTED, ABSENT, ABSENT, ABSENT),
}

_AGREED: Final = (
    "draft under_approval to_be_signed not_yet not_known in_force suspended expired terminated superseded".split()
)


def _agreed(*cells: str) -> dict[str, str]:
    return dict(zip(_AGREED, cells, strict=True))


_SIGNED: Final = _agreed(*[UNCOUNTED] * 3, *[COUNTED] * 7)
_AGREEMENTS: Final = _agreed(*[MARKED] * 5, PLAIN, *[MARKED] * 4)
_BINDS: Final = _agreed(*[UNCOUNTED] * 5, COUNTED, *[UNCOUNTED] * 4)

#: Surface → state of an agreement → what is decided.
OF_AGREEMENTS: Final[dict[str, dict[str, str]]] = {
    "list": _AGREEMENTS,
    "chronology": _AGREEMENTS,
    "page": _agreed(*[MARKED] * 10),
    "city chronology": _AGREEMENTS,
    "city figures": _SIGNED,
    "home total": _BINDS,
    "home latest": _agreed(ABSENT, ABSENT, ABSENT, MARKED, ABSENT, PLAIN, MARKED, MARKED, MARKED, MARKED),
    "home added": _AGREEMENTS,
    "home coming": _agreed(ABSENT, ABSENT, MARKED, *[ABSENT] * 7),
    "statistics": _SIGNED,
    "statistics file": _SIGNED,
    "people counted": _agreed(*[UNCOUNTED] * 10),
    "filter held": _SIGNED,
    "filter of the api": _SIGNED,
    "search": _AGREEMENTS,
    "feed": _AGREEMENTS,
    "calendar": _agreed(ABSENT, ABSENT, TENTATIVE, *[ABSENT] * 7),
    "city calendar": _agreed(ABSENT, ABSENT, TENTATIVE, *[ABSENT] * 7),
    "list as calendar": _agreed(TENTATIVE, TENTATIVE, TENTATIVE, SURE, ABSENT, *[SURE] * 5),
    "list as table": _agreed(*[MARKED] * 10),
    "list as csv": _agreed(*[MARKED] * 10),
    "api": _agreed(*[MARKED] * 10),
    "structured data": _agreed(*["NotInForce"] * 4, ARTICLE, "InForce", *["NotInForce"] * 4),
    "embedded city": _agreed(ABSENT, ABSENT, ABSENT, MARKED, ABSENT, PLAIN, MARKED, MARKED, MARKED, MARKED),
    "embedded latest": _agreed(*[ABSENT] * 10),
    "shared picture": _AGREEMENTS,
    "handout": _agreed(*[MARKED] * 10),
    "office list": _agreed(*[MARKED] * 10),
    "office coming": _agreed(ABSENT, ABSENT, COUNTED, *[ABSENT] * 7),
    "office asks": _agreed(*[ABSENT] * 10),
    "letter": _agreed(ABSENT, ABSENT, COUNTED, *[ABSENT] * 4, COUNTED, ABSENT, ABSENT),
}

_PLANNED: Final = "in_preparation not_begun carried_out closed withdrawn".split()


def _plan(*cells: str) -> dict[str, str]:
    return dict(zip(_PLANNED, cells, strict=True))


_PLANS: Final = _plan(MARKED, MARKED, PLAIN, MARKED, MARKED)
#: A plan is nothing that took place: no total counts it, no list of what comes names it.
_NEVER_COUNTED: Final = _plan(*[UNCOUNTED] * 5)
_NEVER_THERE: Final = _plan(*[ABSENT] * 5)

#: Surface → state of an action plan → what is decided.
OF_PLANS: Final[dict[str, dict[str, str]]] = {
    "list": _PLANS,
    "chronology": _PLANS,
    "page": _plan(*[MARKED] * 5),
    "city chronology": _PLANS,
    "city figures": _NEVER_COUNTED,
    "home total": _NEVER_COUNTED,
    "home latest": _NEVER_THERE,
    "home added": _PLANS,
    "home coming": _NEVER_THERE,
    "statistics": _NEVER_COUNTED,
    "statistics file": _NEVER_COUNTED,
    "people counted": _NEVER_COUNTED,
    "filter held": _plan(UNCOUNTED, COUNTED, COUNTED, COUNTED, UNCOUNTED),
    "filter of the api": _plan(UNCOUNTED, COUNTED, COUNTED, COUNTED, UNCOUNTED),
    "search": _PLANS,
    "feed": _PLANS,
    "calendar": _NEVER_THERE,
    "city calendar": _NEVER_THERE,
    "list as calendar": _plan(TENTATIVE, SURE, SURE, SURE, OFF),
    "list as table": _plan(*[MARKED] * 5),
    "list as csv": _plan(*[MARKED] * 5),
    "api": _plan(*[MARKED] * 5),
    "structured data": _plan(*[ARTICLE] * 5),
    "embedded city": _NEVER_THERE,
    "embedded latest": _NEVER_THERE,
    "shared picture": _PLANS,
    "handout": _plan(*[MARKED] * 5),
    "office list": _plan(*[MARKED] * 5),
    "office coming": _NEVER_THERE,
    "office asks": _NEVER_THERE,
    "letter": _NEVER_THERE,
}

_TIES: Final = "alive dormant on_hold ended not_yet prospective".split()


def _tied(*cells: str) -> dict[str, str]:
    return dict(zip(_TIES, cells, strict=True))


_SHOWN: Final = _tied(PLAIN, MARKED, MARKED, MARKED, MARKED, PLAIN)
_LIVING: Final = _tied(COUNTED, COUNTED, *[UNCOUNTED] * 4)

#: Surface → state of a tie → what is decided.
OF_TIES: Final[dict[str, dict[str, str]]] = {
    "list": _SHOWN,
    "table": _SHOWN,
    "page": _SHOWN,
    "map": _SHOWN,
    "map list": _SHOWN,
    "map key": _tied(PLAIN, PLAIN, MARKED, MARKED, MARKED, PLAIN),
    "home": _SHOWN,
    "home total": _LIVING,
    "home days": _tied(PLAIN, PLAIN, ABSENT, ABSENT, ABSENT, ABSENT),
    "filter living": _LIVING,
    "filter of the api": _LIVING,
    "neighbours": _tied(PLAIN, PLAIN, ABSENT, ABSENT, ABSENT, ABSENT),
    "calendar": _tied(SURE, SURE, ABSENT, ABSENT, ABSENT, ABSENT),
    "search": _SHOWN,
    "api": _tied(*[MARKED] * 6),
    "list as table": _tied(*[MARKED] * 6),
    "list as csv": _tied(*[MARKED] * 6),
    "embedded city": _SHOWN,
    "shared picture": _SHOWN,
    "office list": _tied(*[MARKED] * 6),
    "office days": _tied(PLAIN, PLAIN, PLAIN, ABSENT, PLAIN, PLAIN),
}

#: Address of the public site → the surfaces it is looked at as, or why there is nothing to decide.
ADDRESSES: Final[dict[str, tuple[str, ...] | str]] = {
    "home": ("home total", "home latest", "home added", "home coming", "home", "home days"),
    "city-list": ("list", "table", "filter living"),
    "city-card": "a text that somebody wrote, of any city that has a page",
    "city-detail": ("page", "city chronology", "city figures", "neighbours"),
    **{
        f"{kind}-list": ("list", "filter held")
        for kind in ("agreement", "delegation", "event", "exhibition", "actionplan")
    },
    **{
        f"{kind}-detail": ("page", "structured data")
        for kind in ("agreement", "delegation", "event", "exhibition", "actionplan")
    },
    **{f"{kind}-feed": ("feed",) for kind in ("agreement", "delegation", "event", "exhibition", "actionplan", "city")},
    "feed": ("feed",),
    "chronology": ("chronology",),
    "search": ("search",),
    "search-suggestions": "titles only, of whatever has a page",
    "search-description": "tells of no record",
    "map": ("map", "map list", "map key"),
    "statistics": ("statistics", "people counted"),
    "statistics-data": ("statistics file",),
    "statistics-picture": "draws the numbers of the first table",
    "since-signing-picture": "draws when agreements were signed, whatever became of them",
    "partners-wanted": "requests have a last day of their own",
    "take-part": "names the page it was opened from, of whatever has a page",
    "take-part-sent": "tells of no record",
    "news-by-mail": "names cities and fields, as the filter does",
    "news-sent": "tells of no record",
    "news-confirm": "names a city or a field",
    "news-leave": "names a city or a field",
    "about": "tells of no record",
    "accessibility": "tells of no record",
    "privacy": "tells of no record",
    "site-map": "names the pages that there are",
    "display": "tells of no record",
    "calendar": ("calendar",),
    "city-calendar": ("city calendar",),
    "embed-latest": ("embedded latest",),
    "embed-city": ("embedded city",),
    "open-data": "counts the rows of the files",
    "api-docs": "tells of no record",
    "data-package": "describes the files",
    "data-catalogue": "describes the files",
    "table": ("list as table", "list as csv", "list as calendar"),
    **{
        f"{name}-file": ("list as table", "list as csv", "list as calendar")
        for name in ("cities", "chronology", "agreements", "delegations", "events", "exhibitions", "plans")
    },
}
#: List of the office's home → the surface, or why there is nothing to decide.
TASKS: Final[dict[str, tuple[str, ...] | str]] = {
    "coming": ("office coming", "letter"),
    "unconfirmed": ("office asks", "letter"),
    "renew": ("letter",),
    "review": "follows the day that the department set itself",
    "reports": "follows the day that the report is due, for visits that are not off",
    **dict.fromkeys(
        ("returned", "approve", "drafts", "old-drafts", "untranslated", "stale", "no-alt", "undated", "dead-links"),
        "is about the text of a record",
    ),
    **dict.fromkeys(("plan-overdue", "plan-soon"), "is about items of adopted plans: see test_plans"),
    **dict.fromkeys(
        ("preparation-late", "preparation-next", "commitments"),
        "is about the work on delegations that are not off: see test_preparation",
    ),
    "messages": "is about what readers wrote",
    "doubles": "is about names and dates, whatever holds of them",
    "no-scan": "is about the papers of signed agreements",
}
