"""What is done at a person's word: taken off the site, or erased from the register and its history."""

import json
from collections.abc import Iterable, Sequence
from functools import partial, reduce
from operator import or_
from typing import Final

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from reversion.models import Version

from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.history.redaction import empty_columns, forget_rows, strike_out, whole_name
from partnerships.kinds import KINDS
from partnerships.models import (
    AgreementAction,
    Birthday,
    Document,
    Erasure,
    Greeting,
    KeptFile,
    Participant,
    PublicMessage,
    Subscription,
    User,
)
from partnerships.models.search import PublicSpelling, StaffSpelling
from partnerships.models.unsaved import OpenForm
from partnerships.privacy.beside import empty_letters, empty_ticked, strike_beside
from partnerships.privacy.past_rows import deleted_people, empty_contacts
from partnerships.text.quotes import quoting
from partnerships.text.translated import text_columns

NAMES: Final = text_columns("name")
#: What else is kept of somebody beside the name and the office.
REST: Final = ("contact", "consent", "consent_on", "consent_paper", "consent_withdrawn_on")


def withdraw_consent(keys: Iterable[object], *, by: User) -> int:
    """Note that the consent of the people with `keys` was withdrawn today, and show none; return how many changed."""
    today = timezone.localdate()
    with revisions.revision(by=by, reason=fact(gettext_noop("Consent withdrawn: not shown any more"))):
        people = list(Participant.objects.select_for_update().filter(pk__in=list(keys)))
        changed = [person for person in people if person.is_public or not person.is_withdrawn]
        for person in changed:
            person.is_public, person.consent_withdrawn_on = False, today
            person.save()
    return len(changed)


def erase(
    keys: Iterable[object],
    spellings: Iterable[str],
    *,
    by: User,
    basis: str,
    birthdays: Iterable[object] = (),
    written: Iterable[PublicMessage | Subscription] = (),
    lines: Iterable[str] = (),
) -> Erasure:
    """Erase the people with `keys`: name, contact, consent; and every spelling of the name from all earlier versions.

    The rows of `birthdays` go as a whole, greetings for them and their letters are emptied, other letters and links
    lose the name; `written`, messages from the site and subscriptions, go as a whole too; `lines` are the tickets of
    those that are emptied whole.
    An office that somebody held stays as an office without a name. The papers of consents go with their files,
    unless somebody else is named on them. Raises ValidationError while a form with the person is open somewhere.
    """
    with revisions.revision(by=by, reason=fact(gettext_noop("Personal data erased"))):
        people = list(Participant.objects.select_for_update().filter(pk__in=list(keys)))
        born = list(Birthday.objects.select_for_update().filter(pk__in=list(birthdays)))
        _expect_no_open_form(people)
        names = {name for person in (*people, *born) for column in NAMES if (name := getattr(person, column))}
        wanted = {*(name for name in names if " " in name.strip()), *spellings}
        papers = _papers_of(people)
        staying = [str(person.pk) for person in people if person.office]
        called = {*names, *wanted}
        going = {str(person.pk) for person in people if not person.office} | deleted_people(Participant, called)
        gone = {str(person.pk) for person in born} | deleted_people(Birthday, called)
        versions = _empty_greetings([int(key) for key in gone])
        for row in born:
            row.delete()  # not into the bin
        for person in people:
            _empty(person)
        revisions.delete(papers, by=by)
        versions += empty_columns(Participant, staying, ("name", *NAMES, *REST))
        _rename(staying)
        versions += forget_rows(Birthday, gone)[0] + forget_rows(Participant, going)[0]
        versions += _forget_papers(papers) + empty_contacts(wanted) + strike_out(wanted)
        _forget_typed(wanted)
        _forget_beside(wanted, lines)
        sent = [row.delete() for row in written]
        count = len(people) + len(born) + len(sent)
        return Erasure.objects.create(by=by, basis=basis, people=count, versions=versions)


def _forget_beside(names: Iterable[str], lines: Iterable[str]) -> None:
    """Strike `names` out of letters sent and of links, and empty `lines` of them; who made one, and when, stays."""
    empty_ticked(lines)
    if wanted := [name for name in names if name.strip()]:
        strike_beside(whole_name(wanted))


def _expect_no_open_form(people: Iterable[Participant]) -> None:
    """Refuse while the form of one of the records stands open: its next save would bring the name back."""
    keys = {str(person.record_id): str(person.record) for person in people}
    alive = OpenForm.objects.alive().filter(model__in=KINDS, object_id__in=keys)
    if form := alive.select_related("user").first():
        text = _("%(user)s has the form of “%(name)s” open, and saving it would bring the name back. Ask to close it.")
        raise ValidationError(quoting(text, user=form.user, name=keys[form.object_id]))


def _papers_of(people: Sequence[Participant]) -> list[Document]:
    """Return the papers of their consents that nobody else's consent and no action of an agreement stands on."""
    papers = Document.objects.filter(consents__in=people).distinct()
    used = AgreementAction.objects.filter(document__in=papers).values("document")
    shared = Participant.objects.filter(consent_paper__in=papers).exclude(pk__in=[person.pk for person in people])
    return list(papers.exclude(pk__in=used).exclude(pk__in=shared.values("consent_paper")))


def _empty(person: Participant) -> None:
    for column in NAMES:
        setattr(person, column, "")
    person.contact = person.consent = ""
    person.consent_on = person.consent_withdrawn_on = person.consent_paper = None
    if person.office:
        person.save()
    else:
        person.delete()


def _empty_greetings(birthdays: Sequence[int]) -> int:
    """Let greetings for `birthdays`, deleted ones among them, say nothing of whom they went to; return of how many."""
    told = Version.objects.get_for_model(Greeting)
    linked = (Q(serialized_data__contains=f'"birthday": {key}{end}') for key in birthdays for end in ",}")
    kept = set(told.filter(reduce(or_, linked, Q(pk__in=()))).values_list("object_id", flat=True))
    found = Greeting.objects.filter(Q(birthday__in=birthdays) | Q(pk__in=[int(key) for key in kept]))
    mailboxes = set()
    for greeting in found.select_for_update():
        mailboxes.add(greeting.mailbox)
        greeting.birthday = None
        for column in (*text_columns("addressee", "text"), "mailbox"):
            setattr(greeting, column, "")
        greeting.save()
        kept.add(str(greeting.pk))
    mailboxes |= {str(json.loads(data)[0]["fields"].get("mailbox") or "") for data in _versions_of(kept)}
    empty_letters([int(key) for key in kept], mailboxes)
    columns = ("birthday", "mailbox", "addressee", "text", *text_columns("addressee", "text"))
    return empty_columns(Greeting, kept, columns)


def _versions_of(greetings: Iterable[str]) -> Iterable[str]:
    kept = Version.objects.get_for_model(Greeting).filter(object_id__in=list(greetings))
    return kept.values_list("serialized_data", flat=True)


def _rename(keys: Iterable[str]) -> None:
    """Let the earlier versions of rows be called by their office alone."""
    for person in Participant.objects.filter(pk__in=list(keys)):
        Version.objects.get_for_object(person).update(object_repr=str(person))


def _forget_papers(papers: Iterable[Document]) -> int:
    """Let the history keep nothing of the papers of consents, and remove every file they ever had."""
    now = {str(paper.pk): str(paper.file.name) for paper in papers}
    count, before = forget_rows(Document, now)
    for name in {*now.values(), *(str(fields.get("file") or "") for fields in before)} - {""}:
        transaction.on_commit(partial(default_storage.delete, name))
    return count


def _forget_typed(names: Iterable[str]) -> None:
    """Remove what was typed or uploaded with one of `names` and not saved, and the words from the search's guesses."""
    wanted = [name for name in names if name.strip()]
    if not wanted:
        return
    pattern = whole_name(wanted)
    for form in OpenForm.objects.with_text().iterator():
        if pattern.search(" ".join(str(text) for _name, texts in form.fields().lists() for text in texts)):
            form.delete()
    KeptFile.objects.filter(
        pk__in=[kept.pk for kept in KeptFile.objects.iterator() if pattern.search(f"{kept.name} {kept.text}")]
    ).discard()
    words = {word.lower() for name in wanted for word in name.split()}
    for table in (PublicSpelling, StaffSpelling):
        table.objects.filter(word__in=words).delete()
