"""Forms of Russian names: which forms a known name has, and which names a form may be of.

Nothing is brought to the nominative by rules alone: a name is taken for one that was seen in the text or is known,
and where neither is so there are several, for a person to choose from.
"""

from functools import lru_cache
from typing import Final

from partnerships.search.words import CYRILLIC

#: How a name ends → its ends in the other cases. The first line that fits a known name is its own.
_ENDS: Final = (
    ("ия", "ии ию ией"),
    ("ая", "ой ую"),
    ("яя", "ей юю"),
    ("ое", "ого ому ым ом"),
    ("ые", "ых ым ыми"),
    ("ие", "их им ими"),
    ("ый", "ого ому ым ом"),
    ("ий", "ого ому им ом его ему ем ия ию ием ии"),
    ("ой", "ого ому ым ом"),
    ("ец", "ца цу цом цем це"),
    ("ок", "ка ку ком ке"),
    ("ел", "ла лу лом ле"),
    ("й", "я ю ем е"),
    ("ь", "я ю ем е и ью"),
    ("а", "ы и е у ой ей"),
    ("я", "и е ю ей"),
    ("о", "а у ом е"),
    ("ы", "ов ам ами ах"),
    ("и", "ей ов ам ами ах"),
    ("", "а у ом ем е ым"),
)
_VOWELS: Final = "аеиоуыэюя"
_SHORTEST: Final = 2
#: Plural names lose their end: Чебоксары, из Чебоксар.
_BARE: Final = ("ы", "и")
_ADJECTIVE: Final = ("ий", "ая", "ое", "ие", "ого", "ому", "им", "ом", "ой", "ую", "их", "ими")
_LINKS: Final = ("овск", "евск", "инск", "енск", "ийск", "анск", "ьск", "йск", "ск")


@lru_cache(maxsize=50_000)
def forms(word: str) -> frozenset[str]:
    """Return the forms of the folded `word` of a name; a word of another alphabet has its genitive."""
    if not CYRILLIC.fullmatch(word):
        return frozenset({word, f"{word}s"} if len(word) > _SHORTEST else {word})
    for end, others in _ENDS:
        if word.endswith(end) and (end or word[-1] not in f"{_VOWELS}йь"):
            base = word.removesuffix(end)
            bare = {base} if end in _BARE else set()
            return frozenset({word, *bare, *(base + other for other in others.split())})
    return frozenset({word})


@lru_cache(maxsize=50_000)
def nominatives(form: str) -> frozenset[str]:
    """Return the names that the folded `form` may be a case of, itself included."""
    if not CYRILLIC.fullmatch(form):
        return frozenset({form, form[:-1]} if form.endswith("s") and len(form) > 4 else {form})
    found = {form}
    for end, others in _ENDS:
        for other in others.split():
            base = form.removesuffix(other)
            if form.endswith(other) and len(base) >= _SHORTEST and (end or base[-1] not in f"{_VOWELS}йь"):
                found.add(base + end)
    if form[-1] not in _VOWELS:
        found |= {form + end for end in _BARE}
    return frozenset(found)


@lru_cache(maxsize=50_000)
def adjective_bases(word: str) -> frozenset[str]:
    """Return what a name may begin with whose adjective the folded `word` is: “омской” is of “омск”."""
    found: set[str] = set()
    if not CYRILLIC.fullmatch(word):
        return frozenset()
    for end in _ADJECTIVE:
        base = word.removesuffix(end)
        if word.endswith(end) and base.endswith("ск"):
            found |= {base, *(base.removesuffix(link) for link in _LINKS if base.endswith(link))}
    return frozenset(base for base in found if len(base) > _SHORTEST)


def base_of(word: str) -> str:
    """Return what the adjective of the small_letters name `word` begins with."""
    return word.rstrip("аеиоуыэюяйь") if CYRILLIC.fullmatch(word) else word
