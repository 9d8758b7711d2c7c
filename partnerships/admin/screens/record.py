"""What the screens of all kinds of records share."""

from collections.abc import Iterable
from typing import Any, ClassVar, Final, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from partnerships.admin.access import acting
from partnerships.admin.base import RegisterAdmin
from partnerships.admin.forms.inlines import fieldsets_without, grid_inline, languages_of, pairs, row_inline
from partnerships.admin.forms.likeness import OffersAlikeRecords
from partnerships.admin.forms.people import ParticipantForm, PeopleFormSet
from partnerships.admin.forms.photo_rows import PhotoInline
from partnerships.admin.forms.whole_line import WholeLine
from partnerships.admin.lists.lists import BoundedPaginator, MineFilter, PartnerCityFilter, YearFilter
from partnerships.admin.papers import record_papers
from partnerships.admin.publishing.bulk import STATE_STEPS, THEME_STEPS
from partnerships.admin.publishing.publication import StateFilter, shown_state
from partnerships.admin.screen import Screen, ScreenPages
from partnerships.admin.screens import copying, entry, letters_of
from partnerships.admin.screens.documents import DocumentForm, first_kind
from partnerships.admin.screens.entry import EntryForm, shown_standing, when
from partnerships.kinds import KINDS
from partnerships.kinds.kind import Kind, Line
from partnerships.models import Award, Commitment, DelegationStatus, Document, Figure, Involvement, Participant, Record
from partnerships.staff import rights
from partnerships.text.label import Label
from partnerships.text.translated import text_columns

PEOPLE: tuple[str, ...] = (*languages_of("name", "office"), "organization", "role", "is_public")
#: What is kept of the consent of a private person.
CONSENT: tuple[str, ...] = ("consent", "consent_on", "consent_paper")
#: Who signed: the columns of a grid, or the fields of a card on one side of an agreement.
SIGNATORY: tuple[str, ...] = (
    *languages_of("name", "office"),
    *("organization", "signed_on", *languages_of("signed_place"), "is_public"),
)
ROWS: list[type[InlineModelAdmin]] = [
    grid_inline(
        Participant,
        PEOPLE,
        ("contact", *CONSENT, "side", "signed_on", *languages_of("signed_place")),
        autocomplete_fields=["organization"],
        form=ParticipantForm,
        formset=PeopleFormSet,
    ),
    grid_inline(Involvement, ("organization", "role", "side"), autocomplete_fields=["organization"]),
    grid_inline(Figure, ("what", "qualifier", "value", *languages_of("note"))),
    grid_inline(Award, ("degree", "count", *languages_of("recipient"))),
    PhotoInline,
    row_inline(
        Document,
        (("file", "kind", "access"), *pairs("title"), ("number", "date", "language"), "order"),
        form=DocumentForm,
        formfield_for_choice_field=first_kind,
    ),
    grid_inline(Commitment, ("side", "what", "who", "due", "state"), ("kept_on", "note")),
]

#: What a visit, an event or an exhibition is called in its form that is neither in doubt nor put off.
ON_ITS_DATE: Final = _("On its date (done, or to come)")

RELATIONS = (_("Relations"), {"fields": ("part_of", "related")})
PAGE = (_("Page"), {"fields": ("slug",)})
NOTES = (
    _("For the department only"),
    {"fields": ("responsible", "source_note", "internal_note")},
)


def fieldsets(kind: Kind) -> list[Any]:
    """Return the sections of the form of a record of `kind`: the short part open, the rest closed."""
    title = pairs("title")[0]
    first, more = ([_on_paper(kind, line) for line in lines] for lines in (kind.first_lines, kind.detail_lines))
    return [
        (None, {"fields": (title, *first, ("period", "cities"))}),
        (_("Text"), {"fields": pairs("summary", "body")}),
        (_("Details"), {"fields": (*more, *pairs("place", "remark"), "themes", *pairs("source"))}),
        RELATIONS,
        PAGE,
        NOTES,
    ]


def _on_paper(kind: Kind, line: Line) -> Line:
    """Return a line of the form with the columns of each language beside each other."""
    return pairs(line)[0] if isinstance(line, str) and line in kind.translated else line


class RecordForm(OffersAlikeRecords, EntryForm):
    """A dated record, its title seen whole; one that is likely there already is asked about."""

    class Meta:
        widgets: ClassVar[dict[str, object]] = {name: WholeLine(attrs={"rows": 1}) for name in text_columns("title")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "status" in self.fields:  # the date decides whether it is done: the choice is the same before and after
            status = cast("forms.ChoiceField", self.fields["status"])
            choices = cast("Iterable[Any]", status.choices)
            status.choices = [
                (value, ON_ITS_DATE if value == DelegationStatus.HELD else said) for value, said in choices
            ]

    def example(self) -> Label:
        """Return a title of this kind of record."""
        return KINDS[self.instance.KIND].example


class RecordAdmin[R: Record](RegisterAdmin[R]):
    """Lists and forms of records of one kind, as its declaration has them."""

    form = RecordForm
    pages: ScreenPages = (
        *copying.pages,
        *entry.pages,
        *letters_of.pages,
        *record_papers.pages,
        *RegisterAdmin.pages,
    )
    change_form_template = "admin/partnerships/screens/record_form.html"
    period = staticmethod(when)  # the field of the date, to whoever only reads the form
    actions = (*STATE_STEPS, *THEME_STEPS)
    inlines = ROWS
    front: tuple[str, ...] = ("participants", "programme_items", "photos", "documents")
    autocomplete_fields = ["cities", "themes", "part_of", "related", "responsible"]
    search_fields = [*text_columns("title"), "slug"]
    list_filter = [StateFilter, MineFilter, YearFilter, PartnerCityFilter, "themes"]
    list_prefetch_related = ("cities",)
    ordering = [F("period_order").desc(nulls_last=True), "-pk"]
    #: Sections of the form after those that every kind has.
    own_sections: tuple[object, ...] = ()

    def get_fieldsets(self, request: HttpRequest, obj: R | None = None) -> list[Any]:
        """Return the sections of the form."""
        hidden = rights.hidden_fields(acting(request), self.model)
        found = [*fieldsets(KINDS[self.model.KIND]), *self.own_sections]
        return fieldsets_without(hidden, found) if hidden else found

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """Return the columns of the list."""
        return ["title", shown_state, when, "shown_cities", *KINDS[self.model.KIND].listed, shown_standing]

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """Return the filters of the list."""
        return [*self.list_filter, *KINDS[self.model.KIND].filters]

    def get_queryset(self, request: HttpRequest) -> QuerySet[R]:
        """Return records that know how they stand today."""
        return super().get_queryset(request).with_standing()

    @admin.display(description=_("cities"))
    def shown_cities(self, record: R) -> str:
        """The partner cities, in one cell."""
        return ", ".join(city.name for city in record.cities.all())


@admin.register(Record)
class AnyRecordAdmin(Screen[Record]):
    """Records of all kinds, only to be found from the fields that point at one; edited by their own screen."""

    paginator = BoundedPaginator
    show_full_result_count = False
    actions = None
    search_fields = [*text_columns("title"), "slug"]
    ordering = ["-start", "-pk"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Stay out of the sections."""
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A record is always of some kind."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Record | None = None) -> bool:
        """Each kind has its own form."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Record | None = None) -> bool:
        """Let a kind's own screen delete its record together with this row."""
        return super().has_delete_permission(request, obj)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: object = None) -> HttpResponse:
        """Each kind has its own bin."""
        raise PermissionDenied
