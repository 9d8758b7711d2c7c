"""What was meant by a word that is not in the index: a word one typo away, or typed in the other keyboard layout.

Every known word is kept under each of its spellings with one letter left out. Two words that are one letter
apart (more, less, other, or swapped) share such a spelling, so a look-up by index is enough on any database.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import batched
from typing import Final

from partnerships.models.search import PublicSpelling, SearchRow, Spelling, StaffSpelling
from partnerships.search.words import CYRILLIC, KEY, keys

SHORTEST: Final = 4
SHORTEST_STEM: Final = 5
_LAYOUT: Final = ("qwertyuiop[]asdfghjkl;'zxcvbnm,.", "йцукенгшщзхъфывапролджэячсмитьбю")
#: Keys beside Latin letters that are no letters there but х, ъ, ж, э, б or ю in Russian: they part a word.
SPLIT: Final = re.compile(r"[a-z][\[\];',.]|[\[\];',.][a-z]")
_TO_RUSSIAN: Final = str.maketrans(*_LAYOUT)
#: A vowel after a soft sign, which foreign names are written with or without.
SOFTENED: Final = re.compile("ь([яюёеиоау])")
_PLAIN: Final = str.maketrans("яюё", "ауо")
_TO_LATIN: Final = str.maketrans(_LAYOUT[1], _LAYOUT[0])


def other_layout(word: str) -> str:
    """Return what the same keys give in the other keyboard layout: "jvcr" is "омск"."""
    return word.translate(_TO_LATIN if CYRILLIC.fullmatch(word.replace("ё", "е")) else _TO_RUSSIAN)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return what a Russian word is compared by; others, and those with a short stem, are compared whole."""
    if not CYRILLIC.fullmatch(word):
        return word
    return max((key for key in keys(word) if len(key) >= SHORTEST_STEM), key=lambda key: (len(key), key), default=word)


def variants(word: str) -> set[str]:
    """Return `word` and every spelling of it with one letter left out."""
    return {word, as_spelled_else(word), *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def as_spelled_else(word: str) -> str:
    """Return a Russian word as others write the same foreign name: "джульяно" is "джулиано" as well."""
    return SOFTENED.sub(lambda match: "и" + match[1].translate(_PLAIN), word)


def one_typo_apart(left: str, right: str) -> bool:
    """Say whether one letter more, less, other, or two swapped make `left` into `right`."""
    if abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    left, right = left[start:], right[start:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:] and len(left) > 1 and len(right) > 1
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or swapped


def learn(rows: Iterable[SearchRow]) -> None:
    """Remember the words of new rows; words that readers know need no second place among the internal ones."""
    hidden, shown = (_words(row for row in rows if (row.publish_at is not None) == is_shown) for is_shown in (0, 1))
    _add(StaffSpelling, hidden - _add(PublicSpelling, shown))


def _words(rows: Iterable[SearchRow]) -> set[str]:
    parts = (row.parts for row in rows)
    found = {word for part in parts for name in ("name", "summary", "around") for word in part[name].split()}
    return {word for word in found if len(word) >= SHORTEST and word.isalpha() and not word.startswith(KEY)}


def _add(table: type[Spelling], words: set[str]) -> set[str]:
    """Keep those of `words` that are new, one for each stem; return all of `words`."""
    by_stem = {stem(word): word for word in sorted(words, key=lambda word: (len(word), word), reverse=True)}
    new = set(by_stem)
    for some in batched(sorted(by_stem), 500, strict=False):
        new -= set(table._default_manager.filter(key__in=some).values_list("key", flat=True))
    rows = [table(key=key, word=by_stem[name]) for name in sorted(new) for key in sorted(variants(name))]
    table._default_manager.bulk_create(rows, batch_size=2000, ignore_conflicts=True)
    return words


def empty_vocabularies() -> None:
    """Empty both vocabularies, before they are written anew."""
    for table in (PublicSpelling, StaffSpelling):
        table._default_manager.all().delete()


def guesses(word: str, tables: Iterable[type[Spelling]]) -> Iterator[str]:
    """Yield the known words that may have been meant by `word`, the likeliest first."""
    found: set[str] = set()
    for typed in (word, other_layout(word)):
        if len(typed) < SHORTEST:
            continue
        asked = {stem(typed), typed}
        near = variants(stem(typed)) | variants(typed)
        rows = (table._default_manager.filter(key__in=near).values_list("word", flat=True) for table in tables)
        known = {row for found_rows in rows for row in found_rows}
        matches = {
            candidate
            for candidate in known
            if typed == candidate
            or any(one_typo_apart(text, stem(candidate)) for text in asked)
            or as_spelled_else(typed) == as_spelled_else(candidate)
        }
        yield from sorted(matches - found, key=lambda match: (match != typed, match[0] != typed[0], match))
        found |= matches
