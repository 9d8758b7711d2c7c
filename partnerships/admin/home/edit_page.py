"""From a page of the site to its form: the pages are the same for everybody, so the way is asked for here."""

from typing import Final
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.admin.sites import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from partnerships.admin.access import acting
from partnerships.models import City, Record
from partnerships.staff import rights
from partnerships.staff.addresses import link

DETAIL: Final = "-detail"


def _shown_at(address: str) -> City | Record | None:
    """Return what the public page at `address` shows, if it is the page of a city or a record."""
    try:
        path = urlsplit(address).path
    except ValueError:  # “//[” begins a host that never ends
        return None
    with translation.override(translation.get_language_from_path(path) or translation.get_language()):
        try:
            match = resolve(path)
        except Resolver404:
            return None
    if not (match.url_name or "").endswith(DETAIL):
        return None
    model = match.kwargs.get("model", City)
    found: City | Record | None = model.objects.filter(slug=match.kwargs["slug"]).first()
    return found


def edit_page(_site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Lead to the form of what the page shows that `page` names."""
    shown = _shown_at(request.GET.get("page", ""))
    if shown is None or not rights.may_view(acting(request), type(shown)):
        messages.info(request, _("That page is of no record that you may open."))
        return HttpResponseRedirect(reverse("admin:index"))
    return HttpResponseRedirect(link(shown))


office_pages: Final = (("edit/", "edit-page", edit_page),)
