"""The screen on which a text is pasted and read: nothing is saved before drafts are chosen, and all go as one."""

from functools import partial
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.sites import AdminSite
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.admin.access import acting
from partnerships.admin.prose import learned, saved
from partnerships.admin.prose.cities import OfferedCity, all_chosen, for_all, offered_cities
from partnerships.admin.prose.corrections import PART, after_step, corrected, is_behind, still_corrected
from partnerships.admin.prose.drafts import Draft, column_language, drafts_of, finds_of, kinds_to_add, may_read_prose
from partnerships.admin.prose.looked_at import FINDS, mark_of_finds, tells_of_the_same
from partnerships.admin.prose.marks import marked_paragraphs
from partnerships.admin.prose.once import Chosen, answer_before, free_key, save_once
from partnerships.admin.prose.parts import LONGEST, parts_of
from partnerships.admin.prose.saving import NotAdded
from partnerships.admin.prose.shape import JOIN, SHAPE, SPLIT, TURN, shaped, with_step
from partnerships.admin.writing import unsaved
from partnerships.files.intake import accept_text
from partnerships.prose.reading import Page, read_page
from partnerships.prose.register import known_places
from partnerships.prose.words import LANGUAGES, is_in_a_language_read, language_of_prose
from partnerships.text.characters import clean_characters
from partnerships.text.languages import language_name
from partnerships.text.numbers import whole
from partnerships.text.translated import CODES

#: The button that leaves a part of a long text for the next one.
NEXT: Final = "_next"
#: The button that chooses every draft that is sure and not there yet.
SURE: Final = "_sure"


#: The button that chooses every city that the register has not.
CITIES: Final = "_cities"


class TextForm(forms.Form):
    """The text to be read: pasted, or out of a file."""

    # Without max_length: a browser would cut a longer text where it is pasted, and say nothing.
    text = forms.CharField(
        label=gettext_lazy("Text"), required=False, widget=forms.Textarea(attrs={"rows": 14, "aria-required": "true"})
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        help_text=gettext_lazy("Text, HTML, DOCX, ODT, RTF or PDF. The file is read and not kept."),
    )

    def clean(self) -> dict[str, Any]:
        """Return the text in the characters in which it is kept, out of the file where none was pasted."""
        told = self.cleaned_data
        if told.get("file"):
            told["text"], told["remarks"] = accept_text(told["file"])
        told["text"] = clean_characters(told.get("text") or "")
        if not told["text"].strip() and not self.errors:
            raise ValidationError(_("There is no text: paste one, or choose a file."))
        if len(told["text"]) > LONGEST:
            raise ValidationError(_("The text is longer than a megabyte: paste it in parts."))
        if not is_in_a_language_read(told["text"]):
            names = ", ".join(language_name(code) for code in LANGUAGES)
            raise ValidationError(
                _("This seems to be none of the languages that are read: %(names)s.") % {"names": names}
            )
        return told


class LookedAt(NamedTuple):
    """A part of a text as it is looked at; `typed` is what was corrected of it and sent with it."""

    page: Page
    parts: int
    part: int
    mark: str
    shape: str
    drafts: list[Draft]
    cities: list[OfferedCity]
    has_changed: bool
    typed: QueryDict


def prose_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show the form, what a text tells of, or save what was chosen of it."""
    if not may_read_prose(request):
        raise PermissionDenied
    key, sent = _sent(request)
    is_saving = request.method == "POST" and sent is not None and FINDS in sent and not _pressed(sent)
    if is_saving and sent and (address := answer_before(key, sent, request)):
        return HttpResponseRedirect(address)
    key = free_key(key)
    form = TextForm(sent, request.FILES or None)
    context = {**site.each_context(request), "title": _("Read a text"), "form": form}
    context |= {"token": unsaved.token(key, acting(request))}
    if not form.is_valid():
        context["offers"] = [] if sent else unsaved.offers(acting(request), unsaved.PROSE, "")
        return TemplateResponse(request, "admin/partnerships/prose/read.html", context)
    for remark in form.cleaned_data.get("remarks", []):
        messages.warning(request, remark)
    text, sent = form.cleaned_data["text"], sent or QueryDict()
    reading = _read(text, sent, request)
    is_saving = is_saving and reading.mark == sent.get(FINDS)
    chosen = _chosen(reading) if is_saving else Chosen([], [])
    if any(chosen) and not chosen.wrong and (address := _saved_at(key, sent, chosen, reading.page, request)):
        _keep_rest(key, request, text, reading)
        return HttpResponseRedirect(address)
    if request.method == "POST":
        _keep(key, request, text, reading)
    context |= _context(text, reading) | {"wrong": chosen.wrong, "none_chosen": is_saving and not any(chosen)}
    return TemplateResponse(request, "admin/partnerships/prose/read.html", context)


def _chosen(reading: LookedAt) -> Chosen:
    drafts = [draft for draft in reading.drafts if draft.form.is_chosen()]
    return Chosen(drafts, [city for city in reading.cities if city.is_chosen()])


def _saved_at(key: UUID, sent: QueryDict, chosen: Chosen, page: Page, request: HttpRequest) -> str:
    """Save what was chosen and return where it is shown, "" where a draft turns out to have a mistake."""
    try:
        return save_once(key, sent, chosen, page, request)
    except NotAdded as refused:
        text = _("You may not change this record: choose another one, or save a new one.")
        refused.draft.form.add_error("into", text)
        return ""


def _sent(request: HttpRequest) -> tuple[UUID, QueryDict | None]:
    """Return the key of the form and what was sent of it, or was kept of it when the tab was closed."""
    user = acting(request)
    if request.method == "POST":
        signed = unsaved.read_token(request.POST.get(unsaved.FORM, ""))
        return (signed[0] if signed and signed[1] == user.pk else uuid4()), request.POST
    kept = unsaved.own(user, request.GET.get(unsaved.BACK, ""), unsaved.PROSE, "")
    return (kept.key, kept.fields()) if kept else (uuid4(), None)


def _pressed(sent: QueryDict) -> bool:
    """Say whether a button was pressed that changes the drafts and saves none."""
    return any(name in sent for name in (JOIN, SPLIT, TURN, SURE, NEXT, CITIES))


def _read(text: str, sent: QueryDict, request: HttpRequest) -> LookedAt:
    """Read the part of `text` that is looked at, with the drafts joined, split and corrected as was sent."""
    parts = parts_of(text)
    part = min((whole(sent.get(PART)) or 0) + (NEXT in sent), len(parts) - 1)
    page = read_page(parts[part], known_places(language_of_prose(text)))
    by = acting(request)
    finds = finds_of(page, by)
    mark, seen = f"{part}-{mark_of_finds(finds, page.unknown)}", sent.get(FINDS, "")
    is_same = tells_of_the_same(mark, seen)
    before = sent.get(SHAPE, "") if is_same else ""
    pressed = (sent.get(name, "") for name in (JOIN, SPLIT, TURN))
    steps = with_step(before, *pressed) if is_same else ""
    shaping = partial(shaped, finds, kinds=kinds_to_add(by))
    typed = still_corrected(sent, mark)
    drafts = drafts_of(shaping(before), page, by, typed)
    if steps != before:
        typed = after_step(typed, drafts, drafts_of(shaping(steps), page, by))
        drafts = drafts_of(shaping(steps), page, by, typed)
    if SURE in sent and is_same:
        typed = _all_sure(typed, drafts)
        drafts = drafts_of(shaping(steps), page, by, typed)
    cities = offered_cities(page, request, typed)
    if CITIES in sent and seen == mark:
        typed = all_chosen(typed, cities)
        cities = offered_cities(page, request, typed)
    has_changed = bool(seen) and seen != mark and NEXT not in sent
    return LookedAt(page, len(parts), part, mark, steps, drafts, cities, has_changed, typed)


def _all_sure(sent: QueryDict, drafts: list[Draft]) -> QueryDict:
    """Return what was sent with every draft chosen that is sure and not there yet."""
    data = sent.copy()
    for draft in drafts:
        if draft.find.is_sure and not draft.alike:
            data[f"d{draft.number}-take"] = "on"
    return data


def _context(text: str, reading: LookedAt) -> dict[str, object]:
    language = "" if column_language(reading.page.language) else dict(settings.LANGUAGES)[CODES[0]]
    return {
        **reading._asdict(),
        "text": text,
        "cities_chosen": any(city.is_chosen() for city in reading.cities),
        "for_all": for_all(reading.cities, reading.typed),
        "paragraphs": marked_paragraphs(reading.page, reading.drafts),
        "asks_titles": language,
        "part_number": reading.part + 1,
        "has_next": reading.part + 1 < reading.parts,
    }


def _keep(key: UUID, request: HttpRequest, text: str, reading: LookedAt) -> None:
    """Keep the text and what was corrected for its author alone, until it is saved."""
    data = unsaved.data_without(reading.typed, ("csrfmiddlewaretoken",))
    data["text"], data[PART], data[SHAPE], data[FINDS] = text, str(reading.part), reading.shape, reading.mark
    unsaved.keep(key, acting(request).pk, unsaved.PROSE, "", data)


def _keep_rest(key: UUID, request: HttpRequest, text: str, reading: LookedAt) -> None:
    """Keep what is not read yet of a long text, under a key of its own; what is saved is no longer kept."""
    unsaved.discard(acting(request), key.hex, unsaved.PROSE, "")
    if reading.part + 1 < reading.parts:
        rest = QueryDict(mutable=True)
        rest["text"], rest[PART] = text, str(reading.part + 1)
        unsaved.keep(uuid4(), acting(request).pk, unsaved.PROSE, "", rest)


def keep_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Keep what is corrected while the drafts are open; the text itself is kept since it was read."""
    if not may_read_prose(request) or request.method != "POST":
        raise PermissionDenied
    signed = unsaved.read_token(request.POST.get(unsaved.FORM, ""))
    kept = unsaved.own(acting(request), signed[0].hex, unsaved.PROSE, "") if signed else None
    if kept is None or is_behind(request.POST, kept.fields()):
        return _not_kept()
    form = unsaved.keep(kept.key, acting(request).pk, unsaved.PROSE, "", corrected(kept.fields(), request.POST))
    if form is None:
        return _not_kept()
    told = _("Unsaved text kept at %(time)s")
    return JsonResponse({"kept": told % {"time": time_format(localtime(form.typed_at))}})


def _not_kept() -> HttpResponse:
    told = _("What you correct here is not kept: in another tab the text was saved, or went on.")
    return JsonResponse({"told": told}, status=409)


office_pages: Final = (
    ("prose/", "prose", prose_view),
    ("prose/keep/", "prose-keep", keep_view),
    *saved.office_pages,
    *learned.office_pages,
)
