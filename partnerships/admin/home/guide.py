"""The guide, the first hour and the table of rights inside the back office, from the files of docs/."""

from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.admin.sites import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy
from markdown_it import MarkdownIt
from markdown_it.token import Token

from partnerships.kinds import KINDS

DOCS: Final = Path(settings.BASE_DIR) / "docs"
ENGLISH: Final = {"guide": "guide.en.md", "rights": "rights.md", "first-hour": "first-hour.md"}
TITLES: Final = {
    "guide": gettext_lazy("A clerk's guide"),
    "rights": gettext_lazy("Who may do what"),
    "first-hour": gettext_lazy("The first hour"),
}
#: Which part of the guide tells of a form, by the English heading; any other form is told of where things are.
FIRST_DAY: Final = "the-first-day-ten-minutes-and-a-first-delegation"
ABOUT: Final = {
    **dict.fromkeys(("city", *KINDS), FIRST_DAY),
    "actionplan": "action-plans",
    **dict.fromkeys(("greeting", "letter"), "greetings-and-the-state-of-the-ties"),
    "photo": "photos-and-documents",
    "publicmessage": "messages-from-the-site",
    "user": "states",
    "homecity": "states",
}
OTHERWISE: Final = "where-things-are"


def _file(name: str, language: str) -> Path:
    """Return the text in `language`, the English one where there is none."""
    stem = ENGLISH[name].removesuffix(".md").removesuffix(".en")
    translated = DOCS / f"{stem}.{language}.md"
    return translated if translated.exists() else DOCS / ENGLISH[name]


def _tokens(file: Path) -> list[Token]:
    return MarkdownIt("commonmark", {"html": False}).enable("table").parse(file.read_text(encoding="utf-8"))


def _headings(tokens: list[Token]) -> list[tuple[Token, str]]:
    """Return the headings below the title, each with its words."""
    return [
        (token, tokens[at + 1].content) for at, token in enumerate(tokens) if token.tag == "h2" and token.nesting == 1
    ]


@cache
def text(name: str, language: str) -> tuple[SafeString, list[tuple[str, str]]]:
    """Return the text as HTML and its headings with their anchors, which are the English words in every language."""
    tokens = _tokens(_file(name, language))
    anchors = [slugify(words) for _token, words in _headings(_tokens(DOCS / ENGLISH[name]))]
    headings = _headings(tokens)
    for (token, _words), anchor in zip(headings, anchors, strict=False):  # the Russian table of rights is shorter
        token.attrSet("id", anchor)
    for token in (part for line in tokens for part in line.children or ()):
        address = str(token.attrGet("href") or token.attrGet("src") or "")
        if token.type == "image":
            token.attrSet("src", static(address.removeprefix("img/")))
        elif address.startswith("rights."):
            token.attrSet("href", reverse("admin:guide-rights"))
        elif address.startswith("first-hour."):
            token.attrSet("href", reverse("admin:guide-first-hour"))
        elif token.type == "link_open" and address.endswith(".md"):
            token.attrSet("href", reverse("admin:guide"))
    body = [token for token in tokens if token not in _title(tokens)]
    html = MarkdownIt().renderer.render(body, MarkdownIt().options, {})
    return mark_safe(html), [(anchor, words) for (_token, words), anchor in zip(headings, anchors, strict=False)]  # noqa: S308 - our own files


def _title(tokens: list[Token]) -> list[Token]:
    """Return the heading that the page shows itself, and the link to the other language below it."""
    return tokens[:6]


def anchor_of(model_name: str) -> str:
    """Return the part of the guide that tells of the form of a model."""
    return ABOUT.get(model_name, OTHERWISE)


def guide(site: AdminSite, request: HttpRequest, name: str = "guide") -> HttpResponse:
    """Show the guide, or another of these texts, in the language of the reader."""
    html, headings = text(name, get_language() or settings.LANGUAGE_CODE)
    context = {**site.each_context(request), "title": TITLES[name], "html": html, "headings": headings}
    return TemplateResponse(request, "admin/partnerships/home/guide.html", context)


def rights_table(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show the table of rights."""
    return guide(site, request, "rights")


def first_hour(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show the order in which an empty register is filled."""
    return guide(site, request, "first-hour")


office_pages: Final = (
    ("guide/", "guide", guide),
    ("guide/rights/", "guide-rights", rights_table),
    ("guide/first-hour/", "guide-first-hour", first_hour),
)
