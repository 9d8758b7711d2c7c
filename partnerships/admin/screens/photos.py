"""Photos in one go: each dropped file is uploaded on its own, all words on one sheet, saved with the record."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from partnerships.admin.access import acting
from partnerships.admin.base import RegisterAdmin
from partnerships.admin.forms.photo_rows import LOOK, PhotoForm, PhotoInline, address_of
from partnerships.admin.screen import Screen
from partnerships.admin.writing import uploads
from partnerships.admin.writing.shared_form import SharedForm
from partnerships.files import renditions
from partnerships.files.intake import accept_photo
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.kinds import KINDS
from partnerships.models import KeptFile, Photo
from partnerships.text.translated import text_columns


class PhotoLine(PhotoForm, SharedForm):
    """One photo of the list, where no label stands beside a field and no help below it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        photo = self.instance
        for field in self.fields.values():
            field.help_text = ""
            field.widget.attrs["aria-label"] = f"{field.label}: {photo.record or photo.city or photo.home}"


class Described(admin.SimpleListFilter):
    """Photos with words for those who cannot see, or still without."""

    title = gettext_lazy("description")
    parameter_name = "described"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        """Offer what is missing first."""
        return [("no", _("without a description")), ("half", _("in one language only")), ("yes", _("described"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Narrow the list."""
        if self.value() == "no":
            return queryset.undescribed()
        if self.value() == "half":
            full = {f"{column}__gt": "" for column in text_columns("alt")}
            return queryset.described().filter(is_decorative=False).exclude(**full)
        return queryset.described() if self.value() == "yes" else queryset


def upload_view(_screen: Screen, request: HttpRequest) -> HttpResponse:
    """Take one file through the intake and keep it, closed, until the record of the form is saved."""
    answer = uploads.take_sent_file(request, accept_photo, "partnerships.add_photo")
    if isinstance(answer, JsonResponse):
        return answer
    renditions.make_all(str(answer.file.name))  # now, one by one, instead of all at once in the save
    look = reverse("admin:partnerships_photo_kept", args=[answer.key])
    return JsonResponse({"ticket": str(answer.key), "look": look, "name": answer.name})


def kept_view(_screen: Screen, request: HttpRequest, key: UUID) -> HttpResponse:
    """Show an uploaded picture to whoever uploaded it, and to nobody else."""
    file = KeptFile.objects.filter(pk=key, user=acting(request), media_type="").first()
    if file is None:
        raise Http404
    try:
        with default_storage.open(renditions.make(str(file.file.name), LOOK, "jpg")) as look:
            content = look.read()
    except OSError as error:
        raise Http404 from error
    headers = {"Cache-Control": "private, max-age=3600", "Content-Security-Policy": "default-src 'none'; sandbox"}
    return HttpResponse(content, content_type="image/jpeg", headers=headers)


pages: Final = (
    ("upload/", "upload", upload_view),
    ("kept/<uuid:key>/", "kept", kept_view),
)


@admin.register(Photo)
class PhotoAdmin(RegisterAdmin[Photo]):
    """All photos in one list, their words typed right there; the drop zones of all forms upload here."""

    pages = (*pages, *RegisterAdmin.pages)
    has_bin = False
    actions = None
    list_display = ["look", *text_columns("alt"), "is_decorative"]
    list_display_links = None
    list_editable = [*text_columns("alt"), "is_decorative"]
    list_filter = [Described, "use"]
    list_select_related = [*(f"record__{kind}" for kind in KINDS), "city", "home"]
    list_per_page = 20
    search_fields = [*text_columns("alt", "caption", "record__title", "city__name")]
    fieldsets = PhotoInline.fieldsets
    form = PhotoForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[Photo]:
        """Return the newest photos first."""
        return Photo.objects.order_by("-pk")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A photo is added on the form of its record."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        """Ask the screen of the record or city that a photo stands on: what it refuses, the list refuses too."""
        allowed = super().has_change_permission(request, obj)
        owner = obj and (obj.city or obj.home or (getattr(obj.record, obj.record.kind) if obj.record else None))
        if not allowed or owner is None:
            return allowed
        return self.admin_site.get_model_admin(type(owner)).has_change_permission(request, owner)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: object = None) -> HttpResponse:
        """A photo is taken away on the form of its record, whose history keeps it."""
        raise PermissionDenied

    def save_model(self, request: HttpRequest, obj: Photo, form: object, change: bool) -> None:
        """Save the words of a photo whose record this user may change: a live page may be the head's alone."""
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        super().save_model(request, obj, form, change)

    def get_changelist_form(self, request: HttpRequest, **options: object) -> type[forms.ModelForm]:
        """Check the words typed into the list as on the sheet."""
        return super().get_changelist_form(request, **{"form": PhotoLine, **options})

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """Save what was typed into the list as one revision."""
        if request.method != "POST" or "_save" not in request.POST:
            return super().changelist_view(request, extra_context)
        with revisions.revision(by=acting(request), reason=fact(gettext_noop("Photos described in the list"))):
            page = super().changelist_view(request, extra_context)
        shown = (getattr(page, "context_data", None) or {}).get("cl")
        if shown is not None:  # a mistake: the filter may hold other photos by now than those that were typed into
            shown.result_list = [form.instance for form in shown.formset.forms]
        return page

    @admin.display(description=gettext_lazy("photo"))
    def look(self, photo: Photo) -> str:
        """The whole picture, small, and the record or city that it stands on, as a link to its form."""
        record = photo.record
        owner: Any = record or photo.city or photo.home
        kind = record.kind if record else owner._meta.model_name
        form = reverse(f"admin:partnerships_{kind}_change", args=[owner.pk])
        picture = '<img class="photo-thumb" src="{}" alt="" loading="lazy"><a href="{}">{}</a>'
        return format_html(picture, address_of(photo.file), form, owner)
