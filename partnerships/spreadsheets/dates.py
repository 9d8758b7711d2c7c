"""Dates in cells: in the words of the site's languages, else in those of another one that is written down."""

from functools import lru_cache

from django.core.exceptions import ValidationError

from partnerships.period.parser import Reading, typed
from partnerships.period.tokens import SITE_TOKENS, Tokenizer
from partnerships.period.words import TABLES, WRITTEN, Vocabulary, plain_tokens


def read_date(text: str, *, remark: bool = True) -> Reading:
    """Return what a cell says; one language alone reads “Mai 2004” where those of the site do not know the word.

    Raises ValidationError in the words of the site's languages. `remark` says that there is a place for other words.
    """
    try:
        return typed(text, remark=remark)
    except ValidationError as error:
        for code in WRITTEN.keys() - TABLES.keys() if _has_strange_word(text) else ():
            try:
                period = typed(text, remark=False, reader=_reader(code)).period
            except ValidationError:
                continue
            return Reading(period, {})
        raise error from None


def _has_strange_word(text: str) -> bool:
    tokens = SITE_TOKENS.tokens_of(plain_tokens(text))
    return any(token.kind == "?" and token.text.isalpha() for token in tokens)


@lru_cache
def _reader(code: str) -> Tokenizer:
    return Tokenizer(Vocabulary({code: WRITTEN[code]}))
