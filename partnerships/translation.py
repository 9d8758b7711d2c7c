"""Which fields exist in each language."""

from functools import cache
from typing import Any

from modeltranslation import manager
from modeltranslation.translator import TranslationOptions, register, translator

from partnerships import models
from partnerships.kinds import KINDS
from partnerships.models.record import models_by_kind

_made = manager.multilingual_queryset_factory


@cache
def _class_of(rows: Any) -> Any:
    return _made(rows, instantiate=False)


def _queryset(rows: Any, instantiate: bool = True) -> Any:
    """Return the class of rows that know the language, made once.

    The library makes it anew for every query; a class is let go of only when all of the memory is looked through, so
    a long list held thousands.
    """
    return _class_of(rows)() if instantiate else _class_of(rows)


setattr(manager, "multilingual_queryset_factory", _queryset)  # noqa: B010 - the library declares two forms of it


@register(models.HomeCity)
class HomeCityTranslation(TranslationOptions):
    fields = ("name", "name_genitive", "region", "department", "address", "intro")


@register([models.VocabularyTerm, models.CountryGroup, models.Country, models.Theme, models.CityOccasion])
class NameTranslation(TranslationOptions):
    fields = ("name",)


@register(models.City)
class CityTranslation(TranslationOptions):
    fields = ("name", "region", "summary", "history", "remark", "source")


@register(models.Organization)
class OrganizationTranslation(TranslationOptions):
    fields = ("name", "short_name", "memberships")


@register(models.Record)
class RecordTranslation(TranslationOptions):
    fields = ("title", "summary", "body", "place", "remark", "source")


for kind, model in models_by_kind().items():
    options = {"fields": KINDS[kind].translated}
    translator.register(model, type(f"{model.__name__}Translation", (TranslationOptions,), options))


@register(models.AgreementAction)
class AgreementActionTranslation(TranslationOptions):
    fields = ("note",)


@register(models.Participant)
class ParticipantTranslation(TranslationOptions):
    fields = ("name", "office", "signed_place")


@register(models.TieStep)
class TieStepTranslation(TranslationOptions):
    fields = ("reason",)


@register(models.Figure)
class FigureTranslation(TranslationOptions):
    fields = ("note",)


@register(models.Award)
class AwardTranslation(TranslationOptions):
    fields = ("recipient",)


@register(models.ProgrammeItem)
class ProgrammeItemTranslation(TranslationOptions):
    fields = ("activity", "place")


@register(models.PlanItem)
class PlanItemTranslation(TranslationOptions):
    fields = ("activity", "responsible_home", "responsible_partner", "result")


@register(models.ReportSection)
class ReportSectionTranslation(TranslationOptions):
    fields = ("heading", "wording")


@register(models.AnnualReport)
class AnnualReportTranslation(TranslationOptions):
    fields = ("addressee",)


@register(models.ReportText)
class ReportTextTranslation(TranslationOptions):
    fields = ("text",)


@register(models.Photo)
class PhotoTranslation(TranslationOptions):
    fields = ("caption", "alt")


@register(models.Document)
class DocumentTranslation(TranslationOptions):
    fields = ("title",)


@register(models.NationalDay)
class NationalDayTranslation(TranslationOptions):
    fields = ("name",)


@register(models.Birthday)
class BirthdayTranslation(TranslationOptions):
    fields = ("name", "office")


@register(models.Greeting)
class GreetingTranslation(TranslationOptions):
    fields = ("addressee", "title", "text", "sender")


@register(models.Letter)
class LetterTranslation(TranslationOptions):
    fields = ("addressee", "title", "text", "sender")


@register(models.PartnerRequest)
class PartnerRequestTranslation(TranslationOptions):
    fields = ("title", "text")
