"""Finds tags where nobody sees them: struck out, in a field, in an alternative text, in footnotes or properties.

Some of those places are filled in as well when a paper is printed, the others would be printed with their braces.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from docx.opc.package import OpcPackage
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from lxml import etree

from partnerships.papers.template_mistake import TemplateMistake, in_short
from partnerships.text.label import Label

#: Two signs with nothing but markup between them are one: so they are read when a paper is printed.
_BETWEEN: Final = re.compile(r"(?<=\{)(?:<[^>]*>)+(?=[{%#])")
_OPENING: Final = re.compile(r"\{[{%#][^<\"]*")
#: How people call the parts of a document, by the name of the file within it.
_PARTS: Final[dict[str, Label]] = {
    "footnotes.xml": gettext_lazy("footnotes"),
    "endnotes.xml": gettext_lazy("endnotes"),
    "comments.xml": gettext_lazy("comments"),
    "core.xml": gettext_lazy("properties of the document"),
    "app.xml": gettext_lazy("properties of the document"),
    "custom.xml": gettext_lazy("properties of the document"),
}


def unseen_tags(package: OpcPackage, printed: Sequence[XmlPart]) -> Iterator[TemplateMistake]:
    """Yield the first tag of each part of `package` that stands elsewhere than in the texts of the `printed` parts."""
    for part in package.iter_parts():
        is_printed = part in printed
        markup = _unread(part, is_printed=is_printed) if part.content_type.endswith("xml") else ""
        if tag := _OPENING.search(_BETWEEN.sub("", markup)):
            yield TemplateMistake(in_short(tag[0]), "", _reason(part, is_printed=is_printed))


def _reason(part: Part, *, is_printed: bool) -> str:
    if is_printed:
        return _(
            "Tags are filled in where they are seen: accept all changes in Word, and leave fields and "
            "alternative texts without tags."
        )
    name = part.partname.filename
    reason = _("Tags are filled in in the text, the heads and the feet only, but one stands here: %(part)s.")
    return reason % {"part": _PARTS.get(name, name)}


def _unread(part: Part, *, is_printed: bool) -> str:
    """Return the markup of `part`, without the texts that were read before where it `is_printed`."""
    root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, recover=True))
    if root is None:
        return ""
    if is_printed:
        for text in root.iter(qn("w:t")):
            text.text = ""
    return etree.tostring(root, encoding="unicode")
