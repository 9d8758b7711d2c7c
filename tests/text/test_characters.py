"""Texts are kept in characters that are seen, in one spelling, and that every file can hold."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from partnerships.history import revisions
from partnerships.models import City, Event, User
from partnerships.text import characters, richtext
from tests.admin.forms.filled_form import errors, filled
from tests.conftest import save


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ом\u200bск\ufeff", "Омск"),
        ("\u202eкснмО\u202c", "кснмО"),
        ("парт\u00adнёрство", "партнёрство"),
        ("а\x00б\x1fв\x7fг\x9bд", "абвгд"),
        ("раз\r\nдва\rтри\x0bчетыре\u2028пять", "раз\nдва\nтри\nчетыре\nпять"),
        ("от\tдо", "от до"),
        ("И\u0306ошкар-Ола и e\u0301te\u0301", "Йошкар-Ола и été"),
        ("\ud800\ufffe\U0001ffff!", "!"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f468\u200d\U0001f469\u200d\U0001f467"),
        ("О\u200dм\u200cск", "Омск"),
        ("\u0601\u0661", "\u0601\u0661"),
        ("неразрывный\u00a0пробел, де‑юре", "неразрывный\u00a0пробел, де‑юре"),
    ],
)
def test_what_nobody_sees_goes_and_spelling_stays(typed: str, kept: str) -> None:
    assert characters.clean_characters(typed) == kept


def test_a_title_stands_on_one_line() -> None:
    assert characters.one_line(" Встреча \r\n\n в Омске\u2029") == "Встреча в Омске"


@given(st.text(st.characters(exclude_categories=()) | st.sampled_from("\u200b\u200c\u200d\u00adी\u0301аای\r\n\t")))
def test_what_is_kept_is_not_changed_again_and_holds_nothing_unseen(text: str) -> None:
    kept = characters.clean_characters(text)

    assert characters.clean_characters(kept) == kept == unicodedata.normalize("NFC", kept)
    assert characters.one_line(characters.one_line(text)) == characters.one_line(text)
    seen = {"\n", *"\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"}
    hidden = {char for char in kept if unicodedata.category(char) in {"Cc", "Cf", "Cs"}} - seen
    assert {char for char in hidden if char not in "\u200c\u200d" and not 0xE0020 <= ord(char) <= 0xE007F} == set()


def test_html_names_no_unseen_character_by_its_number() -> None:
    assert richtext.stored("<p>О&#8203;м&shy;с&#1;к&#x202e;</p>") == "<p>Омск</p>"


@pytest.mark.django_db
def test_no_save_goes_past_the_door(omsk: City) -> None:
    revisions.update([omsk], by=None, reason="import", name_ru="О\u200bмск\x01", summary_en="One\r\ntwo\u202e")
    event = save(Event(slug="e", form="meeting", title_ru="Встре\u00adча\nв Омске", body_ru="<p>О&#1;мск</p>"))

    city = City.objects.get()
    assert (city.name_ru, city.summary_en) == ("Омск", "One\ntwo")
    event = Event.objects.get(pk=event.pk)
    assert (event.title_ru, event.body_ru) == ("Встреча в Омске", "<p>Омск</p>")
    assert event.translation == "missing"
    user = User.objects.create(username="clerk", first_name="Анна\r\nBcc: x")
    assert User.objects.get(pk=user.pk).first_name == "Анна Bcc: x"


@pytest.mark.django_db
def test_the_form_judges_what_is_kept(office: Client, omsk: City) -> None:
    path = f"/admin/partnerships/city/{omsk.pk}/change/"
    page = office.post(path, filled(office, path, name_ru="\u200b\u2060"))
    assert errors(page.content) == ["Напишите, например «Омск»."]
    assert City.objects.get().name_ru == "Омск"

    office.post(path, filled(office, path, name_ru="и\u0306\u200b" * 120))
    assert City.objects.get().name_ru == "й" * 120


@pytest.mark.django_db
def test_a_text_is_measured_in_the_characters_that_are_kept(omsk: City) -> None:
    omsk.name_ru = "и\u0306\u200b" * 120
    save(omsk)
    assert City.objects.get().name_ru == "й" * 120

    with pytest.raises(ValidationError) as wrong:
        revisions.update([omsk], by=None, reason="import", name_ru="й" * 121)
    assert "120" in wrong.value.message_dict["name_ru"][0]
    assert City.objects.get().name_ru == "й" * 120


def test_no_character_is_kept_only_because_it_stands_among_ordinary_ones() -> None:
    for sign in map(chr, range(0x3000)):
        assert characters.clean_characters(f"б{sign}а") == characters.clean_characters(f"б{sign}а\u200b"), hex(
            ord(sign)
        )
