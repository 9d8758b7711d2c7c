"""Screens of cities and records: the date typed as words, the page address made from the name."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.widgets import Media, Script
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy

from partnerships.admin.access import go_on_with
from partnerships.admin.forms import checking, pasting
from partnerships.admin.forms.grid import GridSection, with_row
from partnerships.admin.forms.sections import Outline, sections_context
from partnerships.admin.forms.wording import speak
from partnerships.admin.home import readers
from partnerships.admin.publishing.publication import PublicationAdmin, PublicationForm
from partnerships.admin.screens import photos
from partnerships.admin.screens.handout import HandoutAdmin
from partnerships.admin.screens.quick import QuickAdmin
from partnerships.models.base import Entry
from partnerships.period import PeriodField, format_period
from partnerships.period.parser import remarks_to_fill
from partnerships.text.translated import text_column
from partnerships.text.transliteration import latin


def free_slug(entry: Entry, name: str) -> str:
    """Return an address made from `name` that no other entry of the kind of `entry` has."""
    base = slugify(latin(name))[:100].strip("-") or "record"
    others = type(entry)._base_manager.exclude(pk=entry.pk).filter(slug__startswith=base)
    taken = set(others.values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


class EntryForm(PublicationForm):
    """The date typed as words; the page address made from the title when left empty."""

    EXAMPLE: ClassVar[Any] = gettext_lazy("Delegation of Omsk at the City Day")

    period = PeriodField(required=False, label=gettext_lazy("Date"), with_remark=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("period", self.instance.period)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        name = text_column(self.NAME, settings.LANGUAGE_CODE)
        if name in self.fields:
            self.fields[name].required = True
        for name, field in self.fields.items():
            speak(field, self.EXAMPLE if name.startswith(self.NAME) else "")

    def is_valid(self) -> bool:
        """A form that only asked for its pasted text as rows, or for one more row, is shown again, never saved."""
        return super().is_valid() and not {"_paste", "_row"} & set(self.data)

    def clean_slug(self) -> str:
        """Return the page address; one made from the name gets a number where the plain one is taken."""
        given = self.cleaned_data.get("slug")
        return given or free_slug(self.instance, self.data.get(text_column(self.NAME, settings.LANGUAGE_CODE), ""))

    def clean(self) -> dict[str, Any] | None:
        """Put the date into its columns before the model is checked."""
        cleaned = super().clean()
        if "period" in self.cleaned_data:
            self.instance.period = self.cleaned_data["period"]
            self._fill_remarks()
        return cleaned

    def _fill_remarks(self) -> None:
        """Put “annually”, typed with the date, where it belongs."""
        field: Any = self.fields["period"]
        columns = {code: text_column("remark", code) for code, _name in settings.LANGUAGES}
        said = {code: self.cleaned_data.get(name, getattr(self.instance, name)) for code, name in columns.items()}
        try:
            filled = remarks_to_fill(field.reading(self.data.get(self.add_prefix("period"))), said)
        except ValidationError as error:
            self.add_error("period", error)
            return
        for code in filled.keys() & columns.keys():
            self.cleaned_data[columns[code]] = filled[code]
            setattr(self.instance, columns[code], filled[code])


def creatable(request: HttpRequest, site: Any) -> dict[str, str]:
    """Return where rows can be made from the field that misses them, by model, for this user."""
    screens = ((model, screen) for model, screen in site._registry.items() if isinstance(screen, QuickAdmin))
    return {
        str(model._meta.model_name): reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_quick")
        for model, screen in screens
        if screen.has_add_permission(request)
    }


#: What the forms of entries do in a browser; lists have no need of it.
_SCRIPTS: list[Any] = [
    Script(f"js/office/{name}.js", type="module")
    for name in ("forms/sections", "forms/create", "forms/paste", "screens/photos", "forms/grid", "forms/grid_paste")
]
SCRIPTS = Media(js=_SCRIPTS)


class EntryAdmin[E: Entry](HandoutAdmin[E], PublicationAdmin[E]):
    """A city or a record: a form in sections, and lists."""

    change_form_template = "admin/partnerships/screens/record_form.html"
    #: Rows that stand right after the open part of the form, by the name of their formset.
    front: tuple[str, ...] = ()
    #: Sections with a name of their own, made of the rows with certain roles.
    places: tuple[GridSection, ...] = ()

    def get_urls(self) -> list[URLPattern]:
        """Add the check of one field and the reading of what was pasted."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("check/", self.admin_site.admin_view(self.check_view), name=f"{name}_check"),
            path("paste/", self.admin_site.admin_view(self.paste_view), name=f"{name}_paste"),
            *super().get_urls(),
        ]

    def check_view(self, request: HttpRequest) -> HttpResponse:
        """Say at once what is wrong with one field."""
        return checking.check_value(self, request)

    def paste_view(self, request: HttpRequest) -> HttpResponse:
        """Show what was pasted as rows."""
        return pasting.preview(self, request)

    def changeform_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """Turn files and pasted text that came without scripts into rows; a pasted list is shown before it is kept."""
        number = args[0] if args else options.get("object_id")
        if request.method == "POST" and request.FILES.getlist(photos.FILES) and self._may_write(request, number):
            photos.with_uploads(request)
        kind = request.POST.get("_paste")
        if kind in pasting.KINDS:
            go_on_with(request, pasting.with_pasted_rows(request, kind))
        elif "_row" in request.POST:
            go_on_with(request, with_row(request.POST))
        return super().changeform_view(request, *args, **options)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the rows, and say which photos still wait for words; after a step that is said with all the rest."""
        super().save_related(request, form, formsets, change)
        if not form.step:
            photos.remind(request, form.instance.photos.all())

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **options: Any) -> Any:
        """Arrange the form in sections and list its mistakes."""
        context["pasted_kinds"] = pasting.KINDS
        if context.get("opened") is not None:  # the scripts help to write
            context["media"] += SCRIPTS
        entry, outline = options.get("obj"), Outline(self.places, self.front, pasting.KINDS)
        instance = context["adminform"].form.instance
        context |= sections_context(context["adminform"], context["inline_admin_formsets"], outline, instance)
        context["may_create"] = creatable(request, self.admin_site)
        if entry is not None:
            context |= {"readers_line": readers.readers_line(entry), "readers_url": readers.readers_address(entry)}
        return super().render_change_form(request, context, *args, **options)

    @admin.display(description=gettext_lazy("date"), ordering="period_order")
    def when(self, entry: E) -> str:
        """The date exactly as known."""
        return format_period(entry.period, entry.remark) or "—"

    @admin.display(description=gettext_lazy("standing"))
    def shown_standing(self, entry: E) -> str:
        """What is true of it today."""
        return entry.standing_in_words

    @admin.display(description=gettext_lazy("date"))
    def period(self, entry: E) -> str:
        """The field of the date, to whoever only reads the form."""
        return self.when(entry)
