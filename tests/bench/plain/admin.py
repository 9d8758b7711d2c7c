"""The stock admin, with what a list of thousands needs."""

from django.contrib import admin

from tests.bench.plain.models import City, Record


@admin.register(City)
class CityAdmin(admin.ModelAdmin):
    list_display = ("name", "country", "tie", "state")
    list_select_related = ("country",)
    search_fields = ("name_ru", "name_en")


@admin.register(Record)
class RecordAdmin(admin.ModelAdmin):
    list_display = ("title", "state", "date", "shown_cities", "form")
    list_filter = ("state", "kind", "themes", "form")
    search_fields = ("title_ru", "title_en", "summary_ru", "summary_en", "body_ru", "body_en")
    autocomplete_fields = ("cities",)
    show_full_result_count = False
    list_per_page = 50

    def get_queryset(self, request):
        """Return the rows with their cities."""
        return super().get_queryset(request).filter(kind="event").prefetch_related("cities")

    @admin.display(description="cities")
    def shown_cities(self, record):
        """The cities in one cell."""
        return ", ".join(city.name for city in record.cities.all())
