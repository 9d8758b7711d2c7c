"""Steps on many records at once, from a list and across its pages: asked about first."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final, cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from partnerships.admin.access import acting
from partnerships.admin.lists.chosen import keys_of
from partnerships.admin.publishing import next_waiting
from partnerships.admin.publishing.bulk_step import (
    PUBLISH,
    REVIEW,
    WITHDRAW,
    BulkStep,
    adding,
    counts_in_words,
    outcome_of,
    removing,
    take_with_many,
)
from partnerships.admin.publishing.gaps import unready
from partnerships.admin.screen import Screen, screen_page
from partnerships.admin.writing import presence
from partnerships.history import version_token
from partnerships.models import Theme
from partnerships.staff import rights
from partnerships.text.numbers import whole

NAMED: Final = 20


def do_step(
    screen: Screen, request: HttpRequest, chosen: QuerySet[models.Model], step: BulkStep, *, publishes: bool = False
) -> HttpResponse | None:
    """Do `step` to what was chosen, or return the page that asks; None leads back to the list.

    What goes across pages, or changes the site, says first what will happen.
    """
    across = request.POST.get("select_across") == "1"
    keys = keys_of(request, chosen)
    if not keys:
        return None
    may = _may(screen, request, publishes)
    if step.asks or ((across or step.confirms or step.tells) and "confirmed" not in request.POST):
        question = _question(screen, request, step, keys, may)
        if step.asks or across or step.confirms or question["unready"]:
            return screen_page(screen, request, "publishing/bulk", str(step.question), question)
    asked = len(set(request.POST.getlist(ACTION_CHECKBOX_NAME))) if not across else len(keys)
    news = _news(screen, request, keys) if step is PUBLISH else _nothing  # it makes public what was in the list
    result = take_with_many(step, _locked(screen, keys), by=acting(request), may=may, news=news)
    result.counts["gone"] = max(0, asked - result.counts.total())
    level = messages.SUCCESS if result.counts["done"] == asked else messages.WARNING
    messages.add_message(request, level, " ".join([counts_in_words(result), *result.refusals[:5]]))
    if step is PUBLISH and (following := next_waiting.next_line(request)):
        messages.info(request, following)
    return None


def with_versions(screen: Screen, show: Callable[[], HttpResponse]) -> HttpResponse:
    """Show a list that remembers which state of each record it shows."""
    newest = version_token.newest_change()  # before the rows: a later change may not be what they show
    page: Any = show()
    shown = (getattr(page, "context_data", None) or {}).get("cl")
    if shown is not None:
        numbers = version_token.last_changes(screen.model, [row.pk for row in shown.result_list])
        seen = {key: min(number, newest) for key, number in numbers.items()}
        page.context_data[version_token.NAME] = version_token.token_of(seen)
    return cast("HttpResponse", page)


def _news(screen: Screen, request: HttpRequest, keys: list[int]) -> Callable[[object], str]:
    """Return the question who else has saved one of the records since this user saw it, in words."""
    shown, user = version_token.seen_in(request), acting(request)
    # Asked when the first record is held against other writers, so that nobody comes in between.
    latest = cache(lambda: version_token.last_changes(screen.model, keys))

    def news(record: Any) -> str:
        last = latest().get(record.pk)
        if last is None or shown.get(record.pk, last) == last:
            return ""
        return presence.saved_by(version_token.newer(record, shown[record.pk], but=user))

    return news


def _locked(screen: Screen, keys: list[int]) -> Iterator[object]:
    """Yield the records as they are now, held against other writers until the revision is kept."""
    rows = screen.model._default_manager.filter(pk__in=keys).order_by("pk").select_for_update()
    if "themes" in {field.name for field in screen.opts.many_to_many}:
        rows = rows.prefetch_related("themes")
    yield from rows


def _may(screen: Screen, request: HttpRequest, publishes: bool) -> Callable[[object], bool]:
    """Return the question whether this user may do it to one record."""
    allowed = not publishes or rights.may_publish(acting(request), screen.model)
    return lambda record: allowed and screen.has_change_permission(request, record)


def _question(
    screen: Screen, request: HttpRequest, step: BulkStep, keys: list[int], may: Callable[[object], bool]
) -> dict[str, object]:
    """Return what is asked: what will happen to how many of the records with `keys`."""
    # Before the rows: what is named is never older than what is said to be seen.
    last = version_token.last_changes(screen.model, keys)
    rows = list(screen.model._default_manager.filter(pk__in=keys).order_by("pk"))
    ready = [row for row in rows if outcome_of(step, row, may) == "done"]
    return {
        "step": step,
        "action": request.POST.get("action"),
        "keys": [row.pk for row in rows],
        version_token.NAME: version_token.token_of({**last, **version_token.seen_in(request)}),
        "ready": len(ready),
        "rest": len(rows) - len(ready),
        "named": ready[:NAMED],
        "more": len(ready[NAMED:]),
        "unready": unready(ready) if step.tells else [],
        "themes": Theme.objects.for_list() if step.asks else (),
        "missing": "confirmed" in request.POST,
        "checkbox": ACTION_CHECKBOX_NAME,
    }


def _theme(request: HttpRequest) -> Theme | None:
    """Return the field of cooperation named by the page that asked, if there is one of this number."""
    return Theme.objects.filter(pk=whole(request.POST.get("theme"))).first()


def _nothing(_record: object) -> str:
    return ""


@admin.action(description=gettext_lazy("Publish the chosen"), permissions=["publish"])
def publish_chosen(screen: Screen, request: HttpRequest, chosen: QuerySet[models.Model]) -> HttpResponse | None:
    """Publish the chosen records as one revision."""
    return do_step(screen, request, chosen, PUBLISH, publishes=True)


@admin.action(description=gettext_lazy("Withdraw the chosen"), permissions=["publish"])
def withdraw_chosen(screen: Screen, request: HttpRequest, chosen: QuerySet[models.Model]) -> HttpResponse | None:
    """Withdraw the chosen records as one revision."""
    return do_step(screen, request, chosen, WITHDRAW, publishes=True)


@admin.action(description=gettext_lazy("Send the chosen to the head"), permissions=["change"])
def review_chosen(screen: Screen, request: HttpRequest, chosen: QuerySet[models.Model]) -> HttpResponse | None:
    """Send the chosen drafts to the head as one revision; what is published stays so."""
    return do_step(screen, request, chosen, REVIEW)


@admin.action(description=gettext_lazy("Add a field of cooperation"), permissions=["change"])
def add_theme(screen: Screen, request: HttpRequest, chosen: QuerySet[models.Model]) -> HttpResponse | None:
    """Add one field of cooperation to the chosen records, as one revision."""
    return do_step(screen, request, chosen, adding(_theme(request)))


@admin.action(description=gettext_lazy("Remove a field of cooperation"), permissions=["change"])
def remove_theme(screen: Screen, request: HttpRequest, chosen: QuerySet[models.Model]) -> HttpResponse | None:
    """Remove one field of cooperation from the chosen records, as one revision."""
    return do_step(screen, request, chosen, removing(_theme(request)))


STATE_STEPS: Final = (publish_chosen, withdraw_chosen, review_chosen)
THEME_STEPS: Final = (add_theme, remove_theme)
