"""Photos in one go: each dropped file is uploaded on its own, all words on one sheet, saved with the record."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from partnerships.admin.access import go_on_with
from partnerships.admin.base import RegisterAdmin, acting
from partnerships.admin.forms.inlines import pairs, row_inline
from partnerships.admin.forms.whole_line import WholeLine
from partnerships.admin.forms.wording import speak
from partnerships.admin.screens import uploads
from partnerships.admin.writing import kept_files
from partnerships.admin.writing.shared_form import SharedForm
from partnerships.files import renditions
from partnerships.files.fields import PICTURES
from partnerships.files.intake import accept_photo
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.models import KeptFile, Kind, Photo
from partnerships.models.photo import PhotoQuerySet
from partnerships.text.alt import check_alt
from partnerships.text.numbers import natural, whole
from partnerships.text.translated import text_column, text_columns

LOOK = 480
#: Name of the field that sends many files at once without scripts.
FILES = "photos-files"


def address_of(file: Any) -> str:
    """Return the address of the whole stored picture, small."""
    return reverse("file-photo", args=[renditions.key_of(str(file.name)), LOOK, "jpg"])


class PhotoForm(forms.ModelForm):
    """One photo of the sheet; its words are checked as soon as they are typed."""

    accept = PICTURES

    class Meta:
        widgets: ClassVar[dict[str, Any]] = {
            text_column(name, code): WholeLine for name in ("alt", "caption") for code, _name in settings.LANGUAGES
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            speak(field)
        for code, _name in settings.LANGUAGES:
            if text_column("alt", code) in self.fields:
                self.fields[text_column("alt", code)].validators.append(check_alt)
        for name in ("focal_x", "focal_y"):
            if name in self.fields:
                self.fields[name].required = False

    def _centred(self, name: str) -> float:
        value: float | None = self.cleaned_data[name]
        return 0.5 if value is None else value

    def clean_focal_x(self) -> float:
        """Return the middle where nobody has pressed on the picture."""
        return self._centred("focal_x")

    def clean_focal_y(self) -> float:
        """Return the middle where nobody has pressed on the picture."""
        return self._centred("focal_y")

    @property
    def ticket(self) -> str:
        """The ticket of a file that was uploaded and waits for the save."""
        found: str = self.data.get(f"{self.add_prefix('file')}{kept_files.TICKET}", "")
        return found

    @property
    def look(self) -> str:
        """The address of the whole picture, small: of a newly chosen one first; "" before there is one."""
        widget: Any = self.fields["file"].widget
        chosen = widget.kept or (kept_files.find_file(self.ticket) if self.ticket else None)
        if chosen:
            return reverse("admin:partnerships_photo_kept", args=[chosen.key])
        stored = self.initial.get("file")  # the instance holds what was just sent, taken or not
        return address_of(stored) if stored else ""


class PhotoLine(PhotoForm, SharedForm):
    """One photo of the list, where no label stands beside a field and no help below it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        photo = self.instance
        for field in self.fields.values():
            field.help_text = ""
            field.widget.attrs["aria-label"] = f"{field.label}: {photo.record or photo.city or photo.home}"


def with_uploads(request: HttpRequest) -> None:
    """Make rows of the files that a form sent without scripts; one that is refused is named, the rest go on."""
    filled, total = request.POST.copy(), "photos-TOTAL_FORMS"
    for upload in sorted(request.FILES.getlist(FILES), key=lambda sent: natural(sent.name or "")):
        try:
            accepted = accept_photo(upload)
        except ValidationError as error:
            messages.error(request, f"{upload.name}: {' '.join(error.messages)}")
            continue
        accepted.name = upload.name
        number = whole(filled.get(total))
        row = {"use": "gallery", "order": number, "focal_x": 0.5, "focal_y": 0.5}
        ticket = kept_files.keep_file(accepted, user=acting(request)).key
        for name, value in {**row, f"file{kept_files.TICKET}": ticket}.items():
            filled[f"photos-{number}-{name}"] = str(value)
        filled[total] = str(number + 1)
    go_on_with(request, filled)


def remind(request: HttpRequest, photos: PhotoQuerySet) -> None:
    """Say how many of the photos of a saved form the public does not see yet, and why."""
    count = photos.undescribed().count()
    if count:
        text = ngettext(
            "%(count)s photo has no description yet: the public does not see it.",
            "%(count)s photos have no description yet: the public does not see them.",
            count,
        )
        address = f"{reverse('admin:partnerships_photo_changelist')}?described=no"
        link = format_html('{} <a href="{}">{}</a>', text % {"count": count}, address, _("Describe in the list"))
        messages.warning(request, link)


PhotoInline = row_inline(
    Photo,
    None,
    form=PhotoForm,
    template="admin/partnerships/screens/photo_rows.html",
    fieldsets=(
        (None, {"fields": (*pairs("alt", "caption"), "is_decorative")}),
        (None, {"fields": (("author", "taken_on"), ("use", "rights"), ("focal_x", "focal_y"), "file", "order")}),
    ),
)


class Described(admin.SimpleListFilter):
    """Photos with words for those who cannot see, or still without."""

    title = gettext_lazy("description")
    parameter_name = "described"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
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


@admin.register(Photo)
class PhotoAdmin(RegisterAdmin[Photo]):
    """All photos in one list, their words typed right there; the drop zones of all forms upload here."""

    has_bin = False
    actions = None
    list_display = ["look", *text_columns("alt"), "is_decorative"]
    list_display_links = None
    list_editable = [*text_columns("alt"), "is_decorative"]
    list_filter = [Described, "use"]
    list_select_related = [*(f"record__{kind}" for kind in Kind), "city", "home"]
    list_per_page = 20
    search_fields = [*text_columns("alt", "caption", "record__title", "city__name")]
    fieldsets = PhotoInline.fieldsets
    form = PhotoForm

    def get_urls(self) -> list[URLPattern]:
        """Add the upload of one file and the look of an uploaded one."""
        view = self.admin_site.admin_view
        return [
            path("upload/", view(self.upload_view), name="partnerships_photo_upload"),
            path("kept/<uuid:key>/", view(self.kept_view), name="partnerships_photo_kept"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Photo]:
        """Return the newest photos first."""
        return Photo.objects.order_by("-pk")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A photo is added on the form of its record."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        """Ask the screen of the record or city that a photo stands on: what it refuses, the list refuses too."""
        allowed = super().has_change_permission(request, obj)
        owner: Any = obj and (obj.city or obj.home or (getattr(obj.record, obj.record.kind) if obj.record else None))
        if not allowed or owner is None:
            return allowed
        return self.admin_site._registry[type(owner)].has_change_permission(request, owner)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """A photo is taken away on the form of its record, whose history keeps it."""
        raise PermissionDenied

    def save_model(self, request: HttpRequest, obj: Photo, form: Any, change: bool) -> None:
        """Save the words of a photo whose record this user may change: a live page may be the head's alone."""
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        super().save_model(request, obj, form, change)

    def get_changelist_form(self, request: HttpRequest, **options: Any) -> type[forms.ModelForm]:
        """Check the words typed into the list as on the sheet."""
        return super().get_changelist_form(request, **{"form": PhotoLine, **options})

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Save what was typed into the list as one revision."""
        if request.method != "POST" or "_save" not in request.POST:
            return super().changelist_view(request, extra_context)
        with revisions.revision(by=acting(request), reason=fact(gettext_noop("Photos described in the list"))):
            page: Any = super().changelist_view(request, extra_context)
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

    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """Take one file through the intake and keep it, closed, until the record of the form is saved."""
        answer = uploads.take_sent_file(request, accept_photo, "partnerships.add_photo")
        if isinstance(answer, JsonResponse):
            return answer
        renditions.make_all(str(answer.file.name))  # now, one by one, instead of all at once in the save
        look = reverse("admin:partnerships_photo_kept", args=[answer.key])
        return JsonResponse({"ticket": str(answer.key), "look": look, "name": answer.name})

    def kept_view(self, request: HttpRequest, key: Any) -> HttpResponse:
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
