"""What the screens of all kinds of records share."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from partnerships.admin.forms.grid import GridForm
from partnerships.admin.forms.inlines import grid_inline, languages_of, pairs, row_inline
from partnerships.admin.lists.lists import ListAdmin, MineFilter, PartnerCityFilter, YearFilter
from partnerships.admin.publishing.bulk import STATE_STEPS, THEME_STEPS
from partnerships.admin.publishing.publication import StateFilter
from partnerships.admin.screens import copying
from partnerships.admin.screens.documents import DocumentForm
from partnerships.admin.screens.entry import EntryAdmin, EntryForm
from partnerships.admin.screens.photos import PhotoInline
from partnerships.models import Award, Document, Figure, Involvement, Participant, Record
from partnerships.text.translated import text_columns


class ParticipantForm(GridForm):
    """A person; a role that a paste could not read is shown as one to choose."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        role: Any = self.fields["role"]
        if self.is_bound and self.data.get(self.add_prefix("role")) == "":
            role.choices = [("", _("Choose")), *role.choices]


PEOPLE: tuple[str, ...] = (*languages_of("name", "office"), "organization", "role", "is_public")
#: Who signed: the columns of a grid, or the fields of a card on one side of an agreement.
SIGNATORY: tuple[str, ...] = (
    *languages_of("name", "office"),
    *("organization", "signed_on", *languages_of("signed_place"), "is_public"),
)
ROWS: list[type[InlineModelAdmin[Any, Any]]] = [
    grid_inline(
        Participant,
        PEOPLE,
        ("contact", "consent", "side", "signed_on", *languages_of("signed_place")),
        autocomplete_fields=["organization"],
        form=ParticipantForm,
    ),
    grid_inline(Involvement, ("organization", "role", "side"), autocomplete_fields=["organization"]),
    grid_inline(Figure, ("what", "qualifier", "value", *languages_of("note"))),
    grid_inline(Award, ("degree", "count", *languages_of("recipient"))),
    PhotoInline,
    row_inline(
        Document,
        (("file", "kind", "access"), *pairs("title"), ("number", "date", "language"), "order"),
        form=DocumentForm,
    ),
]

RELATIONS = (_("Relations"), {"fields": ("part_of", "related")})
PAGE = (_("Page"), {"fields": ("slug",)})
NOTES = (
    _("For the department only"),
    {"fields": ("responsible", "source_note", "internal_note")},
)


def fieldsets(first: tuple[Any, ...], more: tuple[Any, ...], *own: Any) -> tuple[Any, ...]:
    """Return the sections of a record's form: the short part open, the rest closed, those of the kind's `own` last."""
    title = pairs("title")[0]
    return (
        (None, {"fields": (title, *first, ("period", "cities"))}),
        (_("Text"), {"fields": pairs("summary", "body")}),
        (_("Details"), {"fields": (*more, *pairs("place", "remark"), "themes", *pairs("source"))}),
        RELATIONS,
        PAGE,
        NOTES,
        *own,
    )


class RecordAdmin[R: Record](EntryAdmin[R]):
    """Lists and forms of records of one kind."""

    form = EntryForm
    actions = (*STATE_STEPS, *THEME_STEPS)
    inlines = ROWS
    front: tuple[str, ...] = ("participants", "programme_items", "photos", "documents")
    autocomplete_fields = ["cities", "themes", "part_of", "related", "responsible"]
    search_fields = [*text_columns("title"), "slug"]
    list_filter = [StateFilter, MineFilter, YearFilter, PartnerCityFilter, "themes"]
    list_display = ["title", "shown_state", "when", "shown_cities"]
    list_prefetch_related = ("cities",)
    ordering = [F("period_order").desc(nulls_last=True), "-pk"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return records that know how they stand today."""
        return super().get_queryset(request).with_standing()

    def get_urls(self) -> list[URLPattern]:
        """Add the copy to a new date."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_copy"
        return [
            path("<path:object_id>/copy/", self.admin_site.admin_view(self.copy_view), name=name),
            *super().get_urls(),
        ]

    def copy_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Copy a record to a new date."""
        return copying.copy_view(self, request, object_id)

    @admin.display(description=_("cities"))
    def shown_cities(self, record: R) -> str:
        """The partner cities, in one cell."""
        return ", ".join(city.name for city in record.cities.all())


@admin.register(Record)
class AnyRecordAdmin(ListAdmin[Record]):
    """Records of all kinds, only to be found from the fields that point at one; edited by their own screen."""

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

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Each kind has its own bin."""
        raise PermissionDenied
