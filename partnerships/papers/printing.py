"""Prints a template with a context of texts. The same template and the same texts make the same bytes."""

import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import XMLSyntaxError

from partnerships.text.number_words import number_in_words
from partnerships.text.numbers import LONGEST

#: What a template may do to a text.
LIBRARY_FILTERS: Final = ("upper", "lower", "capitalize", "trim", "default", "length", "first", "last", "join")
FILTERS: Final = (*LIBRARY_FILTERS, "in_words")
TESTS: Final = ("defined", "odd", "even")
#: What is raised for a file that is no template or falls apart, and then by the libraries for a number compared with
#: a text and for a table that does not say its columns.
_FAULTS: Final = (
    *(TemplateError, XMLSyntaxError, PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError),
    *(TypeError, AttributeError, ArithmeticError),
)
#: The day that every part of a document bears: a zip keeps no day before it.
FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)


class Unprintable(Exception):
    """A template that cannot be printed; says why."""


def in_words(text: object) -> str:
    """Return a whole number in words, in the language of the moment; anything else as it is."""
    said = str(text)
    return number_in_words(int(said)) if said.isascii() and said.isdecimal() and len(said) <= LONGEST else said


def environment() -> SandboxedEnvironment:
    """Return what runs templates: it escapes every text, knows no function, and refuses what it does not know."""
    found = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    found.globals.clear()
    found.filters = {name: found.filters[name] for name in LIBRARY_FILTERS} | {"in_words": in_words}
    found.tests = {name: found.tests[name] for name in TESTS}
    return found


def print_paper(template: bytes, context: Mapping[str, Any], title: str, made: datetime) -> bytes:
    """Return the document made of `template` and `context`.

    Raises Unprintable where the template names what there is not, or falls apart when it is filled in.
    """
    try:
        document = DocxTemplate(BytesIO(template))
        document.render(dict(context), environment(), autoescape=True)
        # Set here: by a tag it would be escaped twice. Not by `get_docx`, which reads the template anew.
        properties = document.docx.core_properties
        properties.title, properties.author, properties.last_modified_by = title[:250], "", ""
        properties.created = properties.modified = made.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        properties.revision = 1
        out = BytesIO()
        document.save(out)
    except _FAULTS as error:
        raise Unprintable(str(error)) from error
    return normalised(out.getvalue())


def normalised(content: bytes) -> bytes:
    """Return an office file with its parts in one order and of one day, so that nothing tells when it was written."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in dict.fromkeys(names):
            target.writestr(zipfile.ZipInfo(name, FIRST_DAY), source.read(name), zipfile.ZIP_DEFLATED, 6)
    return out.getvalue()
