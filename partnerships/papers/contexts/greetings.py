"""The letter of a greeting."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from partnerships.models import Greeting
from partnerships.papers.contexts.office import OfficeTags, office_tags
from partnerships.papers.tags import group, tag
from partnerships.papers.words import city_with_country, day_in_words, printable


@dataclass(frozen=True)
class GreetingTags:
    """A greeting as its letter says it."""

    office: OfficeTags = group(OfficeTags, _("The department"))
    city: str = tag(_("The city with its country"))
    organization: str = tag(_("The organisation in the city"))
    addressee: str = tag(_("To whom it goes: office and name"))
    title: str = tag(_("On what occasion"))
    day: str = tag(_("The day of the occasion"))
    text: str = tag(_("The text of the greeting"))
    sender: str = tag(_("Who greets: office and name"))
    sent_on: str = tag(_("The day on which it leaves"))
    number: str = tag(_("The outgoing number"))


def greeting_tags(greeting: Greeting) -> GreetingTags:
    """Return what the letter of `greeting` says in the language of the moment."""
    return GreetingTags(
        office=office_tags(),
        city=city_with_country(greeting.city),
        organization=printable(greeting.organization),
        addressee=printable(greeting.addressee),
        title=printable(greeting.title),
        day=day_in_words(greeting.due_on),
        text=printable(greeting.text),
        sender=printable(greeting.sender),
        sent_on=day_in_words(greeting.sent_on),
        number=printable(greeting.number),
    )
