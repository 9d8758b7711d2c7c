"""What a template may name: a paper declares its tags as the fields of a dataclass, each with what it holds.

A text is one tag, a group is named with a point (`office.city`), a list is gone through with `for`. Nothing else is
ever handed to a template: no record, no query, no setting.
"""

from collections.abc import Iterator
from dataclasses import Field, asdict, dataclass, field, fields
from typing import Any, Final

from partnerships.text.label import Label

TEXT, GROUP, LIST = "text", "group", "list"
_ABOUT: Final = "about"
_PART: Final = "part"
#: What the list of tags calls a line of a list, and a line of a list within that.
_LINES: Final = ("line", "entry", "item")


def tag(about: Label) -> str:
    """Declare a text."""
    return field(default="", metadata={_ABOUT: about})


def group[T](part: type[T], about: Label) -> T:
    """Declare tags that are named with a point."""
    return field(default_factory=part, metadata={_ABOUT: about, _PART: part})


def listed[T](part: type[T], about: Label) -> tuple[T, ...]:
    """Declare a list, each line of which has the tags of `part`."""
    return field(default=(), metadata={_ABOUT: about, _PART: part})


def known_tags(kind: type) -> dict[str, tuple[str, type | None]]:
    """Return the tags of a dataclass: name → text, group or list, and of the last two whose tags their parts have."""
    return {found.name: (_sort_of(found), found.metadata.get(_PART)) for found in fields(kind)}


def _sort_of(found: "Field[Any]") -> str:
    part = found.metadata.get(_PART)
    return TEXT if part is None else LIST if found.default == () else GROUP


def empty_context(kind: type) -> dict[str, Any]:
    """Return the tags of `kind` where nothing is known: no text, and no line in any list."""
    return asdict(kind())


def sample_context(kind: type) -> dict[str, Any]:
    """Return the tags of `kind` with a text in each, and one line in every list."""
    found: dict[str, Any] = {}
    for name, (sort, part) in known_tags(kind).items():
        inner = sample_context(part) if part else "1"
        found[name] = (inner,) if sort == LIST else inner
    return found


@dataclass(frozen=True)
class TagLine:
    """One line of the list of tags that a template may name."""

    written: str
    about: Label
    depth: int
    is_list: bool = False


def tag_lines(kind: type, before: str = "", depth: int = 0) -> Iterator[TagLine]:
    """Yield the tags of `kind` as they are written, a list before the tags of its lines."""
    for found in fields(kind):
        sort, part, name = _sort_of(found), found.metadata.get(_PART), f"{before}{found.name}"
        if sort == TEXT:
            yield TagLine(f"{{{{ {name} }}}}", found.metadata[_ABOUT], depth)
        elif sort == GROUP and part:
            yield from tag_lines(part, f"{name}.", depth)
        elif part:
            one = _LINES[depth]
            yield TagLine(
                f"{{%p for {one} in {name} %}} … {{%p endfor %}}", found.metadata[_ABOUT], depth, is_list=True
            )
            yield from tag_lines(part, f"{one}.", depth + 1)
