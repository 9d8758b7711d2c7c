"""Drafts out of a text: what a clerk may correct of each, what is there already, and how they are saved."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.admin.forms.date_of_kind import check_date_of
from partnerships.admin.prose.alike import records_near, records_of_find
from partnerships.admin.prose.awards import degrees_in
from partnerships.admin.prose.fields_told import FieldsTold
from partnerships.admin.prose.learned import Learned
from partnerships.admin.prose.left_out import LeftOutField, parts_of_find, without_parts
from partnerships.admin.prose.shape import in_text_order, joins, may_split
from partnerships.models import AWARDS, Record, User
from partnerships.models.record import models_by_kind
from partnerships.models.term_field import TermField
from partnerships.period import PeriodField
from partnerships.prose.found import AGREEMENT, DELEGATION, EVENT, EXHIBITION, Find, Person
from partnerships.prose.reading import Page
from partnerships.prose.words import LANGUAGES
from partnerships.staff.addresses import link
from partnerships.staff.rights import may_change
from partnerships.text.quotes import quoting
from partnerships.text.translated import CODES

#: The field of each kind that tells more than the kind: which way people went, what an event was.
FORMS: Final = {"delegation": "direction", "event": "form"}
#: The kinds of records that a text tells of.
KINDS_TOLD: Final = frozenset({AGREEMENT, DELEGATION, EVENT, EXHIBITION})
_TITLE: Final = Record._meta.get_field("title").max_length or 0


class OfferedRows(NamedTuple):
    """What may be chosen of the register's fields of cooperation and organisations."""

    themes: list[tuple[str, str]]
    bodies: list[tuple[str, str]]


def _boxes(label: str, choices: list[tuple[str, str]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple)


class DraftForm(forms.Form):
    """What may be corrected of a draft before it is saved; the rest is corrected in its own form."""

    use_required_attribute = False  # a draft that is not chosen needs no title
    take = forms.BooleanField(label=gettext_lazy("Save as a draft"), required=False)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=_TITLE)
    period = PeriodField(label=gettext_lazy("Date"), required=False)

    def __init__(
        self,
        find: Find,
        people: Sequence[Person],
        alike: Sequence[Record] | None,
        rows: OfferedRows,
        *args: Any,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        if alike is not None:
            there = [(str(record.pk), quoting(_("add to “%(name)s”"), name=str(record))) for record in alike]
            choices = [("", _("as a new record")), *there]
            self.fields["into"] = forms.ChoiceField(label=_("Keep it"), choices=choices, required=False)
        if name := FORMS.get(find.kind):
            field: Any = models_by_kind()[find.kind]._meta.get_field(name)
            offered = field.labels.offered() if isinstance(field, TermField) else field.flatchoices
            self.fields["form"] = forms.ChoiceField(
                label=capfirst(str(field.verbose_name)), choices=[("", "—"), *offered]
            )
        self.fields["themes"] = _boxes(_("Fields of cooperation"), rows.themes)
        bodies = _("Parties") if find.kind == AGREEMENT else _("Organisations taking part")
        self.fields["bodies"] = _boxes(bodies, rows.bodies)
        self.kind = find.kind
        self.fields["without"] = LeftOutField(label=_("Leave out"), choices=parts_of_find(find, people), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a date that a new record of its kind would refuse."""
        told = self.cleaned_data
        if told.get("period") and not told.get("into"):
            try:
                check_date_of(models_by_kind()[self.kind], told["period"])
            except ValidationError as error:
                self.add_error("period", error)
        return told

    def is_chosen(self) -> bool:
        """Say whether the draft is to be saved."""
        return self.is_bound and bool(self["take"].value())


class Draft:
    """A find with its form and the records that may be the same."""

    def __init__(
        self, number: int, find: Find, page: Page, data: Any, known: Iterable[Record], by: User, fields: FieldsTold
    ) -> None:
        self.number, self.find = number, find
        self.joins_to, self.may_split = 0, may_split(find)
        self.model = models_by_kind()[find.kind]
        self.kind = capfirst(str(self.model._meta.verbose_name))
        self.other_kinds = [(kind, label) for kind, label in kinds_to_add(by).items() if kind != find.kind]
        self.language = column_language(page.language)
        self.people = find.people if self.language else []
        self.degrees = list(dict.fromkeys(code for told in find.awards for code in degrees_in(told)))
        self.awards = [dict(AWARDS.offered())[code] for code in self.degrees]
        self.awards_left = list(dict.fromkeys(told.strip() for told in find.awards if not degrees_in(told)))
        self.form_code = fields.learned.form(find) or self._form_code()
        self.themes, self.bodies = fields.themes_of(find), fields.bodies_of(find)
        self.words_to_learn = fields.words_to_learn(find)
        title = self._title(page)
        alike = records_of_find(find, title, known)
        self.alike = [{"name": str(record), "period": record.period, "url": link(record)} for record in alike]
        given = {
            "take": find.is_sure and not alike,
            "title": title,
            "period": find.period,
            "form": self.form_code,
            "themes": self.themes,
            "bodies": self.bodies,
        }
        rows = OfferedRows([(one.pk, one.name) for one in fields.themes], fields.bodies_near(find, self.bodies))
        sent = data if data and f"d{number}-period" in data else None  # what was split off was not there yet
        asked = alike or (sent and sent.get(f"d{number}-into"))  # what has gone since is a mistake, not a new record
        opened = self._open(alike, by) if asked else None
        self.form = DraftForm(find, self.people, opened, rows, sent, initial=given, prefix=f"d{number}")

    @property
    def boxes(self) -> list[forms.BoundField]:
        """The boxes of what the record is about and who takes part."""
        return [self.form["themes"], self.form["bodies"]]

    @property
    def left(self) -> Find:
        """The find of a form that is right, without what was left out of it."""
        return without_parts(self.find, self.form.cleaned_data["without"])

    def _open(self, alike: Iterable[Record], by: User) -> list[Record]:
        """Return the records to which the user may add, asked as those of their kind without reading them anew."""
        return [row for row in alike if may_change(by, self.model(state=row.state, publish_at=row.publish_at))]

    def _form_code(self) -> str:
        """Return the form that was read as a code that is offered here, "" where the clerk has to choose one."""
        field = self.model._meta.get_field(FORMS[self.find.kind]) if self.find.kind in FORMS else None
        return field.labels.coded(self.find.form) if isinstance(field, TermField) else self.find.form

    def _title(self, page: Page) -> str:
        """Return the title in quotation marks of the text, else the kind with its cities, in the text's language.

        The site has no place for one in a language of which it has no pages: then it is asked for.
        """
        if not self.language:
            return ""
        if self.find.title:
            return self.find.title[:_TITLE]
        with translation.override(page.language):
            label = str(self.model._meta.verbose_name)
            if (name := FORMS.get(self.find.kind)) and self.form_code:
                choices: Any = self.model._meta.get_field(name)
                form = str(dict(choices.flatchoices).get(self.form_code, ""))
                label = f"{label} ({form.lower()})" if self.find.kind == "delegation" else form or label
        cities = ", ".join(place.name for place in self.find.cities)
        return (f"{capfirst(label)}: {cities}" if cities else capfirst(label))[:_TITLE]


def column_language(language: str, codes: Sequence[str] = CODES) -> str:
    """Return the one of `codes` in which a text in `language` is kept, whatever its region; "" where there is none."""
    return next((code for code in codes if code.partition("-")[0] == language), "")


def kinds_to_add(by: User) -> dict[str, str]:
    """Return the names of the kinds of records that a text tells of and that `by` may add, by kind."""
    models = ((kind, model._meta) for kind, model in models_by_kind().items() if kind in KINDS_TOLD)
    allowed = ((kind, meta) for kind, meta in models if by.has_perm(f"partnerships.add_{meta.model_name}"))
    return {kind: capfirst(str(meta.verbose_name)) for kind, meta in allowed}


def finds_of(page: Page, by: User) -> list[Find]:
    """Return the finds of kinds that the user may add."""
    allowed, learned = kinds_to_add(by), Learned()
    kinds = ((find, learned.kind(find)) for find in page.finds)
    finds = [
        find if kind not in allowed or kind == find.kind else replace(find, kind=kind, form="") for find, kind in kinds
    ]
    return [find for find in finds if find.kind in allowed]


def drafts_of(finds: dict[int, Find], page: Page, by: User, data: object = None) -> list[Draft]:
    """Return a draft for each find by its number, corrected as `data` says, in the order of the text."""
    known, fields = records_near(list(finds.values())), FieldsTold(page, Learned())
    drafts = [Draft(number, finds[number], page, data, known, by, fields) for number in in_text_order(finds)]
    for draft in drafts:
        draft.joins_to = joins(finds, draft.number)
    return drafts


def may_add(request: HttpRequest, model: type[models.Model]) -> bool:
    """Say whether the user may add records of `model`."""
    return request.user.has_perm(f"partnerships.add_{model._meta.model_name}")


def may_read_prose(request: HttpRequest) -> bool:
    """Say whether the user may add records of some kind, and the site speaks a language that is read."""
    speaks = any(code.partition("-")[0] in LANGUAGES for code in CODES)
    return speaks and any(may_add(request, model) for model in models_by_kind().values())
