import pytest
from django.utils.translation import override

from partnerships.text import translated
from partnerships.text.languages import in_sentence, labelled, language_name, with_territory
from partnerships.text.translated import language_of_column, text_column


def test_what_the_history_stores_is_named_as_in_english_in_any_language_of_the_register() -> None:
    for code in ("ru", "en", "de"):
        with override(None):  # so the admin writes down what was changed
            stored = labelled("Title", code)
        with override("en"):
            assert labelled("Title", code) == stored


def test_nouns_keep_their_capital_where_the_language_writes_it() -> None:
    written = {}
    for code in ("ru", "en", "de", "fr"):
        with override(code):
            written[code] = (in_sentence("Konferenz"), language_name("de"))
    assert written == {
        "ru": ("konferenz", "немецкий"),
        "en": ("konferenz", "German"),
        "de": ("Konferenz", "Deutsch"),
        "fr": ("konferenz", "allemand"),
    }


def test_a_language_has_a_territory_for_programs() -> None:
    assert [with_territory(code) for code in ("ru", "en", "de", "fr", "pt-br")] == [
        *("ru_RU", "en_GB", "de_DE", "fr_FR", "pt_BR"),
    ]


def test_indonesian_is_named_though_its_columns_are_called_otherwise() -> None:
    with override("en"):
        assert labelled("Title", "ind") == "Title (Indonesian)"


def test_a_column_tells_its_language_with_region_and_script(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = ("br", "pt-br", "pt", "id", "zh-hans")
    monkeypatch.setattr(translated, "CODES", codes)
    assert [language_of_column(text_column("name", code)) for code in codes] == list(codes)
    assert [language_of_column(name) for name in ("name", "country_id", "period_start")] == ["", "", ""]
