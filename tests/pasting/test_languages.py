"""Which language of the site a pasted text goes to, and in which it is understood."""

from typing import Any

import pytest

from partnerships.pasting import read_clipboard
from partnerships.pasting.languages import by_language
from partnerships.period import Period


@pytest.mark.parametrize(
    ("codes", "texts", "found"),
    [
        (("ru", "en"), ["Иванов", "Ivanov"], {"name_ru": "Иванов", "name_en": "Ivanov"}),
        (("ru", "en"), ["Ivanov", "Petrov"], {"name_en": "Ivanov, Petrov"}),
        (("ru", "en"), ["12"], {"name_ru": "12"}),
        (
            ("de", "en"),
            ["Bürgermeisterin", "Mayor", "Mairesse"],
            {"name_de": "Bürgermeisterin, Mairesse", "name_en": "Mayor"},
        ),
        (("el", "en"), ["Mayor", "Δήμαρχος"], {"name_en": "Mayor", "name_el": "Δήμαρχος"}),
        (("de",), ["Иванов"], {"name_de": "Иванов"}),
    ],
)
def test_a_text_goes_to_the_language_of_its_letters(
    codes: tuple[str, ...], texts: list[str], found: dict[str, str]
) -> None:
    assert by_language("name", texts, codes) == found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "text", "rows"),
    [
        (
            "participants",
            "Name\tFunktion\tEinrichtung\nAnna Schmidt\tOberbürgermeisterin\tStadtverwaltung Bonn",
            [{"name_en": "Anna Schmidt", "office_en": "Oberbürgermeisterin, Stadtverwaltung Bonn"}],
        ),
        (
            "participants",
            "Nom et prénom\tFonction\tRôle\nJeanne Martin\tAdjointe au maire\tcheffe de la délégation",
            [{"name_en": "Jeanne Martin", "office_en": "Adjointe au maire", "role": "head"}],
        ),
        (
            "programme_items",
            "Datum\tUhrzeit\tProgrammpunkt\tOrt\n30.07.2022\t10:00\tEmpfang\tRathaus",
            [{"activity_en": "Empfang", "place_en": "Rathaus"}],
        ),
        (
            "programme_items",
            "Heure\tActivité\tLieu\n10:00\tAccueil\tSalle des fêtes",
            [{"activity_en": "Accueil", "place_en": "Salle des fêtes"}],
        ),
        ("figures", "etwa 300 Besucher und 20 Schüler", [{"what": "visitors", "value": 300}, {"what": "students"}]),
        ("figures", "plus de 300 visiteurs, dont 40 élèves", [{"qualifier": "more_than"}, {"what": "students"}]),
        ("awards", "Preisträger\tAuszeichnung\tAnzahl\nChor\tGrand Prix\t1", [{"degree": "grand_prix", "count": 1}]),
    ],
)
def test_german_and_french_headings_and_words_are_known(kind: str, text: str, rows: list[dict[str, Any]]) -> None:
    found = read_clipboard(kind, "", text, visit=Period())
    told = [row["values"] for row in found["rows"]]
    assert [{name: one.get(name) for name in row} for one, row in zip(told, rows, strict=True)] == rows
    assert found["skipped"] == []
