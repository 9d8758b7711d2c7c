"""Public pages, one address a line; each exists under /ru/ and /en/."""

from django.urls import path

from partnerships.models import Agreement, Delegation, Event, Exhibition
from partnerships.views import chronology, city, record, site

# fmt: off
urlpatterns = [
    path("", site.home, name="home"),
    path("cities/", city.city_list, name="city-list"),
    path("cities/<slug:slug>/", city.city_detail, name="city-detail"),
    path("agreements/", record.record_list, {"model": Agreement}, name="agreement-list"),
    path("agreements/<slug:slug>/", record.record_detail, {"model": Agreement}, name="agreement-detail"),
    path("delegations/", record.record_list, {"model": Delegation}, name="delegation-list"),
    path("delegations/<slug:slug>/", record.record_detail, {"model": Delegation}, name="delegation-detail"),
    path("events/", record.record_list, {"model": Event}, name="event-list"),
    path("events/<slug:slug>/", record.record_detail, {"model": Event}, name="event-detail"),
    path("exhibitions/", record.record_list, {"model": Exhibition}, name="exhibition-list"),
    path("exhibitions/<slug:slug>/", record.record_detail, {"model": Exhibition}, name="exhibition-detail"),
    path("chronology/", chronology.chronology, name="chronology"),
    path("about/", site.about, name="about"),
]
# fmt: on
