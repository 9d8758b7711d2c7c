"""Sentences: no word is lost, and a full stop that shortens a word ends none."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerships.prose.sentences import sentences
from partnerships.prose.words import LANGUAGES

PIECES = st.lists(
    st.sampled_from(
        ["г. Омск", "В. В. Петров", "2019 г.", "Да!", "Нет.", "т. е.", "«Мир.»", "\n", "\n\n", "1.", "слово"]
    ),
    max_size=30,
)


ASKED = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def texts(text: str, code: str) -> list[str]:
    return [sentence.text for sentence in sentences(text, LANGUAGES[code])]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("ru", "В г. Омске побывал В. В. Петров. Он доволен.", ["В г. Омске побывал В. В. Петров.", "Он доволен."]),
        ("ru", "В 2016 г. состоялся визит. В 2017 г. — второй.", ["В 2016 г. состоялся визит.", "В 2017 г. — второй."]),
        ("ru", "Прошла акция «Мир!». Все рады.", ["Прошла акция «Мир!».", "Все рады."]),
        ("en", "Dr. Smith met Cllr. Jones. They talked.", ["Dr. Smith met Cllr. Jones.", "They talked."]),
        ("en", "On Oct. 5 he came. It rained.", ["On Oct. 5 he came.", "It rained."]),
        ("en", "1. Uppsala (Sweden). The treaty is old.", ["1. Uppsala (Sweden).", "The treaty is old."]),
        ("de", "Am 9. April kam Dr. Weber. Er blieb.", ["Am 9. April kam Dr. Weber.", "Er blieb."]),
        ("en", "Stavropol city\nadministration met. Fine.", ["Stavropol city\nadministration met.", "Fine."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(code: str, text: str, expected: list[str]) -> None:
    assert texts(text, code) == expected


@ASKED
@given(PIECES)
def test_no_word_is_lost_and_none_is_told_twice(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert " ".join(texts(text, "ru")).split() == text.split()


@ASKED
@given(PIECES)
def test_a_sentence_stands_where_it_says(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for sentence in sentences(text, LANGUAGES["ru"]):
        assert text[sentence.start : sentence.end] == sentence.text


def test_a_sentence_without_an_end_is_cut_between_words() -> None:
    found = texts("слово " * 5000, "ru")
    assert len(found) > 10
    assert " ".join(found).split() == ["слово"] * 5000
