"""Pages of other towns are read nearly as a person reads them; the figures are floors a little below the measured."""

import pytest

from tests.prose.pages import page_of, scores_of

TRIPLES, FORMS = "triples (city, period, kind)", "triples with direction or form"
#: Page → the least precision and recall of triples, of triples with their form, and of figures.
FLOORS = {
    "de-amtsblatt": ((0.95, 0.85), (0.95, 0.85), (0.95, 0.95)),
    "de-bericht": ((0.75, 0.80), (0.70, 0.75), (0.65, 0.40)),
    "de-chronik": ((0.95, 0.95), (0.95, 0.95), (0.95, 0.95)),
    "de-essay": ((0.95, 0.95), (0.95, 0.95), (0.85, 0.95)),
    "de-grenzen": ((0.90, 0.80), (0.80, 0.75), (0.95, 0.95)),
    "de-jena": ((0.95, 0.80), (0.90, 0.80), (0.75, 0.75)),
    "de-liste": ((0.95, 0.90), (0.95, 0.90), (0.95, 0.95)),
    "de-news": ((0.85, 0.95), (0.85, 0.95), (0.95, 0.95)),
    "de-presse": ((0.95, 0.85), (0.85, 0.75), (0.95, 0.95)),
    "de-rueckblick": ((0.95, 0.95), (0.95, 0.95), (0.95, 0.65)),
    "de-stadtarchiv": ((0.95, 0.95), (0.85, 0.85), (0.95, 0.95)),
    "de-verein": ((0.95, 0.85), (0.95, 0.85), (0.95, 0.80)),
    "de-zeitung": ((0.95, 0.80), (0.95, 0.80), (0.95, 0.95)),
    "en-american": ((0.95, 0.90), (0.95, 0.90), (0.85, 0.95)),
    "en-association": ((0.95, 0.95), (0.95, 0.95), (0.95, 0.80)),
    "en-blog": ((0.90, 0.80), (0.70, 0.70), (0.70, 0.95)),
    "en-bulletin": ((0.95, 0.90), (0.80, 0.75), (0.95, 0.95)),
    "en-chronicle": ((0.75, 0.80), (0.75, 0.80), (0.95, 0.95)),
    "en-council": ((0.95, 0.95), (0.95, 0.95), (0.95, 0.95)),
    "en-council-report": ((0.95, 0.95), (0.90, 0.90), (0.95, 0.95)),
    "en-essay": ((0.90, 0.80), (0.90, 0.80), (0.80, 0.95)),
    "en-harbour": ((0.85, 0.95), (0.85, 0.95), (0.95, 0.95)),
    "en-history": ((0.95, 0.95), (0.95, 0.95), (0.95, 0.95)),
    "en-minutes": ((0.95, 0.95), (0.90, 0.95), (0.95, 0.95)),
    "en-newsletter": ((0.90, 0.90), (0.90, 0.90), (0.95, 0.95)),
    "en-newslist": ((0.95, 0.95), (0.95, 0.95), (0.95, 0.95)),
    "en-paper": ((0.95, 0.80), (0.95, 0.80), (0.95, 0.95)),
    "en-press": ((0.95, 0.90), (0.90, 0.80), (0.95, 0.75)),
    "en-prose": ((0.95, 0.95), (0.95, 0.95), (0.95, 0.95)),
    "en-report": ((0.80, 0.90), (0.75, 0.75), (0.95, 0.95)),
    "en-website": ((0.95, 0.95), (0.90, 0.90), (0.95, 0.80)),
    "ru-annual": ((0.95, 0.95), (0.95, 0.95), (0.95, 0.95)),
    "ru-chronicle": ((0.95, 0.95), (0.90, 0.90), (0.95, 0.95)),
    "ru-cities": ((0.90, 0.90), (0.90, 0.85), (0.75, 0.95)),
    "ru-doklad": ((0.95, 0.95), (0.95, 0.95), (0.95, 0.95)),
    "ru-gazeta": ((0.50, 0.35), (0.50, 0.35), (0.95, 0.95)),
    "ru-goda": ((0.95, 0.95), (0.95, 0.95), (0.95, 0.80)),
    "ru-interview": ((0.95, 0.90), (0.95, 0.90), (0.95, 0.95)),
    "ru-itogi": ((0.95, 0.90), (0.95, 0.90), (0.95, 0.95)),
    "ru-lenta": ((0.95, 0.95), (0.95, 0.95), (0.95, 0.95)),
    "ru-list": ((0.95, 0.95), (0.90, 0.95), (0.95, 0.95)),
    "ru-news": ((0.75, 0.70), (0.65, 0.55), (0.95, 0.95)),
    "ru-novosti": ((0.95, 0.95), (0.95, 0.95), (0.95, 0.75)),
    "ru-ocherk": ((0.95, 0.95), (0.95, 0.95), (0.95, 0.95)),
    "ru-official": ((0.95, 0.95), (0.85, 0.95), (0.80, 0.95)),
    "ru-otchet": ((0.95, 0.95), (0.95, 0.95), (0.80, 0.95)),
    "ru-portal": ((0.95, 0.95), (0.95, 0.90), (0.95, 0.95)),
    "ru-sections": ((0.95, 0.85), (0.90, 0.90), (0.50, 0.95)),
    "ru-spravka": ((0.95, 0.95), (0.90, 0.95), (0.95, 0.95)),
    "ru-stranitsy": ((0.95, 0.95), (0.95, 0.95), (0.95, 0.95)),
    "ru-tablica": ((0.95, 0.95), (0.95, 0.95), (0.95, 0.95)),
    "ru-vestnik": ((0.95, 0.95), (0.95, 0.95), (0.95, 0.95)),
    "ru-years": ((0.90, 0.95), (0.90, 0.95), (0.95, 0.95)),
}


@pytest.mark.parametrize("name", FLOORS)
def test_a_page_of_another_town_is_read(name: str) -> None:
    scores = scores_of(name)
    told = [(scores[key].precision, scores[key].recall) for key in (TRIPLES, FORMS, "figures")]
    assert all(
        precision >= least[0] and recall >= least[1]
        for (precision, recall), least in zip(told, FLOORS[name], strict=True)
    ), told


@pytest.mark.parametrize("name", FLOORS)
def test_nobody_is_named_who_is_not_in_the_page(name: str) -> None:
    people = scores_of(name)["people"]
    assert len(people.extra) <= 1
    assert people.recall >= 0.66


@pytest.mark.parametrize("name", FLOORS)
def test_every_find_has_its_sentences_and_its_reasons(name: str) -> None:
    page = page_of(name)
    for find in page.finds:
        assert find.sentences, find
        assert find.sentences == sorted(set(find.sentences))
        assert all(page.sentences[number].text for number in find.sentences)
        assert any(reason.weight for reason in find.reasons)


def test_cities_that_no_register_has_are_offered_under_a_name_of_the_text() -> None:
    assert [place.name for place in page_of("ru-official").unknown] == ["Ла-Кросс", "Нова-Загора", "Линьцан"]
    assert [place.name for place in page_of("en-council").unknown] == ["Osnabrück", "Kapurthala", "Haarlem"]
    assert all(not place.is_known for place in page_of("de-jena").unknown)
