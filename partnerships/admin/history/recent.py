"""The memory of the whole register: what changed lately, and the bin of all kinds."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final, cast

from django import forms
from django.contrib.admin.sites import AdminSite
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from reversion.models import Revision, Version

from partnerships.admin.access import hidden_versions, seen_by
from partnerships.admin.history.history import PAGE_SIZE, binned
from partnerships.admin.history.sentences import sentences_of
from partnerships.admin.screen import Screen
from partnerships.history import restoring
from partnerships.history.versions import rows_of_records
from partnerships.models import User

#: How many records of one revision are named.
NAMED = 4


class RecentFilter(forms.Form):
    """Whose changes, and of what."""

    who = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Who"),
        required=False,
        empty_label=gettext_lazy("Everyone"),
    )
    kind = forms.TypedChoiceField(label=gettext_lazy("What"), required=False, coerce=int, empty_value=None)

    def __init__(self, data: QueryDict, screens: dict[int, Any], people: QuerySet[User]) -> None:
        super().__init__(data)
        cast("forms.ModelChoiceField", self.fields["who"]).queryset = people
        kinds = [(key, capfirst(str(screen.opts.verbose_name_plural))) for key, screen in screens.items()]
        cast("forms.ChoiceField", self.fields["kind"]).choices = [("", _("Everything")), *kinds]


def changes(request: HttpRequest) -> QuerySet[Revision]:
    """Return the revisions of records that this user may look at, the latest first."""
    return _of_kinds(list(seen_by(request)), hidden_versions(request))


def _authors(found: QuerySet[Revision], request: HttpRequest) -> QuerySet[User]:
    """Return who made the revisions `found`; superusers are listed to superusers alone, as among the staff."""
    people = User.objects.filter(Exists(found.filter(user=OuterRef("pk"))))
    shown = people if request.user.is_superuser else people.filter(is_superuser=False)
    return shown.order_by("last_name", "username")


def _of_kinds(keys: list[int], hidden: Q) -> QuerySet[Revision]:
    kept = Version.objects.filter(revision=OuterRef("pk"), content_type__in=keys).exclude(hidden)
    return Revision.objects.filter(Exists(kept)).select_related("user").order_by("-pk")


def revision_lines(revisions: Iterable[Revision], request: HttpRequest) -> list[dict[str, object]]:
    """Return `revisions` as who, when, what, with the first few records of each and how many more."""
    # A revision that changes rows of a record has the record as well, which is what people know by name.
    screens = {key: screen for key, screen in seen_by(request).items() if screen.model not in rows_of_records()}
    found = list(revisions)
    rank = Window(RowNumber(), partition_by=["revision"], order_by="pk")
    kept = (
        Version.objects.filter(revision__in=found, content_type__in=screens)
        .exclude(hidden_versions(request))
        .annotate(rank=rank, total=Window(Count("pk"), partition_by=["revision"]))
        .filter(rank__lte=NAMED)
        .only("object_id", "object_repr", "content_type", "revision")
        .order_by("pk")
    )
    named = defaultdict(list)
    for version in kept:
        named[version.revision_id].append(version)
    return [
        {
            "when": item.date_created,
            "who": item.user or _("the system"),
            "what": sentences_of(item.comment),
            "records": [_record(version, screens[version.content_type_id]) for version in named[item.pk]],
            "more": max(0, named[item.pk][0].total - NAMED) if named[item.pk] else 0,
        }
        for item in found
    ]


def _record(version: Version, screen: Screen) -> dict[str, str]:
    name = f"admin:{screen.opts.app_label}_{screen.opts.model_name}_compare"
    return {
        "name": version.object_repr,
        "kind": str(screen.opts.verbose_name),
        "url": f"{reverse(name, args=[version.object_id])}?new={version.pk}",
    }


def recent_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show the history of the whole register, page by page; nobody can change or delete an entry."""
    screens = seen_by(request)
    found = changes(request)
    form = RecentFilter(request.GET, screens, _authors(found, request))
    if form.is_valid():
        chosen = form.cleaned_data
        found = _of_kinds([chosen["kind"]], hidden_versions(request)) if chosen["kind"] else found
        found = found.filter(user=chosen["who"]) if chosen["who"] else found
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    kept = urlencode({name: request.GET[name] for name in form.fields if request.GET.get(name)})
    context = {
        **site.each_context(request),
        "title": _("What changed lately"),
        "form": form,
        "page": page,
        "lines": revision_lines(page, request),
        "query": f"?{kept}&" if kept else "?",
    }
    return TemplateResponse(request, "admin/partnerships/history/recent.html", context)


def bin_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show everything deleted, of every kind that this user may look at."""
    screens = seen_by(request)
    kinds = [screen.model for screen in screens.values() if screen.has_bin]
    page = Paginator(restoring.deleted(*kinds).exclude(hidden_versions(request)), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        **site.each_context(request),
        "title": _("The bin"),
        "page": page,
        "versions": [binned(version, screens[version.content_type_id], request) for version in page],
        "query": "?",
    }
    return TemplateResponse(request, "admin/partnerships/history/bin.html", context)


office_pages: Final = (("recent/", "recent", recent_view), ("bin/", "bin", bin_view))
