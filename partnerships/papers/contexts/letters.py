"""Letters that leave: greetings, invitations and thanks."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from partnerships.letters.making import day_of_occasion
from partnerships.models import Greeting, Letter
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


@dataclass(frozen=True)
class LetterTags:
    """An invitation or thanks."""

    office: OfficeTags = group(OfficeTags, _("The department"))
    city: str = tag(_("The city with its country"))
    organization: str = tag(_("The organisation"))
    addressee: str = tag(_("To whom it goes: office and name"))
    whom: str = tag(_("To whom it goes; where nobody is named, the organisation or the city"))
    title: str = tag(_("The subject"))
    text: str = tag(_("The text of the letter"))
    sender: str = tag(_("Who writes: office and name"))
    sent_on: str = tag(_("The day on which it leaves"))
    number: str = tag(_("The outgoing number"))
    occasion: str = tag(_("Title of the delegation or the event that it is about"))
    dates: str = tag(_("Date of the occasion"))
    place: str = tag(_("Place of the occasion"))


def letter_tags(letter: Letter) -> LetterTags:
    """Return what `letter` says in the language of the moment."""
    city = city_with_country(letter.city) if letter.city else ""
    addressee, body, record = printable(letter.addressee), printable(letter.organization), letter.record
    return LetterTags(
        office=office_tags(),
        city=city,
        organization=body,
        addressee=addressee,
        whom=addressee or body or city,
        title=printable(letter.title),
        text=printable(letter.text),
        sender=printable(letter.sender),
        sent_on=day_in_words(letter.sent_on),
        number=printable(letter.number),
        occasion=printable(record.title) if record else "",
        dates=day_of_occasion(record) if record else "",
        place=printable(record.place) if record else "",
    )
