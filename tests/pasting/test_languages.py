"""Which language of the site a pasted text goes to."""

import pytest

from partnerships.pasting.languages import by_language


@pytest.mark.parametrize(
    ("codes", "texts", "found"),
    [
        (("ru", "en"), ["Иванов", "Ivanov"], {"name_ru": "Иванов", "name_en": "Ivanov"}),
        (("ru", "en"), ["Ivanov", "Petrov"], {"name_en": "Ivanov, Petrov"}),
        (("ru", "en"), ["12"], {"name_ru": "12"}),
        (
            ("de", "en"),
            ["Bürgermeisterin", "Mayor", "Mairesse"],
            {"name_de": "Bürgermeisterin, Mairesse", "name_en": "Mayor"},
        ),
        (("el", "en"), ["Mayor", "Δήμαρχος"], {"name_en": "Mayor", "name_el": "Δήμαρχος"}),
        (("de",), ["Иванов"], {"name_de": "Иванов"}),
    ],
)
def test_a_text_goes_to_the_language_of_its_letters(
    codes: tuple[str, ...], texts: list[str], found: dict[str, str]
) -> None:
    assert by_language("name", texts, codes) == found
