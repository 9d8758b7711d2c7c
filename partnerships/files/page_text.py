"""The words of a page that came as a file of text or HTML: paragraphs on lines of their own."""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Final, NamedTuple

from partnerships.text.encodings import SAMPLE, likely_encodings, nearly_utf8
from partnerships.text.richtext import STRUCK_TAGS, VOID, is_unseen

#: Elements that say nothing to a reader.
_SILENT: Final = frozenset({"script", "style", "title", "template", "noscript", "svg", "nav", "button", "select"})
#: Elements that part what they hold from what is around them: by a blank line, or by a line.
_BLOCKS: Final = frozenset(
    {"p", "div", "section", "article", "header", "footer", "main", "aside", "blockquote", "table", "ul", "ol", "dl"}
    | {f"h{level}" for level in range(1, 7)}
)
_LINES: Final = frozenset({"li", "tr", "br", "dt", "dd", "caption", "figcaption"})
#: Elements whose end may be left out where the next one begins.
_ENDLESS: Final = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "option"})
_NAMES: Final = "|".join(
    sorted(_BLOCKS | _LINES | _SILENT | STRUCK_TAGS)
    + "html head body meta link td th tbody thead span font center pre hr b i u a em strong small sup sub img".split()
)
#: HTML is what begins with an element or says where one ends; “a<b und <table 3>” is neither.
_HTML: Final = re.compile(
    rf"\A\s*<(?:!doctype|!--|\?xml|(?:{_NAMES})(?:\s+[a-z_:@][\w:.-]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)*\s*/?>)"
    rf"|</(?:{_NAMES})\s*>|<(?:p|br|hr)\s*/?>",
    re.IGNORECASE,
)
_CHARSET: Final = re.compile(rb"(?:<meta\b[^>]*charset|<\?xml\b[^>]*encoding)\s*=\s*[\"']?([\w:.-]+)", re.I)


class PageText(NamedTuple):
    """The words of a page, in what encoding it was read, and what was left out as it is struck through or hidden."""

    text: str
    encoding: str
    left_out: list[str]


def page_text(content: bytes) -> PageText | None:
    """Return the text in `content`, out of HTML where it is that; None where it is no text at all."""
    said = _CHARSET.search(content[:SAMPLE])
    for encoding in likely_encodings(content, said[1].decode("ascii", "ignore") if said else ""):
        try:
            text: str | None = content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
        except (UnicodeError, LookupError):  # an encoding of Python may refuse all it is given
            text = nearly_utf8(content) if encoding == "utf-8" else None
        if text is not None:
            return None if "\0" in text else _without_tags(text, encoding)
    return None


def _without_tags(text: str, encoding: str) -> PageText:
    if not _HTML.search(text):
        return PageText(text, encoding, [])
    reader = _Reader()
    reader.feed(text)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.found).split("\n"))
    return PageText(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), encoding, reader.left_out)


class _Reader(HTMLParser):
    """Collects what a reader of the page sees.

    What a silent element holds goes when it ends: one that nobody has ended would take the rest of the page along.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[tuple[str, int, bool]] = []  # the elements around, where each began, and whether it is unseen
        self.count: Counter[str] = Counter()  # of them by name
        self.left_out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)
        if tag in VOID:
            return
        if tag in _ENDLESS and self.open and self.open[-1][0] == tag:
            self.handle_endtag(tag)
        self.open.append((tag, len(self.found), is_unseen(tag, attrs)))
        self.count[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        if not self.count[tag]:
            return
        name = ""
        while name != tag:
            name, begun, is_out = self.open.pop()
            self.count[name] -= 1
            if name == tag or name in _ENDLESS:  # those whose end may be left out end with what is around them
                self._leave_out(name, begun, is_out)
        self._part(tag)

    def _leave_out(self, name: str, begun: int, is_out: bool) -> None:
        if is_out and (words := " ".join("".join(self.found[begun:]).split())):
            self.left_out.append(words)
        if is_out or name in _SILENT:
            del self.found[begun:]

    def handle_data(self, data: str) -> None:
        self.found.append(" ".join(re.split(r"[\r\n]+", data)))

    def _part(self, tag: str) -> None:
        if tag in _BLOCKS or tag in _LINES:
            self.found.append("\n\n" if tag in _BLOCKS else "\n")
        elif tag in {"td", "th"}:
            self.found.append(" ")
