"""The mirror check, on a made-up export in Wikidata's own format and on another register's set."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from partnerships.models import City, Country, HomeCity
from partnerships.opendata.dataset import publish_set
from partnerships.period import Period
from tests.conftest import save

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent / "files"
DIFFERENT = [
    ["только у нас", "Элиста", "", "не указан, действует", ""],
    ["только у них", "Де-Мойн", "Q39709", "", "не указан, действует"],
    ["только у них", "Градец-Выдуманный", "Q999999901", "", "2001, действует"],
    ["другой год", "Чанчжоу", "Q57970", "1994", "1989"],
    ["другой статус", "Безье", "Q174019", "действует", "прекращена"],
]


@pytest.fixture
def cities(country: Country) -> None:
    save(HomeCity(name_ru="Ставрополь", name_en="Stavropol"))
    for slug, name, item, year in (
        ("omsk", "Омск", "Q898", 2013),
        ("beziers", "Безье", "", 1982),
        ("changzhou", "Чанчжоу", "Q57970", 1994),
        ("elista", "Элиста", "", None),
    ):
        city = City(slug=slug, name_ru=name, wikidata_id=item, country=country, tie="sister_city")
        city.period = Period.of((year,)) if year else Period()
        save(city)
    save(City(slug="draft", name_ru="Черновик", country=country, tie="prospective"), public=False)


def check(path: Path, **options: Any) -> str:
    out = StringIO()
    call_command("mirror_check", path, stdout=out, **options)
    return out.getvalue()


@pytest.mark.parametrize("name", ["wikidata_p190.json", "wikidata_p190.csv"])
def test_every_difference_from_wikidata_is_named(cities: None, tmp_path: Path, name: str) -> None:
    shown = check(FILES / name, csv=tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)

    assert sorted(rows) == sorted(DIFFERENT)
    assert head == ["различие", "город", "Wikidata", "у нас", "у них"]
    for row in DIFFERENT:
        assert row[1] in shown
    assert "Черновик" not in shown


def test_the_short_json_of_the_query_service_is_read_too(cities: None, tmp_path: Path) -> None:
    rows = [{"item": "http://www.wikidata.org/entity/Q898", "itemLabel": "Омск", "start": "2013-01-01T00:00:00Z"}]
    (tmp_path / "query.json").write_text(json.dumps(rows), encoding="utf-8")
    assert "Омск" not in check(tmp_path / "query.json")


@pytest.fixture
def omsk_alone(country: Country) -> None:
    omsk = City(slug="omsk", name_ru="Омск", wikidata_id="Q898", country=country, tie="sister_city")
    omsk.period = Period.of((2013,))
    save(omsk)


def listed(tmp_path: Path, head: str, *rows: str) -> Path:
    path = tmp_path / "answer.csv"
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return path


OMSK, ELISTA, HOME = (f"http://www.wikidata.org/entity/{item}" for item in ("Q898", "Q4115", "Q5206"))


@pytest.mark.parametrize(
    ("columns", "values", "said"),
    [
        ("start,startPrecision", "2010-01-01T00:00:00Z,8", set()),
        ("start,startPrecision", "2000-01-01T00:00:00Z,8", {"2000–2009"}),
        ("start,startPrecision", "2013-06-01T00:00:00Z,10", set()),
        ("start,startPrecision", "2001-01-01T00:00:00Z,7", {"2013", "не указан"}),
        ("start", "2010s", set()),
        ("start,rank", "2013-01-01T00:00:00Z,http://wikiba.se/ontology#DeprecatedRank", {"только у нас"}),
        ("start,rank", "2013-01-01T00:00:00Z,http://wikiba.se/ontology#PreferredRank", set()),
        ("start,end", "2013-01-01T00:00:00Z,2099-01-01T00:00:00Z", set()),
        ("start,end", "2013-01-01T00:00:00Z,2019-01-01T00:00:00Z", {"другой статус"}),
        ("start,end,endPrecision", f"2013,{timezone.localdate().year}-01-01T00:00:00Z,9", set()),
        ("start,end,endPrecision", "2013,1990-01-01T00:00:00Z,8", {"другой статус"}),
        ("start,end", "2013,http://www.wikidata.org/.well-known/genid/1f", {"другой статус"}),
        ("start,end", "2013,2090s", set()),
        ("start,end", "2013,по настоящее время", set()),
        ("start,end", "2013,–", set()),
        ("start,end", "2013,май 2019", {"другой статус"}),
        ("start,start_precision", "2010-01-01T00:00:00Z,8.0", set()),
        ("Seit,Ende,Rang", "2013,2019,NormalRank", {"другой статус"}),
        ("Seit,Ende,Rang", "2013,2019,DeprecatedRank", {"только у нас"}),
        ("depuis,fin", "2001,", {"2001"}),
    ],
)
def test_a_statement_is_as_exact_as_wikidata_says_and_deprecated_ones_are_none(
    omsk_alone: None, tmp_path: Path, columns: str, values: str, said: set[str]
) -> None:
    shown = check(listed(tmp_path, f"partner,partnerLabel,{columns}", f"{OMSK},Омск,{values}"))
    assert all(words in shown for words in said)
    assert ("No difference" in shown) == (not said)


def test_the_column_of_the_partner_is_found_or_asked_for(omsk_alone: None, tmp_path: Path) -> None:
    path = listed(tmp_path, "city,twin,start,comment", f"{HOME},{OMSK},2013,a", f"{HOME},{ELISTA},2001,b")
    shown = check(path)
    assert "Q4115" in shown
    assert "Q5206" not in shown
    assert "Columns that were not read: city, comment." in shown

    path = listed(tmp_path, "one;other;Начало", f"{OMSK};{HOME};2013", f"{ELISTA};{OMSK};2014")
    with pytest.raises(CommandError, match="--partner.*'one', 'other'"):
        check(path)
    assert "Q4115" in check(path, partner="one")
    with pytest.raises(CommandError, match="'nobody' holds no Wikidata items"):
        check(path, partner="nobody")


def test_a_copy_of_the_register_differs_in_nothing(cities: None, tmp_path: Path) -> None:
    publish_set(tmp_path / "set", "https://register.example.org")
    for path in (tmp_path / "set", tmp_path / "set" / "cities.csv", tmp_path / "set" / "cities.json"):
        assert "4" in check(path)
        assert "Элиста" not in check(path)


def test_the_register_of_a_partner_is_the_other_side_of_one_tie(cities: None, tmp_path: Path) -> None:
    publish_set(tmp_path / "set", "https://register.example.org")
    path = tmp_path / "set" / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**described, "home": {"ru": "Омск", "en": "Omsk"}}), encoding="utf-8")
    head = "slug,name_ru,name_en,wikidata_id,status,period_start"
    for theirs, expected in (
        ("stavropol,Ставрополь,Stavropol,,ended,2014-01-01", {"другой год", "другой статус"}),
        ("stavropol,Ставрополь,Stavropol,,active,2013-01-01", set()),
        ("tver,Тверь,Tver,,active,2014-01-01", {"только у нас"}),
    ):
        (tmp_path / "set" / "cities.csv").write_text(f"{head}\n{theirs}\n", encoding="utf-8")
        shown = check(tmp_path / "set")
        assert {
            kind for kind in ("другой год", "другой статус", "только у нас", "только у них") if kind in shown
        } == expected
        assert "Элиста" not in shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"\xff\xfe\x00", "not a text in UTF-8"),
        (b"{broken", "broken JSON"),
        (b"[" * 100_000, "broken JSON"),
        (b'{"a": 1}', "expected"),
        (b"[1, 2]", "expected"),
        (b"a,b\n1,2\n", "no column holds Wikidata items"),
        (b'a,b\n"1,2\n', "not a table"),
        (b'{"home": {}, "resources": []}', "cities.csv"),
    ],
)
def test_a_bad_file_is_said_in_one_line(tmp_path: Path, text: bytes, said: str) -> None:
    path = tmp_path / "list"
    path.write_bytes(text)
    with pytest.raises(CommandError, match=said) as error:
        check(path)
    assert "\n" not in str(error.value)


def test_a_missing_file_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no-such"):
        check(tmp_path / "no-such.json")
