"""Checks a template before it is accepted: each mistake by its tag, its paragraph and its reason.

Only what papers need is allowed: tags that there are, lists gone through, conditions, a few filters. Whatever else a
template language could do is a mistake here, so that a template reaches nothing beyond its texts.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final, cast
from zipfile import BadZipFile

from django.utils import timezone
from django.utils.translation import gettext as _
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from partnerships.papers.printing import Unprintable, print_paper
from partnerships.papers.tags import empty_context, sample_context
from partnerships.papers.template_mistake import OpenTag, TemplateMistake, TemplateReading, in_short
from partnerships.papers.template_names import mistakes_of_names
from partnerships.papers.unseen_tags import unseen_tags

#: A tag as it is written, with what it stands for as a whole: a paragraph, a row or a cell of a table, a run.
_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{\{|\{%|\{#", re.DOTALL)
_WHOLE: Final = re.compile(r"^(\{[{%#])(tr|tc|p|r)\s")
#: The sign of an opening tag → that of its end.
_ENDS: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_QUOTES: Final = str.maketrans("“”„‘’", '"""\'\'')


def mistakes_in(content: bytes, tags: type) -> list[TemplateMistake]:
    """Return what is wrong in the template `content` of a paper that has `tags`, in its order; empty if nothing."""
    try:
        document = Document(BytesIO(content))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError):
        return [TemplateMistake("", "", _("This is no DOCX document."))]
    found: list[TemplateMistake] = []
    parts = list(_printed_parts(document.part))
    for part in parts:
        reading = TemplateReading()
        for paragraph in part.element.iter(qn("w:p")):
            _read(paragraph, reading)
        found += reading.mistakes
        no_end = _("This has no end: write {% endfor %} or {% endif %} after it.")
        found += [TemplateMistake(begun.tag, begun.paragraph, no_end) for begun in reading.stack]
        if not found:
            found += mistakes_of_names(reading, tags)
    found += unseen_tags(document.part.package, parts)
    return found or list(_trial(content, tags))


def _printed_parts(main: XmlPart) -> Iterator[XmlPart]:
    """Yield the main part of a document, and every head and foot: those that no section shows are filled in too."""
    yield main
    for relation in main.rels.values():
        if relation.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
            yield cast("XmlPart", relation.target_part)


def _trial(content: bytes, tags: Any) -> Iterator[TemplateMistake]:
    """Print the template once with a line in every list, and once where nothing is known."""
    for context in (sample_context(tags), empty_context(tags)):
        try:
            print_paper(content, context, "", timezone.now())
        except Unprintable as error:
            yield TemplateMistake("", "", _("The template cannot be filled in: %(reason)s") % {"reason": error})
            return


def _read(paragraph: BaseOxmlElement, reading: TemplateReading) -> None:
    own = [text for text in paragraph.iter(qn("w:t")) if next(text.iterancestors(qn("w:p"))) is paragraph]
    text = "".join(piece.text or "" for piece in own)
    shown, line = in_short(text), text
    opened = len(reading.stack)
    for written in _TAG.findall(text):
        if written in _ENDS:
            end = _ENDS[written]
            reading.mistakes.append(
                TemplateMistake(
                    written, shown, _("The tag is not closed in its paragraph: write %(end)s.") % {"end": end}
                )
            )
            return
        whole = _WHOLE.match(written)
        kept = written.translate(_QUOTES)
        if whole:
            kept = _WHOLE.sub(r"\1 ", kept)
            _check_alone(written, whole[2], paragraph, text, reading)
        line = line.replace(written, kept, 1)
        if written.startswith("{%"):
            _follow(written, whole[2] if whole else "", paragraph, shown, reading)
    for begun in reading.stack[opened:]:
        if not begun.whole:
            reason = _(
                "A list or a condition over several paragraphs is written {%p … %}, over rows of a table {%tr … %}."
            )
            reading.mistakes.append(TemplateMistake(begun.tag, shown, reason))
    reading.lines.append(line.replace("\n", " "))
    reading.shown.append(shown)


def _check_alone(written: str, whole: str, paragraph: BaseOxmlElement, text: str, reading: TemplateReading) -> None:
    """Refuse what stands beside a tag that takes the place of its whole paragraph or row: it would be lost."""
    if whole == "tr":
        row = next(paragraph.iterancestors(qn("w:tr")), None)
        if row is None:
            reading.mistakes.append(
                TemplateMistake(written, in_short(text), _("{%tr … %} stands in a row of a table."))
            )
            return
        text = "".join(piece.text or "" for piece in row.iter(qn("w:t")))
    if whole in ("tr", "p") and text.replace(written, "", 1).strip():
        reason = _("What stands beside this tag would be lost: give the tag a row or a paragraph of its own.")
        reading.mistakes.append(TemplateMistake(written, in_short(text), reason))


def _follow(written: str, whole: str, paragraph: BaseOxmlElement, shown: str, reading: TemplateReading) -> None:
    """Note that a list or a condition begins or ends."""
    words = re.sub(r"^\{%(?:tr|tc|p|r)?[-+]?\s*|\s*[-+]?%\}$", "", written).split()
    word = words[0] if words else ""
    if word in ("for", "if"):
        place = next(paragraph.iterancestors(qn("w:tbl")), None)
        reading.stack.append(OpenTag(word, whole, written, shown, place))
    elif word in ("endfor", "endif"):
        _close(word.removeprefix("end"), written, whole, paragraph, shown, reading)
    elif word not in ("else", "elif"):
        reason = _("Only for, if, else, elif, endfor and endif are known here.")
        reading.mistakes.append(TemplateMistake(written, shown, reason))


def _close(
    word: str, written: str, whole: str, paragraph: BaseOxmlElement, shown: str, reading: TemplateReading
) -> None:
    if not reading.stack or reading.stack[-1].word != word:
        begun = reading.stack[-1].tag if reading.stack else ""
        reason = (
            _("There is nothing open that this would end; open is: %(tag)s") if begun else _("Nothing is open here.")
        )
        reading.mistakes.append(TemplateMistake(written, shown, reason % {"tag": begun} if begun else reason))
        return
    opened = reading.stack.pop()
    if opened.whole != whole or opened.place is not next(paragraph.iterancestors(qn("w:tbl")), None):
        reason = _("This ends %(tag)s, so it is written in the same way and in the same table.") % {"tag": opened.tag}
        reading.mistakes.append(TemplateMistake(written, shown, reason))
