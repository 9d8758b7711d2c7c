from django.utils.translation import override

from partnerships.text.languages import labelled


def test_what_the_history_stores_is_named_as_in_english_in_any_language_of_the_register() -> None:
    for code in ("ru", "en", "de"):
        with override(None):  # so the admin writes down what was changed
            stored = labelled("Title", code)
        with override("en"):
            assert labelled("Title", code) == stored
