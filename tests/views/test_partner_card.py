"""A city's card in the language of its people: written by somebody, or not there."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from partnerships.models import City, User
from tests.conftest import save

CARD = {"card_language": "fr", "card_title": "Stavropol et Béziers", "card_text": "<p>Amis depuis 1982.</p>"}


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def with_card(city: City, *, public: bool = True) -> City:
    for name, value in CARD.items():
        setattr(city, name, value)
    kept: City = save(city, public=public)
    return kept


def test_the_card_is_a_page_in_the_partners_language(client: Client, omsk: City) -> None:
    with_card(omsk)
    told = page(client, "/ru/cities/omsk/card/")
    assert '<article class="partner-card" lang="fr">' in told
    assert "<h1>Stavropol et Béziers</h1>" in told
    assert "<p>Amis depuis 1982.</p>" in told
    assert '<title lang="fr">Stavropol et Béziers' in told
    assert 'href="/ru/cities/omsk/card/" hreflang="fr" lang="fr"' in page(client, "/ru/cities/omsk/")


def test_a_city_without_one_has_no_such_page(client: Client, omsk: City) -> None:
    assert client.get("/ru/cities/omsk/card/").status_code == 404
    assert "/card/" not in page(client, "/ru/cities/omsk/")


def test_the_head_reads_the_card_before_it_is_published(client: Client, clerk: User, omsk: City) -> None:
    draft = with_card(City(slug="hidden", name_ru="Тайный", country=omsk.country, tie="contact"), public=False)
    client.force_login(clerk)
    told = page(client, f"/admin/partnerships/city/{draft.pk}/reading/")
    assert "Amis depuis 1982." in told
    assert "/cities/hidden/card/" not in told


def test_quotation_marks_of_the_card_stay_in_the_description(client: Client, omsk: City) -> None:
    with_card(omsk)
    omsk.card_text = '<p>Un "jumelage".</p><p>Depuis 1982.</p>'
    save(omsk)
    assert 'content="Un &quot;jumelage&quot;. Depuis 1982."' in page(client, "/ru/cities/omsk/card/")


def test_the_card_of_a_draft_is_hidden(client: Client, omsk: City) -> None:
    with_card(City(slug="hidden", name_ru="Тайный", country=omsk.country, tie="contact"), public=False)
    assert client.get("/ru/cities/hidden/card/").status_code == 404


def test_it_is_found_by_its_words(client: Client, omsk: City) -> None:
    with_card(omsk)
    assert "Омск" in page(client, "/ru/search/?q=Amis")


@pytest.mark.parametrize("missing", CARD)
def test_half_a_card_is_refused_at_what_is_missing(omsk: City, missing: str) -> None:
    for name, value in CARD.items():
        setattr(omsk, name, "" if name == missing else value)
    with pytest.raises(ValidationError) as refused:
        omsk.full_clean()
    assert set(refused.value.message_dict) == {missing}
