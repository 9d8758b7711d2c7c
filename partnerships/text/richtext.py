"""The one sanitiser: whatever the door a text comes in by, this is how it is kept and how it goes out."""

import re
from html import unescape
from html.parser import HTMLParser

import nh3
from django.utils.html import escape, linebreaks, strip_tags
from django.utils.safestring import SafeString, mark_safe

from partnerships.text import characters
from partnerships.text.list_numbers import NUMBERING, says_numbers, with_numbers

TAGS = {"p", "br", "h2", "h3", "strong", "b", "em", "i", "ul", "ol", "li", "a", "blockquote", "sup", "sub"} | {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "th": {"colspan", "rowspan", "scope"}, "td": {"colspan", "rowspan"}}
#: A paragraph that says nothing; in a cell of a table the cell itself stays.
EMPTY = re.compile(r"<(p|h2|h3)>(?:\s|&nbsp;|<br>)*</\1>")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
#: How Word and Google's editor mark comments and deletions in HTML.
BESIDE = re.compile(
    r"\b(?:msodel|msocommenttext|msocommentreference|msocomtxt|msocomanchor|msocomoff)\b"
    r"|mso-element:\s*comment|mso-special-character:\s*comment",
    re.IGNORECASE,
)
#: What is struck through is deleted for its writer, whether the document tracked it or not.
STRUCK_TAGS = {"del", "s", "strike"}
STRUCK = re.compile(r"\btext-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE)
#: A span that is a superscript or a subscript: m², H₂O.
RAISED = re.compile(r"\bvertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
#: What no reader of the page or document sees.
HIDDEN = re.compile(r"\bdisplay\s*:\s*none\b|\bvisibility\s*:\s*(?:hidden|collapse)\b|\bmso-hide\s*:", re.IGNORECASE)
CELLS = {"td", "th"}
TRACKED = re.compile(
    rf"<(?:del|s|strike)\b|<\w[^>]*\shidden\b|{RAISED.pattern}|{STRUCK.pattern}|{HIDDEN.pattern}|{BESIDE.pattern}|\bcmnt",
    re.IGNORECASE,
)
SILENT = {"script", "style", *STRUCK_TAGS}
COMMENT_BLOCKS = {"p", "div", "li"}
#: Blocks that the register does not have: each becomes a paragraph.
FOREIGN = (
    "div|h1|h4|h5|h6|dl|dt|dd|section|article|header|footer|main|aside|figure|figcaption|address|pre|center|caption|"
    "details|summary|fieldset|legend"
)
PICTURE = re.compile(r"<(?:img|iframe|object|video|audio)\b[^>]*>", re.IGNORECASE)
FOREIGN_TAG = re.compile(rf"<(/?)(?:{FOREIGN})(?=[\s/>])[^>]*>", re.IGNORECASE)
#: The beginning of a block as HTML writes it, which “a<b und <table 3>” is not.
BLOCK = re.compile(
    rf"<(p|h2|h3|ul|ol|table|blockquote|{FOREIGN})"
    r"(?:\s+[a-z_:@][\w:.-]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)*\s*/?>",
    re.IGNORECASE,
)


class _Settled(HTMLParser):
    """Copies balanced HTML without what a paper holds beside its text: words struck through, deleted, and comments."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.open: list[tuple[str, int]] = []  # the elements around, and where in the copy each began
        self.left_out = 0  # how many were open when the one that is left out began, with it
        self.said = 0  # how long the copy was after its last word
        self.struck: list[str] = []  # the words struck through
        self.is_struck = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.left_out and _is_comment_mark(tag, attrs):
            self._leave_comment_out()
        raised = self._raised(tag, attrs)
        if tag not in VOID:
            self.open.append((raised or tag, len(self.out)))
        if not self.left_out and not _is_beside(tag, attrs):
            self.out.append(f"<{raised}>" if raised else self.get_starttag_text() or "")
        elif not self.left_out and tag not in VOID:
            self.left_out, self.is_struck = len(self.open), is_unseen(tag, attrs)
            if self.is_struck:
                self.struck.append("")
            if tag in CELLS:  # its place in the table stays
                self.out.append(self.get_starttag_text() or "")

    def _raised(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        """Return the element that a span is by its style, if none around it is that already."""
        style = next((value or "" for name, value in attrs if name == "style"), "") if tag == "span" else ""
        name = found[1].lower().replace("super", "sup") if (found := RAISED.search(style)) else ""
        return "" if any(around == name for around, _at in self.open) else name

    def _leave_comment_out(self) -> None:
        """Leave out the outermost block that begins with the mark of a comment: it may have several paragraphs."""
        for depth, (tag, at) in enumerate(self.open, 1):
            if tag in COMMENT_BLOCKS and at >= self.said:
                del self.out[at:]
                self.left_out = depth
                return

    def handle_endtag(self, tag: str) -> None:
        tag, _at = self.open.pop()
        if not self.left_out:
            self.out.append(f"</{tag}>")
        elif len(self.open) < self.left_out:
            self.left_out, self.is_struck = 0, False
            if tag in CELLS:
                self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._text(data)

    def handle_entityref(self, name: str) -> None:
        self._text(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._text(f"&#{name};")

    def _text(self, text: str) -> None:
        if not self.left_out:
            self.out.append(text)
            self.said = len(self.out) if text.strip() else self.said
        elif self.is_struck:
            self.struck[-1] += text


def _is_comment_mark(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    """Say whether a block that begins with this is a colleague's comment in Google's editor."""
    return tag == "a" and any(name == "id" and re.match(r"cmnt\d", value or "") for name, value in attrs)


def _is_beside(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    return is_unseen(tag, attrs) or any(
        (name in {"class", "style"} and BESIDE.search(value or ""))
        or (name == "id" and (value or "").startswith("cmnt"))
        for name, value in attrs
    )


def is_unseen(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    """Say whether an element strikes through what it holds, or hides it."""
    return tag in STRUCK_TAGS or any(
        name == "hidden" or (name == "style" and (STRUCK.search(value or "") or HIDDEN.search(value or "")))
        for name, value in attrs
    )


def settled(html: str) -> str:
    """Return `html` without what is struck through, deleted or hidden, and without comments."""
    return settled_and_struck(html)[0]


def settled_and_struck(html: str) -> tuple[str, list[str]]:
    """Return `html` as `settled` does, and the words that were struck through, deleted or hidden in it."""
    if not TRACKED.search(html):
        return html, []
    reader = _Settled()
    reader.feed(_balanced(html))
    reader.close()
    return "".join(reader.out), [text for words in reader.struck if (text := " ".join(unescape(words).split()))]


def _numbered(html: str) -> str:
    """Return `html` with the numbers written out that lists of ours do not show."""
    if not says_numbers(html):
        return html
    attributes = {tag: names | NUMBERING.get(tag, set()) for tag, names in (ATTRIBUTES | {"li": set()}).items()}
    plain = nh3.clean(html, tags=TAGS, attributes=attributes, link_rel=None, clean_content_tags=SILENT)
    return with_numbers(characters.clean_characters(plain))  # HTML can name a sign by its number


def _balanced(html: str) -> str:
    """Return `html` with every element ended where a browser ends it, and the marks of comments still in it."""
    return nh3.clean(
        html,
        tags=nh3.ALLOWED_TAGS | TAGS,
        attributes=ATTRIBUTES | NUMBERING | {"*": {"class", "style", "id", "hidden"}},
        clean_content_tags={"script", "style", "title", "xml"},
        link_rel=None,
    )


def clean(html: str) -> str:
    """Return `html` with only the register's small vocabulary left; nothing executable survives."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
        clean_content_tags=SILENT,
    )


def stored(text: str) -> str:
    """Return `text` as it is kept, whatever door it came in by: HTML sanitised, plain text as it was typed."""
    if not BLOCK.search(text):
        return text
    html = EMPTY.sub("", characters.clean_characters(clean(_numbered(FOREIGN_TAG.sub(r"<\1p>", settled(text))))))
    return html if strip_tags(html).replace("\xa0", " ").strip() else ""


def left_out(text: str) -> list[str]:
    """Return what of `text` its reader may miss once it is kept: words struck through or hidden, and pictures."""
    if not BLOCK.search(text):
        return []
    return [
        *settled_and_struck(text)[1],
        *PICTURE.findall(text),
    ]


def render(text: str) -> SafeString:
    """Return `text` ready for a page: plain text gets paragraphs at its empty lines, HTML is sanitised."""
    html = text if BLOCK.search(text) else linebreaks(escape(text))
    return mark_safe(clean(html))  # noqa: S308 - this is the sanitiser
