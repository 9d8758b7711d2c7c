"""Latin spelling of titles, for page addresses."""

import re
from collections.abc import Iterable
from typing import Final

import icu

from partnerships.text.translated import CODES

_SINGLE = str.maketrans("абвгдеёзийклмнопрстуфыэ", "abvgdeeziyklmnoprstufye")
_MULTIPLE = str.maketrans(
    {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"}
)
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
#: Letters that Bulgarian reads otherwise than Russian.
_BULGARIAN: Final = str.maketrans({"ъ": "a", "щ": "sht", "х": "h"})
#: Letters alone: signs such as № stay, and no address has them.
_FOREIGN: Final = re.compile(r"[^\W\d_a-z]+")


def latin(text: str, codes: Iterable[str] = CODES) -> str:
    """Return `text` in plain Latin letters: Russian as it is spelled in English, the rest by CLDR.

    `codes` are the languages of the site: where German is one, ä is ae; where Bulgarian is and Russian is not, ъ is a.
    """
    spoken = {code.partition("-")[0] for code in codes}
    plain = text.lower().translate(_BULGARIAN if "bg" in spoken and "ru" not in spoken else {})
    plain = plain.translate(_SINGLE).translate(_MULTIPLE)
    if plain.isascii():
        return plain
    if "de" in spoken:
        plain = plain.translate(_UMLAUTS)
    return _FOREIGN.sub(lambda letters: _TO_ASCII.transliterate(letters[0]), plain).lower()


_TO_ASCII: Final = icu.Transliterator.createInstance("Any-Latin; Latin-ASCII")
