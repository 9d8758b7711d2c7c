"""The words of an RTF as a reader sees them: notes, headers and text boxes too; nothing deleted, struck or hidden."""

import re
from collections.abc import Iterator
from typing import Final

#: A mark with its number, an escaped sign, the end of a group, or plain text.
_TOKEN: Final = re.compile(r"(\\\*\s*)?\\([a-z]{1,32})(-?\d+)? ?|\\.|[{}]|[^\\{}]+", re.DOTALL)
#: Groups with words that the library takes for none: they stand in lines of their own.
_WORDS: Final = re.compile(r"(?:header|footer)[lrf]?|footnote|shp|shptxt|shpinst")
_CELLS: Final = {"cell", "nestcell"}
_UNSEEN: Final = {"deleted", "v", "strike", "striked"}


def rtf_text(content: bytes) -> Iterator[str]:
    """Yield the text."""
    from striprtf.striprtf import rtf_to_text  # slow to load, and few files need it

    yield rtf_to_text("".join(_seen(content.decode("latin-1"))), errors="replace")


def _seen(rtf: str) -> Iterator[str]:
    """Yield `rtf` without what is deleted, struck or hidden, and with the groups of words in lines of their own."""
    unseen: list[set[str]] = [set()]  # how the text of each open group is marked
    ends = [""]
    for token in _TOKEN.finditer(rtf):
        name = token[2]
        if token[0] == "{":
            unseen.append(set(unseen[-1]))
            ends.append("")
            yield "{"
        elif token[0] == "}" and len(ends) > 1:
            unseen.pop()
            yield "}" + ends.pop()
        elif name in _UNSEEN:
            (unseen[-1].discard if token[3] == "0" else unseen[-1].add)(name)
            yield "{}"  # ends the mark before it
        elif name and _WORDS.fullmatch(name) and not unseen[-1]:
            ends[-1] = r"\par "
            yield r"\par "
        elif name in _CELLS:
            yield r"\tab "
        elif name == "plain":
            unseen[-1].clear()
            yield token[0]
        elif not unseen[-1]:
            yield token[0]
