"""A letter by mail: looked at as it will leave, then sent; the journal of what was sent stands below."""

import secrets
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from partnerships.admin.access import acting
from partnerships.admin.papers.record_papers import DOCX, UNPRINTABLE, paper_file_name
from partnerships.admin.screen import Screen, record_of, screen_page
from partnerships.letters import mailing
from partnerships.models import OutgoingLetter
from partnerships.models.public_message import MAILBOX
from partnerships.papers.declared import paper_of_letter
from partnerships.papers.making import made_docx
from partnerships.papers.paper import PaperWish
from partnerships.papers.printing import Unprintable
from partnerships.staff.addresses import link
from partnerships.text.translated import text_column, text_columns


class MailForm(forms.Form):
    """To whom, in which language, under which subject."""

    mailbox = forms.EmailField(label=gettext_lazy("E-mail of the addressee"), max_length=MAILBOX)
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    attach = forms.BooleanField(label=gettext_lazy("With the letter on the letterhead (DOCX)"), required=False)

    def __init__(self, letter: OutgoingLetter, sent: QueryDict | None) -> None:
        codes = [code for code, _text in letter.texts]
        first = {"mailbox": letter.mailbox, "language": codes[0]}
        first["subject"] = getattr(letter, text_column("title", codes[0])) or letter.title
        super().__init__(sent, initial=first)
        field: Any = self.fields["language"]
        field.choices = [(code, get_language_info(code)["name_local"]) for code in codes]


def mail_view(screen: Screen, request: HttpRequest, object_id: int) -> HttpResponse:
    """Ask where to, show the letter as it will leave, send it when just that was looked at."""
    letter: OutgoingLetter = record_of(screen, request, object_id)
    if not screen.has_change_permission(request, letter):
        raise PermissionDenied
    if not mailing.is_allowed() or not letter.texts:
        raise Http404
    form = MailForm(letter, request.POST or None)
    is_ready = request.method == "POST" and form.is_valid()
    asked = form.cleaned_data if is_ready else form.initial
    if is_ready and asked["subject"] in {getattr(letter, column) for column in text_columns("title")}:
        asked["subject"] = getattr(letter, text_column("title", asked["language"])) or asked["subject"]
    wish = PaperWish(asked["language"])
    leaving = mailing.MailToSend(
        language=asked["language"],
        mailbox=asked["mailbox"],
        subject=asked["subject"],
        body=mailing.body_of(letter, asked["language"]),
        form_key=request.POST.get("form_key", "")[:40],
        attached=paper_file_name(paper_of_letter(letter), letter, wish, DOCX) if asked.get("attach") else "",
    )
    if is_ready and ("send" in request.POST or "again" in request.POST) and _send(request, letter, leaving):
        return HttpResponseRedirect(link(letter, "letter"))
    context = {
        "original": letter,
        "form": form,
        "is_ready": is_ready,
        "letter": leaving,
        "form_key": secrets.token_urlsafe(24),
        "is_settled": mailing.is_settled(letter),
        "journal": mailing.mailings_of(letter),
        "letter_address": link(letter, "letter"),
    }
    return screen_page(screen, request, "screens/letter_mail", _("By e-mail: %(name)s") % {"name": letter}, context)


def _send(request: HttpRequest, letter: OutgoingLetter, leaving: mailing.MailToSend) -> bool:
    """Send the letter if it is what was looked at; say what became of it, and whether it has left."""
    try:
        if not leaving.form_key or request.POST.get("digest") != leaving.digest:
            raise mailing.ReadsOtherwise
        paper = b""
        if leaving.attached:
            paper = made_docx(paper_of_letter(letter), letter, PaperWish(leaving.language))
        line = mailing.send_letter(letter, leaving, by=acting(request), again="again" in request.POST, paper=paper)
    except Unprintable as error:
        messages.error(request, UNPRINTABLE % {"reason": error})
        return False
    except mailing.ReadsOtherwise:
        messages.warning(request, _("Nothing has left yet: look at the letter as it is now, then send it."))
        return False
    except mailing.HasGone:
        messages.warning(request, _("Nothing has left now: this letter has been sent, or nobody needs it."))
        return False
    if line.has_left:
        messages.success(request, _("Sent to %(mailbox)s.") % {"mailbox": line.mailbox})
    else:
        messages.error(request, line.fault or _("Nobody knows whether it left."))
    return bool(line.has_left)


pages: Final = (("<int:object_id>/mail/", "mail", mail_view),)
