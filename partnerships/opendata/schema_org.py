"""Pages described for machines in the words of schema.org; every address is whole, `origin` comes first."""

from typing import Any

from django.urls import reverse

from partnerships.models import City, HomeCity, Kind, Record

CONTEXT = "https://schema.org"


def _filled(**values: Any) -> dict[str, Any]:
    """Return `values` without the empty ones; a leading "_" stands for "@"."""
    return {name.replace("_", "@", 1) if name[0] == "_" else name: value for name, value in values.items() if value}


def _place(city: City, origin: str) -> dict[str, Any]:
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


TYPES = {Kind.AGREEMENT: "Legislation", Kind.EXHIBITION: "ExhibitionEvent"}


def record(origin: str, record: Record) -> dict[str, Any]:
    """Return an agreement as a legal text, anything else as an event; an undated event is an article about it."""
    cities = [_place(city, origin) for city in record.public_cities]  # type: ignore[attr-defined]
    shared = _filled(
        name=record.title,
        description=record.summary,
        url=origin + record.get_absolute_url(),
    )
    if record.kind == Kind.AGREEMENT:
        return {
            "@context": CONTEXT,
            "@type": "Legislation",
            **shared,
            **_filled(legislationDate=record.period.edtf().partition("/")[0], spatialCoverage=cities),
        }
    if record.start is None or record.end is None:
        return {"@context": CONTEXT, "@type": "CreativeWork", **shared, **_filled(contentLocation=cities)}
    first, _slash, last = record.period.edtf().partition("/")
    where = record.place or (cities[0]["name"] if cities else "")
    return {
        "@context": CONTEXT,
        "@type": TYPES.get(Kind(record.kind), "Event"),
        **shared,
        "startDate": first,
        "endDate": last or first,
        **_filled(
            location=_filled(_type="Place", name=where, address=where) if where else None,
            about=cities,
        ),
    }


def breadcrumbs(origin: str, *steps: str) -> dict[str, Any]:
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
