"""The main part of a page of ours as simple HTML and as plain text, for a site that has none of our styles."""

import html
import re
from html.parser import HTMLParser
from typing import Final

#: Our tags → those that another site gets; any other tag leaves only its text.
_TAGS: Final = {
    **{tag: tag for tag in "p ul ol li strong em b i sup sub blockquote table thead tbody tr th td".split()},
    "figure": "figure",
    "figcaption": "figcaption",
    "h1": "h2",
    "h2": "h3",
    "h3": "h4",
    "dl": "ul",
}
_INLINE: Final = {"strong", "em", "b", "i", "sup", "sub"}
_BLOCKS: Final = {"p", "li", "h1", "h2", "h3", "th", "td", "figcaption", "dt", "dd"}
_VOID: Final = {"br", "img", "source", "input", "link", "meta", "use", "hr", "wbr"}
_SILENT: Final = {"nav", "svg", "script", "style", "button", "template"}
#: What a style sets apart on our page stands in brackets elsewhere: “Ivanov I. I., mayor (Guest)”.
_ASIDE: Final = {"role", "muted"}

#: Ends of blocks become empty lines, other breaks line ends, points of a list dashes.
_BLOCK: Final = re.compile(r"(?=</[uo]l>)|</(?:p|h[2-4]|table|blockquote|figure)>\s*", re.IGNORECASE)
_LINE: Final = re.compile(r"<br\s*/?>\s*|</(?:li|tr|figcaption)>\s*|(?<=\S) *(?=<[uo]l[ >])", re.IGNORECASE)
_LISTED: Final = re.compile(r'(<ol(?:[^>]*? start="(\d{1,6})")?[^>]*>|<ul[^>]*>|</[ou]l>|<li[^>]*>)\s*', re.IGNORECASE)
_CELL: Final = re.compile(r"</t[dh]>\s*(?=<t[dh])", re.IGNORECASE)
_PICTURE: Final = re.compile(r'<img src="([^"]*)"[^>]*>\s*')
#: A power stays one in plain text: 10⁶ is no 106.
_POWER: Final = re.compile(r"<sup>([0-9]+)</sup>")
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LINK: Final = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


class _Page(HTMLParser):
    """Writes down `<main>` in simple tags: what belongs to our page alone (`data-page-only`) is passed over."""

    def __init__(self, origin: str, pictures: dict[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self.origin, self.pictures = origin, pictures  # key of a picture → its name in the zip
        self.out: list[str] = []
        self.open: list[tuple[str, str]] = []  # tag, what closes it
        self.silent = 0
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.inside = self.inside or tag == "main"
        if not self.inside:
            return
        if tag in _VOID:
            if not self.silent:
                self._void(tag, values)
            return
        if self.silent or _is_silent(tag, values):
            self.silent += 1
            return
        before, after = self._written(tag, values)
        self.out.append(before)
        self.open.append((tag, after))

    def handle_endtag(self, tag: str) -> None:
        if not self.inside or tag in _VOID:
            return
        if self.silent:
            self.silent -= 1
        elif self.open:
            self.out.append(self.open.pop()[1])
        self.inside = self.inside and tag != "main"

    def handle_data(self, data: str) -> None:
        if not self.inside or self.silent:
            return
        text = html.escape(re.sub(r"[ \t\r\n]+", " ", data), quote=False)
        tags = {tag for tag, _after in self.open}
        self.out.append(f"<p>{text.strip()}</p>\n" if text.strip() and not tags & _BLOCKS else text)

    def _written(self, tag: str, values: dict[str, str]) -> tuple[str, str]:
        classes = set(values.get("class", "").split())
        parents = [name for name, _after in self.open]
        if tag == "a":
            return f'<a href="{html.escape(self._absolute(values.get("href", "")))}">', "</a>"
        if tag == "dt":
            return "<strong>", ":</strong> "
        if tag == "div" and parents and parents[-1] == "dl":
            return "<li>", "</li>\n"
        if tag == "span" and classes & _ASIDE:
            return ("", "") if self.out[-1].startswith("<br") else ("(", ")")
        if tag == "span" and parents and parents[-1] == "p":
            return ("", ", ") if "lang" not in values else (f'<span lang="{html.escape(values["lang"])}">', "</span>")
        if tag == "span" and "lang" in values:
            return f'<span lang="{html.escape(values["lang"])}">', "</span>"
        if name := _TAGS.get(tag):
            return (
                f"<{name}{_attributes(tag, values)}>",
                f"</{name}>{'' if name in _INLINE else chr(10)}",
            )
        return "", ""

    def _void(self, tag: str, values: dict[str, str]) -> None:
        if tag == "br":
            self.out.append("<br>")
        elif tag == "img" and (name := next((self.pictures[k] for k in self.pictures if k in values["src"]), "")):
            self.out.append(f'<img src="{name}" alt="{html.escape(values.get("alt", ""))}">')

    def _absolute(self, address: str) -> str:
        return f"{self.origin}{address}" if address.startswith("/") else address


def _is_silent(tag: str, values: dict[str, str]) -> bool:
    hidden = "visually-hidden" in values.get("class", "").split() or values.get("aria-hidden") == "true"
    return tag in _SILENT or hidden or "hidden" in values or "data-page-only" in values


def _attributes(tag: str, values: dict[str, str]) -> str:
    kept = {"lang"} | ({"colspan", "rowspan"} if tag in {"td", "th"} else {"start"} if tag == "ol" else set())
    return "".join(f' {name}="{html.escape(value)}"' for name, value in values.items() if name in kept)


def simple(page: str, origin: str, pictures: dict[str, str]) -> str:
    """Return the main part of `page` in simple HTML: whole addresses, pictures by their name in the zip."""
    reader = _Page(origin, pictures)
    reader.feed(page)
    reader.close()
    markup = re.sub(r" {2,}", " ", "".join(reader.out))
    markup = re.sub(r"(?:, )+(?=\s*</p>)", "", markup)
    markup = re.sub(r"<(p|ul|figcaption)[^>]*>\s*</\1>", "", markup)
    return re.sub(r"\s*\n\s*", "\n", markup).strip()


def _numbered(text: str) -> str:
    """Return `text` with a dash before each point of a list, and its number in a numbered one."""
    lists: list[int | None] = []  # the number of the next point

    def written(found: re.Match[str]) -> str:
        tag = found[1][:3].lower()
        if tag == "<ol":
            lists.append(int(found[2] or 1))
        elif tag == "<ul":
            lists.append(None)
        elif tag == "</o" or tag == "</u":
            lists[-1:] = []
        elif lists and (number := lists[-1]) is not None:
            lists[-1] = number + 1
            return f"{number}. "
        else:
            return "— "
        return ""

    return _LISTED.sub(written, text)


def text_of_html(markup: str, origin: str = "") -> str:
    """Return the text of simple HTML, with its paragraphs, lists and rows as lines, and where files and sites are."""

    def linked(link: re.Match[str]) -> str:
        address, words = html.unescape(link[1]), link[2]
        told = address.startswith("http") and ("/files/" in address or not address.startswith(origin or "http"))
        return f"{words} {html.escape(f'<{address}>')}" if told else words

    markup = _POWER.sub(lambda power: power[1].translate(_RAISED), markup)
    text = _PICTURE.sub(r"[\1] ", _LINK.sub(linked, markup))
    text = _numbered(_CELL.sub("\t", _BLOCK.sub("\n\n", _LINE.sub("\n", text))))
    text = html.unescape(re.sub(r"<[^>]*>", "", text))
    lines = (line.strip(" ") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
