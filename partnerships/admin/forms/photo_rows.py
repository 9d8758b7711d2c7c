"""Photos of a record in its form: all words on one sheet, files that came without scripts made into rows."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models.fields.files import FieldFile
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.admin.access import acting, go_on_with
from partnerships.admin.forms.inlines import pairs, row_inline
from partnerships.admin.forms.whole_line import WholeLine
from partnerships.admin.forms.wording import speak
from partnerships.admin.writing import kept_files
from partnerships.files import renditions
from partnerships.files.fields import PICTURES
from partnerships.files.intake import accept_photo
from partnerships.models import Photo
from partnerships.text.alt import check_alt
from partnerships.text.numbers import natural, whole
from partnerships.text.translated import CODES, text_column

LOOK = 480
#: Name of the field that sends many files at once without scripts.
FILES = "photos-files"


def address_of(file: FieldFile) -> str:
    """Return the address of the whole stored picture, small."""
    return reverse("file-photo", args=[renditions.key_of(str(file.name)), LOOK, "jpg"])


class PhotoForm(forms.ModelForm):
    """One photo of the sheet; its words are checked as soon as they are typed."""

    accept = PICTURES

    class Meta:
        widgets: ClassVar[dict[str, object]] = {
            text_column(name, code): WholeLine for name in ("alt", "caption") for code in CODES
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            speak(field)
        for code in CODES:
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
        widget = self.fields["file"].widget
        chosen = widget.kept or (kept_files.find_file(self.ticket) if self.ticket else None)
        if chosen:
            return reverse("admin:partnerships_photo_kept", args=[chosen.key])
        stored = self.initial.get("file")  # the instance holds what was just sent, taken or not
        return address_of(stored) if stored else ""


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


def remind(request: HttpRequest, entry: Any) -> None:
    """Say how many of the photos of what was saved the public does not see yet, and why."""
    count = entry.photos.undescribed().count()
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
