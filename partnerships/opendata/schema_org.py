"""Pages described for machines in the words of schema.org; every address is whole, `origin` comes first."""

from datetime import date, datetime
from typing import Any, Final, cast

from django.urls import reverse
from django.utils import timezone

from partnerships.kinds import KINDS
from partnerships.models import EVENT_FORMS, Agreement, City, Direction, Event, HomeCity, Record, TermMeaning
from partnerships.opendata.columns import local
from partnerships.period import Period
from partnerships.period.units import Sense, Unit, edtf_of
from partnerships.standing import BINDING, SIGNED, AgreementStanding, OccurrenceStanding

CONTEXT = "https://schema.org"
#: What is told as an article about it.
ARTICLE: Final = "CreativeWork"


def _filled(**values: object) -> dict[str, Any]:
    """Return `values` without the empty ones; a leading "_" stands for "@"."""
    return {name.replace("_", "@", 1) if name[0] == "_" else name: value for name, value in values.items() if value}


def _place(city: City, origin: str) -> dict[str, object]:
    return _filled(_type="City", name=city.name, url=origin + city.get_absolute_url())


def office(origin: str, home: HomeCity) -> dict[str, Any]:
    """Return the department that keeps the register."""
    return _filled(
        _context=CONTEXT,
        _type="GovernmentOrganization",
        name=home.department or home.name,
        url=origin + reverse("home"),
        email=home.email,
        telephone=home.phone,
        address=home.address,
        sameAs=home.site,
        areaServed=_filled(_type="City", name=home.name),
    )


def city(origin: str, city: City) -> dict[str, Any]:
    """Return a partner city."""
    geo = None
    if city.latitude is not None:
        geo = {"@type": "GeoCoordinates", "latitude": float(city.latitude), "longitude": float(city.longitude or 0)}
    same = [f"http://www.wikidata.org/entity/{city.wikidata_id}"] if city.wikidata_id else []
    return {
        "@context": CONTEXT,
        **_place(city, origin),
        **_filled(
            alternateName=city.native_name if city.native_name != city.name else "",
            description=city.summary,
            containedInPlace=_filled(_type="AdministrativeArea", name=city.region or city.country.name),
            geo=geo,
            sameAs=[*same, *([city.site] if city.site else [])],
        ),
    }


def _iso(unit: Unit, day: date) -> str:
    """Return a unit as ISO 8601 has it; one that ISO does not know is told by its first or last day."""
    if len(unit) == 5:
        year, month, day_of_month, hour, minute = unit
        zone = timezone.get_current_timezone()
        return datetime(year, month, day_of_month, hour, minute, tzinfo=zone).isoformat()
    known = len(unit) != 2 or unit[1] <= 12
    return edtf_of(unit) if known else day.isoformat()


def _days(period: Period) -> dict[str, str]:
    """Return the ends of `period` that are known; nothing where neither is known for sure."""
    if period.sense != Sense.EXACT:
        return {}
    found = {}
    if period.first and period.start:
        found["startDate"] = _iso(period.first, period.start)
    if period.last and period.end:
        found["endDate"] = _iso(period.last, period.end)
    return found


def _signed(record: Record) -> str:
    """Return when an agreement was signed, the last time of several; "" where that is not known."""
    period = record.period
    known = period.first == period.last or period.is_to_the_day
    return _days(period).get("endDate", "") if known else ""


def _force(agreement: Record) -> str:
    """Return whether an agreement binds; "" where nobody knows."""
    if agreement.standing == AgreementStanding.NOT_KNOWN:
        return ""
    return f"{CONTEXT}/{'InForce' if agreement.standing in BINDING else 'NotInForce'}"


def record(origin: str, record: Record) -> dict[str, Any]:
    """Return an agreement as a legal text, anything else as an event; an undated event is an article about it."""
    cities = [_place(city, origin) for city in cast("Any", record).public_cities]
    shared = _filled(
        name=record.title,
        description=record.summary,
        url=origin + record.get_absolute_url(),
    )
    if record.kind == Agreement.KIND:
        return {
            "@context": CONTEXT,
            "@type": KINDS[record.kind].schema_type,
            **shared,
            **_moments(record),
            **_filled(
                legislationDate=_signed(record) if record.standing in SIGNED else "",
                legislationLegalForce=_force(record),
                spatialCoverage=cities,
            ),
        }
    days = _days(record.period)
    is_event = KINDS[record.kind].schema_type != ARTICLE
    if not is_event or "startDate" not in days or record.standing == OccurrenceStanding.INVITED:
        return {
            "@context": CONTEXT,
            "@type": ARTICLE,
            **shared,
            **_moments(record),
            **_filled(contentLocation=cities),
        }
    own: Any = record if type(record) is not Record else getattr(record, record.kind)
    where = ", ".join(part for part in (getattr(own, "venue", ""), record.place) if part)
    return {
        "@context": CONTEXT,
        "@type": KINDS[record.kind].schema_type,
        **shared,
        **days,
        **_filled(
            eventStatus=f"{CONTEXT}/{_event_status(own)}",
            previousStartDate=own.moved_from.isoformat() if own.moved_from else "",
            eventAttendanceMode=_attendance(own, is_placed=bool(where)),
            location=_filled(_type="Place", name=where, address=where) if where else None,
            about=cities,
            subjectOf={"@type": "WebPage", "url": shared["url"], **_moments(record)},
        ),
    }


def _moments(record: Record) -> dict[str, str]:
    """Return the days on which the page appeared and on which what it shows changed last."""
    published = local(record.publish_at).date().isoformat() if record.publish_at else ""
    return _filled(datePublished=published, dateModified=local(record.changed_for_readers).date().isoformat())


def _event_status(record: Any) -> str:
    told = {OccurrenceStanding.CANCELLED: "EventCancelled", OccurrenceStanding.POSTPONED: "EventPostponed"}
    return told.get(record.standing) or ("EventRescheduled" if record.moved_from else "EventScheduled")


def _is_online(record: object) -> bool:
    return isinstance(record, Event) and EVENT_FORMS.meaning(record.form) == TermMeaning.ONLINE


def _attendance(record: Record, *, is_placed: bool) -> str:
    """Return whether people meet online or in person, "" where the register does not tell."""
    if getattr(record, "direction", "") == Direction.ONLINE or _is_online(record):
        return f"{CONTEXT}/OnlineEventAttendanceMode"
    return f"{CONTEXT}/OfflineEventAttendanceMode" if is_placed or KINDS[record.kind].in_person else ""


def breadcrumbs(origin: str, *steps: str) -> dict[str, object]:
    """Return the way to the page; `steps` are address, name, address, name."""
    pairs = list(zip(steps[::2], steps[1::2], strict=True))
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": str(name), "item": origin + address}
            for number, (address, name) in enumerate(pairs, 1)
        ],
    }
