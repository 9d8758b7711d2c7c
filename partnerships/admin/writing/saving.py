"""What happens around the save of a form: uploads first, once only, nothing typed lost when it fails."""

from collections.abc import Iterator
from typing import Any, Final
from uuid import uuid4

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm, FileField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from partnerships.admin.access import acting, go_on_with
from partnerships.admin.screen import Screen
from partnerships.admin.writing import kept_files, unsaved
from partnerships.admin.writing.open_form import Opened
from partnerships.files.accepted import AcceptedDocument, AcceptedPhoto
from partnerships.models import OpenForm, RegisterModel
from partnerships.text.numbers import whole

#: So many rows a form may count that bring nothing: rows that were added and left empty.
SPARE_ROWS: Final = 20


def file_fields(screen: Screen, request: HttpRequest, record: object) -> Iterator[tuple[str, str, FileField]]:
    """Yield the file fields of the form and of its rows: prefix of the rows ("" for the form), name, field."""
    for name, field in screen.get_form(request, record, change=record is not None).base_fields.items():
        if isinstance(field, FileField):
            yield "", name, field
    for formset_class, _inline in screen.get_formsets_with_inlines(request, record):
        for name, field in formset_class.form.base_fields.items():
            if isinstance(field, FileField):
                yield formset_class.get_default_prefix(), name, field


def accept_uploads(screen: Screen, request: HttpRequest, record: object) -> None:
    """Pass every upload through the intake before the save takes its lock: pictures take their time.

    What the intake refuses stays as it came, so that its field says why.
    """
    if not request.FILES:
        return
    fields = {(prefix, name): field for prefix, name, field in file_fields(screen, request, record)}
    for sent in request.FILES:
        prefix, _number, name = sent.rsplit("-", 2) if sent.count("-") >= 2 else ("", "", sent)
        field = fields.get((prefix, name))
        upload: Any = request.FILES[sent]
        if field is None:
            continue
        try:
            accepted: Any = field.to_python(upload)
        except ValidationError:
            continue
        accepted.name = upload.name
        request.FILES[sent] = accepted


def keep_uploads(request: HttpRequest, opened: Opened) -> None:
    """Turn the uploads into kept files, whose tickets the form carries from now on."""
    typed = request.POST.copy()
    for sent, upload in request.FILES.items():
        if isinstance(upload, AcceptedPhoto | AcceptedDocument):
            typed[sent + kept_files.TICKET] = str(kept_files.keep_file(upload, user=opened.user).key)
    go_on_with(request, typed)


def keep_all(request: HttpRequest, opened: Opened, forms: Iterator[BaseForm]) -> None:
    """Keep what was sent and not saved: the text, and the files under tickets that the shown form carries."""
    typed = request.POST.copy()
    for form in forms:
        for name, field in form.fields.items():
            upload = request.FILES.get(form.add_prefix(name))
            if isinstance(upload, AcceptedPhoto | AcceptedDocument):
                file = kept_files.keep_file(upload, user=opened.user)
                field.widget.kept = file
                typed[form.add_prefix(name) + kept_files.TICKET] = str(file.key)
    unsaved.keep(opened.key, opened.user.pk, opened.model, opened.object_id, typed)


def forms_of(context: dict[str, Any]) -> Iterator[BaseForm]:
    """Yield the form of a change page and the forms of its rows."""
    yield context["adminform"].form
    for inline in context["inline_admin_formsets"]:
        yield from inline.formset.forms


def take_what_was_sent(request: HttpRequest) -> None:
    """Leave out what the form only claims: files that somebody else has sent, and rows of which nothing came.

    With such rows the form counts as sent in part: it comes back at once with what there is, and nothing is saved.
    """
    data = kept_files.without_foreign_tickets(request.POST, acting(request))
    totals = [name for name in data if name.endswith("-TOTAL_FORMS")]
    sent = {name: _rows_sent(data, name.removesuffix("TOTAL_FORMS")) for name in totals}
    claimed = {name: count for name, count in sent.items() if whole(data.get(name)) > count + SPARE_ROWS}
    if claimed:
        data = data.copy()
        data.pop(unsaved.FORM, None)
        for name, count in claimed.items():
            data[name] = str(count)
    if data is not request.POST:
        go_on_with(request, data)


def _rows_sent(data: QueryDict, prefix: str) -> int:
    numbers = (name.removeprefix(prefix).partition("-")[0] for name in data if name.startswith(prefix))
    return max((whole(number) + 1 for number in numbers if number.isdecimal()), default=0)


def turn_away(
    screen: Screen, request: HttpRequest, object_id: str | None, record: RegisterModel | None
) -> HttpResponse | None:
    """Keep a sent form that is not saved here for its author: somebody else sends it, who may not, or it is gone.

    Returns None where the save may go on; raises PermissionDenied where it may not.
    """
    user, pk = acting(request), str(whole(unquote(object_id or "")) or "")
    sent = unsaved.read_token(request.POST.get(unsaved.FORM, ""))
    allowed = screen.has_change_permission(request, record) if object_id else screen.has_add_permission(request)
    is_anothers = sent is not None and sent[1] != user.pk
    if (sent and (is_anothers or not allowed)) or (pk and record is None):
        unsaved.keep(*(sent or (uuid4(), user.pk)), str(screen.opts.model_name), pk, request.POST)
    if not allowed:
        raise PermissionDenied
    if not is_anothers:
        return None
    text = _("This form was opened by somebody else, who finds what was typed in it on the home page.")
    messages.warning(request, text)
    return HttpResponseRedirect(request.get_full_path())


def from_post(screen: Screen, request: HttpRequest, object_id: str) -> Opened:
    """Return the marks of the sent form; `told` says why it cannot be saved as it is."""
    user = acting(request)
    read = unsaved.read_token(request.POST.get(unsaved.FORM, ""))
    seen = whole(request.POST.get(unsaved.OPENED))
    opened = Opened(uuid4(), user, str(screen.opts.model_name), object_id, seen, dirty=True)
    if read is None:
        opened.told = _("This form was sent in part: nothing is saved yet. Check it and save.")
    else:
        opened.key, opened.sent = read[0], unsaved.digest_of_form(request.POST)
    return opened


def answered_before(screen: Screen, request: HttpRequest, opened: Opened) -> HttpResponse | None:
    """Return the answer to a form that comes again with the same text; `told` is set if the text is another one."""
    form = OpenForm.objects.filter(pk=opened.key).exclude(saved_at=None).first()
    if form is None or form.saved_at is None:
        return None
    record = screen.get_object(request, form.object_id)
    if record is not None and form.data == opened.sent:
        again = screen.response_change if opened.object_id else screen.response_add
        answer: HttpResponse = again(request, record)
        return answer
    opened.key = uuid4()
    told = _("This form was saved at %(time)s already. To save what you see now as well, save once more.")
    opened.told = told % {"time": time_format(localtime(form.saved_at))}
    return None


def ask_again(request: HttpRequest, opened: Opened) -> None:
    """Let the page come back with everything that was sent, unsaved, and with the reason."""
    messages.error(request, opened.told)
    opened.typed = request.POST
