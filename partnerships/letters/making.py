"""An invitation or thanks begun for an occasion or a city: to whom, and with the words of the letter before it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_noop, override

from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.letters.wording import closing, letter_kinds, opening_words
from partnerships.models import (
    PERSON_ROLES,
    City,
    Greeting,
    Letter,
    LetterKind,
    Organization,
    Participant,
    ParticipantRole,
    Record,
    User,
)
from partnerships.period import format_period
from partnerships.standing import CALLED_OFF, OccurrenceStanding, PlanStanding
from partnerships.standing.choices import COUNTED
from partnerships.text.label import Label
from partnerships.text.quotes import quoting
from partnerships.text.translated import CODES, text_column, text_columns

#: Letters of the name of an occasion in the subject.
NAMED: Final = 150
#: What may never have been held, or will not be.
DOUBTFUL: Final = (*CALLED_OFF, OccurrenceStanding.UNCONFIRMED)
#: For what people may be thanked.
THANKED: Final = (*COUNTED, PlanStanding.CARRIED_OUT, PlanStanding.CLOSED)


@dataclass(frozen=True)
class Addressee:
    """Somebody to whom a letter may go, and what letters of each kind went there already."""

    row: City | Organization | Participant

    @property
    def key(self) -> str:
        """The addressee as a form names it."""
        return f"{self.row._meta.model_name}-{self.row.pk}"

    @property
    def leads(self) -> bool:
        """Whether it is the head of a delegation."""
        return isinstance(self.row, Participant) and PERSON_ROLES.meaning(self.row.role) == ParticipantRole.HEAD

    def __str__(self) -> str:
        return str(self.row)

    def of(self, letter: Letter) -> bool:
        """Say whether `letter` goes to just this one."""
        if isinstance(self.row, City):
            return letter.city_id == self.row.pk and letter.organization_id is None
        if isinstance(self.row, Organization):
            return letter.organization_id == self.row.pk
        return bool(letter.addressee) and any(
            getattr(letter, column) == _person(self.row, code)
            for code, column in zip(CODES, text_columns("addressee"), strict=True)
        )


def kinds_offered(owner: Record | City) -> list[LetterKind]:
    """Return the kinds of letters that may be begun: nobody is thanked for what was not held, or not yet."""
    may_thank = isinstance(owner, City) or owner.standing in THANKED
    return [kind for kind in letter_kinds(owner) if may_thank or kind != LetterKind.THANKS]


def stands_otherwise(record: Record) -> str:
    """Return how `record` stands where nobody may expect it of an occasion that is written about, else ""."""
    return record.standing_in_words if record.standing in DOUBTFUL else ""


def day_of_occasion(record: Record) -> str:
    """Return the date of an occasion; what is called off or waits for another day has none."""
    return "" if record.standing in CALLED_OFF else format_period(record.period, record.remark)


def addressees_of(owner: Record | City) -> list[Addressee]:
    """Return to whom letters of a city or on an occasion may go: its cities, bodies and the people that are named."""
    if isinstance(owner, City):
        return [Addressee(owner), *map(Addressee, owner.organizations.order_by("pk"))]
    bodies = Organization.objects.filter(involvements__record=owner).distinct().order_by("pk")
    people = owner.participants.select_related("organization")
    return [
        *map(Addressee, owner.cities.all()),
        *map(Addressee, bodies),
        *(Addressee(person) for person in people if person.name),
    ]


def first_asked(addressees: list[Addressee]) -> list[Addressee]:
    """Return to whom a letter goes as a rule: the cities, else whoever leads."""
    cities = [one for one in addressees if isinstance(one.row, City)]
    return cities or [one for one in addressees if one.leads][:1]


def letters_about(owner: Record | City) -> list[Letter]:
    """Return the letters of a city, or on an occasion, those still to send first."""
    rows = Letter.objects.for_list()
    return list(rows.filter(city=owner) if isinstance(owner, City) else rows.filter(record=owner.pk))


def make_letters(kind: LetterKind, owner: Record | City, keys: Iterable[str], *, by: User) -> list[Letter]:
    """Make a letter of `kind` to each of the addressees of `owner` with `keys`; return them.

    Each has the words of the latest of this kind on the same occasion, where there is one, else the usual ones.
    Whoever has one that is still to be sent gets no second one: two presses make it once.
    """
    wanted = set(keys) if kind in kinds_offered(owner) else set()
    found = [one for one in addressees_of(owner) if one.key in wanted]
    same = {"city": owner, "record": None} if isinstance(owner, City) else {"record": owner}
    with revisions.revision(by=by, reason=fact(gettext_noop("Letter begun"))):
        type(owner)._base_manager.select_for_update().get(pk=owner.pk)  # the second press waits here
        there = list(Letter.objects.filter(kind=kind, **same).order_by("-pk"))
        begun = [letter for letter in there if letter.is_open]
        new = [one for one in found if not any(map(one.of, begun))]
        return [_begun(kind, owner, one, there[0] if there else None, by) for one in new]


def _begun(kind: LetterKind, owner: Record | City, whom: Addressee, last: Letter | None, by: User) -> Letter:
    letter = Letter(kind=kind, responsible=by, record=owner if isinstance(owner, Record) else None)
    _address(letter, whom)
    for code in CODES:
        with override(code):
            column = text_column("text", code)
            said = getattr(last, column) if last else _usual_text(kind, owner)
            setattr(letter, column, said)
            setattr(letter, text_column("title", code), _subject(kind, owner))
    latest: Letter | Greeting | None = last or _latest_with_sender()
    for column in text_columns("sender") if latest else ():
        setattr(letter, column, getattr(latest, column))
    letter.save()
    return letter


def _address(letter: Letter, whom: Addressee) -> None:
    row = whom.row
    if isinstance(row, City):
        letter.city = row
    elif isinstance(row, Organization):
        letter.organization, letter.city = row, row.city
    else:
        letter.organization = row.organization
        letter.city = row.organization.city if row.organization else None
        for code, column in zip(CODES, text_columns("addressee"), strict=True):
            setattr(letter, column, _person(row, code))


def _person(person: Participant, code: str) -> str:
    words = (getattr(person, text_column(name, code)) for name in ("office", "name"))
    return ", ".join(filter(None, words))


def _subject(kind: LetterKind, owner: Record | City) -> str:
    """Return the subject in the language of the moment."""
    name = str(LetterKind(kind).label)
    if isinstance(owner, City):
        return name
    return quoting(gettext("%(kind)s: “%(title)s”"), kind=name, title=Truncator(owner.title).chars(NAMED))


def _usual_text(kind: LetterKind, owner: Record | City) -> str:
    """Return the words to begin with, in the language of the moment; nobody's name is declined in them."""
    return "\n\n".join(_paragraphs(kind, owner))


def _paragraphs(kind: LetterKind, owner: Record | City) -> Iterator[str]:
    yield gettext("Dear friends,")
    if isinstance(owner, City):
        yield (
            gettext("We invite you to our city.")
            if kind == LetterKind.INVITATION
            else gettext("We thank you for working together with us.")
        )
    else:
        yield _occasion(kind, owner)
    yield closing(kind, owner)
    yield gettext("Respectfully yours,")


def _occasion(kind: LetterKind, record: Record) -> str:
    facts: tuple[tuple[Label, str], ...] = (
        (gettext("Date: %(text)s."), day_of_occasion(record)),
        (gettext("Place: %(text)s."), record.place),
    )
    return "\n".join([opening_words(kind, record), *(str(words) % {"text": text} for words, text in facts if text)])


def _latest_with_sender() -> Letter | Greeting | None:
    """Return the latest letter or greeting that says who signs."""
    says_who = reduce(or_, (Q(**{f"{column}__gt": ""}) for column in text_columns("sender")))  # an empty one is NULL
    return (
        Letter.objects.filter(says_who).order_by("-pk").first()
        or Greeting.objects.filter(says_who).order_by("-due_on", "-pk").first()
    )
