"""Words that a column of a few values does not know: what each means is asked once, and known in the next file."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from partnerships.spreadsheets.cells import ChoiceCell, folded
from partnerships.spreadsheets.choices import Choices, forget_words, remember, remembered_words
from partnerships.spreadsheets.outcome import Outcome, UnknownWord
from partnerships.spreadsheets.recognising import RowsOfKind

#: More different words than this in one column are no words of a vocabulary.
MOST: Final = 30


def tell_words(part: RowsOfKind, rows: Iterable[list[str]], choices: Choices, outcome: Outcome) -> None:
    """Offer what the words of `rows` may mean that no column knows, and let the columns know what was chosen."""
    texts = list(rows)
    for name, at in part.table.places.items():
        column = part.resource.columns[name]
        cell, key = column.widget, _key(part, name)
        if isinstance(cell, ChoiceCell) and (words := list(islice(_unknown(cell, at, texts), MOST))):
            chosen = {**remembered_words(key), **choices.words.get(key, {})}
            options = [(str(code), str(label)) for code, label in cell.choices.items()]
            for word in words:
                code = chosen.get(folded(word), "")
                code = code if code in cell.choices else ""
                outcome.words.append(UnknownWord(key, column.heading(), word, code, options))
                if code:
                    cell.known[folded(word)] = code


def remember_words(parts: Iterable[RowsOfKind], choices: Choices, outcome: Outcome) -> None:
    """Keep for the next file what the words asked for mean, and forget what was taken back."""
    kept: dict[str, dict[str, str]] = defaultdict(dict)
    for word in outcome.words:
        if word.chosen:
            kept[word.column][folded(word.word)] = word.chosen
    for column, words in kept.items():
        remember(column, words)
    for part in parts:
        for name, column in part.resource.columns.items():
            told = choices.words.get(_key(part, name), {})
            taken_back = {word for word, code in told.items() if not code}
            if taken_back and isinstance(column.widget, ChoiceCell):
                forget_words(_key(part, name), taken_back)


def _key(part: RowsOfKind, name: str) -> str:
    """Return what a column is called among those of all concepts, as event.form."""
    return f"{part.resource.model._meta.model_name}.{name}"


def _unknown(cell: ChoiceCell, at: int, rows: list[list[str]]) -> Iterator[str]:
    """Yield each word once that the cells at one place say and `cell` does not know."""
    words = {folded(row[at]): row[at].strip() for row in reversed(rows) if at < len(row) and row[at].strip()}
    yield from (text for word, text in reversed(words.items()) if word not in cell.known)
