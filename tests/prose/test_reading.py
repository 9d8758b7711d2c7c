"""What a sentence or two tells of: who went where, when, and what is told twice."""

import pytest

from partnerships.prose.places import NamedCity
from partnerships.prose.reading import Page, read_page

RU = (
    NamedCity("Ставрополь", ("Ставрополь", "Stavropol"), "home", is_home=True),
    NamedCity("Омск", ("Омск", "Omsk"), "1"),
    NamedCity("Махачкала", ("Махачкала", "Makhachkala"), "2"),
    NamedCity("Ростов-на-Дону", ("Ростов-на-Дону", "Rostov-on-Don"), "3"),
    NamedCity("Нижний Новгород", ("Нижний Новгород",), "4"),
    NamedCity("Ереван", ("Ереван",), "5"),
)

type Told = tuple[str, str, str, str]


def told(page: Page) -> list[Told]:
    """Return kind, form, cities and date of each find."""
    return [
        (find.kind, find.form, ", ".join(place.name for place in find.cities), find.period.edtf())
        for find in page.finds
    ]


def read(text: str) -> list[Told]:
    return told(read_page(text, RU))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "14 мая 2019 года делегация Ставрополя посетила Омск.",
            ("delegation", "outgoing", "Омск", "2019-05-14"),
        ),
        (
            "В мае 2019 г. Ставрополь посетила делегация Омска.",
            ("delegation", "incoming", "Омск", "2019-05"),
        ),
        (
            "С 3 по 5 июня 2021 года по приглашению мэра Махачкалы представители Ставрополя побывали в Махачкале.",
            ("delegation", "outgoing", "Махачкала", "2021-06-03/2021-06-05"),
        ),
        (
            "Летом 2018 года делегация Нижнего Новгорода прибыла в Ставрополь.",
            ("delegation", "incoming", "Нижний Новгород", "2018-22"),
        ),
        (
            "On 4 May 2019 a delegation from Omsk arrived in Stavropol.",
            ("delegation", "incoming", "Омск", "2019-05-04"),
        ),
        (
            "In June 2019 the Mayor of Stavropol travelled to Rostov-on-Don.",
            ("delegation", "outgoing", "Ростов-на-Дону", "2019-06"),
        ),
        (
            "A delegation of Yerevan visited Stavropol on 7–9 October 2020.",
            ("delegation", "incoming", "Ереван", "2020-10-07/2020-10-09"),
        ),
        (
            "Im Mai 2019 besuchte eine Delegation aus Omsk die Stadt Stavropol.",
            ("delegation", "incoming", "Омск", "2019-05"),
        ),
    ],
)
def test_a_visit_has_its_city_its_date_and_its_way(text: str, expected: Told) -> None:
    assert expected in read(text)


def test_a_visit_told_over_three_sentences_is_one_with_what_happened_on_it() -> None:
    text = (
        "12 сентября 2020 года Ставрополь посетила делегация Омска. В ходе визита состоялась встреча с главой города. "
        "Гости приняли участие в круглом столе по озеленению."
    )
    assert read(text) == [
        ("delegation", "incoming", "Омск", "2020-09-12"),
        ("event", "meeting", "Омск", "2020-09-12"),
        ("event", "round_table", "Омск", "2020-09-12"),
    ]


def test_what_is_told_twice_is_one() -> None:
    text = (
        "В 2013 году подписано соглашение между Ставрополем и Омском.\n\n"
        "Соглашение между Ставрополем и Омском о сотрудничестве, подписанное в 2013 году, действует до сих пор."
    )
    assert [one for one in read(text) if one[0] == "agreement"] == [("agreement", "", "Омск", "2013")]


def test_a_month_takes_the_year_of_its_heading() -> None:
    text = (
        "2018 год\nВ мае делегация Ставрополя побывала в Омске.\n2019 год\nВ июне Омск посетила делегация Ставрополя."
    )
    assert [one[3] for one in read(text)] == ["2018-05", "2019-06"]


@pytest.mark.parametrize(
    "text",
    [
        "В 2020 году визит делегации Омска в Ставрополь не состоялся.",
        "The visit of the delegation of Omsk to Stavropol in May 2020 was cancelled.",
        "Der Besuch der Delegation aus Omsk in Stavropol im Mai 2020 wurde abgesagt.",
    ],
)
def test_what_did_not_take_place_is_no_record(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text", ["", " \n ", "!!! ??? ...", "лорем ипсум долор сит амет", "asdf qwer zxcv", "1 2 3 4 5"]
)
def test_a_text_that_tells_nothing_gives_nothing(text: str) -> None:
    page = read_page(text, RU)
    assert (page.finds, page.people, page.awards, page.unknown) == ([], [], [], [])


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        (
            "В мае 2019 года делегация Омска во главе с мэром Оксаной Фадиной была в Ставрополе.",
            "Оксаной Фадиной",
            "мэром",
        ),
        ("В мае 2019 года глава города Ставрополя И. И. Ульянченко посетил Омск.", "Ульянченко И. И.", "глава города"),
        ("In May 2019 the Mayor of Omsk, Ivan Petrov, visited Stavropol.", "Ivan Petrov", "Mayor"),
        ("Im Mai 2019 besuchte Bürgermeister Hans Weber aus Omsk die Stadt Stavropol.", "Hans Weber", "Bürgermeister"),
    ],
)
def test_people_are_named_with_their_office_and_are_no_cities(text: str, name: str, office: str) -> None:
    page = read_page(text, RU)
    assert [person.name for person in page.people] == [name]
    assert page.people[0].office.startswith(office)
    assert page.unknown == []


def test_a_title_is_no_city() -> None:
    page = read_page("В 2018 году в Ставрополе прошёл фестиваль городов-побратимов «Наша дружба безгранична».", RU)
    assert told(page) == [("event", "festival", "", "2018")]
    assert (page.unknown, page.finds[0].title) == ([], "Наша дружба безгранична")


def test_another_spelling_or_alphabet_is_the_same_city() -> None:
    places = [NamedCity("Ставрополь", ("Ставрополь",), "home", is_home=True), NamedCity("Beziers", ("Béziers",), "7")]
    page = read_page("A delegation of Bezier visited Stavropol in May 2019.", places)
    assert told(page) == [("delegation", "incoming", "Beziers", "2019-05")]


def test_a_region_is_not_the_city_it_is_named_after() -> None:
    page = read_page(
        "Делегация Омской области и правительство Ставропольского края провели встречу в мае 2019 года.", RU
    )
    assert [place for find in page.finds for place in find.cities] == []


def test_the_work_grows_with_the_text_and_not_faster() -> None:
    text = "В мае 2019 года делегация Ставрополя посетила город Омск. Гости встретились с мэром Иваном Петровым.\n\n"
    steps: list[int] = []
    read_page(text * 400, RU, going_on=lambda done, total: steps.append(total))
    assert steps == [800] * 4


def test_reading_stops_when_asked() -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        read_page("В мае 2019 года делегация Омска посетила Ставрополь. " * 300, RU, going_on=stop)
