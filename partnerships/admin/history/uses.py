"""Where a record is used."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.admin.access import acting
from partnerships.admin.screen import Screen, record_of, screen_page
from partnerships.history.references import IncomingRelation, bearer, uses
from partnerships.kinds import KINDS
from partnerships.models import Greeting, Record, RegisterModel, User
from partnerships.staff import rights
from partnerships.staff.addresses import link
from partnerships.text.languages import in_sentence
from partnerships.text.quotes import quoting

PAGE_SIZE = 50
SAMPLE = 10


@dataclass(frozen=True)
class Use:
    """One way in which a record is used: by what, in which field, how often."""

    reference: IncomingRelation
    target: RegisterModel
    count: int
    user: User | None = None

    @property
    def rows(self) -> QuerySet[Any]:
        """The rows behind it, without those that `user` may not know of."""
        rows = self.reference.rows(self.target)
        return rows if self.user is None else _seen(rows, self.user)

    @property
    def key(self) -> str:
        """The name of this use in an address."""
        return f"{self.reference.model._meta.model_name}.{self.reference.name}"

    @property
    def title(self) -> str:
        """Who uses it and as what, in the words of the form."""
        of = {
            "kind": capfirst(self.reference.model._meta.verbose_name_plural),
            "field": self.reference.field.verbose_name,
        }
        return quoting(_("%(kind)s, in the field “%(field)s”"), **of)

    @property
    def kinds(self) -> str:
        """Records of each kind, counted; nothing for a use by anything else."""
        if self.reference.model is not Record:
            return ""
        counts = self.rows.order_by().values_list("kind").annotate(Count("pk")).order_by("kind")
        return ", ".join(f"{in_sentence(str(KINDS[kind].label))}: {count}" for kind, count in counts)

    @property
    def url(self) -> str:
        """The whole list."""
        return f"{link(self.target, 'uses')}?of={self.key}"

    def lines(self, rows: Iterable[RegisterModel]) -> list[dict[str, str]]:
        """Return `rows` as names with the address of the record that each belongs to."""
        found = []
        for row in rows:
            owner = bearer(row, but=self.reference.name)
            name = str(owner) if owner is row else f"{owner} — {row}"
            found.append({"name": name, "url": link(owner)})
        return found

    def sample(self) -> list[dict[str, str]]:
        """Return the latest few."""
        return self.lines(self.rows[:SAMPLE])


def _seen(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    """Return those of `rows` of which `user` may know; what is about persons is hidden in part or as a whole."""
    if not rights.may_view(user, rows.model):
        return rows.none()
    return rows.filter(pk__in=Greeting.objects.seen_by(user).order_by()) if rows.model is Greeting else rows


def used(target: RegisterModel, user: User) -> list[Use]:
    """Return the ways in which `target` is used of which `user` may know, those that hold it fast first."""
    found = []
    for reference, count in uses(target):
        if reference.model is Greeting or not rights.may_view(user, reference.model):
            count = _seen(reference.rows(target), user).count()
        if count:
            found.append(Use(reference, target, count, user))
    return sorted(found, key=lambda use: not use.reference.keeps)


def uses_view(screen: Screen, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show the latest few of each use, or one use in full, page by page."""
    record = record_of(screen, request, object_id)
    found = used(record, acting(request))
    context = {"original": record, "uses": found, "total": sum(use.count for use in found)}
    wanted = request.GET.get("of")
    if wanted:
        use = next((use for use in found if use.key == wanted), None)
        if use is None:
            raise Http404
        page = Paginator(use.rows, PAGE_SIZE).get_page(request.GET.get("page"))
        context |= {"use": use, "page": page, "lines": use.lines(page)}
    return screen_page(screen, request, "history/uses", _("Where it is used: %(name)s") % {"name": record}, context)


def used_line(record: RegisterModel, user: User) -> str:
    """Return how often `record` is used by what `user` may know of, as the link on its form says it."""
    count = sum(use.count for use in used(record, user))
    return ngettext("Used %(count)d time", "Used %(count)d times", count) % {"count": count} if count else ""


pages: Final = (("<path:object_id>/uses/", "uses", uses_view),)
