"""The addresses."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import path

from tests.bench.plain import views

urlpatterns = [
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("cities/", views.city_list, name="cities"),
        path("cities/<slug:slug>/", views.city, name="city"),
        path("chronology/", views.chronology, name="chronology"),
        path("records/<slug:slug>/", views.record, name="record"),
        path("search/", views.search, name="search"),
    ),
]
