"""A form on somebody's screen: its marks, what waits beside it, and how it is shown again with what was typed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from uuid import UUID, uuid4

from django.contrib.admin.utils import unquote
from django.forms import BaseModelForm
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from partnerships.admin.writing import presence, unsaved
from partnerships.history import version_token
from partnerships.models import OpenForm, RegisterModel, User
from partnerships.text.numbers import whole


@dataclass(frozen=True)
class Offer:
    """Unsaved text that may be taken back, and its first words by which it is known."""

    form: OpenForm
    words: str


@dataclass
class Opened:
    """What the template of a form needs besides its fields."""

    key: UUID
    user: User
    model: str
    object_id: str
    version: int
    dirty: bool = False
    sent: str = ""
    told: str = ""
    taken: datetime | None = None
    files: list[str] = field(default_factory=list)
    older: list[str] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    others: list[OpenForm] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where the form says that it is open and what is typed in it."""
        return reverse(f"admin:partnerships_{self.model}_unsaved")

    def hidden(self) -> dict[str, str]:
        """Return the hidden fields of the form."""
        return {unsaved.FORM: unsaved.token(self.key, self.user), unsaved.OPENED: str(self.version or "")}

    def present(self) -> list[str]:
        """Return who else has the record open, in words."""
        return presence.others_in_words(self.others)


def from_screen(screen: Any, request: HttpRequest, user: User, object_id: str | None) -> Opened:
    """Return the marks of a form that is being opened; takes unsaved text back when the address asks for it."""
    model = str(screen.opts.model_name)
    pk = str(whole(unquote(object_id)) or "") if object_id else ""
    # The version is read before the record: a save in between then shows as one, instead of passing unseen.
    record = screen.get_object(request, pk) if pk else None
    opened = Opened(uuid4(), user, model, pk, version_token.last_change(record) if record else 0)
    back = unsaved.own(user, request.GET.get(unsaved.BACK, ""), model, pk)
    if back is not None and back.typed_at:
        typed = back.fields()
        show_again(request, typed)
        opened.key, opened.version = back.key, whole(typed.get(unsaved.OPENED))
        opened.dirty, opened.taken = True, back.typed_at
        opened.files = [str(name) for name in typed.getlist(unsaved.FILES)]
        opened.older = [str(line) for line in typed.getlist(unsaved.OLDER)]
    opened.offers = offers_for(user, record, opened)
    opened.others = presence.others_here(user, model, pk)
    return opened


def offers_for(user: User, record: RegisterModel | None, opened: Opened) -> list[Offer]:
    """Return what may be taken back into the form of `record`, besides what stands in it."""
    others = [form for form in unsaved.offers(user, opened.model, opened.object_id) if form.key != opened.key]
    return [Offer(form, form.first_words(record)) for form in others]


def show_again(request: HttpRequest, typed: QueryDict) -> None:
    """Let the forms of this request open with `typed` in their fields."""
    cast("Any", request)._typed = typed


def typed_in(request: HttpRequest) -> QueryDict | None:
    """Return what the forms of this request are to open with, if it is not what is stored."""
    return getattr(request, "_typed", None)


def with_typed[F: BaseModelForm](form_class: type[F], typed: QueryDict) -> type[F]:
    """Return `form_class` that opens with `typed`, unchecked: nobody has pressed a button yet."""

    def __init__(self: Any, *args: Any, **options: Any) -> None:  # noqa: N807 - the method of the class below
        form_class.__init__(self, typed, **options)
        self._errors = ErrorDict()
        self.cleaned_data = {}

    return type(form_class.__name__, (form_class,), {"__init__": __init__})


def unchecked(formsets: Iterable[Any]) -> None:
    """Keep `formsets` from complaining before anybody has pressed a button."""
    for formset in formsets:
        formset._errors = [ErrorDict() for _form in formset.forms]
        formset._non_form_errors = formset.error_class()
        for form in formset.forms:
            form._errors = ErrorDict()
            form.cleaned_data = {}
