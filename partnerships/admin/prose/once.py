"""The drafts of a text are saved once: their form keeps where they are shown, and leads there when it comes again."""

from typing import NamedTuple
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from partnerships.admin.access import acting
from partnerships.admin.prose import saved
from partnerships.admin.prose.cities import OfferedCity
from partnerships.admin.prose.drafts import Draft
from partnerships.admin.prose.saving import save_drafts
from partnerships.admin.writing import unsaved
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.models import OpenForm, User
from partnerships.prose.reading import Page


class Chosen(NamedTuple):
    """The drafts and the new cities that are to be saved together."""

    drafts: list[Draft]
    cities: list[OfferedCity]

    @property
    def wrong(self) -> list[Draft | OfferedCity]:
        """Those in which there is something to correct."""
        drafts = (draft for draft in self.drafts if not draft.form.is_valid())
        return [*drafts, *(city for city in self.cities if not city.form.is_valid())]


def answer_before(key: UUID, sent: QueryDict, request: HttpRequest) -> str:
    """Return the address of what was saved under `key`, "" where nothing was; say so if something else was chosen."""
    form = OpenForm.objects.filter(pk=key, user=acting(request)).exclude(saved_at=None).first()
    if form is None or form.saved_at is None:
        return ""
    digest, _space, address = form.data.partition(" ")
    if digest != unsaved.digest_of_form(sent):
        told = _("These drafts were saved at %(time)s already. To save others of the text, read the text once more.")
        messages.warning(request, told % {"time": time_format(localtime(form.saved_at))})
    return address


def free_key(key: UUID) -> UUID:
    """Return `key`, or another one where something was saved under it already."""
    return uuid4() if OpenForm.objects.filter(pk=key).exclude(saved_at=None).exists() else key


def save_once(key: UUID, sent: QueryDict, chosen: Chosen, page: Page, request: HttpRequest) -> str:
    """Save what was chosen as one revision, unless that was done while this waited; return the address of its page.

    Raises NotAdded where something is to be added to a record that is gone or that the user may not change.
    """
    try:
        with transaction.atomic():  # nobody finds the form saved before it knows where its drafts are shown
            with revisions.revision(by=acting(request), reason=fact(gettext_noop("Read from a text"))):
                _mark_as_saved(key, acting(request))
                done = save_drafts(chosen.drafts, chosen.cities, page, request)
            address = saved.address_of_saved(done)
            OpenForm.objects.filter(pk=key).update(data=f"{unsaved.digest_of_form(sent)} {address}")
    except _SavedMeanwhile:
        return answer_before(key, sent, request)
    saved.tell_saved(request, done)
    return address


class _SavedMeanwhile(Exception):
    """The same form came twice at a time, and the other one was first."""


def _mark_as_saved(key: UUID, user: User) -> None:
    if free_key(key) != key:
        raise _SavedMeanwhile
    done = {"data": "", "typed_at": None, "saved_at": timezone.now()}
    own = {**done, "user": user, "model": unsaved.PROSE}
    OpenForm.objects.update_or_create(key=key, defaults=done, create_defaults=own)
