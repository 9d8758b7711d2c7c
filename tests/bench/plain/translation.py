"""The translated columns."""

from modeltranslation.translator import TranslationOptions, register

from tests.bench.plain.models import City, Country, Group, Record, Theme


@register((Group, Country, Theme))
class NameOptions(TranslationOptions):
    fields = ("name",)


@register(City)
class CityOptions(TranslationOptions):
    fields = ("name", "region", "summary")


@register(Record)
class RecordOptions(TranslationOptions):
    fields = ("title", "summary", "body", "place")
