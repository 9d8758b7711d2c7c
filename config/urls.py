"""Addresses: pages under their language, everything else beside them."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

from partnerships.admin.signing_in import password_reset
from partnerships.views import errors, guests, health, office_calendar, preview, root, sitemaps, unsubscribe
from partnerships.views import files as serving
from partnerships.views import share_picture as sharing

urlpatterns = [
    path("", root.root, name="root"),
    path("admin/", include(password_reset.urls())),
    path("admin/", admin.site.urls),
    path("preview/<str:token>/", preview.shared, name="preview-link"),
    path("preview/<str:token>/<str:language>/", preview.shared, name="preview-link-language"),
    path("guests/<str:token>/", guests.guests_page, name="guests"),
    path("guests/<str:token>/worker.js", guests.guests_worker, name="guests-worker"),
    path("guests/<str:token>/<str:language>/", guests.guests_page, name="guests-language"),
    path("office-calendar/<str:token>.ics", office_calendar.office_calendar, name="office-calendar"),
    path("letters/<str:token>/", unsubscribe.unsubscribe, name="unsubscribe"),
    path("api/v1/", include("partnerships.api.urls")),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    re_path(
        r"^files/photos/(?P<key>[0-9a-f]{32})/(?P<width>\d{1,5})\.(?P<format>[a-z]{3,4})$",
        serving.photo,
        name="file-photo",
    ),
    path("files/documents/<int:pk>/<str:name>", serving.document, name="file-document"),
    path("files/shared/<str:language>/<slug:page>/<slug:slug>.png", sharing.picture_view, name="share-picture"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap_page, name="sitemap-section"),
    path("robots.txt", sitemaps.robots, name="robots"),
    *i18n_patterns(path("", include("partnerships.urls"))),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.not_found
handler500 = errors.server_error
