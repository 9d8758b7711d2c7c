"""What essays and reports do that lists do not: they look back and ahead, change the subject, make up for things."""

import pytest

from partnerships.prose.confusion import silent_sentences
from partnerships.prose.places import NamedCity
from partnerships.prose.reading import Page, read_page
from tests.prose.test_reading import Told, told


def read(text: str, home: str, *cities: str) -> Page:
    """Return `text` read with the cities known in one spelling each."""
    places = [NamedCity(name, (name,), str(number)) for number, name in enumerate(cities)]
    return read_page(text, [NamedCity(home, (home,), "home", is_home=True), *places])


def found(text: str, home: str, *cities: str) -> list[Told]:
    return told(read(text, home, *cities))


@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [
        (
            (
                "Отчёт о международных связях за 2017 год\n\n"
                "В мае в Вятск прибыли школьники из Турова. Через год, в мае 2018-го, состоится ответный визит.\n\n"
                "Соглашение с Туровом было подписано в 2009 году и продлено в 2013 году.\n\n"
                "В ноябре работала выставка «Лес и река» из Турова."
            ),
            ("Вятск", "Туров"),
            "2017-11",
        ),
        (
            (
                "International links: report for 2017\n\n"
                "In May pupils from Lund arrived in Corby. The return visit will take place in May 2018.\n\n"
                "The agreement with Lund was signed in 2009 and renewed in 2013.\n\n"
                "In November the exhibition “Wood and River” from Lund was on show."
            ),
            ("Corby", "Lund"),
            "2017-11",
        ),
        (
            (
                "Städtepartnerschaften: Bericht für 2017\n\n"
                "Im Mai kamen Schüler aus Lund nach Suhl. Der Gegenbesuch ist für Mai 2018 vorgesehen.\n\n"
                "Der Vertrag mit Lund wurde 2009 unterzeichnet und 2013 verlängert.\n\n"
                "Im November war die Ausstellung „Holz und Fluss“ aus Lund zu sehen."
            ),
            ("Suhl", "Lund"),
            "2017-11",
        ),
        (
            (
                "В мае 2017 года делегация Вятска посетила Туров. Договор с Туровом подписан ещё в 2009 году.\n\n"
                "В ноябре работала выставка «Лес и река» из Турова."
            ),
            ("Вятск", "Туров"),
            "2017-11",
        ),
    ],
)
def test_the_year_of_an_aside_is_not_that_of_what_follows(text: str, places: tuple[str, ...], expected: str) -> None:
    assert [one[3] for one in found(text, *places) if one[0] == "exhibition"] == [expected]


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
                "Am Freitag, 12. April 2019, begrüßte der Bürgermeister eine Gruppe aus Lund. "
                "Bis zum 17. April besuchten die Gäste Schulen."
            ),
            ("Suhl", "Lund"),
        ),
        (
            "12 апреля 2019 года в Вятск прибыла делегация Турова. До 17 апреля гости посетили школы.",
            ("Вятск", "Туров"),
        ),
        (
            "On 12 April 2019 a delegation from Lund arrived in Corby. Until 17 April the guests visited schools.",
            ("Corby", "Lund"),
        ),
    ],
)
def test_a_stay_that_is_told_until_when_is_one(text: str, places: tuple[str, ...]) -> None:
    assert [(kind, when) for kind, _form, _city, when in found(text, *places) if kind == "delegation"] == [
        ("delegation", "2019-04-12/2019-04-17")
    ]


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


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Zum Bestehen der Partnerschaft mit Lund (1987–2017) fand im Oktober 2017 ein Festakt statt.",
            ("Suhl", "Lund"),
        ),
        ("К юбилею дружбы с Туровом (1987–2017) в октябре 2017 года состоялся концерт.", ("Вятск", "Туров")),
        ("For the jubilee of the link with Lund (1987–2017) a concert was given in October 2017.", ("Corby", "Lund")),
        ("The concert of the Lund choir (founded in 1987) took place in October 2017.", ("Corby", "Lund")),
    ],
)
def test_a_span_in_brackets_is_not_when_it_happened(text: str, places: tuple[str, ...]) -> None:
    assert {one[3] for one in found(text, *places)} == {"2017-10"}


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
            "From 9 to 12 February 2016 guests from Lund stayed in Corby. A fortnight later musicians flew to Clonmel.",
            ("Corby", "Lund", "Clonmel"),
            "2016-02",
        ),
        (
            (
                "С 9 по 12 февраля 2016 года в Вятске гостила делегация Турова. Через две недели музыканты Вятска "
                "прибыли в Браслав."
            ),
            ("Вятск", "Туров", "Браслав"),
            "2016-02",
        ),
        (
            (
                "Vom 9. bis 12. Februar 2016 waren Gäste aus Lund in Suhl. Zwei Wochen später reisten Musiker aus Suhl "
                "nach Ostrava."
            ),
            ("Suhl", "Lund", "Ostrava"),
            "2016-02",
        ),
        (
            "On 9 February 2016 guests from Lund arrived in Corby. Three days later musicians flew to Clonmel.",
            ("Corby", "Lund", "Clonmel"),
            "2016-02-12",
        ),
        (
            "9 февраля 2016 г. в Вятск прибыла делегация Турова. На следующий день музыканты Вятска уехали в Браслав.",
            ("Вятск", "Туров", "Браслав"),
            "2016-02-10",
        ),
        (
            (
                "Am 9. Februar 2016 kam eine Delegation aus Lund nach Suhl. Am nächsten Tag reisten Musiker aus Suhl "
                "nach Ostrava."
            ),
            ("Suhl", "Lund", "Ostrava"),
            "2016-02-10",
        ),
    ],
)
def test_days_and_weeks_are_counted_from_the_date_before(text: str, places: tuple[str, ...], expected: str) -> None:
    assert [one[3] for one in found(text, *places) if one[2] == places[2]] == [expected]


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


@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [
        (
            "In September 2011 guests from Lund arrived in Corby. The following May musicians of Corby flew to Lund.",
            ("Corby", "Lund"),
            "2012-05",
        ),
        (
            "In March 2011 guests from Lund arrived in Corby. The following May a delegation of Corby flew to Lund.",
            ("Corby", "Lund"),
            "2011-05",
        ),
        (
            (
                "Im September 2011 kamen Gäste aus Lund nach Suhl. Im darauffolgenden Mai reiste eine Abordnung "
                "aus Suhl nach Lund."
            ),
            ("Suhl", "Lund"),
            "2012-05",
        ),
        (
            "В сентябре 2011 г. в Вятск прибыли гости из Турова. Следующей весной делегация Вятска посетила Туров.",
            ("Вятск", "Туров"),
            "2012-21",
        ),
        (
            "Guests from Lund stayed in Corby from 19 to 22 May 2017. On Saturday a delegation of Corby met them.",
            ("Corby", "Lund"),
            "",
        ),
    ],
)
def test_the_following_month_or_season_is_the_first_after_what_was_told(
    text: str, places: tuple[str, ...], expected: str
) -> None:
    outgoing = [one[3] for one in found(text, *places) if one[:2] == ("delegation", "outgoing")]
    assert outgoing == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Guests from Lund stayed in Corby from 19 to 22 May 2017. The charter was renewed on the Saturday.",
            ("Corby", "Lund"),
        ),
        (
            "С 19 по 22 мая 2017 года в Вятске гостила делегация Турова. В субботу было подписано соглашение.",
            ("Вятск", "Туров"),
        ),
        (
            "Vom 19. bis 22. Mai 2017 waren Gäste aus Lund zu Besuch in Suhl. Am Samstag wurde der Vertrag erneuert.",
            ("Suhl", "Lund"),
        ),
    ],
)
def test_a_day_of_the_week_is_one_of_the_stay(text: str, places: tuple[str, ...]) -> None:
    assert ("agreement", "", places[1], "2017-05-20") in found(text, *places)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            (
                "In October 2017 guests from Lund came to Corby. In 2012 the agreement with Lund was signed.\n\n"
                "In November the exhibition “Wood” from Lund opened."
            ),
            ("Corby", "Lund"),
        ),
        (
            (
                "В октябре 2017 года в Вятск приехали гости из Турова.\n\n"
                "Соглашение с Туровом подписали в 2012 году. В мае Туров посетила делегация Вятска.\n\n"
                "В ноябре открылась выставка «Лес» из Турова."
            ),
            ("Вятск", "Туров"),
        ),
        (
            (
                "Im Oktober 2017 kamen Gäste aus Lund nach Suhl.\n\n"
                "Der Vertrag mit Lund wurde 2012 unterzeichnet.\n\n"
                "Im November wurde die Ausstellung „Holz“ aus Lund eröffnet."
            ),
            ("Suhl", "Lund"),
        ),
    ],
)
def test_the_year_of_an_agreement_told_aside_ends_with_its_paragraph(text: str, places: tuple[str, ...]) -> None:
    assert [one[3] for one in found(text, *places) if one[0] == "exhibition"] == ["2017-11"]


@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [
        (
            "Am 9. Mai 2019 begrüßte der Bürgermeister eine Gruppe aus Lund. Bis zum 12. Mai gab sie drei Konzerte.",
            ("Suhl", "Lund"),
            ["2019-05-09/2019-05-12", "2019-05-09/2019-05-12"],
        ),
        (
            "9 мая 2019 года в Вятск прибыл хор из Турова. До 12 мая гости дали три концерта.",
            ("Вятск", "Туров"),
            ["2019-05-09/2019-05-12", "2019-05-09/2019-05-12"],
        ),
        (
            "On 9 May 2019 a choir from Lund arrived in Corby. Until 12 May they gave three concerts.",
            ("Corby", "Lund"),
            ["2019-05-09/2019-05-12", "2019-05-09/2019-05-12"],
        ),
    ],
)
def test_what_happened_until_the_last_day_is_of_the_stay(
    text: str, places: tuple[str, ...], expected: list[str]
) -> None:
    assert [one[3] for one in found(text, *places) if one[1] != "reception"] == expected


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
    ("text", "places"),
    [
        (
            (
                "В 2001 году делегация Турова прибыла в Вятск.\n\nВизит, который ждали в мае 2009 года, не состоялся. "
                "Через год, 21 мая, в Вятск приехали депутаты из Турова."
            ),
            ("Вятск", "Туров"),
        ),
        (
            (
                "In 2001 guests from Lund came to Corby.\n\nThe visit of May 2009 was called off. "
                "A year later, on 21 May, councillors from Lund arrived in Corby."
            ),
            ("Corby", "Lund"),
        ),
        (
            (
                "2001 kamen Gäste aus Lund nach Suhl.\n\nDer Besuch im Mai 2009 wurde abgesagt. "
                "Ein Jahr später, am 21. Mai, kamen Stadträte aus Lund nach Suhl."
            ),
            ("Suhl", "Lund"),
        ),
    ],
)
def test_a_year_later_may_be_counted_from_what_was_cancelled(text: str, places: tuple[str, ...]) -> None:
    assert found(text, *places)[-1][3] == "2010-05-21"
