"""What a PDF may hold beside its text that acts when somebody opens it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any, Final

#: What is told of a document of which a part could not be judged.
UNCHECKED: Final = "unchecked"
#: What an action of a PDF does → what it is to the clerk.
_ACTIONS: Final = {
    "/JavaScript": "script",
    "/Rendition": "script",
    "/Launch": "launch",
    "/ImportData": "form",
    "/SubmitForm": "form",
    "/GoToE": "attachment",
}
#: Actions that a reader chooses; at the opening of the document or a page nobody has chosen anything.
_LEAVING: Final = {"/URI", "/GoToR"}
#: Events of a place on a page that are a reader's choice: a button of the mouse goes down and up.
_PRESSED: Final = {"/D", "/U"}
_ANNOTATIONS: Final = {"/FileAttachment": "attachment", "/RichMedia": "attachment", "/Movie": "attachment"}
#: The same in a file that cannot be read to the end: its names as bytes, not behind a stream's compression.
_NAMES: Final = (
    (rb"/(?:JavaScript|JS)\b", "script"),
    (rb"/Launch\b", "launch"),
    (rb"/(?:XFA|SubmitForm|ImportData)\b", "form"),
    (rb"/(?:EmbeddedFiles?|FileAttachment|RichMedia)\b", "attachment"),
    (rb"/Encrypt\b", "encrypted"),
    (rb"/ObjStm\b", UNCHECKED),  # objects behind compression
)
_STREAM: Final = re.compile(rb">>\s*stream[\r\n]")
DEEPEST: Final = 20  # levels of one object


def in_pdf(content: bytes) -> Iterator[str]:
    """Yield the hazards in a PDF."""
    from pypdf import PdfReader  # slow to load, and few files need it
    from pypdf.generic import IndirectObject  # slow to load, and few files need it

    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        yield "encrypted"
        return
    numbers = {(number, generation) for generation, found in reader.xref.items() for number in found}
    for number, generation in sorted(numbers | {(number, 0) for number in reader.xref_objStm}):
        thing = IndirectObject(number, generation, reader)
        is_packed = number in reader.xref_objStm
        yield from _in_object(_resolved(thing)) if not is_packed or _is_readable(thing) else (UNCHECKED,)


def _is_readable(thing: Any) -> bool:
    """Say whether an object can be read: one behind compression may be more than is ever unpacked."""
    try:
        thing.get_object()
    except Exception:  # noqa: BLE001 - whatever stops the reading, what the object does is unknown
        return False
    return True


def _resolved(thing: object) -> object:
    """Return the object that `thing` refers to; one that nobody can read does nothing."""
    with suppress(Exception):
        return thing.get_object() if hasattr(thing, "get_object") else thing
    return None


def _in_object(thing: object, depth: int = 0) -> Iterator[str]:
    """Yield the hazards in one object; what it refers to is an object of its own."""
    if isinstance(thing, dict):
        yield from _in_entries(thing)
    parts = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ()
    for part in parts:
        if isinstance(part, dict | list):
            yield from _in_object(part, depth + 1) if depth < DEEPEST else (UNCHECKED,)


def _in_entries(thing: dict[str, object]) -> Iterator[str]:
    for key, kinds in (("/S", _ACTIONS), ("/Subtype", _ANNOTATIONS)):
        if (said := kinds.get(str(_resolved(thing.get(key))))) is not None:
            yield said
    if "/JS" in thing:
        yield "script"
    if "/EF" in thing or _holds_names(thing.get("/EmbeddedFiles")):
        yield "attachment"
    form = _resolved(thing.get("/XFA"))
    # A field of a signature is no form to fill in.
    if (
        isinstance(form, dict)
        or (isinstance(form, list) and form)
        or str(_resolved(thing.get("/FT"))) in {"/Tx", "/Btn", "/Ch"}
    ):
        yield "form"
    for action in _unchosen(thing):
        if isinstance(action, dict) and str(_resolved(action.get("/S"))) in _LEAVING:
            yield "remote"


def _holds_names(tree: object, depth: int = 0) -> bool:
    """Say whether anything is in a tree of names: many programs write an empty one."""
    found = _resolved(tree)
    if not isinstance(found, dict):
        return False
    names, kids = _resolved(found.get("/Names")), _resolved(found.get("/Kids"))
    if depth > DEEPEST or (isinstance(names, list) and names):
        return True
    return isinstance(kids, list) and any(_holds_names(kid, depth + 1) for kid in kids)


def _unchosen(thing: dict[str, object]) -> Iterator[object]:
    """Yield the actions that `thing` starts by itself: at the opening, at an event, after another action."""
    events = _resolved(thing.get("/AA"))
    happening = [] if not isinstance(events, dict) else [events.get(name) for name in events if name not in _PRESSED]
    for found in (thing.get("/OpenAction"), thing.get("/Next"), *happening):
        action = _resolved(found)
        yield from map(_resolved, action) if isinstance(action, list) else (action,)


def by_names(content: bytes) -> Iterator[str]:
    """Yield what the names in a PDF tell when it cannot be read as one; “#4a” is a letter written otherwise."""
    plain = re.sub(rb"#([0-9a-fA-F]{2})", lambda code: bytes([int(code[1], 16)]), _without_data(content))
    yield from (kind for name, kind in _NAMES if re.search(name, plain))


def _without_data(content: bytes) -> bytes:
    """Return a PDF without what its streams hold, where a name is chance, save for those that hold objects.

    A stream ends where the next object begins, too: one without an end hides nothing.
    """
    kept, at = [], 0
    while begun := _STREAM.search(content, at):
        until = len(content)
        for sign in (b"endstream", b"endobj", b" obj"):
            place = content.find(sign, begun.end(), until)
            until = place if place >= 0 else until
        head = content[max(at, content.rfind(b"obj", at, begun.start())) : begun.end()]
        kept.append(content[at : until if b"ObjStm" in head else begun.end()])
        at = until
    return b"".join([*kept, content[at:]])
