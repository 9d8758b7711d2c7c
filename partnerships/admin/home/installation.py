"""The state of the installation, for whoever looks after it: version, disk, backup, regular work, links."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final, NamedTuple

from django.conf import settings
from django.contrib.admin.sites import AdminSite
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.models import OutsideLink, RegularTask, User
from partnerships.models.second_factor import SecondFactor
from partnerships.period.days import moment

#: Less free than this, and a backup or a day's photos may no longer fit.
LITTLE: Final = 2 * 2**30
#: Older than this, and a backup of the night did not happen.
OLD_BACKUP: Final = timedelta(hours=36)
OLD_TICK: Final = timedelta(minutes=20)


class StateLine(NamedTuple):
    """One line of the page; `is_wrong` asks the administrator to do something."""

    name: str
    value: str
    is_wrong: bool = False
    url: str = ""


def release_facts() -> list[StateLine]:
    """Return version and database."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size, sqlite_version() FROM pragma_page_count, pragma_page_size")
        else:
            cursor.execute("SELECT pg_database_size(current_database()), current_setting('server_version')")
        size, version = cursor.fetchone()
    return [
        StateLine(_("Release"), settings.RELEASE),
        StateLine(_("Database"), f"{connection.display_name} {version}, {filesizeformat(size)}"),
    ]


def disk_facts() -> list[StateLine]:
    """Return how much room is left for files."""
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    usage = shutil.disk_usage(root)
    words = _("%(free)s free of %(total)s")
    sizes = {"free": filesizeformat(usage.free), "total": filesizeformat(usage.total)}
    return [StateLine(_("Disk"), words % sizes, usage.free < LITTLE)]


def task_facts() -> list[StateLine]:
    """Return when the backup, the regular work and the morning letter were last done, how, and what failed."""
    known = {task.name: task for task in RegularTask.objects.all()}
    limits = {"backup": OLD_BACKUP, "tick": OLD_TICK, "morning letter": None}
    names = {
        "backup": _("Last backup"),
        "tick": _("Last regular work"),
        "morning letter": _("Last morning letter"),
    }
    now, facts = timezone.now(), []
    for name, limit in limits.items():
        done = known[name].done_at if name in known else None
        is_old = limit is not None and (done is None or now - done > limit)
        facts.append(StateLine(names[name], moment(done) if done else _("never"), is_old))
    sealed = _("switched on") if settings.BACKUP_PASSPHRASE else _("switched off")
    facts.append(StateLine(_("Encryption of backups"), sealed))
    faults = [f"{task.name}: {task.fault}" for task in known.values() if task.fault]
    return [*facts, *(StateLine(_("Failed"), fault, is_wrong=True) for fault in faults)]


def link_facts() -> list[StateLine]:
    """Return how many outside links do not open."""
    count = OutsideLink.objects.exclude(fault="").count()
    return [
        StateLine(
            _("Outside links that do not open"), str(count), bool(count), reverse("admin:todo", args=["dead-links"])
        )
    ]


def account_facts() -> list[StateLine]:
    """Return how many of the staff have a password and nothing else."""
    staff = User.objects.filter(is_active=True, is_staff=True)
    count = staff.exclude(pk__in=SecondFactor.objects.lasting().order_by().values("user")).count()
    url = reverse("admin:partnerships_user_changelist")
    return [StateLine(_("Accounts without a second factor"), str(count), bool(count), url)]


#: What each part of the page asks.
FACTS: tuple[Callable[[], list[StateLine]], ...] = (
    release_facts,
    disk_facts,
    task_facts,
    link_facts,
    account_facts,
)


def installation_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show the page to whoever looks after the accounts."""
    if not request.user.has_perm("partnerships.change_user"):
        raise PermissionDenied
    facts = [fact for part in FACTS for fact in part()]
    context = {**site.each_context(request), "title": _("State of the installation"), "facts": facts}
    return TemplateResponse(request, "admin/partnerships/home/installation.html", context)


office_pages: Final = (("installation/", "installation", installation_view),)
