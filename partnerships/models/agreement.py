"""Agreements between bodies of the home city and of a partner city."""

from collections.abc import Iterable
from datetime import date
from typing import Final, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Cast, Coalesce, Greatest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from partnerships.models.agreement_action import (
    ENDS,
    AgreementAction,
    begins_on,
    entered_on,
    first_notice,
    held_columns,
    term_of,
)
from partnerships.models.involvement import BODY_ROLES, Involvement, InvolvementRole
from partnerships.models.record import Record, RecordQuerySet
from partnerships.models.succession import succession_faults
from partnerships.models.term_field import TermField
from partnerships.models.vocabulary_term import TermLabels, VocabularyName
from partnerships.period import Period, PeriodColumn, format_period
from partnerships.period.happening import has_open_end, is_term
from partnerships.standing.agreements import AGREEMENT, BEGUN, BINDING, SIGNED

ENDS_TOO_EARLY = _("The agreement ends before it enters into force.")
ENDS_UNSIGNED = _("The agreement was signed later (%(signed)s): it cannot end before that.")
HAS_NO_END = _("An open-ended agreement has no last day.")
LOOKS_LIKE_TERM: Final = _(
    "This looks like the term: write the date of signing alone, and the term under “In force from” and "
    "“In force until”."
)
BEGINS_WITH_TERM: Final = _("This looks like the term: write its end under “In force until”.")
BEGINS_ONLY: Final = _("This says when it begins: write that under “In force from”, and here the last day.")
#: Of ends that are open or known roughly nobody can say that they are not in order: see `Period.is_surely_before`.
ROUGH_TERM: Final = (
    Q(in_force_from__contains="~")
    | Q(in_force_until__contains="~")
    | Q(in_force_from__contains=" ../")
    | Q(in_force_from__contains=" [..")
)

#: The forms of agreement that there are here.
FORMS: Final = TermLabels(VocabularyName.AGREEMENT_FORM)


class AgreementStatus(models.TextChoices):
    """How far it came; what became of it after the signing is told by its actions."""

    DRAFT = "draft", _("Draft agreement")
    UNDER_APPROVAL = "under_approval", _("Under approval")
    SIGNED = "signed", _("Signed")


class StatusField(models.CharField):
    """Reads the words of older versions of the history and of older tables too: each of them was signed."""

    FORMER: Final = ("in_force", "suspended", "expired", "terminated", "superseded")
    #: What tables of before say of an agreement of which nothing else was known.
    former_labels: Final = {"in_force": AgreementStatus.SIGNED.value, _("In force"): AgreementStatus.SIGNED.value}

    def to_python(self, value: object) -> object:
        """Return the status of today."""
        return AgreementStatus.SIGNED.value if value in self.FORMER else super().to_python(value)

    def deconstruct(self) -> object:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options


class AgreementQuerySet(RecordQuerySet["Agreement"]):
    def for_line(self) -> Self:
        """Return agreements with what a line shows, their form and status among it."""
        lines, more = super().for_line(), ("form", "status")
        return lines.only(*lines.query.deferred_loading[0], *more)

    def for_data(self) -> Self:
        """Return agreements with their parties, what happened to them, and those that they amend and supersede."""
        roles = BODY_ROLES.counting_as(InvolvementRole.PARTY)
        parties = Involvement.objects.filter(role__in=roles).select_related("organization")
        rows = super().for_data().select_related("amends", "supersedes")
        return rows.prefetch_related("actions", Prefetch("involvements", parties, to_attr="parties"))

    def for_page(self) -> Self:
        """Return agreements with what amended and superseded them, for any visitor to see."""
        others = Agreement.objects.public().for_line().oldest_first()
        return (
            super()
            .for_page()
            .select_related("amends", "supersedes")
            .prefetch_related(
                Prefetch("amendments", others, to_attr="public_amendments"),
                Prefetch("successors", others, to_attr="public_successors"),
                Prefetch("actions", AgreementAction.objects.in_order().select_related("document")),
            )
        )

    def in_force(self, day: date | None = None) -> Self:
        """Return agreements that bind on `day`, by default today."""
        return self.standing_in(*BINDING, day=day)

    def ending_by(self, day: date) -> Self:
        """Return agreements whose last day, by all that happened to them, is `day` or earlier and nobody ended."""
        told = held_columns(date.max)
        actions = AgreementAction.objects.filter(agreement=OuterRef("pk"))
        term = Coalesce("lengthened_until", "in_force_until__end", output_field=models.CharField())
        ending = self.alias(lengthened_until=told["lengthened_until"], is_noticed=told["is_noticed"])
        ending = ending.alias(noticed_until=first_notice(), term=term)
        nearer = Q(noticed_until__isnull=False) & (
            Q(renews_itself=True) | Q(term=None) | Q(noticed_until__lt=F("term"))
        )
        last_day = Case(When(nearer, then="noticed_until"), default="term", output_field=models.CharField())
        is_set = Q(renews_itself=False) | Q(noticed_until__isnull=False) | Q(is_noticed=True)
        ending = ending.filter(is_set, ~Exists(actions.filter(kind__in=ENDS)), status=AgreementStatus.SIGNED)
        return ending.annotate(last_day=last_day).filter(last_day__lte=str(day))

    def binding_from(self) -> Self:
        """Return the agreements that are more than drafts, the one that binds first at the head, with its first day.

        That is when it is both signed and in force, as the rule of what held has it.
        """
        signed = self.exclude(status__in=(AgreementStatus.DRAFT, AgreementStatus.UNDER_APPROVAL))
        # Of a successor nobody knows the day of, it is known that it is there.
        unknown, text = models.Value(""), models.CharField()
        start = Coalesce(Cast("start", text), unknown, output_field=text)
        first = Coalesce(entered_on(), "in_force_from__first", unknown, output_field=text)
        return signed.annotate(binds_from=Greatest(start, first)).order_by("binds_from", "pk")


class Agreement(Record):
    """A signed or prepared agreement; its period is the date of signing."""

    KIND = "agreement"
    STANDING = AGREEMENT
    RULED_BY = ("status", "in_force_from", "in_force_until", "renews_itself")

    form = TermField(_("form"), max_length=20, vocabulary=VocabularyName.AGREEMENT_FORM, default=FORMS.first)
    in_force_from = PeriodColumn(_("in force from"))
    in_force_until = PeriodColumn(_("in force until"))
    is_open_ended = models.BooleanField(_("open-ended"), default=False)
    renewal = models.CharField(
        _("renewal"), max_length=250, blank=True, help_text=_("For example: renewed for five years by itself.")
    )
    notice_period = models.CharField(_("notice period"), max_length=120, blank=True)
    renews_itself = models.BooleanField(
        _("renewed by itself"),
        default=False,
        help_text=_("It goes on after its last day until somebody gives notice or ends it."),
    )
    review_on = PeriodColumn(
        _("to be reviewed"), help_text=_("When the department looks at it again. Never shown to the public.")
    )
    status = StatusField(_("status"), max_length=20, choices=AgreementStatus, default=AgreementStatus.SIGNED)
    end_reason = models.TextField(_("reason of the end"), blank=True)
    amends = models.ForeignKey(
        "self", verbose_name=_("amends"), null=True, blank=True, on_delete=models.PROTECT, related_name="amendments"
    )
    supersedes = models.ForeignKey(
        "self", verbose_name=_("supersedes"), null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )
    number = models.CharField(_("number of the agreement"), max_length=60, blank=True)
    registration = models.CharField(
        _("registration"), max_length=250, blank=True, help_text=_("Body, date and number of the registration.")
    )
    original_place = models.CharField(_("place of the original"), max_length=250, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        default_permissions = Record._meta.default_permissions
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=AgreementStatus.values), name="agreement_status_known"),
            models.CheckConstraint(
                condition=Q(in_force_from="")
                | Q(in_force_until="")
                | ROUGH_TERM
                | Q(in_force_from__first__lte=F("in_force_until__end")),
                name="agreement_term_in_order",
                violation_error_message=ENDS_TOO_EARLY,
            ),
            models.CheckConstraint(
                condition=Q(is_open_ended=False) | Q(in_force_until=""),
                name="agreement_open_ended_has_no_end",
                violation_error_message=HAS_NO_END,
            ),
        ]

    def clean(self) -> None:
        """Say at the last day what is wrong with the term; the constraints alone would say it at no field."""
        super().clean()
        terms = dict(self._terms_elsewhere())
        if terms:
            raise ValidationError(terms)
        if self.in_force_until.is_surely_before(self.period):
            raise ValidationError({"in_force_until": ENDS_UNSIGNED % {"signed": format_period(self.period)}})
        if self.in_force_until and self.is_open_ended:
            raise ValidationError({"in_force_until": HAS_NO_END})
        if self.in_force_until.is_surely_before(self.in_force_from):
            raise ValidationError({"in_force_until": ENDS_TOO_EARLY})
        faults = dict(succession_faults(self))
        if faults:
            raise ValidationError(faults)

    def _terms_elsewhere(self) -> Iterable[tuple[str, object]]:
        """Yield each date that holds more of the term than its own end: nobody would see the agreement run out."""
        if is_term(self.period) or has_open_end(self.period):
            yield "period", LOOKS_LIKE_TERM
        if is_term(self.in_force_from):
            yield "in_force_from", BEGINS_WITH_TERM
        if has_open_end(self.in_force_until):
            yield "in_force_until", BEGINS_ONLY

    @classmethod
    def standing_columns(cls, day: date) -> dict[str, object]:
        """Return what its actions say by `day`, and the day from which a public successor binds instead."""
        successors = Agreement.objects.public().filter(supersedes=OuterRef("pk")).binding_from()
        return {**held_columns(day), "superseded_from": Subquery(successors.values("binds_from")[:1])}

    def term_until(self, day: date = date.max) -> Period:
        """Return the last day of its term, by what prolonged it or gave notice until `day`."""
        actions = self.actions.all() if self.pk else ()
        return term_of(self.in_force_until, actions, day, renews_itself=self.renews_itself).until

    @property
    def term(self) -> Period:
        """The last day of its term as it stands on the day of reading: what is still to prolong it has not done so."""
        return self.term_until(self.day_of_reading)

    @property
    def begins(self) -> Period:
        """The first day in force, by what is written down and by the action of entering into force."""
        return begins_on(self.in_force_from, self.actions.all() if self.pk else ())

    @property
    def was_signed(self) -> bool:
        """Say whether the day of its signing is known to be no plan."""
        return self.standing in SIGNED

    def in_effect(self, others: Iterable["Agreement"]) -> list["Agreement"]:
        """Return those of `others`, that change or replace it, that do so today or on the day asked about."""
        found, day = list(others), self.__dict__.get("asked_day")
        if not day or not found:
            return [other for other in found if other.standing in BEGUN]
        asked = Agreement.objects.filter(pk__in=[other.pk for other in found]).standing_in(*BEGUN, day=day)
        begun = set(asked.values_list("pk", flat=True))
        return [other for other in found if other.pk in begun]

    @cached_property
    def amended_by(self) -> list["Agreement"]:
        """The public agreements that have changed it, of a row read with `for_page`."""
        return self.in_effect(self.__dict__["public_amendments"])

    @cached_property
    def superseded_by(self) -> list["Agreement"]:
        """The public agreements that have replaced it, of a row read with `for_page`."""
        return self.in_effect(self.__dict__["public_successors"])

    @property
    def public_amended(self) -> "Agreement | None":
        """The agreement it amends, if any visitor may see it."""
        return self.amends if self.amends and self.amends.is_public() else None

    @property
    def public_superseded(self) -> "Agreement | None":
        """The agreement it supersedes, if any visitor may see it."""
        return self.supersedes if self.supersedes and self.supersedes.is_public() else None
