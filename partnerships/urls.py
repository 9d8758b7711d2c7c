"""Public pages, one address a line; each exists under /ru/ and /en/."""

from django.urls import path

from partnerships.api import description
from partnerships.models import Agreement, Delegation, Event, Exhibition
from partnerships.views import chronology, city, display, embed, open_data, record, search, site, statistics
from partnerships.views.calendar import calendar
from partnerships.views.feeds import RecordFeed
from partnerships.views.map import city_map

LISTS = ("cities", "chronology", "agreements", "delegations", "events", "exhibitions")

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
    path("search/", search.search, name="search"),
    path("search/suggestions/", search.suggestions, name="search-suggestions"),
    path("search/opensearch.xml", search.opensearch_view, name="search-description"),
    path("map/", city_map, name="map"),
    path("statistics/", statistics.overview, name="statistics"),
    path("statistics/<slug:table>.csv", statistics.data, name="statistics-data"),
    path("partners-wanted/", site.partners_wanted, name="partners-wanted"),
    path("about/", site.about, name="about"),
    path("accessibility/", site.text_page, {"template": "accessibility"}, name="accessibility"),
    path("privacy/", site.text_page, {"template": "privacy"}, name="privacy"),
    path("site-map/", site.site_map, name="site-map"),
    path("display/", display.display, name="display"),
    path("feed.atom", RecordFeed(), name="feed"),
    path("agreements/feed.atom", RecordFeed(), {"model": Agreement}, name="agreement-feed"),
    path("delegations/feed.atom", RecordFeed(), {"model": Delegation}, name="delegation-feed"),
    path("events/feed.atom", RecordFeed(), {"model": Event}, name="event-feed"),
    path("exhibitions/feed.atom", RecordFeed(), {"model": Exhibition}, name="exhibition-feed"),
    path("cities/<slug:slug>/feed.atom", RecordFeed(), name="city-feed"),
    path("calendar.ics", calendar, name="calendar"),
    path("cities/<slug:slug>/calendar.ics", calendar, name="city-calendar"),
    path("embed/latest/", embed.latest, name="embed-latest"),
    path("embed/cities/<slug:slug>/", embed.city_frame, name="embed-city"),
    path("open-data/", open_data.open_data, name="open-data"),
    path("open-data/api/", description.description_page, name="api-docs"),
    path("open-data/datapackage.json", open_data.data_package, name="data-package"),
    path("open-data/dcat.jsonld", open_data.catalogue, name="data-catalogue"),
    path("open-data/<slug:name>.<slug:suffix>", open_data.whole_table, name="table"),
    *[path(f"{name}.<slug:suffix>", open_data.download, {"name": name}, name=f"{name}-file") for name in LISTS],
]
# fmt: on
