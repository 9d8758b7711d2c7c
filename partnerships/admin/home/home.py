"""The home of the back office: what waits for me, what comes, what is unfinished, what others did, the figures."""

from typing import Any, Final, cast

from django.contrib.admin.sites import AdminSite
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from partnerships.admin.access import acting
from partnerships.admin.history import recent
from partnerships.admin.home.deadlines import SOON
from partnerships.admin.home.task_rows import MOST, Whole
from partnerships.admin.home.todo import COMING, GAPS, MINE, TASKS, TERMS, Task
from partnerships.admin.prose.drafts import may_read_prose
from partnerships.admin.writing import unsaved_texts
from partnerships.delivery import memo
from partnerships.greetings.due import coming_days, kinds_seen
from partnerships.greetings.making import greeting_title
from partnerships.models import City, Delegation, Organization, Record, User
from partnerships.models.record import models_by_kind
from partnerships.staff.addresses import link

SHOWN: Final = 5
PAGE_SIZE: Final = 50
TRANSLATIONS: Final = {"untranslated": "missing", "stale": "stale"}


def task_card(task: Task, user: User) -> dict[str, object]:
    """Return a task as the home page shows it: how many, and the first few."""
    rows = task.rows(user)
    count = rows.count()
    return {
        "slug": task.slug,
        "title": task.title,
        "count": count,
        "counted": f"{MOST}+" if count >= MOST else str(count),
        "lines": task.lines(rows.first(SHOWN)),
        "url": reverse("admin:todo", args=[task.slug]),
    }


def cards(tasks: tuple[Task, ...], user: User) -> list[dict[str, object]]:
    """Return the tasks in which something waits."""
    return [found for task in tasks if (found := task_card(task, user))["count"]]


def greetings(user: User) -> list[dict[str, Any]]:
    """Return the days of the next 45 on which partner cities are greeted, or a greeting leaves, the nearest first."""
    today = timezone.localdate()
    found = coming_days(today, today + SOON, memo.home_city(), kinds_seen(user))
    here = reverse("admin:partnerships_greeting_due")
    return [
        {"due": due, "title": greeting_title(due), "url": link(due.greeting, "letter") or f"{here}#due-{due.key}"}
        for due in found
    ]


def visits_today(user: User) -> list[dict[str, Any]]:
    """Return the visits that go on today, each with the screen of its day."""
    if not user.has_perm("partnerships.view_delegation"):
        return []
    found = Delegation.objects.on_day(timezone.localdate())[:SHOWN]
    return [
        {"name": str(visit), "url": reverse("admin:partnerships_delegation_today", args=[visit.pk])} for visit in found
    ]


def register_figures(user: User) -> list[dict[str, object]]:
    """Return how many of each kind the register holds, each with its list."""
    kinds = dict(Record.objects.order_by().values_list("kind").annotate(Count("pk")))
    counts = {City: City.objects.count(), Organization: Organization.objects.count()}
    counts |= {model: kinds.get(kind, 0) for kind, model in models_by_kind().items()}
    return [
        {
            "name": capfirst(str(model._meta.verbose_name_plural)),
            "count": count,
            "url": reverse(f"admin:partnerships_{model._meta.model_name}_changelist"),
        }
        for model, count in counts.items()
        if user.has_perm(f"partnerships.view_{model._meta.model_name}")
    ]


def context(request: HttpRequest) -> dict[str, object]:
    """Return what the home page shows to this user."""
    user = acting(request)
    others = recent.changes(request).exclude(user=user)[:SHOWN]
    return {
        "typed": unsaved_texts.waiting_texts(request),
        "mine": cards(MINE, user),
        "visits": visits_today(user),
        "coming": task_card(COMING, user),
        "greetings": greetings(user),
        "terms": cards(TERMS, user),
        "gaps": cards(GAPS, user),
        "others": recent.revision_lines(others, request),
        "figures": register_figures(user),
        "reads_prose": may_read_prose(request),
        "today": timezone.localdate(),
    }


def todo_view(site: AdminSite, request: HttpRequest, slug: str) -> HttpResponse:
    """Show one task in full, page by page."""
    task = TASKS.get(slug)
    if task is None:
        raise Http404
    page = Paginator(cast("Any", Whole(task.rows(acting(request)))), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = {
        **site.each_context(request),
        "title": task.title,
        "page": page,
        "lines": task.lines(list(page)),
        "table": f"{reverse('admin:translations')}?need={TRANSLATIONS[slug]}" if slug in TRANSLATIONS else "",
        "query": "?",
    }
    return TemplateResponse(request, "admin/partnerships/home/todo.html", shown)


office_pages: Final = (("todo/<slug:slug>/", "todo", todo_view),)
