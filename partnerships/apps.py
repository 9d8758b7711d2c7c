"""The two applications: the register itself and Django's admin with our own site."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class BackOfficeConfig(AdminConfig):
    """Django's admin, whose default site is our back office."""

    default_site = "partnerships.admin.site.BackOffice"

    def ready(self) -> None:
        super().ready()
        # Not from partnerships.admin itself: Django imports that package to find the site above.
        import_module("partnerships.admin.screens")
        for name in ("guesses", "sessions"):
            import_module(f"partnerships.admin.signing_in.{name}").connect()


class PartnershipsConfig(AppConfig):
    name = "partnerships"
    verbose_name = _("Register of partner cities")

    def ready(self) -> None:
        from partnerships.approval import steps
        from partnerships.database import analyze, languages, sqlite
        from partnerships.history import revisions
        from partnerships.preparation import checklist as deadlines
        from partnerships.readiness import summary
        from partnerships.search import rows
        from partnerships.staff import rights
        from partnerships.vocabulary import checklist, sets

        revisions.connect()
        steps.connect()
        deadlines.connect()
        summary.connect()
        rows.connect()
        sqlite.connect()
        pre_migrate.connect(languages.check_languages, sender=self)
        post_migrate.connect(rights.sync_roles, sender=self)
        post_migrate.connect(sets.begin_vocabularies, sender=self)
        post_migrate.connect(checklist.begin_checklist, sender=self)
        post_migrate.connect(rows.fill, sender=self)
        post_migrate.connect(analyze.measure_at_start, sender=self)
