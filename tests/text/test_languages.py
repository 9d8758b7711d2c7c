from django.utils.translation import override

from partnerships.text.languages import in_sentence, labelled, language_name, with_territory


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
