"""The register as a set of files, read by the programs it is made for."""

import csv
import hashlib
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import check_datapackage
import frictionless
import pyshacl
import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from partnerships.history import revisions
from partnerships.models import City, Country, Event, HomeCity, Participant
from partnerships.models.publication import State
from partnerships.opendata.dataset import publish_set
from partnerships.period import Period
from tests.conftest import save
from tests.opendata.test_schema_org import expand, words, wrong

pytestmark = pytest.mark.django_db
SITE = "https://register.example.org"


def described(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return data


def validate(folder: Path) -> frictionless.Report:
    return frictionless.validate(str(folder / "datapackage.json"))


def test_the_demo_register_is_valid_by_its_own_description(tmp_path: Path, demo: None) -> None:
    folder = tmp_path / "set"
    published = publish_set(folder, SITE)

    report = validate(folder)
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "note"])[:5]
    package = described(folder)
    assert (package["licenses"][0]["name"], package["home"]["en"]) == ("CC-BY-4.0", "Stavropol")
    assert package["counts"]["cities"] == published.rows["cities"] == City.objects.public().count()
    assert package["reference_date"] <= package["created"]
    for resource in package["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert resource["bytes"] == len(data)
    assert {path.name for path in folder.iterdir()} == {resource["path"] for resource in package["resources"]} | {
        "datapackage.json",
        "dcat.jsonld",
        "README.md",
    }
    for code in ("ru", "en"):
        linked = json.loads((folder / f"register.{code}.jsonld").read_text(encoding="utf-8"))
        assert len(linked["@graph"]) == published.rows["cities"] + published.rows["chronology"]
        nodes = expand(linked)
        assert words(nodes) == words(linked["@graph"])
        assert [line for node in nodes for line in wrong(node)] == []


def test_the_description_is_strict_enough_to_find_a_fault(tmp_path: Path, omsk: City) -> None:
    publish_set(tmp_path / "set", SITE)
    path = tmp_path / "set" / "cities.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("partner_city", "friend"), encoding="utf-8")
    assert not validate(tmp_path / "set").valid


def test_the_map_is_read_by_gdal(tmp_path: Path, omsk: City, country: Country) -> None:
    import pyogrio

    omsk.latitude, omsk.longitude = 54.99, 73.37
    save(omsk)
    save(City(slug="elista", name_ru="Элиста", country=country, tie="contact"))
    publish_set(tmp_path / "set", SITE)

    path = str(tmp_path / "set" / "cities.geojson")
    assert pyogrio.read_info(path)["features"] == 2
    assert pyogrio.read_info(path)["crs"] == "EPSG:4326"
    assert list(pyogrio.read_bounds(path)[1][:2, 0]) == [73.37, 54.99]
    _meta, _ids, _shapes, values = pyogrio.raw.read(path, columns=["name_ru"], read_geometry=False)
    assert list(values[0]) == ["Омск", "Элиста"]


def test_the_next_set_tells_what_has_changed(tmp_path: Path, omsk: City, country: Country) -> None:
    folder = tmp_path / "set"
    gone = save(Event(slug="gone", title_ru="Уйдёт", form="meeting"))
    first = publish_set(folder, SITE)
    assert (first.since, first.is_same) == ("", False)
    again = publish_set(folder, SITE)
    assert again.is_same
    assert described(folder)["changes"] == {"since": None}

    omsk.summary_ru = "Другие слова"
    save(omsk)
    save(City(slug="tver", name_ru="Тверь", country=country, tie="contact"))
    revisions.update([gone], by=None, reason="test", state=State.WITHDRAWN)
    second = publish_set(folder, SITE)
    with (folder / "changes.csv").open(encoding="utf-8-sig", newline="") as file:
        changes = {(row["table"], row["change"], row["name_ru"]) for row in csv.DictReader(file)}
    assert changes == {
        ("cities", "changed", "Омск"),
        ("cities", "added", "Тверь"),
        ("chronology", "removed", "Уйдёт"),
        ("events", "removed", "Уйдёт"),
    }
    assert described(folder)["changes"] == {"since": second.since, "changed": 1, "added": 1, "removed": 2}
    assert validate(folder).valid


def test_what_is_hidden_is_in_no_file(tmp_path: Path, omsk: City) -> None:
    event = save(Event(slug="fair", title_ru="Ярмарка", form="festival", internal_note="ZXQ-note"), cities=[omsk])
    save(Participant(record=event, name_ru="ZXQ-private"))
    save(Event(slug="draft", title_ru="ZXQ-draft", form="festival"), public=False)
    publish_set(tmp_path / "set", SITE)
    for path in (tmp_path / "set").iterdir():
        assert b"ZXQ" not in path.read_bytes(), path.name


def test_the_command_says_what_it_did_and_leaves_foreign_folders_alone(tmp_path: Path, omsk: City) -> None:
    out = StringIO()
    call_command("publish_dataset", tmp_path / "set", site=SITE, stdout=out)
    call_command("publish_dataset", tmp_path / "set", site=SITE, stdout=out)
    assert "cities 1" in out.getvalue()
    assert "Nothing has changed since" in out.getvalue()

    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.txt").write_text("mine")
    with pytest.raises(CommandError, match="something else"):
        call_command("publish_dataset", tmp_path / "photos", site=SITE)
    with pytest.raises(CommandError, match="whole address"):
        call_command("publish_dataset", tmp_path / "new", site="register")
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["a.txt"]


def _empty(told: Any, path: str = "") -> Iterator[str]:
    """Yield where a description has a key without a value: profiles forbid it."""
    if told in ("", None, [], {}):
        yield path
    pairs = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    for key, value in pairs:
        yield from _empty(value, f"{path}/{key}")


def test_the_live_description_names_files_that_are_there(client: Client, omsk: City) -> None:
    save(HomeCity(name_ru="Ставрополь", name_en="Stavropol"))
    package = client.get("/en/open-data/datapackage.json").json()
    for resource in package["resources"]:
        response = client.get(f"/en/open-data/{resource['path']}")
        assert response.status_code == 200
        assert response["Content-Type"].partition(";")[0] == resource["mediatype"]
    assert {one["dialect"]["delimiter"] for one in package["resources"] if one["format"] == "csv"} == {","}
    russian = client.get("/ru/open-data/datapackage.json").json()
    assert {one["dialect"]["delimiter"] for one in russian["resources"] if one["format"] == "csv"} == {";"}
    assert list(_empty(package)) == []
    assert package["profile"] == "data-package"
    assert package["$schema"].endswith("/2.0/datapackage.json")
    fields = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}
    assert fields["tie"]["categories"][0] == {"value": "sister_city", "label": "Sister city"}


def test_the_catalogue_names_every_distribution(client: Client, omsk: City) -> None:
    catalogue = client.get("/ru/open-data/dcat.jsonld").json()
    dataset = catalogue["dcat:dataset"][0]
    assert (catalogue["@type"], dataset["@type"]) == ("dcat:Catalog", "dcat:Dataset")
    for name in ("dct:title", "dct:description", "dct:publisher", "dct:license", "dct:modified", "dcat:theme"):
        assert dataset[name], name
    titles = {title["@language"]: title["@value"] for title in dataset["dcat:distribution"][0]["dct:title"]}
    assert titles == {"ru": "Города-партнёры, XLSX", "en": "Partner cities, XLSX"}
    for distribution in dataset["dcat:distribution"]:
        address = distribution["dcat:downloadURL"]["@id"].removeprefix("http://testserver")
        assert client.get(address).status_code == 200, address
    page = client.get("/ru/open-data/").content.decode()
    assert '<script type="application/ld+json">{"@context":{"dcat"' in page


def test_the_description_fits_the_profile_of_version_2(client: Client, omsk: City) -> None:
    save(HomeCity(name_ru="Ставрополь", name_en="Stavropol", email="city@example.org"))
    package = client.get("/en/open-data/datapackage.json").json()
    assert [(issue.jsonpath, issue.message) for issue in check_datapackage.check(package)] == []
    del package["resources"][0]["name"]
    assert check_datapackage.check(package)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib calls what it wants to give up
def test_the_catalogue_fits_the_shapes_of_dcat_ap(client: Client, omsk: City) -> None:
    save(HomeCity(name_ru="Ставрополь", name_en="Stavropol", email="city@example.org", site="https://example.org/"))
    save(Event(slug="fair", title_ru="Ярмарка", form="festival", period=Period.of((2014, 7))))
    text = client.get("/ru/open-data/dcat.jsonld").content.decode()
    shapes = str(Path(__file__).with_name("dcat_ap.ttl"))

    fits, _graph, told = pyshacl.validate(text, shacl_graph=shapes, data_graph_format="json-ld")
    assert fits, told
    fits, _graph, told = pyshacl.validate(
        text.replace("dct:publisher", "dct:creator"), shacl_graph=shapes, data_graph_format="json-ld"
    )
    assert told.count("Constraint Violation") == 2, told  # of the catalogue and of its data set
