"""Numbers of lists that ours would not show, written out: letters, Roman numerals, steps, an order from the end.

What a clause is called is content: “b.” must not become “2.”. The script of the editor does the same before.
"""

import re
from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element, fromstring, tostring

import icu

NUMBERING: Final = {"ol": {"start", "type", "reversed", "style"}, "li": {"value", "type", "style"}}
_SAID: Final = re.compile(r"<ol\b[^>]*\b(?:type|reversed|style)\b|<li\b[^>]*\b(?:value|type|style)\b", re.IGNORECASE)
_HEADED: Final = {"p", "h2", "h3"}
_BLOCKS: Final = _HEADED | {"ul", "ol", "table", "blockquote"}
_STYLES: Final = {
    "decimal": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
_STYLE: Final = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_ROMAN: Final = icu.NumberFormat.createInstance(icu.Locale("en@numbers=romanlow"))


def says_numbers(html: str) -> bool:
    """Say whether a list of `html` says how its items are numbered."""
    return _SAID.search(html) is not None


def with_numbers(html: str) -> str:
    """Return `html` with the items of lists that ours would number otherwise as paragraphs with their numbers.

    `html` is sanitised, its elements are those of the register and the attributes of NUMBERING.
    """
    root = fromstring(f"<div>{html.replace('<br>', '<br/>').replace('&nbsp;', '&#160;')}</div>")  # noqa: S314 - sanitised
    parents = {child: parent for parent in root.iter() for child in parent}
    for found in reversed(list(root.iter("ol"))):
        items = found.findall("li")
        marks = _marks(found.attrib, [item.attrib for item in items])
        if marks:
            made = [block for item, mark in zip(items, marks, strict=True) for block in _marked(item, mark)]
            _replace(parents[found], found, made)
    return tostring(root, encoding="unicode", method="html").removeprefix("<div>").removesuffix("</div>")


def _marks(of_list: Mapping[str, str], items: list[dict[str, str]]) -> list[str]:
    """Return what stands before each item; nothing where a list of ours shows the same."""
    step = -1 if "reversed" in of_list else 1
    number = first = _whole(of_list.get("start"), len(items) if step < 0 else 1)
    usual, told = _kind(of_list, "1"), []
    for item in items:
        number = _whole(item.get("value"), number)
        told.append((number, _kind(item, usual)))
        number += step
    if told and all(mark == (told[0][0] + at, "1") for at, mark in enumerate(told)) and told[0][0] == first:
        return []
    return [f"{_counted(*mark)}. " for mark in told]


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"-?\d{1,6}", value.strip()) else otherwise


def _kind(attributes: Mapping[str, str], otherwise: str) -> str:
    said = _STYLE.findall(attributes.get("style", ""))
    kind = _STYLES.get(said[-1].lower(), "") if said else attributes.get("type", "")
    return kind if kind in {"1", "a", "A", "i", "I"} else otherwise


def _counted(number: int, kind: str) -> str:
    if kind == "1" or number < 1:
        return str(number)
    said = _ROMAN.format(number) if kind in "iI" else _letters(number)
    return said.upper() if kind in "AI" else said


def _letters(number: int) -> str:
    rest = (number - 1) // 26
    return (_letters(rest) if rest else "") + chr(97 + (number - 1) % 26)


def _marked(item: Element, mark: str) -> list[Element]:
    """Return an item as blocks, its mark before its first words."""
    made, loose = [], Element("p")
    loose.text = item.text
    for child in list(item):
        if child.tag not in _BLOCKS:
            loose.append(child)
            continue
        made += [loose, child]
        loose = Element("p")
        loose.text, child.tail = child.tail, None
    made = [block for block in [*made, loose] if "".join(block.itertext()).strip()]
    if not made or made[0].tag not in _HEADED:
        made.insert(0, Element("p"))
    made[0].text = mark + (made[0].text or "").lstrip()
    return made


def _replace(parent: Element, found: Element, made: list[Element]) -> None:
    at = list(parent).index(found)
    if made:
        made[-1].tail = found.tail
        parent[at : at + 1] = made
