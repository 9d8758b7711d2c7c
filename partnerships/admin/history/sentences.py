"""What a revision did, in sentences and in the language of whoever reads the history."""

import json
from itertools import groupby
from typing import Final

from django.contrib.admin.models import LogEntry
from django.utils.translation import gettext as _
from django.utils.translation import override

from partnerships.approval.steps import step_sentence
from partnerships.history import reasons
from partnerships.history.revision_steps import ApprovalStep, Edit, Fact, Merge, RevisionStep, read_steps
from partnerships.text.languages import labelled
from partnerships.text.quotes import nested, quoting
from partnerships.text.translated import CODES

#: So many rows of one kind are named one by one; of more only the first.
NAMED: Final = 2
ENDS: Final = (".", "!", "?", "»")


def sentences_of(comment: str) -> str:
    """Return what the comment of a revision says."""
    sentences = [_together(list(alike)) for _key, alike in groupby(read_steps(comment), _likeness)]
    return nested(" ".join(text if text.endswith(ENDS) else f"{text}." for text in sentences))


def _likeness(step: RevisionStep) -> tuple[str, ...]:
    """Return what steps have in common that are told in one sentence: the same was done to rows of one kind."""
    if isinstance(step, Edit) and step.kind and not step.fields:
        return step.action, step.kind
    return (str(id(step)),)


def _together(steps: list[RevisionStep]) -> str:
    """Return a sentence about all of `steps`, which are of one kind; of many rows the first few are named."""
    told = [_sentence(step) for step in steps[:NAMED]]
    if len(steps) <= NAMED:
        return " ".join(text if text.endswith(ENDS) else f"{text}." for text in told)
    return _("%(told)s and %(more)s more") % {"told": told[0].rstrip("."), "more": len(steps) - 1}


def _sentence(step: RevisionStep) -> str:
    match step:
        case Fact():
            return reasons.say(step)
        case ApprovalStep():
            return step_sentence(step)
        case Merge():
            names = {"object": step.gone_name, "name": step.kept_name}
            return quoting(_("Merged: “%(object)s” went into “%(name)s”."), **names)
        case Edit():
            return _edited(step)
        case _:
            return step.words


def _edited(step: Edit) -> str:
    """Return an edit in the words of the admin's own log."""
    change: dict[str, object] = {}
    if step.fields or step.action == "changed":
        change["fields"] = [_field(name) for name in step.fields]
    if step.kind:
        name = reasons.name_for_reader(step.name)
        change |= {"name": step.kind, "object": _(name) if name == step.kind else name}  # no name but that of its kind
    return str(LogEntry(change_message=json.dumps([{step.action: change}])).get_change_message())


def _field(name: str) -> str:
    """Translate a field's name, which the admin stores in English with a capital and the language of its text."""
    for code in CODES:
        with override("en"):
            marks = (labelled("", code), f" [{code}]")  # older entries have the second
        plain = next((name.removesuffix(mark) for mark in marks if name.endswith(mark)), "")
        if plain:
            return quoting(_("“%(name)s”"), name=labelled(_translated(plain), code))
    return quoting(_("“%(name)s”"), name=_translated(name))


def _translated(name: str) -> str:
    small = name[:1].lower() + name[1:]
    found = _(small) if _(small) != small else _(name)  # the label of a form's own field has its capital
    return found[:1].lower() + found[1:]
