"""The register described for catalogues of open data: DCAT-AP, as JSON-LD."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

import icu
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from partnerships.models import HomeCity, Record
from partnerships.opendata.data_package import reference_date
from partnerships.opendata.downloads import formats_of
from partnerships.opendata.formats import FORMATS
from partnerships.opendata.row_tables import TABLES
from partnerships.period import OPEN_END
from partnerships.text.label import Label
from partnerships.text.translated import CODES

CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA: Final = "http://www.iana.org/assignments/media-types/"
EU: Final = "http://publications.europa.eu/resource/authority/"
#: What the authority list of the EU calls each format.
FILE_TYPES: Final = {"xlsx": "XLSX", "csv": "CSV", "json": "JSON", "geojson": "GEOJSON"}
TITLE: Final = _("Register of partner cities")
ABOUT: Final = _(
    "Partner cities, agreements, delegations, events and exhibitions as tables, a map, a calendar and an API."
)


def _said(tell: Callable[[], Any]) -> list[dict[str, str]]:
    """Return what `tell` says in each language."""
    found = []
    for code in CODES:
        with translation.override(code):
            text = str(tell() or "")
        if text:
            found.append({"@language": code, "@value": text})
    return found


def _link(address: str, kind: str = "") -> dict[str, str]:
    """Return a reference; `kind` is what strict readers want to know of the thing, as they do not fetch it."""
    return {"@id": address, **({"@type": kind} if kind else {})}


def _licence() -> dict[str, str]:
    return _link(settings.DATA_LICENCES[settings.DATA_LICENCE][1], "dct:LicenseDocument")


def _distribution(origin: str, name: str, title: Label, suffix: str) -> dict[str, object]:
    address = f"{origin}{reverse('table', args=[name, suffix])}"
    described: dict[str, object] = {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": _said(lambda: f"{title}, {suffix.upper()}"),
        "dcat:accessURL": _link(address),
        "dcat:downloadURL": _link(address),
        "dcat:mediaType": _link(MEDIA + FORMATS[suffix][0].partition(";")[0], "dct:MediaType"),
        "dct:license": _licence(),
    }
    if suffix in FILE_TYPES:
        described["dct:format"] = _link(f"{EU}file-type/{FILE_TYPES[suffix]}", "dct:MediaTypeOrExtent")
    return described


def _publisher(origin: str, home: HomeCity) -> dict[str, object]:
    publisher: dict[str, object] = {
        "@id": f"{origin}/#publisher",
        "@type": "foaf:Agent",
        "foaf:name": _said(lambda: home.department or home.name) or _said(lambda: TITLE),
    }
    if home.site:
        publisher["foaf:homepage"] = _link(home.site, "foaf:Document")
    return publisher


def dcat_catalogue(origin: str) -> dict[str, object]:
    """Return the catalogue with its one data set, every file of it, and the API.

    It is the same in every language, names and addresses included: a harvester would keep the data set twice.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return _catalogue(origin)


def _catalogue(origin: str) -> dict[str, object]:
    home, page = HomeCity.objects.current(), origin + reverse("open-data")
    service = {
        "@id": f"{origin}/api/v1/",
        "@type": "dcat:DataService",
        "dct:title": _said(lambda: f"{TITLE}: API"),
        "dcat:endpointURL": _link(f"{origin}/api/v1/"),
        "dcat:endpointDescription": _link(f"{origin}/api/v1/openapi.json"),
        "dcat:servesDataset": _link(f"{page}#dataset"),
        "dct:license": _licence(),
    }
    return {
        "@context": CONTEXT,
        "@id": f"{page}#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _said(lambda: TITLE),
        "dct:description": _said(lambda: ABOUT),
        "dct:publisher": _link(f"{origin}/#publisher"),
        "foaf:homepage": _link(f"{origin}{reverse('home')}", "foaf:Document"),
        "dct:language": _languages(),
        "dct:license": _licence(),
        "dcat:dataset": [_dataset(origin, page, home)],
        "dcat:service": [service],
    }


def _dataset(origin: str, page: str, home: HomeCity) -> dict[str, object]:
    """Return the one data set of the register, published on `page`."""
    publisher = _publisher(origin, home)
    dataset: dict[str, object] = {
        "@id": f"{page}#dataset",
        "@type": "dcat:Dataset",
        "dct:title": _said(lambda: f"{TITLE}, {home.name}" if home.name else TITLE),
        "dct:description": _said(lambda: ABOUT),
        "dct:publisher": publisher,
        "dct:language": _languages(),
        "dct:license": _licence(),
        "dct:accrualPeriodicity": _link(f"{EU}frequency/IRREG", "dct:Frequency"),
        "dcat:theme": _link(f"{EU}data-theme/GOVE"),
        "dcat:landingPage": [_link(address, "foaf:Document") for address in _pages(origin)],
        "dcat:keyword": [word for name in KEYWORDS for word in _said(partial(str, name))],
        "dcat:distribution": [
            _distribution(origin, table.name, table.title, suffix)
            for table in TABLES.values()
            for suffix in formats_of(table)
        ],
    }
    if home.email:
        dataset["dcat:contactPoint"] = {
            "@type": "vcard:Organization",
            "vcard:fn": publisher["foaf:name"],
            "vcard:hasEmail": _link(f"mailto:{home.email}"),
        }
    if changed := reference_date():
        dataset["dct:modified"] = {"@type": "xsd:dateTime", "@value": changed}
    return dataset | _period()


def _languages() -> list[dict[str, str]]:
    codes = (icu.Locale(code).getISO3Language().upper() for code in CODES)
    return [_link(f"{EU}language/{code}", "dct:LinguisticSystem") for code in codes]


def _pages(origin: str) -> list[str]:
    """Return the page of the open data in each language."""
    found = []
    for code in CODES:
        with translation.override(code):
            found.append(origin + reverse("open-data"))
    return found


def _period() -> dict[str, object]:
    """Return from when to when the register tells, nothing where no record is dated."""
    dated = Record.objects.public().dated()
    first, last = dated.order_by("start").first(), dated.filter(end__lt=OPEN_END).order_by("-end").first()
    if not (first and last and first.start and last.end):
        return {}
    return {
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@type": "xsd:date", "@value": first.start.isoformat()},
            "dcat:endDate": {"@type": "xsd:date", "@value": last.end.isoformat()},
        }
    }


KEYWORDS: Final = (_("partner cities"), _("sister cities"), _("international cooperation"), _("agreements"))
