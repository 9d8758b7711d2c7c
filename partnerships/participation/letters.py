"""Letters to readers: the one that asks for a confirmation, and the news; with nothing that tells on them."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from partnerships.browsing.dated_title import dated_title
from partnerships.delivery import memo
from partnerships.models import Pace, Record, Subscription
from partnerships.participation.tokens import confirm_token, leave_token
from partnerships.period.days import written_day
from partnerships.staff import mail
from partnerships.text.translated import CODES

#: So many records a letter names.
NAMED: Final = 20


def subject_of(subscription: Subscription) -> str:
    """Return what somebody hears of, in the language of the moment; what is hidden meanwhile has no name."""
    if subscription.city:
        return str(subscription.city) if subscription.city.is_public() else _("a page that is not on the site any more")
    return str(subscription.theme or _("everything that is new"))


def _register() -> str:
    home = memo.home_city().name
    return f"{_('Register of partner cities')}, {home}" if home else _("Register of partner cities")


def _where(subscription: Subscription) -> str:
    """Return the page that has all of it."""
    if subscription.city:
        return subscription.city.get_absolute_url()
    return f"{reverse('chronology')}?theme={subscription.theme.slug}" if subscription.theme else reverse("chronology")


def _letter(subscription: Subscription, subject: str, body: str, leave: str = "") -> EmailMultiAlternatives:
    """Return a letter that is answered by the department, and that a mail program can stop where it is news."""
    home = memo.home_city()
    return EmailMultiAlternatives(
        " ".join(subject.split()),
        body,
        from_email=settings.NEWS_MAIL_FROM,
        to=[subscription.mailbox],
        reply_to=[home.email] if home.email else None,
        headers=mail.machine_headers(leave, is_one_click=bool(leave)),
    )


def confirmation(subscription: Subscription, pace: str, language: str) -> EmailMultiAlternatives:
    """Return the letter whose button begins the news: the same whether somebody gets them already or not."""
    with override(language):
        address = mail.whole_address(reverse("news-confirm", args=[confirm_token(subscription, pace, language)]))
        told = [
            _("Somebody, you it may be, has asked for news by mail at this address.\nNews of: %(about)s. %(pace)s.")
            % {"about": subject_of(subscription), "pace": Pace(pace).label},
            _("To begin, open this link within three days and press the button:\n%(address)s") % {"address": address},
            _("If it was not you, there is nothing to do: no letter comes, and the address is forgotten."),
            f"-- \n{_register()}",
        ]
        return _letter(
            subscription, _("Confirm: news by mail, %(about)s") % {"about": subject_of(subscription)}, "\n\n".join(told)
        )


def news(subscription: Subscription, records: Iterable[Record], count: int) -> EmailMultiAlternatives:
    """Return the letter that names `records`, the first of `count`, in the reader's language."""
    with override(subscription.language if subscription.language in CODES else CODES[0]):
        lines = [(dated_title(row), row.summary or "", mail.whole_address(row.get_absolute_url())) for row in records]
        leave = reverse("news-leave", args=[leave_token(subscription)])
        more = count - len(lines)
        told = {
            "heading": _("New on the site: %(about)s") % {"about": subject_of(subscription)},
            "lines": lines,
            "more": _("And %(count)d more.") % {"count": more} if more else "",
            "all": mail.whole_address(_where(subscription)),
            "why": _("You get this letter because you asked for it on %(day)s.") % {"day": _since(subscription)},
            "leave": mail.whole_address(leave),
            "register": _register(),
        }
        letter = _letter(subscription, str(told["heading"]), _plain(told), leave)
        letter.attach_alternative(render_to_string("letters/news.html", told), "text/html")
        return letter


def _plain(told: Mapping[str, Any]) -> str:
    """Return the letter for those whose mail program shows no HTML, or who want none."""
    rows = ("\n  ".join(filter(None, (f"– {title}", summary, address))) for title, summary, address in told["lines"])
    more = [f"{told['more']} {told['all']}"] if told["more"] else []
    end = "\n".join(("-- ", told["register"], told["why"], _("End these letters: %(link)s") % {"link": told["leave"]}))
    return "\n\n".join([told["heading"], *rows, *more, end])


def _since(subscription: Subscription) -> str:
    moment = subscription.confirmed_at
    return written_day(localtime(moment)) if moment else ""
