"""Pages described for machines: every description expands by the context of schema.org, and nothing falls out."""

import re
from typing import Any, Final

import pytest
from django.test import Client
from pyld import jsonld

from partnerships.models import City, Event, Exhibition, Record
from partnerships.period import Period
from tests.conftest import save
from tests.views.test_found import Page

pytestmark = [pytest.mark.django_db]
SCHEMA: Final = "http://schema.org/"

#: Type → the properties it has in the vocabulary of schema.org, of those that the site writes or might.
THING = {"name", "url", "description", "alternateName", "sameAs", "image"}
PLACE = THING | {"containedInPlace", "geo", "address"}
EVENT = (
    THING
    | {"startDate", "endDate", "location", "about", "organizer", "eventStatus"}
    | {
        "eventAttendanceMode",
        "previousStartDate",
        "subjectOf",
    }
)
WORK = THING | {
    "contentLocation",
    "spatialCoverage",
    "temporalCoverage",
    "about",
    "inLanguage",
    "dateModified",
    "datePublished",
}
VOCABULARY: Final = {
    **dict.fromkeys(("City", "Place", "AdministrativeArea"), PLACE),
    "GeoCoordinates": {"latitude", "longitude"},
    "GovernmentOrganization": THING | {"email", "telephone", "address", "areaServed"},
    **dict.fromkeys(("Event", "ExhibitionEvent"), EVENT),
    **dict.fromkeys(("CreativeWork", "WebPage"), WORK),
    "Legislation": WORK | {"legislationDate", "legislationIdentifier", "legislationPassedBy", "legislationLegalForce"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
}
BASE: Final = "not-whole://here/"
ADDRESSES: Final = {"url", "sameAs", "image"}
DATES: Final = {"startDate", "endDate", "previousStartDate", "legislationDate", "dateModified", "datePublished"}
#: The published context of schema.org cut to these words. It names no vocabulary for the rest, so another word falls
#: out when a description is expanded.
CONTEXT: Final = {
    **{name: SCHEMA + name for name in VOCABULARY},
    **{name: {"@id": SCHEMA + name} for names in VOCABULARY.values() for name in names},
    **{name: {"@id": SCHEMA + name, "@type": "@id"} for name in ADDRESSES},
    **{name: {"@id": SCHEMA + name, "@type": f"{SCHEMA}Date"} for name in DATES},
}


def known_contexts(address: str, options: Any) -> dict[str, Any]:
    """Give the context of schema.org to the expansion, and nothing from the network."""
    assert address == "https://schema.org"
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": {"@context": CONTEXT},
    }


def expand(data: Any) -> list[Any]:
    """Return `data` with every word as the address it stands for; an address that is not whole gets BASE before it."""
    expanded: list[Any] = jsonld.expand(data, {"documentLoader": known_contexts, "base": BASE})
    return expanded


def words(data: Any) -> int:
    """Count the properties said in `data`, expanded or not."""
    if isinstance(data, list):
        return sum(map(words, data))
    if isinstance(data, dict) and "@value" not in data:
        return sum((name[0] != "@") + words(value) for name, value in data.items() if name != "@context")
    return 0


def wrong(node: dict[str, Any]) -> list[str]:
    """Return what an expanded description says that its type has no word for, or says in a wrong form."""
    (type,) = node.pop("@type")
    told = []
    for name, values in node.items():
        if name.removeprefix(SCHEMA) not in VOCABULARY[type.removeprefix(SCHEMA)]:
            told.append(f"{type} has no {name}")
        for value in values:
            if "@id" in value and not re.match(r"https?://\w", value["@id"]):
                told.append(f"{name} is no whole address: {value}")
            elif value.get("@type") == f"{SCHEMA}Date" and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value["@value"]):
                told.append(f"{name} is no date: {value}")
            elif value.get("@value") == "":
                told.append(f"{name} is empty")
            elif "@type" in value and "@value" not in value:
                told += wrong(value)
    return told


def test_a_page_describes_itself_to_machines(client: Client, demo: None) -> None:
    city, crumbs = Page(client.get("/ru/cities/omsk/").content.decode()).data
    assert (city["@context"], city["@type"], city["name"]) == ("https://schema.org", "City", "Омск")
    assert city["geo"] == {"@type": "GeoCoordinates", "latitude": 54.99, "longitude": 73.37}
    assert [step["position"] for step in crumbs["itemListElement"]] == [1, 2, 3]
    assert crumbs["itemListElement"][-1]["item"] == "http://testserver/ru/cities/omsk/"

    office = Page(client.get("/en/").content.decode()).data[0]
    assert office["@type"] == "GovernmentOrganization"
    found = {"event": set(), "agreement": set(), "exhibition": set(), "delegation": set()}
    for event in (*Event.objects.all(),):
        data = Page(client.get(f"/en/events/{event.slug}/").content.decode()).data[0]
        found["event"].add(data["@type"])
        if event.start:
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", data["startDate"])
            assert data["startDate"] <= data["endDate"]
    assert found["event"] == {"Event", "CreativeWork"}


def test_every_description_expands_and_keeps_to_the_words_of_schema_org(client: Client, demo: None) -> None:
    types = set()
    exhibition = Exhibition(slug="dated", title_ru="Выставка")
    exhibition.period = Period.of((2019, 5))
    save(exhibition)
    pages = [entry.get_absolute_url() for model in (City, Record) for entry in model.objects.public()]
    for address in ("/ru/", "/en/", *pages):
        data = Page(client.get(address).content.decode()).data
        assert data, address
        expanded = expand(data)
        types |= {node["@type"][0].removeprefix(SCHEMA) for node in expanded}
        assert words(expanded) == words(data), address
        assert [line for node in expanded for line in wrong(node)] == [], address
    events, others = {"Event", "ExhibitionEvent"}, {"City", "GovernmentOrganization", "Legislation", "CreativeWork"}
    assert types == events | others | {"BreadcrumbList"}


def test_a_word_that_schema_org_does_not_have_falls_out() -> None:
    said = {"@context": "https://schema.org", "@type": "City", "name": "Омск", "mayor": "кто-то", "url": "/ru/"}
    expanded = expand(said)
    assert words(expanded) == words(said) - 1
    assert wrong(expanded[0]) == [f"{SCHEMA}url is no whole address: {{'@id': '{BASE}ru/'}}"]


@pytest.mark.parametrize("path", ["/ru/open-data/", "/ru/open-data/dcat.jsonld"])
def test_the_catalogue_of_open_data_expands_by_the_context_it_brings(client: Client, omsk: City, path: str) -> None:
    response = client.get(path)
    (data,) = [response.json()] if path.endswith(".jsonld") else Page(response.content.decode()).data
    (catalogue,) = expand(data)

    assert words([catalogue]) == words(data)
    assert catalogue["@type"] == ["http://www.w3.org/ns/dcat#Catalog"]
    assert all(
        re.match(r"(https?://|mailto:)\w", address) for address in re.findall(r"'@id': '([^']*)'", str(catalogue))
    )


def test_text_cannot_break_out_of_the_description(client: Client, omsk: City) -> None:
    omsk.summary_ru = '</script><script>alert(1)</script>"&'
    save(omsk)
    text = client.get("/ru/cities/omsk/").content.decode()
    assert "<script>alert" not in text
    assert Page(text).data[0]["description"] == '</script><script>alert(1)</script>"&'
