"""Chosen drafts of a text saved as one revision: as new drafts, or added to the records that were there already."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest

from partnerships.admin.access import acting
from partnerships.admin.forms.page_address import free_slug
from partnerships.admin.prose.cities import OfferedCity, add_cities
from partnerships.admin.prose.drafts import FORMS, Draft, column_language
from partnerships.admin.prose.learned import note_corrections
from partnerships.history import revisions
from partnerships.models import (
    BODY_ROLES,
    FIGURES,
    Award,
    City,
    Figure,
    Involvement,
    InvolvementRole,
    Organization,
    Participant,
    Quantity,
    Record,
)
from partnerships.prose.found import AGREEMENT, Person
from partnerships.prose.people import same_person
from partnerships.prose.places import NamedCity
from partnerships.prose.reading import Page
from partnerships.staff.rights import may_change
from partnerships.text.translated import CODES, text_column, text_columns


class Saved(NamedTuple):
    """What was saved: new drafts, new cities, and the records added to, each with its last version before."""

    records: list[Record]
    cities: list[City]
    before: dict[int, int]


class NotAdded(Exception):
    """A draft was to be added to a record that is gone, or that the user may not change."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.draft = draft


def save_drafts(drafts: Iterable[Draft], offered: Iterable[OfferedCity], page: Page, request: HttpRequest) -> Saved:
    """Save what was chosen within the revision under way, each with its sentences as the internal source.

    Raises NotAdded where something is to be added to a record that is gone or that the user may not change.
    """
    saved = Saved([], [], {})
    added = add_cities(offered, column_language(page.language))
    saved.cities.extend(added.values())
    drafts = list(drafts)
    note_corrections(drafts)
    for draft in drafts:
        record = _there_already(draft, request)
        if record is None:
            saved.records.append(_save(draft, page, added))
        else:
            version = revisions.history(record).order_by("-pk").first()
            saved.before[record.pk] = version.pk if version else 0
            _add_to(record, draft, page, added)
    return saved


def _there_already(draft: Draft, request: HttpRequest) -> Any:
    """Return the record that the draft is to be added to, None for a new one."""
    chosen = draft.form.cleaned_data.get("into")
    if not chosen:
        return None
    record: Any = draft.model._default_manager.filter(pk=chosen).first()
    if record is None or not may_change(acting(request), record):
        raise NotAdded(draft)
    return record


def _source(draft: Draft, page: Page) -> str:
    return "\n".join(" ".join(page.sentences[number].text.split()) for number in draft.find.sentences)


def _cities(draft: Draft, added: Mapping[NamedCity, City]) -> list[City]:
    places = draft.left.cities
    known = City.objects.filter(pk__in=[place.key for place in places if place.is_known])
    return [*known, *(added[place] for place in places if place in added)]


def _save(draft: Draft, page: Page, added: Mapping[NamedCity, City]) -> Record:
    told, find = draft.form.cleaned_data, draft.find
    record = draft.model()
    setattr(record, text_column("title", draft.language or CODES[0]), told["title"])
    record.period = told["period"]
    if name := FORMS.get(find.kind):
        setattr(record, name, told["form"])
    record.slug = free_slug(record, told["title"])
    record.source_note = _source(draft, page)
    record.full_clean(validate_constraints=False)  # saving asks the database for them
    record.save()
    record.cities.set(_cities(draft, added))
    record.themes.set(told["themes"])
    people = (row for row, _person in _people(draft))
    _save_rows(record, [*_bodies(draft), *_figures(draft), *people, *_awards(draft)])
    return record


def _add_to(record: Any, draft: Draft, page: Page, added: Mapping[NamedCity, City]) -> None:
    """Add the sentences and new people to a record; what the site shows, only to one that it does not show yet."""
    told = _source(draft, page)
    if told not in record.source_note:
        record.source_note = f"{record.source_note}\n{told}".strip()
    record.save()
    named = {getattr(row, column) or "" for row in record.participants.all() for column in text_columns("name")}
    rows = [row for row, one in _people(draft) if not any(same_person(one.name, name) for name in named)]
    if not record.is_public():
        record.cities.add(*_cities(draft, added))
        record.themes.add(*draft.form.cleaned_data["themes"])
        there = set(record.involvements.values_list("organization_id", flat=True))
        rows += [row for row in _bodies(draft) if row.organization_id not in there]
        known = set(record.figures.values_list("what", "value"))
        rows += [row for row in _figures(draft) if (row.what, row.value) not in known]
        given = set(record.awards.values_list("degree", flat=True))
        rows += [row for row in _awards(draft) if row.degree not in given]
    _save_rows(record, rows)


def _figures(draft: Draft) -> list[Any]:
    """Return the figures; only one of no usual kind needs its words, and only a language of the site has.

    What has no term here is something else; where that is no term either, the sentence in the source note tells it.
    """
    note, other = text_column("note", draft.language or CODES[0]), FIGURES.coded(Quantity.OTHER)
    counted = ((one, FIGURES.coded(one.what) or other) for one in draft.left.figures)
    return [
        Figure(
            what=what,
            value=one.value,
            qualifier=one.qualifier,
            **({note: one.words[:150]} if draft.language and what == other else {}),
        )
        for one, what in counted
        if what
    ]


def _bodies(draft: Draft) -> list[Any]:
    """Return a row for each organisation: a party of an agreement, else a participant, if there is such a role."""
    meaning = InvolvementRole.PARTY if draft.find.kind == AGREEMENT else InvolvementRole.PARTICIPANT
    role = BODY_ROLES.usual(meaning)
    there = Organization.objects.filter(pk__in=draft.form.cleaned_data["bodies"] if role else ())
    return [Involvement(organization=row, role=role) for row in there.for_list()]


def _people(draft: Draft) -> list[tuple[Any, Person]]:
    """Return a row for each of the people, with whom it is of."""
    name, office = (text_column(field, draft.language or CODES[0]) for field in ("name", "office"))
    people = draft.left.people if draft.language and Participant().role else ()
    return [(Participant(**{name: one.name[:150], office: one.office[:300]}), one) for one in people]


def _awards(draft: Draft) -> list[Any]:
    """Return the awards without who received them: minors are named by nobody but a person."""
    return [Award(degree=code) for code in draft.degrees]


def _save_rows(record: Any, rows: Iterable[Any]) -> None:
    kept = ((Figure, record.figures), (Participant, record.participants), (Award, record.awards))
    order = {model: rows.count() for model, rows in (*kept, (Involvement, record.involvements))}
    for row in rows:
        order[type(row)] += 1
        row.record, row.order = record, order[type(row)]
        row.full_clean(validate_constraints=False)
        row.save()
