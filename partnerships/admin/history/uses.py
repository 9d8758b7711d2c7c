"""Where a record is used."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.admin.screen import Screen, record_of, screen_page
from partnerships.history.references import IncomingRelation, bearer, uses
from partnerships.kinds import KINDS
from partnerships.models import Record, RegisterModel
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
        counts = self.reference.rows(self.target).order_by().values_list("kind").annotate(Count("pk")).order_by("kind")
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
        return self.lines(self.reference.rows(self.target)[:SAMPLE])


def used(target: RegisterModel) -> list[Use]:
    """Return the ways in which `target` is used, those that hold it fast first."""
    found = [Use(reference, target, count) for reference, count in uses(target)]
    return sorted(found, key=lambda use: not use.reference.keeps)


def total(target: RegisterModel) -> int:
    """Return how often `target` is used in all."""
    return sum(count for _reference, count in uses(target))


def uses_view(screen: Screen, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show the latest few of each use, or one use in full, page by page."""
    record = record_of(screen, request, object_id)
    found = used(record)
    context = {"original": record, "uses": found, "total": sum(use.count for use in found)}
    wanted = request.GET.get("of")
    if wanted:
        use = next((use for use in found if use.key == wanted), None)
        if use is None:
            raise Http404
        page = Paginator(use.reference.rows(record), PAGE_SIZE).get_page(request.GET.get("page"))
        context |= {"use": use, "page": page, "lines": use.lines(page)}
    return screen_page(screen, request, "history/uses", _("Where it is used: %(name)s") % {"name": record}, context)


def used_line(record: RegisterModel) -> str:
    """Return how often `record` is used, as the link on its form says it."""
    count = total(record)
    return ngettext("Used %(count)d time", "Used %(count)d times", count) % {"count": count} if count else ""


pages: Final = (("<path:object_id>/uses/", "uses", uses_view),)
