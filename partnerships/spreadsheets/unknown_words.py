"""Words that a column of a few values does not know: what each means is asked once, and known in the next file."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from partnerships.spreadsheets.cells import ChoiceCell, folded
from partnerships.spreadsheets.choices import Choices, remembered_words
from partnerships.spreadsheets.outcome import Outcome, UnknownWord
from partnerships.spreadsheets.recognising import RowsOfKind

#: More different words than this in one column are no words of a vocabulary.
MOST: Final = 30


def tell_words(part: RowsOfKind, rows: Iterable[list[str]], choices: Choices, outcome: Outcome) -> None:
    """Offer what the words of `rows` may mean that no column knows, and let the columns know what was chosen."""
    texts = list(rows)
    for name, at in part.table.places.items():
        column = part.resource.columns[name]
        cell, key = column.widget, f"{part.resource.model._meta.model_name}.{name}"
        if isinstance(cell, ChoiceCell) and (words := list(islice(_unknown(cell, at, texts), MOST))):
            chosen = {**remembered_words(key), **choices.words.get(key, {})}
            options = [(str(code), str(label)) for code, label in cell.choices.items()]
            for word in words:
                code = chosen.get(folded(word), "")
                code = code if code in cell.choices else ""
                outcome.words.append(UnknownWord(key, column.heading(), word, code, options))
                if code:
                    cell.known[folded(word)] = code


def _unknown(cell: ChoiceCell, at: int, rows: list[list[str]]) -> Iterator[str]:
    """Yield each word once that the cells at one place say and `cell` does not know."""
    words = {folded(row[at]): row[at].strip() for row in reversed(rows) if at < len(row) and row[at].strip()}
    yield from (text for word, text in reversed(words.items()) if word not in cell.known)
