"""What essays do that lists do not: they change the subject, make up for things, and name towns in passing."""

import pytest

from partnerships.prose.confusion import silent_sentences
from tests.prose.telling import found, read
from tests.prose.test_reading import told


@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [
        (
            (
                "In 2016 volunteers from Corby travelled to Ostrava.\n\n"
                "The exhibition 'Salt and Iron' ran in our town from 4 to 27 November 2016. "
                "It showed 60 prints lent by the museum in Lund."
            ),
            ("Corby", "Ostrava", "Lund"),
            "Lund",
        ),
        (
            (
                "В 2016 году волонтёры из Вятска побывали в Турове.\n\n"
                "Выставка «Соль и железо» работала с 4 по 27 ноября 2016 года. На ней было 60 работ из Браслава."
            ),
            ("Вятск", "Туров", "Браслав"),
            "Браслав",
        ),
        (
            (
                "2016 reisten Schüler aus Suhl nach Ostrava.\n\n"
                "Die Ausstellung „Salz und Eisen“ lief vom 4. bis 27. November 2016. Sie zeigte 60 Drucke aus Lund."
            ),
            ("Suhl", "Ostrava", "Lund"),
            "Lund",
        ),
        (
            (
                "In 2016 volunteers from Corby travelled to Ostrava, not to Lund.\n\n"
                "The exhibition 'Salt and Iron' ran in our town from 4 to 27 November 2016."
            ),
            ("Corby", "Ostrava", "Lund"),
            "",
        ),
    ],
)
def test_a_city_does_not_outlive_its_paragraph(text: str, places: tuple[str, ...], expected: str) -> None:
    assert [one[2] for one in found(text, *places) if one[0] == "exhibition"] == [expected]


@pytest.mark.parametrize("marks", ['„…"', "‚…'", "‚…‘", "'…'", "‘…’", "‹…›", "»…«", "›…‹", "“…”", '"…"', "„…“"])
def test_a_title_is_one_in_whichever_quotation_marks(marks: str) -> None:
    title = marks.replace("…", "Salt and Iron")
    page = read(f"In May 2016 the exhibition {title} of the artists' club from Lund opened.", "Corby", "Lund")
    assert [find.title for find in page.finds] == ["Salt and Iron"]


def test_an_apostrophe_opens_no_title() -> None:
    page = read(
        "In May 2016 the pupils' exhibition 'Potter's Art' of the Lund schools' art club opened.", "Corby", "Lund"
    )
    assert [find.title for find in page.finds] == ["Potter's Art"]


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        ("Соглашение с Браславским районом было подписано 3 июля 2009 года.", "Вятск", "Браславским районом"),
        (
            "Договор с Туровским муниципальным округом заключён 3 июля 2009 года.",
            "Вятск",
            "Туровским муниципальным округом",
        ),
        ("Der Vertrag mit dem Landkreis Zwettl wurde am 3. Juli 2009 unterzeichnet.", "Suhl", "Landkreis Zwettl"),
        ("The agreement with Mayo County was signed on 3 July 2009.", "Corby", "Mayo County"),
        ("The agreement with the County of Mayo was signed on 3 July 2009.", "Corby", "County of Mayo"),
    ],
)
def test_a_district_may_be_a_partner(text: str, home: str, expected: str) -> None:
    page = read(text, home)
    assert ("agreement", "", expected, "2009-07-03") in told(page)
    assert [place.name for place in page.unknown] == [expected]


def test_a_renewal_of_the_same_sentence_is_an_agreement_of_its_own() -> None:
    text = "Соглашение с Браславским районом было подписано 3 июля 2009 года и продлено в 2014 году ещё на пять лет."
    assert [one[3] for one in found(text, "Вятск") if one[0] == "agreement"] == ["2009-07-03", "2014"]


@pytest.mark.parametrize(
    ("text", "home", "name"),
    [
        ("Beim Turnier in Burton-on-Trent im Juli 2019 siegte die Mannschaft aus Suhl.", "Suhl", "Burton-on-Trent"),
        ("В июле 2019 года команда Вятска выступила на турнире в Бартоне-на-Тренте.", "Вятск", "Бартоне-на-Тренте"),
        ("In July 2019 a choir from Corby sang in Villers-sous-Bois.", "Corby", "Villers-sous-Bois"),
    ],
)
def test_a_name_with_a_small_word_inside_is_a_towns(text: str, home: str, name: str) -> None:
    assert [place.name for place in read(text, home).unknown] == [name]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            (
                "Die für Mai 2020 geplante Bürgerreise nach Lund musste abgesagt werden. "
                "Sie wurde vom 8. bis 12. September 2021 nachgeholt."
            ),
            ("Suhl", "Lund"),
        ),
        (
            "The trip to Lund in May 2020 had to be cancelled. It finally took place from 8 to 12 September 2021.",
            ("Corby", "Lund"),
        ),
        (
            (
                "Поездка делегации Вятска в Туров, запланированная на май 2020 года, не состоялась. "
                "Она состоялась позже, с 8 по 12 сентября 2021 года."
            ),
            ("Вятск", "Туров"),
        ),
        (
            "Die für Mai 2020 geplante Bürgerreise nach Lund wurde vom 8. bis 12. September 2021 nachgeholt.",
            ("Suhl", "Lund"),
        ),
        (
            "Визит делегации Вятска в Туров, отменённый в мае 2020-го, удалось провести с 8 по 12 сентября 2021 года.",
            ("Вятск", "Туров"),
        ),
    ],
)
def test_what_was_made_up_for_took_place(text: str, places: tuple[str, ...]) -> None:
    assert found(text, *places) == [("delegation", "outgoing", places[1], "2021-09-08/2021-09-12")]


def test_people_who_spent_weeks_there_were_there() -> None:
    text = "In 2016 we wrote to Ostrava. This October, 11 volunteers spent three weeks there building a library."
    assert ("delegation", "outgoing", "Ostrava", "2016-10") in found(text, "Corby", "Ostrava")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("More than £8,500 had been raised.", "money"),
        ("Было собрано 85 тысяч рублей.", "money"),
        ("Gesammelt wurden 8.500 Euro.", "money"),
        ("It all began in 1994.", "no word for"),
        ("Lund is a pleasant town.", "no word for"),
    ],
)
def test_what_was_not_understood_is_told_with_why(text: str, reason: str) -> None:
    page = read(text, "Suhl", "Lund")
    assert [reason in why for _sentence, why in silent_sentences(page)] == [True]


def test_a_find_without_any_date_does_not_blame_a_heading() -> None:
    page = read("Guests from Lund arrived in Corby.", "Corby", "Lund")
    assert [ground.words for find in page.finds for ground in find.reasons if "date" in ground.words] == [
        "no date told"
    ]


@pytest.mark.parametrize("name", ["Südfrankreich", "Norditalien", "Съездить", "Побывали"])
def test_a_part_of_a_country_or_a_verb_is_no_city(name: str) -> None:
    text = f"Im Mai 2019 kam eine Gruppe aus {name} nach Suhl. {name} в Болгарию удалось в мае."
    assert read(text, "Suhl").unknown == []


def test_a_list_behind_a_colon_is_of_cities_where_some_of_it_are() -> None:
    page = read("Auf dem Wegweiser stehen drei Namen: Lund, Ostrava und Faversham.", "Suhl", "Lund", "Ostrava")
    assert [place.name for place in page.unknown] == ["Faversham"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("In May 2019 guests from Lund met us at the Forum Cinema.", ("Corby", "Lund")),
        ("Im Mai 2019 zeigte man Gästen aus Lund die Kongresshalle.", ("Suhl", "Lund")),
    ],
)
def test_a_hall_is_no_forum(text: str, places: tuple[str, ...]) -> None:
    assert [one for one in found(text, *places) if one[1] in {"forum", "festival"}] == []


@pytest.mark.parametrize(
    ("text", "places", "form"),
    [
        ("1971 war Lund an der Reihe. Im Mai fuhr die Stadtkapelle zum ersten Mal hin.", ("Suhl", "Lund"), "outgoing"),
        ("1971 war Lund an der Reihe. Im Mai war eine große Gruppe angereist.", ("Suhl", "Lund"), "incoming"),
        ("In 1971 it was the turn of Lund. In May two coachloads came over.", ("Corby", "Lund"), "incoming"),
    ],
)
def test_coming_and_going_tell_the_way(text: str, places: tuple[str, ...], form: str) -> None:
    assert found(text, *places) == [("delegation", form, "Lund", "1971-05")]


@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [
        ("In May 2016 the mayors of Corby and Lund renewed the charter of 1976.", ("Corby", "Lund"), "2016-05"),
        ("Im Mai 2016 wurde die Urkunde von 1976 mit Lund erneuert.", ("Suhl", "Lund"), "2016-05"),
        ("В мае 2016 года договор 1976 года с Туровом продлён.", ("Вятск", "Туров"), "2016-05"),
        ("Corby and Lund were formally twinned on 14 July 2004.", ("Corby", "Lund"), "2004-07-14"),
        ("Eine förmliche Partnerschaft mit Lund besteht seit dem 1. September 1991.", ("Suhl", "Lund"), "1991-09-01"),
        ("Вятск и Туров породнились 12 апреля 1973 года.", ("Вятск", "Туров"), "1973-04-12"),
    ],
)
def test_ties_are_made_and_renewed_in_many_words(text: str, places: tuple[str, ...], expected: str) -> None:
    assert [one[2:] for one in found(text, *places) if one[0] == "agreement"] == [(places[1], expected)]


@pytest.mark.parametrize(
    ("text", "home", "name"),
    [
        ("Paimpol, on the Breton coast, has been a friend for long.", "Corby", "Paimpol"),
        ("Our rowers won the regatta at Paimpol in May 2011.", "Corby", "Paimpol"),
        ("Paimpol, ein kleines Städtchen, und die Küste sind uns lieb.", "Suhl", "Paimpol"),
    ],
)
def test_what_stands_beside_a_name_makes_it_a_town(text: str, home: str, name: str) -> None:
    assert [place.name for place in read(text, home).unknown] == [name]


def test_each_part_of_a_sentence_may_tell_of_a_visit() -> None:
    text = "Im Juli 1977 reiste der Musikverein aus Suhl nach Lund, im Herbst 1978 kamen 45 Turner aus Lund nach Suhl."
    assert [one[1:] for one in found(text, "Suhl", "Lund")] == [
        ("outgoing", "Lund", "1977-07"),
        ("incoming", "Lund", "1978-23"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "In den 1990er-Jahren gingen 12 Hilfstransporte nach Lund.",
        "In den 1990er Jahren gingen 12 Hilfstransporte nach Lund.",
        "In the 1990s 12 lorries went to Lund.",
        "In the 90s 12 lorries went to Lund.",
        "В 1990-х годах в Лунд ушли 12 машин.",
        "В 90-е годы в Лунд ушли 12 машин.",
    ],
)
def test_a_decade_counts_nothing(text: str) -> None:
    assert [count.value for count in read(text, "Suhl", "Lund", "Лунд").counts] == [12]


@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [
        (
            "The agreement with Lund, first signed in May 1994, was renewed on St Patrick's Day 2016.",
            ("Corby", "Lund"),
            ["Lund 1994-05", "Lund 2016-03-17"],
        ),
        ("Соглашение с Туровом подписано в День России 2016 года.", ("Вятск", "Туров"), ["Туров 2016-06-12"]),
        (
            "Der Vertrag mit Lund wurde am Tag der Deutschen Einheit 2016 unterzeichnet.",
            ("Suhl", "Lund"),
            ["Lund 2016-10-03"],
        ),
        (
            "Der Vertrag mit Lund wurde bereits am 7. Mai 1961 unterzeichnet, mit Ostrava folgte er 1964.",
            ("Suhl", "Lund", "Ostrava"),
            ["Lund 1961-05-07", "Ostrava 1964"],
        ),
        (
            "The agreement with Lund was signed on 7 May 1961, with Ostrava one followed in 1964.",
            ("Corby", "Lund", "Ostrava"),
            ["Lund 1961-05-07", "Ostrava 1964"],
        ),
        (
            "Соглашение с Туровом было подписано 7 мая 1961 года, с Браславом — в 1964 году.",
            ("Вятск", "Туров", "Браслав"),
            ["Туров 1961-05-07", "Браслав 1964"],
        ),
    ],
)
def test_every_signing_of_a_sentence_has_its_date(text: str, places: tuple[str, ...], expected: list[str]) -> None:
    agreements = [one for one in found(text, *places) if one[0] == "agreement"]
    assert [f"{city} {when}" for _kind, _form, city, when in agreements] == expected
