"""Answers for the machine that watches the site."""

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

#: Once the database is in step with this release, it stays so.
_is_in_step = False


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """Say that the process answers, and which release it is; nothing else is asked."""
    return HttpResponse(f"ok {settings.RELEASE}", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether the site can do its work, and a line about each thing that is missing; 503 without the database."""
    global _is_in_step
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        _is_in_step = _is_in_step or _migrations_are_applied()
    except DatabaseError:
        return HttpResponse("database unavailable", status=503, content_type="text/plain")
    if not _is_in_step:
        return HttpResponse("migrations are not applied: manage.py migrate", status=503, content_type="text/plain")
    return HttpResponse("ok" if _cache_answers() else "ok, but the cache is unavailable", content_type="text/plain")


def _migrations_are_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _cache_answers() -> bool:
    if not settings.SHARED_CACHE:
        return True
    try:
        cache.get("ready")
    except Exception:  # noqa: BLE001 - whatever the driver meets
        return False
    return True
