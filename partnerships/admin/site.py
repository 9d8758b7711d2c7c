"""The department's own admin site: sections in its words instead of app labels."""

from functools import partial, update_wrapper
from typing import Any, Final, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from partnerships.admin.history import recent
from partnerships.admin.home import edit_page, guide, home, installation, own_calendar, readers, translations
from partnerships.admin.home.account import account
from partnerships.admin.lists import search
from partnerships.admin.lists.autocomplete import Autocomplete
from partnerships.admin.privacy import personal_data
from partnerships.admin.prose import screen as prose
from partnerships.admin.signing_in import first_run, own_factors, own_password, second_step, sessions, sign_in
from partnerships.admin.writing import session_ended, unsaved_texts, unsent, uploads
from partnerships.approval import steps
from partnerships.models.record import models_by_kind
from partnerships.staff import mail
from partnerships.staff.signed_in import lacks_second_factor
from partnerships.text.quotes import quoting

#: Heading → models under it, in the order of the department's work.
SECTIONS: Final = (
    (_("Partners"), ("City", "Organization", "Greeting", "Letter", "Birthday", "PublicMessage")),
    (
        _("What we do together"),
        (*(model.__name__ for model in models_by_kind().values()), "PartnerRequest", "Photo", "AnnualReport"),
    ),
    (
        _("Lists and settings"),
        (
            *("Theme", "Country", "CountryGroup", "NationalDay", "VocabularyTerm", "ChecklistStep", "EstimateNorm"),
            *("ReportSection", "PaperTemplate", "HomeCity"),
        ),
    ),
    (_("Staff"), ("User", "Group")),
)
#: So many of them are worked with every day; the home page folds the others.
DAILY: Final = 2


class BackOffice(AdminSite):
    """The back office; every page of it is private and never kept by a cache."""

    site_header = _("Register of partner cities: back office")
    site_title = _("Back office")
    index_title = _("What would you like to do?")
    site_url = "/"
    enable_nav_sidebar = True
    logout_template = "admin/partnerships/signing_in/signed_out.html"
    password_change_done_template = "admin/partnerships/signing_in/password_changed.html"  # noqa: S105 - of a page

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Add the search, one's own account, the tasks, the memory of the register, its readers, and translations."""
        pages = (
            ("account/", "account", account),
            ("account/sessions/", "sessions", sessions.own_sessions),
            *search.office_pages,
            *uploads.office_pages,
            *guide.office_pages,
            *home.office_pages,
            *own_calendar.office_pages,
            *edit_page.office_pages,
            *installation.office_pages,
            *readers.office_pages,
            *recent.office_pages,
            *translations.office_pages,
            *unsaved_texts.office_pages,
            *prose.office_pages,
            *personal_data.office_pages,
        )
        own = [path(route, self.admin_view(partial(view, self)), name=name) for route, name, view in pages]
        # These decide by themselves who is let in: whoever opens them may not be signed in yet.
        open_to_all = (
            ("first-run/", "first-run", first_run.first_run),
            ("second-step/", "second-step", second_step.second_step),
            ("account/second-step/", "second-factor", own_factors.own_factors),
        )
        secret = sensitive_post_parameters()
        own += [path(route, never_cache(secret(partial(view, self))), name=name) for route, name, view in open_to_all]
        return [*own, *super().get_urls()]

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Answer the fields that are filled in by the first letters."""
        return cast("HttpResponse", Autocomplete.as_view(admin_site=self)(request))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Let no form be lost whose session has ended before it was sent."""
        inner = super().admin_view(view, cacheable)

        def careful(request: HttpRequest, *args: object, **options: Any) -> HttpResponse:
            is_let_in = self.has_permission(request)
            if request.method == "POST" and not is_let_in:
                kept = session_ended.keep_sent_form(request)
                if kept is not None:
                    return kept
            if is_let_in:
                sessions.prolong(request)
                if sign_in.has_to_choose_password(request):
                    return HttpResponseRedirect(reverse("admin:password_change"))
            with mail.from_site(request.build_absolute_uri("/")[:-1]), steps.noticing() as noticed:
                response: HttpResponse = inner(request, *args, **options)
            for record in noticed:
                text = _("“%(name)s” was approved and waited for its moment: changed, it goes to the head again.")
                messages.warning(request, quoting(text, name=record))
            return response

        return update_wrapper(careful, inner)

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in whoever works here, with a second factor once theirs is due."""
        return super().has_permission(request) and not lacks_second_factor(request)

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request: HttpRequest, extra_context: object = None) -> HttpResponse:
        """Ask for the password, and after it for the second factor."""
        return cast("HttpResponse", sign_in.sign_in(self, request))

    def password_change(self, request: HttpRequest, extra_context: object = None) -> TemplateResponse:
        """Let one choose another password."""
        return own_password.change_password(self, request)

    def index(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> TemplateResponse:
        """Show what waits for this user, before the sections."""
        return super().index(request, {**(extra_context or {}), **home.context(request)})

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Give every page the key of its user for what the browser keeps without a connection."""
        user = request.user
        return {
            **super().each_context(request),
            "release": settings.RELEASE,
            "seal": unsent.seal(user) if user.is_authenticated else "",
        }

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, object]]:
        """Return the sections, each with the models this user may see."""
        apps = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        models = {model["object_name"]: model for app in apps for model in app["models"]}
        sections = []
        for number, (name, wanted) in enumerate(SECTIONS, 1):
            rows = [models[model] for model in wanted if model in models]
            if rows:
                section = {"name": name, "app_label": f"section-{number}", "app_url": "", "models": rows}
                sections.append({**section, "is_rare": number > DAILY})
        return sections
