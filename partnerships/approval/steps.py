"""The steps between a draft and the site: taken one way, kept in the history, told to those they concern."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from itertools import batched
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnerships.approval import changes
from partnerships.approval.recalling import before_review
from partnerships.history import revisions, versions
from partnerships.history.revision_steps import ApprovalStep
from partnerships.models import Record, User, publication
from partnerships.models.base import Published
from partnerships.models.publication import HIDDEN, State
from partnerships.period.days import moment
from partnerships.readiness import Gap, gaps_of
from partnerships.readiness.gap import FEW
from partnerships.staff import mail, rights
from partnerships.staff.addresses import link
from partnerships.text.quotes import quoting

SEND, RETURN, PUBLISH, WITHDRAW, UNSCHEDULE = "send", "return", "publish", "withdraw", "unschedule"
#: Whoever has sent a record takes it back before the head has answered.
RECALL = "recall"
#: What publishing is called in the history where the moment is still to come.
SCHEDULE = "schedule"
#: What it is called that something approved has been changed before its moment.
AGAIN = "again"
_noticed: ContextVar[list[Published] | None] = ContextVar("noticed", default=None)


@dataclass(frozen=True)
class Step:
    """One step: from which states, what the history says of it, whether it takes the right to publish."""

    states: tuple[State, ...]
    said: object
    publishes: bool = True


STEPS: Final = {
    SEND: Step(HIDDEN, gettext_lazy("Sent to the head."), publishes=False),
    RECALL: Step((State.IN_REVIEW,), gettext_lazy("Taken back from the head."), publishes=False),
    RETURN: Step((State.IN_REVIEW,), gettext_lazy("Returned: “%(comment)s”.")),
    PUBLISH: Step((*HIDDEN, State.IN_REVIEW), gettext_lazy("Published.")),
    SCHEDULE: Step((), gettext_lazy("Scheduled: it will appear by itself.")),
    AGAIN: Step((), gettext_lazy("Handed to the head again: %(comment)s.")),
    WITHDRAW: Step((State.PUBLISHED,), gettext_lazy("Withdrawn from the site.")),
    UNSCHEDULE: Step((State.PUBLISHED,), gettext_lazy("Will not appear by itself any more.")),
}


def possible(step: str, record: Published) -> bool:
    """Say whether `step` leads anywhere from the state of `record`."""
    return State(record.state) in STEPS[step].states


def take_step(step: str, record: Published, *, by: User, comment: str = "") -> None:
    """Take `step` with `record` in the name of `by`; the caller saves it in a revision, and tells."""
    if step == SEND:
        publication.send_to_review(record, by)
    elif step == RECALL:
        publication.recall(record, before_review(record))
    elif step == RETURN:
        publication.send_back(record, comment, by)
    elif step == PUBLISH:
        publication.publish(record)
    elif step == UNSCHEDULE:
        publication.unschedule(record)
    else:
        publication.withdraw(record)


def taken(step: str, record: Published) -> str:
    """Return what the history calls `step`, once taken with `record`."""
    return SCHEDULE if step == PUBLISH and record.is_scheduled() else step


def step_sentence(kept: ApprovalStep) -> str:
    """Return a kept step in the reader's language."""
    known = STEPS.get(kept.name)
    return quoting(str(known.said), comment=kept.comment) if known else kept.name


def act(step: str, records: Iterable[Published], *, by: User, comment: str = "") -> int:
    """Take `step` with each of `records` it is possible for, as one revision with one letter to each person.

    Returns how many were changed. Whether `by` may is for the caller to ask of `rights`.
    """
    done = []
    with revisions.revision(by=by):
        for record in records:
            if possible(step, record):
                take_step(step, record, by=by, comment=comment)
                record.save()
                done.append(record)
        if done:
            names = sorted({taken(step, record) for record in done})
            revisions.explain(ApprovalStep(name=name, comment=comment) for name in names)
        tell_of_step(step, done, by=by)
    return len(done)


def tell_of_step(step: str, records: Iterable[Published], *, by: User) -> None:
    """Write to those whom `step` concerns: the approvers of what was sent, the author of what was answered."""
    if step == SEND:
        concerned = _by_approver(records, by)
    else:
        authors = step in (RETURN, PUBLISH)
        concerned = _by_person(
            records, by, lambda row: [row.sent_by] if authors and isinstance(row.sent_by, User) else []
        )
    kind = {RETURN: "wants_returned", PUBLISH: "wants_approved"}.get(step, "")  # what waits for you always comes
    mail.write(concerned, lambda person: _words(step, concerned[person], by), kind=kind)


def connect() -> None:
    """Let no door past the approval, once, at start."""
    revisions.GUARDS.append(watch)


def watch(changed: Iterable[revisions.Holder], by: User | None) -> None:
    """Let the head know what `by`, who may not publish, has changed of what was approved, whatever the door.

    Of a live page the head hears. What waits for its moment goes back: only what was approved appears by itself.
    """
    if by is None or by.is_superuser:
        return
    keys: dict[type[Published], set[int]] = {}
    for model, key in changed:  # a record is among them as its kind, too
        if issubclass(model, Published) and model is not Record:
            keys.setdefault(model, set()).add(key)
    for kind, found in keys.items():
        if not rights.may_publish(by, kind):
            parts = batched(sorted(found), versions.BATCH, strict=False)
            approved = [row for part in parts for row in kind._base_manager.filter(pk__in=part, state=State.PUBLISHED)]
            _hand_back([row for row in approved if row.is_scheduled()], by)
            changes.note_changes([row for row in approved if row.is_public()], by=by)


def _hand_back(waiting: list[Published], by: User) -> None:
    """Hand `waiting` to the head again, in the name of whoever had sent it, and let the history and `by` know."""
    for row in waiting:
        publication.send_to_review(row, row.sent_by or by)
        row.save()
    if waiting:
        revisions.also(ApprovalStep(name=AGAIN, comment=mail.capped([str(row) for row in waiting], ", ")))
        tell_of_step(SEND, waiting, by=by)
        noticed = _noticed.get()
        if noticed is not None:
            transaction.on_commit(lambda: noticed.extend(waiting))


@contextmanager
def noticing() -> Iterator[list[Published]]:
    """Gather what goes back to the head inside, so that whoever caused it is told."""
    noticed: list[Published] = []
    token = _noticed.set(noticed)
    try:
        yield noticed
    finally:
        _noticed.reset(token)


def _by_person(
    records: Iterable[Published], by: User, concerned: Callable[[Published], list[User]]
) -> dict[User, list[Published]]:
    """Return whom each record concerns, without whoever did it."""
    found: dict[User, list[Published]] = {}
    for record in records:
        for person in concerned(record):
            if person != by:
                found.setdefault(person, []).append(record)
    return found


def _by_approver(records: Iterable[Published], by: User) -> dict[User, list[Published]]:
    approvers = cache(lambda kind: list(rights.approvers(kind)))
    return _by_person(records, by, lambda row: approvers(type(row)))


def _subject(step: str, records: list[Published]) -> str:
    count = len(records)
    if count == 1:
        one = {SEND: _("Waits for you: %(title)s"), RETURN: _("Returned to you: %(title)s")}
        return one.get(step, _("Approved: %(title)s")) % {"title": records[0]}
    many = {
        SEND: ngettext("%(count)d record waits for you", "%(count)d records wait for you", count),
        RETURN: ngettext("%(count)d record was returned to you", "%(count)d records were returned to you", count),
        PUBLISH: ngettext("%(count)d of your records was approved", "%(count)d of your records were approved", count),
    }
    return many[step] % {"count": count}


def sayings(gaps: list[Gap]) -> list[str]:
    """Return what the public will not see of a record, as the lines of a letter."""
    more = [_("And %(count)d more.") % {"count": len(gaps) - FEW}] if len(gaps) > FEW else []
    return [f"– {line}" for line in (*map(str, gaps[:FEW]), *more)]


def _words(step: str, records: list[Published], by: User) -> mail.LetterText:
    sentences = {
        SEND: _("%(who)s asks you to approve:"),
        RETURN: _("%(who)s returned to you:"),
        PUBLISH: _("%(who)s approved:"),
    }
    gaps = gaps_of(records) if step == SEND else {}
    parts = [_lines(step, row, gaps.get((type(row), row.pk), [])) for row in records]
    return _subject(step, records), [sentences[step] % {"who": by}, mail.capped(parts)]


def _lines(step: str, record: Published, gaps: list[Gap]) -> str:
    """Return what a letter says of one record: its title, what matters, where to go."""
    lines = [str(record), *sayings(gaps)]
    if step == RETURN:
        lines += [quoting(_("“%(name)s”"), name=record.return_comment), mail.whole_address(link(record))]
    elif record.publish_at and not record.is_public():
        lines.append(_("will appear on %(moment)s") % {"moment": moment(record.publish_at)})
    if step == SEND:
        lines.append(mail.whole_address(link(record, "reading")))
    if step == PUBLISH:
        lines.append(mail.whole_address(record.get_absolute_url()))
    return "\n".join(lines)
