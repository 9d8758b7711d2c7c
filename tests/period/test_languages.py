"""Dates as people type them on a site in other languages."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from partnerships.period import read_edtf
from partnerships.period.formatter import period_in_words
from partnerships.period.parser import typed
from partnerships.period.words import WRITTEN, Vocabulary, date_words
from tests.period.generated import READERS

TYPED = {
    "de": {
        "30.Juli 2019": "2019-07-30",
        "1. Jänner 2020": "2020-01-01",
        "seit 30. Juli 2019": "2019-07-30/..",
        "vom 30. Juli bis zum 2. August 2019": "2019-07-30/2019-08-02",
        "30./31. Juli 2019": "2019-07-30/2019-07-31",
        "5., 6. und 9. Juni 2019": "{2019-06-05,2019-06-06,2019-06-09}",
        "um 1990": "1990~",
        "30. Juli 2022 um 10 Uhr": "2022-07-30T10:00:00",
        "30. Juli 2022, 10.00–12.30 Uhr": "2022-07-30T10:00:00/2022-07-30T12:30:00",
        "30. Juli 2022 von 10 bis 12 Uhr": "2022-07-30T10:00:00/2022-07-30T12:00:00",
        "Samstag, 30. Juli 2022": "2022-07-30",
        "erstes Quartal 2020": "2020-33",
        "2014 bis heute": "2014/..",
        "Winter 2019/20": "2019-24",
        "vom 8. Mai 2019": "2019-05-08",
        "von 1990 an": "1990/..",
        "von 1990–1995": "1990/1995",
        "von Mai/Juni 2019": "2019-05/2019-06",
        "8. u. 9. Mai 2019": "2019-05-08/2019-05-09",
        "Montag und Dienstag, 6. und 7. Mai 2019": "2019-05-06/2019-05-07",
        "1. 5. 2019": "2019-05-01",
        "Nov./Dez. 2018": "2018-11/2018-12",
        "erste Hälfte 2019": "2019-40",
        "nicht vor 2024": "[2024..]",
        "bis einschließlich 1990": "../1990",
        "1./2. Mai 2019": "2019-05-01/2019-05-02",
        "30. Juli 2022, 10 Uhr 30": "2022-07-30T10:30:00",
        "2014 bis auf Weiteres": "2014/..",
        "2014 ff.": "2014/..",
    },
    "fr": {
        "le 1er juin 2012": "2012-06-01",
        "30/07/2022": "2022-07-30",
        "du 30 juillet au 2 août 2019": "2019-07-30/2019-08-02",
        "de 2014 à 2019": "2014/2019",
        "2014 à aujourd'hui": "2014/..",
        "d’avril à juin 2019": "2019-04/2019-06",
        "jusqu'en 2014": "../2014",
        "l'été 2019": "2019-22",
        "30 juillet 2022 à 10h30": "2022-07-30T10:30:00",
        "10 h 30 juillet 2022": "2022-07-30T10:00:00",
        "30 juillet 2022 de 10 h à 12 h 30": "2022-07-30T10:00:00/2022-07-30T12:30:00",
        "depuis le 30 juillet 2022 à 10 h": "2022-07-30T10:00:00/..",
        "2ème trimestre 2020": "2020-34",
        "au printemps 2019": "2019-21",
        "à l'été 2019": "2019-22",
        "au 1er trimestre 2019": "2019-33",
        "au mois de mai 2019": "2019-05",
        "deuxième semestre de 2019": "2019-41",
        "du 8 mai 2019": "2019-05-08",
        "T1 2019": "2019-33",
        "S2 2021": "2021-41",
        "dans les années 1990": "199X",
        "aux environs de 1990": "1990~",
        "premier mai 2019": "2019-05-01",
        "1er/2 mai 2019": "2019-05-01/2019-05-02",
        "de 2014 jusqu'à nouvel ordre": "2014/..",
        "v. 1990": "1990~",
        "3 heures de l'après-midi, 8 mai 2019": "2019-05-08T15:00:00",
    },
    "pl": {
        "od 1 do 3 listopada 2019": "2019-11-01/2019-11-03",
        "od 2014": "2014/..",
        "do 31 grudnia 2030": "../2030-12-31",
        "30 lipca 2019": "2019-07-30",
        "lipiec 2019": "2019-07",
        "1 maja – 3 maja 2020": "2020-05-01/2020-05-03",
    },
    "pt-br": {
        "30 de julho de 2019": "2019-07-30",
        "julho de 2019": "2019-07",
        "30/07/2019": "2019-07-30",
        "de 5 de maio de 2020 – 7 de maio de 2020": "2020-05-05/2020-05-07",
        "de 5 de maio de 2020": "2020-05-05",
        "1 a 3 de novembro de 2019": "2019-11-01/2019-11-03",
        "8 e 9 de maio de 2019": "2019-05-08/2019-05-09",
        "desde 12 de outubro de 2012": "2012-10-12/..",
        "até 31 de dezembro de 2030": "../2030-12-31",
        "1.º de maio de 2004": "2004-05-01",
        "cerca de 1990": "1990~",
    },
    "es": {"del 1 al 3 de mayo de 2019": "2019-05-01/2019-05-03", "desde el 12 de octubre de 2012": "2012-10-12/.."},
    "it": {"dal 1 al 3 novembre 2019": "2019-11-01/2019-11-03", "fino al 31 dicembre 2030": "../2030-12-31"},
    "nl": {"8 en 9 mei 2019": "2019-05-08/2019-05-09", "sinds 2014": "2014/..", "tot 2014": "../2014"},
    "sv": {"från 2014 till 2019": "2014/2019", "sedan 2014": "2014/.."},
}
PRINTED = {
    "de": {
        "2019-07-30/..": "seit dem 30. Juli 2019",
        "../2019-22": "bis zum Sommer 2019",
        "[..198X]": "vor den 1990er Jahren",
        "198X~": "um die 1980er Jahre",
        "2020-33~": "um das 1. Quartal 2020",
        "2022-07-30/2022-07-31": "30.–31. Juli 2022",
        "2022-07-30T08:30:00/2022-07-30T12:00:00": "30. Juli 2022, 08:30–12:00 Uhr",
    },
    "fr": {
        "2012-06-01/..": "depuis le 1er juin 2012",
        "../2014": "jusqu’en 2014",
        "../2019-22": "jusqu’à l’été 2019",
        "[..198X]": "avant les années 1990",
        "2022-08-01/2022-08-03": "1er–3 août 2022",
        "2022-07-30T08:30:00/2022-07-30T12:00:00": "30 juillet 2022, 8 h 30–12 h",
    },
    "pl": {"2019-07": "lipiec 2019", "2019-07-30/..": "30 lipca 2019 – …", "2019-07/..": "lipiec 2019 – …"},
    "pt-br": {
        "2012-10-12/..": "desde 12 de outubro de 2012",
        "../2030-12-31": "até 31 de dezembro de 2030",
        "1990~": "cerca de 1990",
        "2019-07-30": "30 de julho de 2019",
        "2019-07": "julho de 2019",
    },
    "cs": {"2022-07-30/2022-07-31": "30.–31. července 2022"},
}


@pytest.mark.parametrize("language", TYPED)
def test_what_people_type_is_read(language: str) -> None:
    read = {text: typed(text, reader=READERS[language]).period.edtf() for text in TYPED[language]}

    assert read == TYPED[language]


#: A word that tells a date or leaves an end open, and what is asked instead of a guess.
ASKED = {
    "de": {
        "von 1990": "1990 or since 1990",
        "vom Sommer 1990": "summer 1990 or since summer 1990",
        "etwa von 1990": "about 1990 or since about 1990",
    },
    "fr": {
        "de 2014": "2014 or since 2014",
        "d’avril 2014": "April 2014 or since April 2014",
        "à 2014": "2014 or until 2014",
        "au 5 mai 2020": "5 May 2020 or until 5 May 2020",
    },
    "pt-br": {"de 1990": "1990 or since 1990", "de julho de 1990": "July 1990 or since July 1990"},
}


@pytest.mark.parametrize(
    ("language", "text", "reason"),
    [
        ("de", "30. Juli 2022 von 10 Uhr", "Write when it ends too"),
        ("fr", "30 juillet 2022 à partir de 10 h", "Write when it ends too"),
        ("de", "bis auf Weiteres", "mark the agreement as open-ended"),
        ("fr", "sans limitation de durée", "mark the agreement as open-ended"),
        ("de", "Mai d. J.", "Write the year itself"),
        ("fr", "mai de l’année dernière", "Write the year itself"),
    ],
)
def test_what_is_no_date_is_told_why(language: str, text: str, reason: str) -> None:
    with translation.override("en"), pytest.raises(ValidationError, match=reason):
        typed(text, reader=READERS[language])


@pytest.mark.parametrize("language", ASKED)
def test_a_lone_word_that_means_two_things_is_asked_about(language: str) -> None:
    for text, meant in ASKED[language].items():
        with translation.override("en"), pytest.raises(ValidationError, match=f"in two ways: write {meant}\\."):
            typed(text, reader=READERS[language])


@pytest.mark.parametrize("language", PRINTED)
def test_dates_are_printed_as_the_language_writes_them(language: str) -> None:
    printed = {edtf: period_in_words(read_edtf(edtf), date_words(language)) for edtf in PRINTED[language]}

    assert printed == PRINTED[language]


def test_how_often_is_told_in_the_languages_that_have_a_word_for_it() -> None:
    assert typed("jährlich seit 2014", reader=READERS["de"]).remark == {"de": "jährlich"}
    assert typed("chaque année depuis 2014", reader=READERS["fr"]).remark == {"fr": "chaque année"}


def test_no_spelling_means_two_things_in_two_languages() -> None:
    meanings: dict[str, set[str]] = {}
    for code, table in WRITTEN.items():
        for spelled, meaning in Vocabulary({code: table}).spellings.items():
            meanings.setdefault(spelled, set()).add(meaning)
    # "Mi" is Wednesday in German and the middle of something in French.
    assert {spelled for spelled, found in meanings.items() if len(found) > 1} <= {"mi"}
