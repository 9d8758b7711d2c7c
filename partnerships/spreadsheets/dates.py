"""Dates in cells: in the words of the site's languages, else in those of another one that is written down."""

from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache

from django.core.exceptions import ValidationError

from partnerships.period import Period, format_period, refusals
from partnerships.period.parser import Reading, typed
from partnerships.period.tokens import SITE_TOKENS, Tokenizer
from partnerships.period.words import TABLES, WRITTEN, Vocabulary, plain_tokens


def read_date(text: str, *, remark: bool = True) -> Reading:
    """Return what a cell says; another language reads “Mai 2004” where those of the site do not know the word.

    Raises ValidationError in the words of the site's languages. `remark` says that there is a place for other words.
    """
    try:
        return typed(text, remark=remark)
    except ValidationError as error:
        found = {period.edtf(): period for period in _in_other_languages(text)} if _has_strange_word(text) else {}
        if not found:
            raise error from None
        period, *others = found.values()
        if others:
            raise refusals.two_ways(text, format_period(period), format_period(others[0])) from None
        return Reading(period, {})


def _in_other_languages(text: str) -> Iterator[Period]:
    """Yield what the text means in each language that is written down and that the site does not speak."""
    for code in WRITTEN:
        if code not in TABLES:
            with suppress(ValidationError):
                yield typed(text, remark=False, reader=_reader(code)).period


def _has_strange_word(text: str) -> bool:
    tokens = SITE_TOKENS.tokens_of(plain_tokens(text))
    return any(token.kind == "?" and token.text.isalpha() for token in tokens)


@lru_cache
def _reader(code: str) -> Tokenizer:
    return Tokenizer(Vocabulary({code: WRITTEN[code]}))
