"""When something was, as essays tell it: by asides, by what was told before, by the name of a day."""

import pytest

from tests.prose.telling import found


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
