"""Which fields exist in each language."""

from modeltranslation.translator import TranslationOptions, register

from partnerships import models


@register(models.HomeCity)
class HomeCityTranslation(TranslationOptions):
    fields = ("name", "name_genitive", "name_locative", "region", "department", "address", "intro")


@register([models.CountryGroup, models.Country, models.Theme, models.CityOccasion])
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


@register(models.Agreement)
class AgreementTranslation(TranslationOptions):
    fields = ("renewal", "notice_period")


@register(models.AgreementAction)
class AgreementActionTranslation(TranslationOptions):
    fields = ("note",)


@register(models.Delegation)
class DelegationTranslation(TranslationOptions):
    fields = ("purpose", "invited_by", "result")


@register(models.Event)
class EventTranslation(TranslationOptions):
    fields = ("venue", "outcome")


@register(models.Exhibition)
class ExhibitionTranslation(TranslationOptions):
    fields = ("venue", "opening_hours", "exhibits", "curators")


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


@register(models.Photo)
class PhotoTranslation(TranslationOptions):
    fields = ("caption", "alt")


@register(models.Document)
class DocumentTranslation(TranslationOptions):
    fields = ("title",)


@register(models.PartnerRequest)
class PartnerRequestTranslation(TranslationOptions):
    fields = ("title", "text")
