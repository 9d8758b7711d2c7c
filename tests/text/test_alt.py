import pytest
from django.core.exceptions import ValidationError

from partnerships.text.alt import check_alt

NOTHING_SAID = (
    "IMG_2034.jpg",
    "DSC01234",
    "P1010023",
    "PXL_20260903_101500.MP",
    "photo 1",
    "фото",
    "Фото делегации",
    "На фото мэр",
    "фотография встречи",
    "Изображение",
    "Image of a hall",
    "a picture of two people",
    "12345",
    "...",
    "WhatsApp Image 2026-09-03 at 10.15.00",
)
SAID = (
    "",
    "Два мэра пожимают руки",
    "Фотовыставка в музее открыта: гости у стендов",
    "Photographers stand at the bridge",
    "Рисунок: роща у реки",
    "Участники забега 2026 года на площади",
    "Imagine Dragons на сцене",
)


@pytest.mark.parametrize("text", NOTHING_SAID)
def test_words_that_describe_nothing_are_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        check_alt(text)
    assert "два мэра пожимают руки" in refused.value.messages[0]


@pytest.mark.parametrize("text", SAID)
def test_words_that_describe_pass(text: str) -> None:
    check_alt(text)
