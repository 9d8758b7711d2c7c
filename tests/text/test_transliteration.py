"""Latin letters for page addresses."""

import pytest
from django.utils.text import slugify

from partnerships.text.transliteration import latin


@pytest.mark.parametrize(
    ("codes", "title", "address"),
    [
        (("ru", "en"), "Школа № 5 «Заря» — Щёлково", "shkola-no-5-zarya-shchelkovo"),
        (("ru", "en"), "Łódź", "lodz"),
        (("ru", "en"), "München, Straße", "munchen-strasse"),
        (("de", "en"), "München, Große Straße", "muenchen-grosse-strasse"),
        (("fr",), "Béziers, l’Île", "beziers-lile"),
        (("bg", "en"), "Търговище, Свещари", "targovishte-sveshtari"),
        (("ru", "bg"), "Съезд, Щёлково", "sezd-shchelkovo"),
        (("el",), "Αθήνα", "athena"),
        (("ka",), "თბილისი", "tbilisi"),
        (("hy",), "Երևան", "erevan"),
    ],
)
def test_an_address_is_in_plain_latin_letters(codes: tuple[str, ...], title: str, address: str) -> None:
    assert slugify(latin(title, codes)) == address
