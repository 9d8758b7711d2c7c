"""manage.py read_prose: what it prints, and what it says of a file it cannot read."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from partnerships.models import City, Country, HomeCity
from tests.conftest import save
from tests.prose.pages import PAGES

pytestmark = pytest.mark.django_db


def printed(*args: str) -> str:
    out = StringIO()
    call_command("read_prose", *args, stdout=out)
    return out.getvalue()


def test_finds_and_their_measure_are_printed() -> None:
    text = printed(str(PAGES / "ru-official.txt"), "--score", str(PAGES / "ru-official.yaml"))
    assert "delegation · incoming · Нова-Загора · 14 мая 2014" in text
    assert "Cities not in the register: Ла-Кросс; Нова-Загора; Линьцан" in text
    assert "triples (city, period, kind): precision 1.00 (15 of 15), recall 1.00 (15 of 15)" in text


def test_each_find_is_explained_by_its_sentence_and_reasons() -> None:
    text = printed(str(PAGES / "en-council.txt"), "--home", "Derby", "--explain")
    assert "The following year, from 11 to 14 October 2018, we welcomed a civic delegation from Osnabrück" in text
    assert "because delegation incoming: “welcomed”; city named in the sentence; date of the sentence" in text


def test_a_city_of_the_register_is_known_in_any_case_form(tmp_path: Path, country: Country) -> None:
    save(City(name_ru="Гюмри", slug="gyumri", country=country, tie="partner_city"))
    save(HomeCity(name_ru="Псков"))
    page = tmp_path / "page.txt"
    page.write_text("В мае 2019 года делегация Пскова побывала в Гюмри.", encoding="utf-8")
    text = printed(str(page))
    assert "delegation · outgoing · Гюмри · май 2019" in text
    assert "not in the register" not in text


def test_nonsense_is_answered_so(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("бла бла бла", encoding="utf-8")
    assert printed(str(page)) == "Nothing that the register keeps was found in the text.\n"


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(CommandError, match=r"page\.txt cannot be read"):
        printed(str(page))


def test_every_sentence_is_explained(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    told = ("В мае 2019 года делегация Пскова побывала в городе Гюмри.", "Визит в Гюмри отменён.", "Было тепло.")
    page.write_text(" ".join(told), encoding="utf-8")
    text = printed(str(page), "--home", "Псков", "--explain")
    for number, (sentence, why) in enumerate(
        zip(told, ("1 delegation: “побывала”", "did not take place", "no city, no date"), strict=True), 1
    ):
        assert f"{number}. {sentence}\n    {why}" in text


def test_kinds_that_were_taken_for_another_are_printed() -> None:
    text = printed(str(PAGES / "en-press.txt"), "--score", str(PAGES / "en-press.yaml"))
    assert "event business_meeting: 0 right, 1 taken for event conference" in text
