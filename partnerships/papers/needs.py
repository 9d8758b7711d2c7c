"""What is missing before a paper is made: each line leads to its place in the form."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.letters.making import stands_otherwise
from partnerships.models import HomeCity, Part, Participant, Record
from partnerships.models.translated import is_missing, translated_fields
from partnerships.papers.paper import PaperWish
from partnerships.preparation.guests_of_event import ARRIVAL, guest_delegations
from partnerships.readiness.gap import Gap, Place
from partnerships.staff.addresses import link
from partnerships.text.languages import language_name
from partnerships.text.translated import text_column

#: Columns that one field of the form fills: what it is called there.
IN_PERIOD: Final = {"start": gettext_lazy("date of signing")}

type Need = Callable[[Any, PaperWish], Iterator[Gap]]


def needing(*needs: Need) -> Callable[[Any, PaperWish], list[Gap]]:
    """Return what tells the gaps of all of `needs`, one after the other."""
    return lambda record, wish: [gap for need in needs for gap in need(record, wish)]


def one_gap(slug: str, text: str, anchor: str, address: str = "") -> Gap:
    """Return a line with one place; of another form, that has its address."""
    return Gap(slug, text, (Place("", anchor, address),))


def field_needed(name: str) -> Need:
    """Return what asks for a field of the record."""

    def need(record: Model, wish: PaperWish) -> Iterator[Gap]:
        if not getattr(record, name):
            yield one_gap(name, _label(record, name), _anchor(record, name, wish.language))

    return need


def _label(record: Model, name: str) -> str:
    if name in IN_PERIOD:
        return str(IN_PERIOD[name])
    column: Any = record._meta.get_field(name)
    return str(column.verbose_name)


def _anchor(record: Model, name: str, language: str) -> str:
    """Return the place of a field in the form of `record`."""
    if name in IN_PERIOD:
        return "id_period"
    return f"id_{text_column(name, language) if name in translated_fields(type(record)) else name}"


def office_needed(_record: object, _wish: PaperWish) -> Iterator[Gap]:
    """Ask for the name of the department, which stands at the head of each paper."""
    home = HomeCity.objects.current()
    if not home.department:
        text = _("The name of the department is not written down: the paper has no head")
        yield one_gap("department", text, "id_department", link(home) if home.pk else "")


def texts_needed(record: Model, wish: PaperWish) -> Iterator[Gap]:
    """Ask for the texts that the record has in another language alone."""
    for code in filter(None, (wish.language, wish.second)):
        found = [name for name in translated_fields(type(record)) if is_missing(record, name, code)]
        places = tuple(Place(_label(record, name), f"id_{text_column(name, code)}") for name in found)
        if places:
            text = _("Not in %(language)s") % {"language": language_name(code)}
            yield Gap(f"untranslated-{code}", text, places, names=True)


def rows_translated(relation: str, *names: str) -> Need:
    """Return what asks for the texts `names` of the rows of a relation in the languages of the paper."""

    def need(record: object, wish: PaperWish) -> Iterator[Gap]:
        rows = list(getattr(record, relation).all())
        for code in filter(None, (wish.language, wish.second)):
            places = tuple(
                Place(str(row), f"id_{relation}-{at}-{text_column(name, code)}")
                for at, row in enumerate(rows)
                for name in names
                if is_missing(row, name, code)
            )
            if places:
                text = _("Rows that are not in %(language)s") % {"language": language_name(code)}
                yield Gap(f"{relation}-untranslated-{code}", text, places)

    return need


def occasion_needed(letter: Any, _wish: PaperWish) -> Iterator[Gap]:
    """Say that what the letter is about was called off, or that nobody knows whether it was held."""
    stands = stands_otherwise(letter.record) if letter.record else ""
    if stands:
        text = _("The occasion stands so: %(standing)s") % {"standing": stands}
        yield one_gap("occasion", text, "id_status", f"{link(letter.record)}#id_status")


def days_needed(record: Any, _wish: PaperWish) -> Iterator[Gap]:
    """Ask for dates known to the day."""
    if not record.start or record.precision not in ("day", "minute"):
        yield one_gap("dates", _("The days are not known exactly"), "id_period")


def programme_needed(visit: Any, _wish: PaperWish) -> Iterator[Gap]:
    """Ask for a programme, and for the day, the time and the place of its items."""
    items = list(visit.programme_items.all())
    if not items:
        yield one_gap("programme", _("The programme is empty"), "programme_items-group")
    for name, text in (
        ("day", _("Items of the programme without a day")),
        ("starts", _("Items of the programme without a time")),
        ("place", _("Items of the programme without a place")),
    ):
        empty = [(at, item) for at, item in enumerate(items) if not getattr(item, name)]
        places = tuple(Place(str(item), f"id_programme_items-{at}-{_column(name)}") for at, item in empty)
        if places:
            yield Gap(f"programme-{name}", text, places)


def _column(name: str) -> str:
    return text_column(name, PaperWish().language) if name == "place" else name


def people_needed(record: Any, _wish: PaperWish) -> Iterator[Gap]:
    """Ask for those who travel, for their head, and for names and offices."""
    rows: list[Participant] = list(record.participants.all())
    travelled = [(at, person) for at, person in enumerate(rows) if person.part == Part.TRAVELLED]
    if not travelled:
        yield one_gap("people", _("Nobody is named who travels"), "participants-group")
        return
    if not any(person.is_head for _at, person in travelled):
        yield one_gap("head", _("The head of the delegation is not marked"), f"id_participants-{travelled[0][0]}-role")
    for name, text in (("name", _("Offices without a name")), ("office", _("People without an office"))):
        column = text_column(name, PaperWish().language)
        empty = [(at, person) for at, person in travelled if not getattr(person, name)]
        places = tuple(Place(str(person), f"id_participants-{at}-{column}") for at, person in empty)
        if places:
            yield Gap(f"people-{name}", text, places)


def contacts_needed(record: Any, _wish: PaperWish) -> Iterator[Gap]:
    """Ask for a contact of each side in a paper by which the office works."""
    if not any(person.contact for person in record.participants.all()):
        yield one_gap("contacts", _("No phone or e-mail is written down for anybody"), "participants-group")


def responsible_needed(record: Any, _wish: PaperWish) -> Iterator[Gap]:
    """Ask for who in the department is responsible."""
    if record.responsible is None:
        yield one_gap("responsible", _("Nobody in the department is named as responsible"), "id_responsible")


def plan_needed(plan: Any, _wish: PaperWish) -> Iterator[Gap]:
    """Ask for the items of a plan, and for who is responsible for each."""
    items = list(plan.plan_items.all())
    if not items:
        yield one_gap("items", _("The plan has no items"), "plan_items-group")
    nobody = [(at, item) for at, item in enumerate(items) if not item.responsible_home]
    if nobody:
        column = text_column("responsible_home", PaperWish().language)
        places = tuple(Place(str(item), f"id_plan_items-{at}-{column}") for at, item in nobody)
        yield Gap("items-responsible", _("Items without anybody responsible on our side"), places)


def services_needed(visit: Any, _wish: PaperWish) -> Iterator[Gap]:
    """Ask for what is ordered for a delegation."""
    if not visit.services.exists():
        yield one_gap("services", _("Nothing is ordered: no hotel, transport or interpreter"), "services-group")


def estimate_needed(visit: Any, _wish: PaperWish) -> Iterator[Gap]:
    """Ask for lines of an estimate, for their rates, and for a look at those above the norm."""
    lines = list(enumerate(visit.estimate_lines.select_related("norm")))
    if not lines:
        yield one_gap("estimate", _("The estimate is empty"), "estimate_lines-group")
    for slug, text, asked in (
        ("rate", _("Lines of the estimate without a rate"), lambda line: line.rate is None and not line.is_at_fact),
        ("norm", _("Lines of the estimate above the norm"), lambda line: line.is_above_norm),
    ):
        places = tuple(Place(str(line), f"id_estimate_lines-{at}-rate") for at, line in lines if asked(line))
        if places:
            yield Gap(f"estimate-{slug}", text, places)


def named_needed(record: Any, _wish: PaperWish) -> Iterator[Gap]:
    """Ask for somebody to thank."""
    if not record.involvements.exists() and not any(person.name for person in record.participants.all()):
        yield one_gap("recipients", _("Nobody is named who took part"), "participants-group")


def each_needs(*names: str) -> Callable[[Iterable[Record], PaperWish], list[Gap]]:
    """Return what asks, for each of `names`, for the field of the records of a list; each place has its own form."""

    def missing(records: Iterable[Record], wish: PaperWish) -> list[Gap]:
        rows, gaps = list(records), list(office_needed(None, wish))
        for name in names:
            empty = [row for row in rows if not getattr(row, name)]
            if empty:
                text = _("Without: %(name)s") % {"name": _label(empty[0], name)}
                anchor = _anchor(empty[0], name, wish.language)
                places = tuple(Place(str(row), anchor, f"{link(row)}#{anchor}") for row in empty)
                gaps.append(Gap(name, text, places))
        return gaps

    return missing


def guests_needed(event: Any, _wish: PaperWish) -> Iterator[Gap]:
    """Ask for delegations that come to an event, and for the people of each."""
    found = guest_delegations(event, ARRIVAL)
    if not found:
        yield one_gap("delegations", _("No delegation comes to this event"), "cities-group")
    empty = [one.visit for one in found if not one.people]
    if empty:
        places = tuple(Place(str(visit), "participants-group", f"{link(visit)}#participants-group") for visit in empty)
        yield Gap("unnamed", _("Delegations in which nobody is named"), places)
