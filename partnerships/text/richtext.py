"""The one sanitiser: whatever the door a text comes in by, this is how it is kept and how it goes out."""

import re

import nh3
from django.utils.html import escape, linebreaks, strip_tags
from django.utils.safestring import SafeString, mark_safe

TAGS = {"p", "br", "h2", "h3", "strong", "b", "em", "i", "ul", "ol", "li", "a", "blockquote"} | {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
ATTRIBUTES = {"a": {"href"}, "th": {"colspan", "rowspan", "scope"}, "td": {"colspan", "rowspan"}}
#: A paragraph that says nothing; in a cell of a table the cell itself stays.
EMPTY = re.compile(r"<(p|h2|h3)>(?:\s|&nbsp;|<br>)*</\1>")
BLOCK = re.compile(r"<(p|h2|h3|ul|ol|table|blockquote)\b", re.IGNORECASE)


def clean(html: str) -> str:
    """Return `html` with only the register's small vocabulary left; nothing executable survives."""
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="noopener"
    )


def stored(text: str) -> str:
    """Return `text` as it is kept, whatever door it came in by: HTML sanitised, plain text as it was typed."""
    if not BLOCK.search(text):
        return text
    html = EMPTY.sub("", clean(text))
    return html if strip_tags(html).replace("\xa0", " ").strip() else ""


def render(text: str) -> SafeString:
    """Return `text` ready for a page: plain text gets paragraphs at its empty lines, HTML is sanitised."""
    html = text if BLOCK.search(text) else linebreaks(escape(text))
    return mark_safe(clean(html))  # noqa: S308 - this is the sanitiser
