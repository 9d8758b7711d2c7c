"""What is wrong in a template, and what was read of it so far."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from partnerships.text.quotes import quoting


@dataclass(frozen=True)
class TemplateMistake:
    """What is wrong in a template: the tag, the paragraph it stands in, and why."""

    tag: str
    paragraph: str
    reason: str

    def __str__(self) -> str:
        where = quoting(_("paragraph “%(text)s”"), text=self.paragraph) if self.paragraph else ""
        return ", ".join(filter(None, (self.tag, where))) + f": {self.reason}"


@dataclass
class OpenTag:
    """A list or a condition that has begun."""

    word: str
    whole: str
    tag: str
    paragraph: str
    place: object


@dataclass
class TemplateReading:
    """What was read of a template so far: its paragraphs as lines, what is open, and the mistakes."""

    lines: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    stack: list[OpenTag] = field(default_factory=list)
    mistakes: list[TemplateMistake] = field(default_factory=list)


def in_short(text: str) -> str:
    """Return as much of `text` as shows where it stands."""
    return text if len(text) <= 80 else f"{text[:79]}…"
