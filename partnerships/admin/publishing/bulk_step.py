"""What can be done to many records at once, each step one revision that counts truly."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext, ngettext_lazy

from partnerships.approval import steps
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.history.revision_steps import ApprovalStep, Reason
from partnerships.models import Theme, User
from partnerships.models.base import Entry
from partnerships.text.label import Label


@dataclass(frozen=True)
class BulkStep:
    """One thing that can be done to many records; `asks` says that a field of cooperation is still to be named."""

    question: Label
    button: Label
    reason: Reason
    act: Callable[[Any, User], None]
    applies: Callable[[Any], bool]
    asks: bool = False
    name: str = ""  # of a step of approval.py, which is told to those it concerns
    confirms: bool = False  # it changes what visitors see, so it says first with what
    tells: bool = False  # it leads to the site, so it says first what the public will not see


#: Step, as the history calls it → how many records have taken it. What has no line is said to be changed.
TAKEN: Final = {
    steps.SEND: ngettext_lazy(
        "%(count)d record was sent to the head.", "%(count)d records were sent to the head.", "count"
    ),
    steps.PUBLISH: ngettext_lazy("%(count)d record was published.", "%(count)d records were published.", "count"),
    steps.SCHEDULE: ngettext_lazy(
        "%(count)d record will appear by itself.", "%(count)d records will appear by themselves.", "count"
    ),
    steps.WITHDRAW: ngettext_lazy(
        "%(count)d record was withdrawn from the site.", "%(count)d records were withdrawn from the site.", "count"
    ),
    steps.UNSCHEDULE: ngettext_lazy(
        "%(count)d record is a draft again and will not appear by itself.",
        "%(count)d records are drafts again and will not appear by themselves.",
        "count",
    ),
}


@dataclass
class Done:
    """What became of the records: how many of each outcome, which steps were taken, what was left and why."""

    counts: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)
    refusals: list[str] = field(default_factory=list)


def _truly(name: str, record: Entry) -> str:
    """Return the step that `name` is for `record`: what has not appeared yet only loses its moment."""
    return steps.UNSCHEDULE if name == steps.WITHDRAW and record.is_scheduled() else name


def _of_state(name: str, question: Label, button: Label, *, confirms: bool = False, tells: bool = False) -> BulkStep:
    return BulkStep(
        question,
        button,
        "",  # said when it is known what was done
        lambda record, by: steps.take_step(_truly(name, record), record, by=by),
        lambda record: steps.possible(name, record),
        name=name,
        confirms=confirms,
        tells=tells,
    )


PUBLISH: Final = _of_state(
    steps.PUBLISH, gettext_lazy("Publish the chosen records?"), gettext_lazy("Publish"), confirms=True, tells=True
)
WITHDRAW: Final = _of_state(
    steps.WITHDRAW,
    gettext_lazy("Withdraw the chosen records from the site?"),
    gettext_lazy("Withdraw"),
    confirms=True,
)
REVIEW: Final = _of_state(
    steps.SEND, gettext_lazy("Send the chosen records to the head?"), gettext_lazy("Send to the head"), tells=True
)


def adding(theme: Theme | None) -> BulkStep:
    """Return the step that adds a field of cooperation."""
    return BulkStep(
        gettext_lazy("Which field of cooperation to add to the chosen records?"),
        gettext_lazy("Add"),
        fact(gettext_noop("Field of cooperation added from the list")),
        lambda record, _by: record.themes.add(theme),
        lambda record: theme not in record.themes.all(),
        asks=theme is None,
    )


def removing(theme: Theme | None) -> BulkStep:
    """Return the step that removes a field of cooperation."""
    return BulkStep(
        gettext_lazy("Which field of cooperation to remove from the chosen records?"),
        gettext_lazy("Remove"),
        fact(gettext_noop("Field of cooperation removed from the list")),
        lambda record, _by: record.themes.remove(theme),
        lambda record: theme is None or theme in record.themes.all(),
        asks=theme is None,
    )


def take_with_many(
    step: BulkStep,
    records: Iterable[Any],
    *,
    by: User,
    may: Callable[[Any], bool],
    news: Callable[[Entry], str],
) -> Done:
    """Do `step` to those of `records` that it applies to and that `may` allows, as one revision.

    `news` says in words what somebody else has done to a record meanwhile: such a record is left. Returns how
    many were done, idle, forbidden, changed and refused, and the words of the first that were left.
    """
    result = Done()
    done: dict[str, list[Entry]] = {}
    with revisions.revision(by=by, reason=step.reason):
        for record in records:
            outcome = outcome_of(step, record, may)
            try:
                if outcome == "done" and (said := news(record)):
                    outcome = "changed"
                    result.refusals.append(f"{record}: {said}")
                elif outcome == "done":
                    name = _truly(step.name, record)
                    step.act(record, by)
                    record.save()
                    done.setdefault(name, []).append(record)
            except ValidationError as error:
                outcome = "refused"
                result.refusals.append(f"{record}: {' '.join(error.messages)}")
            result.counts[outcome] += 1
        if step.name:
            result.taken.update(steps.taken(name, record) for name, rows in done.items() for record in rows)
            revisions.explain(ApprovalStep(name=name) for name in sorted(result.taken))
            for name, changed in done.items():
                steps.tell_of_step(name, changed, by=by)
    return result


def outcome_of(step: BulkStep, record: object, may: Callable[[object], bool]) -> str:
    if not may(record):
        return "forbidden"
    return "done" if step.applies(record) else "idle"


def counts_in_words(result: Done) -> str:
    """Return the counts in words; what did not happen is said as well."""
    counts = result.counts
    number = counts["done"]
    changed = ngettext("%(count)d record was changed.", "%(count)d records were changed.", number) % {"count": number}
    taken = [TAKEN[name] % {"count": count} for name, count in sorted(result.taken.items())]
    parts = (taken or [changed]) if number else [_("Nothing has been done.")]
    if number := counts["idle"]:
        parts.append(_("Nothing to change in: %(count)d.") % {"count": number})
    if number := counts["forbidden"]:
        parts.append(_("You may not change: %(count)d.") % {"count": number})
    if number := counts["gone"]:
        parts.append(_("No longer in this list: %(count)d.") % {"count": number})
    if number := counts["changed"]:
        parts.append(_("Changed by somebody else meanwhile, so left: %(count)d.") % {"count": number})
    if number := counts["refused"]:
        parts.append(_("Not ready for it: %(count)d.") % {"count": number})
    return " ".join(parts)
