"""The department's own admin site: sections in its words instead of app labels."""

from functools import partial, update_wrapper
from typing import Any, Final, cast

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from partnerships.text.quotes import quoting

#: Heading → models under it, in the order of the department's work.
SECTIONS: Final = (
    (_("Partners"), ("City", "Organization")),
    (_("What we do together"), ("Agreement", "Delegation", "Event", "Exhibition", "PartnerRequest", "Photo")),
    (_("Lists and settings"), ("Theme", "Country", "CountryGroup", "HomeCity")),
    (_("Staff"), ("User", "Group")),
)


class BackOffice(AdminSite):
    """The back office; every page of it is private and never kept by a cache."""

    site_header = _("Register of partner cities: back office")
    site_title = _("Back office")
    index_title = _("What would you like to do?")
    site_url = "/"
    enable_nav_sidebar = True

    def get_urls(self) -> list[Any]:
        """Add the search, one's own account, the tasks, the memory of the register, its readers, and translations."""
        from partnerships.admin.history import recent  # Django loads this module before the models
        from partnerships.admin.home import guide, home, readers, translations  # before the models: the same
        from partnerships.admin.home.account import account  # Django loads this module before the models
        from partnerships.admin.lists import search  # Django loads this module before the models
        from partnerships.admin.screens import uploads  # Django loads this module before the models
        from partnerships.admin.writing import unsaved_texts  # Django loads this module before the models

        own = {
            "account": ("account/", account),
            "search": ("search/", search.search_view),
            "search-suggestions": ("search/suggestions/", search.suggestions_view),
        }
        paths = [path(route, self.admin_view(partial(view, self)), name=name) for name, (route, view) in own.items()]
        more = (
            url
            for part in (uploads, guide, home, readers, recent, translations, unsaved_texts)
            for url in part.urls(self)
        )
        return [*paths, *more, *super().get_urls()]

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Answer the fields that are filled in by the first letters."""
        from partnerships.admin.lists.autocomplete import Autocomplete  # Django loads this module before the models

        return cast("HttpResponse", Autocomplete.as_view(admin_site=self)(request))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Let no form be lost whose session has ended before it was sent."""
        inner = super().admin_view(view, cacheable)

        def careful(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
            from partnerships.admin.writing import session_ended  # Django loads this module before the models
            from partnerships.approval import steps  # Django loads this module before the models
            from partnerships.staff import mail  # Django loads this module before the models

            if request.method == "POST" and not self.has_permission(request):
                kept = session_ended.keep_sent_form(request)
                if kept is not None:
                    return kept
            with mail.from_site(request.build_absolute_uri("/")[:-1]), steps.noticing() as noticed:
                response: HttpResponse = inner(request, *args, **options)
            for record in noticed:
                text = _("“%(name)s” was approved and waited for its moment: changed, it goes to the head again.")
                messages.warning(request, quoting(text, name=record))
            return response

        return update_wrapper(careful, inner)

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """Show what waits for this user, before the sections."""
        from partnerships.admin.home import home  # Django loads this module before the models

        return super().index(request, {**(extra_context or {}), **home.context(request)})

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Give every page the key of its user for what the browser keeps without a connection."""
        from partnerships.admin.writing import unsent  # Django loads this module before the models

        user: Any = request.user
        return {**super().each_context(request), "seal": unsent.seal(user) if user.is_authenticated else ""}

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return the sections, each with the models this user may see."""
        apps = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        models = {model["object_name"]: model for app in apps for model in app["models"]}
        sections = []
        for number, (name, wanted) in enumerate(SECTIONS, 1):
            rows = [models[model] for model in wanted if model in models]
            if rows:
                sections.append({"name": name, "app_label": f"section-{number}", "app_url": "", "models": rows})
        return sections
