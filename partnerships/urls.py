"""Public pages, one address a line; each exists under /ru/ and /en/."""

from django.urls import path

from partnerships.api import description
from partnerships.kinds import KINDS
from partnerships.models.record import models_by_kind
from partnerships.views import (
    accessibility,
    chronology,
    city,
    display,
    embed,
    home,
    news_by_mail,
    open_data,
    record,
    search,
    site,
    statistics,
    take_part,
)
from partnerships.views.calendar import calendar
from partnerships.views.chart_picture import chart_file
from partnerships.views.feeds import RecordFeed
from partnerships.views.map import city_map
from partnerships.views.since_signing import since_file

LISTS = ("cities", "chronology", *(kind.section for kind in KINDS.values()))
#: The section of each kind of record with its model.
SECTIONS = [(KINDS[kind].section, kind, {"model": model}) for kind, model in models_by_kind().items()]

# fmt: off
urlpatterns = [
    path("", home.home, name="home"),
    path("cities/", city.city_list, name="city-list"),
    path("cities/<slug:slug>/", city.city_detail, name="city-detail"),
    path("cities/<slug:slug>/card/", city.partner_card, name="city-card"),
    *[path(f"{part}/", record.record_list, of, name=f"{kind}-list") for part, kind, of in SECTIONS],
    *[path(f"{part}/<slug:slug>/", record.record_detail, of, name=f"{kind}-detail") for part, kind, of in SECTIONS],
    path("chronology/", chronology.chronology, name="chronology"),
    path("search/", search.search, name="search"),
    path("search/suggestions/", search.suggestions, name="search-suggestions"),
    path("search/opensearch.xml", search.opensearch_view, name="search-description"),
    path("map/", city_map, name="map"),
    path("statistics/", statistics.overview, name="statistics"),
    path("statistics/<slug:table>.csv", statistics.data, name="statistics-data"),
    path("statistics/by-year.<slug:suffix>", chart_file, name="statistics-picture"),
    path("statistics/since-signing.<slug:suffix>", since_file, name="since-signing-picture"),
    path("partners-wanted/", site.partners_wanted, name="partners-wanted"),
    path("take-part/", take_part.take_part, name="take-part"),
    path("take-part/sent/", take_part.take_part_sent, name="take-part-sent"),
    path("news-by-mail/", news_by_mail.news_by_mail, name="news-by-mail"),
    path("news-by-mail/sent/", news_by_mail.news_sent, name="news-sent"),
    path("news-by-mail/confirm/<str:token>/", news_by_mail.news_confirm, name="news-confirm"),
    path("news-by-mail/leave/<str:token>/", news_by_mail.news_leave, name="news-leave"),
    path("about/", site.about, name="about"),
    path("accessibility/", accessibility.accessibility, name="accessibility"),
    path("privacy/", site.text_page, {"template": "privacy"}, name="privacy"),
    path("site-map/", site.site_map, name="site-map"),
    path("display/", display.display, name="display"),
    path("feed.atom", RecordFeed(), name="feed"),
    *[path(f"{part}/feed.atom", RecordFeed(), of, name=f"{kind}-feed") for part, kind, of in SECTIONS],
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
