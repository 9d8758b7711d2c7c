"""The words of a page that came as a file of text or HTML: paragraphs on lines of their own."""

import re
from html.parser import HTMLParser
from typing import Final

#: Elements that say nothing to a reader.
_SILENT: Final = frozenset({"script", "style", "head", "template", "noscript", "svg", "nav", "button", "select"})
#: Elements that part what they hold from what is around them: by a blank line, or by a line.
_BLOCKS: Final = frozenset(
    {"p", "div", "section", "article", "header", "footer", "main", "aside", "blockquote", "table", "ul", "ol", "dl"}
    | {f"h{level}" for level in range(1, 7)}
)
_LINES: Final = frozenset({"li", "tr", "br", "dt", "dd", "caption", "figcaption"})
_HTML: Final = re.compile(r"\s*(?:<!doctype html|<\?xml|<html|<head|<body)|<(?:p|div|br|h[1-6]|li)\b[^>]*>", re.I)
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.I)
_MARKS: Final = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
#: How a page is written that does not say so and is not UTF-8: Windows wrote Russian so.
_OLD: Final = "cp1251"


def page_text(content: bytes) -> str | None:
    """Return the text in `content`, out of HTML where it is that; None where it is no text at all."""
    text = _decoded(content)
    if text is None:
        return None
    return _without_tags(text) if _HTML.search(text[:4000]) else text


def _decoded(content: bytes) -> str | None:
    said = _CHARSET.search(content[:2000])
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "")
    for encoding in filter(None, (marked, "utf-8", said[1].decode("ascii") if said else "", _OLD)):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        return None if "\0" in text else text
    return None


def _without_tags(text: str) -> str:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.found).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    """Collects what a reader of the page sees."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in _SILENT))
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(" ".join(re.split(r"[\r\n]+", data)))

    def _part(self, tag: str) -> None:
        if tag in _BLOCKS or tag in _LINES:
            self.found.append("\n\n" if tag in _BLOCKS else "\n")
        elif tag in {"td", "th"}:
            self.found.append(" ")
