"""Steps on many records at once, from a list and across its pages: each is one revision, and counts truly."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from partnerships.admin.access import acting
from partnerships.admin.lists.chosen import keys_of
from partnerships.admin.publishing import next_waiting
from partnerships.admin.publishing.gaps import unready
from partnerships.admin.writing import presence
from partnerships.approval import steps
from partnerships.history import revisions, version_token
from partnerships.history.reasons import fact
from partnerships.history.revision_steps import ApprovalStep, Reason
from partnerships.models import RegisterModel, Theme, User
from partnerships.text.numbers import whole

NAMED: Final = 20
STATE_STEPS: Final[tuple[str, ...]] = ("publish_chosen", "withdraw_chosen", "review_chosen")
THEME_STEPS: Final[tuple[str, ...]] = ("add_theme", "remove_theme")


@dataclass(frozen=True)
class BulkStep:
    """One thing that can be done to many records; `asks` says that a field of cooperation is still to be named."""

    question: Any
    button: Any
    reason: Reason
    act: Callable[[Any, User], None]
    applies: Callable[[Any], bool]
    asks: bool = False
    name: str = ""  # of a step of approval.py, which is told to those it concerns
    confirms: bool = False  # it changes what visitors see, so it says first with what
    tells: bool = False  # it leads to the site, so it says first what the public will not see


def _truly(name: str, record: Any) -> str:
    """Return the step that `name` is for `record`: what has not appeared yet only loses its moment."""
    return steps.UNSCHEDULE if name == steps.WITHDRAW and record.is_scheduled() else name


def _of_state(name: str, question: Any, button: Any, *, confirms: bool = False, tells: bool = False) -> BulkStep:
    return BulkStep(
        question,
        button,
        "",  # said when it is known what was done
        lambda record, by: steps.take_step(_truly(name, record), record, by=by),
        lambda record: steps.possible(name, record),
        name=name,
        confirms=confirms,
        tells=tells,
    )


PUBLISH: Final = _of_state(
    steps.PUBLISH, gettext_lazy("Publish the chosen records?"), gettext_lazy("Publish"), confirms=True, tells=True
)
WITHDRAW: Final = _of_state(
    steps.WITHDRAW,
    gettext_lazy("Withdraw the chosen records from the site?"),
    gettext_lazy("Withdraw"),
    confirms=True,
)
REVIEW: Final = _of_state(
    steps.SEND, gettext_lazy("Send the chosen records to the head?"), gettext_lazy("Send to the head"), tells=True
)


def adding(theme: Theme | None) -> BulkStep:
    """Return the step that adds a field of cooperation."""
    return BulkStep(
        gettext_lazy("Which field of cooperation to add to the chosen records?"),
        gettext_lazy("Add"),
        fact(gettext_noop("Field of cooperation added from the list")),
        lambda record, _by: record.themes.add(theme),
        lambda record: theme not in record.themes.all(),
        asks=theme is None,
    )


def removing(theme: Theme | None) -> BulkStep:
    """Return the step that removes a field of cooperation."""
    return BulkStep(
        gettext_lazy("Which field of cooperation to remove from the chosen records?"),
        gettext_lazy("Remove"),
        fact(gettext_noop("Field of cooperation removed from the list")),
        lambda record, _by: record.themes.remove(theme),
        lambda record: theme is None or theme in record.themes.all(),
        asks=theme is None,
    )


def take_with_many(
    step: BulkStep,
    records: Iterable[Any],
    *,
    by: User,
    may: Callable[[Any], bool],
    news: Callable[[Any], str],
) -> tuple[Counter[str], list[str]]:
    """Do `step` to those of `records` that it applies to and that `may` allows, as one revision.

    `news` says in words what somebody else has done to a record meanwhile: such a record is left. Returns how
    many were done, idle, forbidden, changed and refused, and the words of the first that were left.
    """
    counts: Counter[str] = Counter()
    refusals: list[str] = []
    done: dict[str, list[Any]] = {}
    with revisions.revision(by=by, reason=step.reason):
        for record in records:
            outcome = _outcome(step, record, may)
            try:
                if outcome == "done" and (said := news(record)):
                    outcome = "changed"
                    refusals.append(f"{record}: {said}")
                elif outcome == "done":
                    name = _truly(step.name, record)
                    step.act(record, by)
                    record.save()
                    done.setdefault(name, []).append(record)
            except ValidationError as error:
                outcome = "refused"
                refusals.append(f"{record}: {' '.join(error.messages)}")
            counts[outcome] += 1
        if step.name:
            names = {steps.taken(name, record) for name, rows in done.items() for record in rows}
            revisions.explain(ApprovalStep(name=name) for name in sorted(names))
            for name, changed in done.items():
                steps.tell_of_step(name, changed, by=by)
    return counts, refusals[:5]


def _outcome(step: BulkStep, record: Any, may: Callable[[Any], bool]) -> str:
    if not may(record):
        return "forbidden"
    return "done" if step.applies(record) else "idle"


def counts_in_words(counts: Counter[str]) -> str:
    """Return the counts in words; what did not happen is said as well."""
    number = counts["done"]
    done = ngettext("%(count)d record was changed.", "%(count)d records were changed.", number) % {"count": number}
    parts = [done if number else _("Nothing has been done.")]
    if number := counts["idle"]:
        parts.append(_("Nothing to change in: %(count)d.") % {"count": number})
    if number := counts["forbidden"]:
        parts.append(_("You may not change: %(count)d.") % {"count": number})
    if number := counts["gone"]:
        parts.append(_("No longer in this list: %(count)d.") % {"count": number})
    if number := counts["changed"]:
        parts.append(_("Changed by somebody else meanwhile, so left: %(count)d.") % {"count": number})
    if number := counts["refused"]:
        parts.append(_("Not ready for it: %(count)d.") % {"count": number})
    return " ".join(parts)


class BulkAdmin[M: RegisterModel](admin.ModelAdmin[M]):
    """Runs a step on what was chosen; what goes across pages, or changes the site, says first what will happen."""

    def run(self, request: HttpRequest, chosen: QuerySet[M], step: BulkStep, *, right: str = "change") -> Any:
        """Do `step`, or return the page that asks; None leads back to the list."""
        across = request.POST.get("select_across") == "1"
        keys = keys_of(self, request, chosen)
        if not keys:
            return None
        if step.asks or ((across or step.confirms or step.tells) and "confirmed" not in request.POST):
            # Before the rows: what is named is never older than what is said to be seen.
            last = version_token.last_changes(self.model, keys)
            rows = list(self.model._default_manager.filter(pk__in=keys).order_by("pk"))
            question = self._question(request, step, rows, self._may(request, right), last)
            if step.asks or across or step.confirms or question["unready"]:
                return TemplateResponse(request, "admin/partnerships/publishing/bulk.html", question)
        asked = len(set(request.POST.getlist(ACTION_CHECKBOX_NAME))) if not across else len(keys)
        counts, refusals = take_with_many(
            step,
            self._locked(keys),
            by=acting(request),
            may=self._may(request, right),
            news=self._news(request, keys) if step is PUBLISH else _nothing,  # it makes public what was in the list
        )
        counts["gone"] = max(0, asked - counts.total())
        level = messages.SUCCESS if counts["done"] == asked else messages.WARNING
        self.message_user(request, " ".join([counts_in_words(counts), *refusals]), level)
        if step is PUBLISH and (following := next_waiting.next_line(request)):
            self.message_user(request, following, messages.INFO)
        return None

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show the list; it remembers which state of each record it shows."""
        newest = version_token.newest_change()  # before the rows: a later change may not be what they show
        page: Any = super().changelist_view(request, extra_context)
        shown = (getattr(page, "context_data", None) or {}).get("cl")
        if shown is not None:
            numbers = version_token.last_changes(self.model, [row.pk for row in shown.result_list])
            page.context_data[version_token.NAME] = version_token.token_of(
                {key: min(number, newest) for key, number in numbers.items()}
            )
        return page

    def _news(self, request: HttpRequest, keys: list[Any]) -> Callable[[Any], str]:
        """Return the question who else has saved one of the records since this user saw it, in words."""
        shown, user = version_token.seen_in(request), acting(request)
        # Asked when the first record is held against other writers, so that nobody comes in between.
        latest = cache(lambda: version_token.last_changes(self.model, keys))

        def news(record: Any) -> str:
            last = latest().get(record.pk)
            if last is None or shown.get(record.pk, last) == last:
                return ""
            return presence.saved_by(version_token.newer(record, shown[record.pk], but=user))

        return news

    @admin.action(description=gettext_lazy("Add a field of cooperation"), permissions=["change"])
    def add_theme(self, request: HttpRequest, queryset: QuerySet[M]) -> Any:
        """Add one field of cooperation to the chosen records, as one revision."""
        return self.run(request, queryset, adding(_theme(request)))

    @admin.action(description=gettext_lazy("Remove a field of cooperation"), permissions=["change"])
    def remove_theme(self, request: HttpRequest, queryset: QuerySet[M]) -> Any:
        """Remove one field of cooperation from the chosen records, as one revision."""
        return self.run(request, queryset, removing(_theme(request)))

    def _locked(self, keys: list[Any]) -> Iterator[Any]:
        """Yield the records as they are now, held against other writers until the revision is kept."""
        rows: QuerySet[Any] = self.model._default_manager.filter(pk__in=keys).order_by("pk").select_for_update()
        if "themes" in {field.name for field in self.opts.many_to_many}:
            rows = rows.prefetch_related("themes")
        yield from rows

    def _may(self, request: HttpRequest, right: str) -> Callable[[Any], bool]:
        """Return the question whether this user may do it to one record."""
        publish = getattr(self, "has_publish_permission", None)
        allowed = right != "publish" or (publish is not None and publish(request))
        return lambda record: allowed and self.has_change_permission(request, record)

    def _question(
        self,
        request: HttpRequest,
        step: BulkStep,
        rows: list[Any],
        may: Callable[[Any], bool],
        last: dict[int, int],
    ) -> dict[str, Any]:
        """Return what is asked: what will happen to how many of `rows`, whose last changes are `last`."""
        ready = [row for row in rows if _outcome(step, row, may) == "done"]
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": step.question,
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


def _nothing(_record: Any) -> str:
    return ""
