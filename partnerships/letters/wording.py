"""Which letters an occasion has, what each begins with, and what of it is told in another language."""

from collections.abc import Iterator
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext, gettext_lazy

from partnerships.models import Agreement, City, Delegation, Direction, LetterKind, Record
from partnerships.text.label import Label
from partnerships.text.quotes import quoting
from partnerships.text.translated import CODES, text_column

#: A visit is not something that its guests are asked to take part in: by direction, who comes to whom.
_INVITES: Final[dict[str, Label]] = {
    Direction.INCOMING: gettext_lazy("We invite your delegation to our city."),
    Direction.MUTUAL: gettext_lazy("We invite your delegation to our city."),
    Direction.ONLINE: gettext_lazy("We invite you to meet us online."),
}
_THANKS: Final[dict[str, Label]] = {
    Direction.INCOMING: gettext_lazy("We thank your delegation for coming to our city."),
    Direction.OUTGOING: gettext_lazy("We thank you for receiving our delegation."),
    Direction.MUTUAL: gettext_lazy("We thank you for the exchange of our delegations."),
    Direction.ONLINE: gettext_lazy("We thank you for meeting us online."),
}
#: What a letter quotes of its occasion.
_QUOTED: Final = ("title", "place")


def letter_kinds(owner: Record | City) -> list[LetterKind]:
    """Return the kinds of letters that are written on an occasion: whoever travels there invites nobody."""
    goes_there = isinstance(owner, Delegation) and owner.direction == Direction.OUTGOING
    return [LetterKind.THANKS] if goes_there else list(LetterKind)


def opening_words(kind: LetterKind, record: Record) -> str:
    """Return the first sentence of a letter of `kind` on an occasion, in the language of the moment."""
    invites = kind == LetterKind.INVITATION
    if isinstance(record, Delegation):
        return str((_INVITES if invites else _THANKS)[record.direction])
    if isinstance(record, Agreement):
        asks = gettext("We invite you to the signing: “%(title)s”.")
        thanks = gettext("We thank you for signing it with us: “%(title)s”.")
    else:
        asks = gettext("We invite you to take part: “%(title)s”.")
        thanks = gettext("We thank you for your part in it: “%(title)s”.")
    return quoting(asks if invites else thanks, title=record.title)


def closing(kind: LetterKind, owner: Record | City) -> str:
    """Return what a letter of `kind` asks for or hopes for in the end."""
    if kind != LetterKind.INVITATION:
        return gettext("We value your help and hope to go on working together.")
    if isinstance(owner, Delegation) and owner.direction == Direction.ONLINE:
        return gettext("Please let us know whether you can take part, and who will speak for you.")
    return gettext(
        "Please let us know whether you can come, who will be in your delegation, and when you arrive and leave."
    )


def in_other_words(owner: Record | City) -> Iterator[str]:
    """Yield for each language what a letter in it would quote in another one, as nobody has translated it."""
    labels = {field.name: str(field.verbose_name) for field in owner._meta.fields}
    for code in CODES if isinstance(owner, Record) else ():
        names = [
            labels[name] for name in _QUOTED if getattr(owner, name) and not getattr(owner, text_column(name, code))
        ]
        if names:
            language = capfirst(get_language_info(code)["name_translated"])
            words = gettext("%(language)s: the letter quotes untranslated words (%(names)s). Translate them first.")
            yield words % {"language": language, "names": ", ".join(names)}
