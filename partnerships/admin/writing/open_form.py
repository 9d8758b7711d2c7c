"""A form on somebody's screen: its marks, what waits beside it, and how it is shown again with what was typed."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, cast
from uuid import UUID, uuid4

from django.forms import BaseInlineFormSet, BaseModelForm
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from partnerships.admin.access import acting
from partnerships.admin.screen import Screen
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
    """What the template of a form needs besides its fields; `typed` is what it opens with in place of what is kept."""

    key: UUID
    user: User
    model: str
    object_id: str
    version: int
    dirty: bool = False
    sent: str = ""
    told: str = ""
    typed: QueryDict | None = None
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


def from_screen(screen: Screen, request: HttpRequest, record: RegisterModel | None) -> Opened:
    """Return the marks of a form that is being opened; takes unsaved text back when the address asks for it."""
    user, model, pk = acting(request), str(screen.opts.model_name), str(record.pk) if record else ""
    # The version is read before the form is: a save in between then shows as one, instead of passing unseen.
    opened = Opened(uuid4(), user, model, pk, version_token.last_change(record) if record else 0)
    back = unsaved.own(user, request.GET.get(unsaved.BACK, ""), model, pk)
    if back is not None and back.typed_at:
        typed = back.fields()
        opened.typed = typed
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


def opened_in(request: HttpRequest) -> Opened | None:
    """Return the form that this request opens or saves."""
    return getattr(request, "opened", None)


def typed_in(request: HttpRequest) -> QueryDict | None:
    """Return what the form of this request opens with, if not with what is stored."""
    opened = opened_in(request)
    return opened.typed if opened else None


def open_in(request: HttpRequest, opened: Opened | None) -> Opened | None:
    """Let Django's steps of this request know which form they are about."""
    cast("Any", request).opened = opened
    return opened


def as_typed[F: BaseModelForm](form_class: type[F], typed: QueryDict) -> type[F]:
    """Return `form_class` that opens with `typed` and complains of nothing: nobody has pressed a button yet."""

    def __init__(self: Any, *args: Any, **options: Any) -> None:  # noqa: N807 - the method of the class below
        form_class.__init__(self, typed, **options)

    return type(form_class.__name__, (form_class,), {"__init__": __init__, **_QUIET})


def rows_as_typed[S: BaseInlineFormSet](formset_class: type[S]) -> type[S]:
    """Return `formset_class` that complains of none of its rows."""
    form = type(formset_class.form.__name__, (formset_class.form,), dict(_QUIET))
    quiet = {
        "form": form,
        "errors": property(lambda formset: [ErrorDict() for _form in formset.forms]),
        "non_form_errors": lambda formset: formset.error_class(),
        "is_valid": lambda _formset: False,
    }
    return type(formset_class.__name__, (formset_class,), quiet)


#: Of a form that has not been sent: it has no mistakes, and is not to be saved.
_QUIET: Final = {"errors": property(lambda _form: ErrorDict()), "is_valid": lambda _form: False}
