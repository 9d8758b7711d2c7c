"""Awards of a text by the vocabulary: their degrees alone, as who received them is for a person to write."""

import re
from typing import Final

from partnerships.models import AWARDS
from partnerships.pasting.awards import awards_of_lines

#: Between two awards of a sentence.
_BETWEEN: Final = re.compile(r"[,;.]|\s(?:и|а|and|und|sowie)\s")


def degrees_in(sentence: str) -> list[str]:
    """Return the codes of the degrees on offer that `sentence` names, each once."""
    found = _degrees(sentence)
    if not found:  # several awards, and nobody knows whose words are whose
        found = [code for part in _BETWEEN.split(sentence) if part.strip() for code in _degrees(part)]
    offered = dict(AWARDS.offered())
    return [code for code in dict.fromkeys(found) if code in offered]


def _degrees(words: str) -> list[str]:
    rows, _others = awards_of_lines([words])
    return [row["degree"] for row in rows if row["degree"]]
