"""The drafts of a text that were saved: listed, and taken back as one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.contrib.admin.sites import AdminSite
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, ngettext_lazy
from reversion.models import Version

from partnerships.admin.access import acting
from partnerships.admin.history.deleting import plans
from partnerships.admin.prose.drafts import may_add, may_read_prose
from partnerships.admin.prose.saving import Saved
from partnerships.admin.writing import unsaved
from partnerships.history import restoring, revisions
from partnerships.history.reasons import fact
from partnerships.history.version_token import last_changes
from partnerships.models import City, Record, User
from partnerships.models.record import models_by_kind
from partnerships.staff.addresses import link
from partnerships.staff.rights import may_change, may_delete

SALT: Final = "drafts-of-a-text"
#: What is said of drafts that went, were changed, are in use, or may not go, in this order.
TAKEN_BACK: Final = (
    (messages.SUCCESS, ngettext_lazy("%(count)s draft went to the bin.", "%(count)s drafts went to the bin.", "count")),
    (
        messages.WARNING,
        ngettext_lazy(
            "%(count)s draft has been changed since and stays.",
            "%(count)s drafts have been changed since and stay.",
            "count",
        ),
    ),
    (
        messages.WARNING,
        ngettext_lazy("%(count)s draft is in use and stays.", "%(count)s drafts are in use and stay.", "count"),
    ),
    (
        messages.WARNING,
        ngettext_lazy(
            "%(count)s draft stays: you may not delete it.",
            "%(count)s drafts stay: you may not delete them.",
            "count",
        ),
    ),
    (
        messages.SUCCESS,
        ngettext_lazy(
            "%(count)s record is again as it was before.", "%(count)s records are again as they were before.", "count"
        ),
    ),
    (
        messages.WARNING,
        ngettext_lazy(
            "%(count)s record has been changed since and keeps what was added.",
            "%(count)s records have been changed since and keep what was added.",
            "count",
        ),
    ),
    (messages.SUCCESS, ngettext_lazy("%(count)s city went to the bin.", "%(count)s cities went to the bin.", "count")),
    (
        messages.WARNING,
        ngettext_lazy("%(count)s city is in use and stays.", "%(count)s cities are in use and stay.", "count"),
    ),
)


#: Maps of what was saved, from keys to the numbers of changes, as the address of the page holds them.
type KeptNumbers = dict[str, dict[str, int]]


def address_of_saved(saved: Saved) -> str:
    """Return the address of the page with what was saved, signed with what has changed of it by then."""
    kept = {
        "new": last_changes(Record, [record.pk for record in saved.records]),
        "cities": last_changes(City, [city.pk for city in saved.cities]),
        "added": last_changes(Record, saved.before),
        "before": saved.before,
    }
    return f"{reverse('admin:prose-saved')}?drafts={signing.dumps(kept, salt=SALT, compress=True)}"


def tell_saved(request: HttpRequest, saved: Saved) -> None:
    """Say how much was saved."""
    told = (
        (
            len(saved.records),
            ngettext("%(count)s draft has been saved.", "%(count)s drafts have been saved.", len(saved.records)),
        ),
        (
            len(saved.before),
            ngettext("%(count)s record was added to.", "%(count)s records were added to.", len(saved.before)),
        ),
        (
            len(saved.cities),
            ngettext("%(count)s city has been added.", "%(count)s cities have been added.", len(saved.cities)),
        ),
    )
    for count, text in told:
        if count:
            messages.success(request, text % {"count": count})


def saved_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show the drafts of a text, and take them back as one."""
    if not may_read_prose(request):
        raise PermissionDenied
    token = request.POST.get("drafts") or request.GET.get("drafts") or ""
    try:
        kept: KeptNumbers = signing.loads(token, salt=SALT)
    except signing.BadSignature:  # an address that was cut off, or opened by itself
        return HttpResponseRedirect(reverse("admin:prose"))
    if request.method == "POST":
        return _taken_back(request, kept)
    rows = [*_seen(request, {**kept["new"], **kept["added"]}), *City.objects.filter(pk__in=kept["cities"])]
    lines = [{"name": str(row), "kind": capfirst(str(row._meta.verbose_name)), "url": link(row)} for row in rows]
    context = {**site.each_context(request), "title": _("Drafts of the text"), "lines": lines, "token": token}
    context["rest"] = unsaved.offers(acting(request), unsaved.PROSE, "")[:1]
    return TemplateResponse(request, "admin/partnerships/prose/saved.html", context)


def _seen(request: HttpRequest, numbers: Mapping[str, int]) -> list[Any]:
    """Return those of the drafts that are still there and that the user may look at, as records of their kinds."""
    shown = [model for model in models_by_kind().values() if may_add(request, model)]
    return [row for model in shown for row in model._default_manager.filter(pk__in=numbers).order_by("pk")]


def _taken_back(request: HttpRequest, kept: KeptNumbers) -> HttpResponse:
    """Undo as one revision what nobody has changed or begun to use since, and say why the rest stays."""
    by = acting(request)
    with revisions.revision(by=by, reason=fact(gettext_noop("Drafts of a text taken back"))):
        now, rows = last_changes(Record, map(int, kept["new"])), _seen(request, kept["new"])
        same = [row for row in rows if now.get(row.pk) == kept["new"][str(row.pk)]]
        allowed = [row for row in same if may_delete(by, row)]
        gone = [plan.record for plan in plans(allowed) if not plan.keeps]
        revisions.delete(gone, by=by)
        returned = sum(_returned(row, kept, by) for row in _seen(request, kept["added"]))
        cities = _cities_gone(kept["cities"], gone, by)
    counts = (len(gone), len(rows) - len(same), len(allowed) - len(gone), len(same) - len(allowed))
    lost = (*counts, returned, len(kept["added"]) - returned, cities, len(kept["cities"]) - cities)
    for count, (level, text) in zip(lost, TAKEN_BACK, strict=True):
        if count:
            messages.add_message(request, level, text % {"count": count})
    return HttpResponseRedirect(reverse("admin:prose"))


def _returned(row: Any, kept: KeptNumbers, by: User) -> bool:
    """Bring a record that was added to back as it was before, unless somebody has changed it since."""
    version = Version.objects.filter(pk=kept["before"][str(row.pk)]).first()
    if version is None or not may_change(by, row):
        return False
    if last_changes(Record, [row.pk]).get(row.pk) != kept["added"][str(row.pk)]:
        return False
    try:
        restoring.restore(version, by=by, reason=fact(gettext_noop("Drafts of a text taken back")))
    except ValidationError:
        return False
    return True


def _cities_gone(numbers: Mapping[str, int], records: Iterable[Any], by: User) -> int:
    """Delete the cities that nobody has changed since and that only `records` use; return how many."""
    now, rows = last_changes(City, map(int, numbers)), City.objects.filter(pk__in=numbers)
    same = [row for row in rows if now.get(row.pk) == numbers[str(row.pk)] and may_delete(by, row)]
    going = Counter(key for row in records for key in row.cities.values_list("pk", flat=True))  # when the revision ends
    gone = [plan.record for plan in plans(same) if sum(use.count for use in plan.keeps) <= going[plan.record.pk]]
    revisions.delete(gone, by=by)
    return len(gone)


office_pages: Final = (("prose/saved/", "prose-saved", saved_view),)
