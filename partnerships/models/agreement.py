"""Agreements between bodies of the home city and of a partner city."""

from datetime import date
from typing import Any, Final, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from partnerships.models.agreement_action import ENDS, AgreementAction, first_notice, held_columns, term_of
from partnerships.models.participant import Involvement, InvolvementRole
from partnerships.models.record import Kind, Record, RecordQuerySet
from partnerships.period import Period, PeriodColumn, format_period
from partnerships.standing.agreements import AGREEMENT, BINDING

ENDS_TOO_EARLY = _("The agreement ends before it enters into force.")
ENDS_UNSIGNED = _("The agreement was signed later (%(signed)s): it cannot end before that.")
HAS_NO_END = _("An open-ended agreement has no last day.")


class AgreementForm(models.TextChoices):
    AGREEMENT = "agreement", _("Agreement")
    TREATY = "treaty", _("Treaty")
    MEMORANDUM = "memorandum", _("Memorandum of understanding")
    PROTOCOL_OF_INTENT = "protocol_of_intent", _("Protocol of intent")
    LETTER_OF_INTENT = "letter_of_intent", _("Letter of intent")
    DECLARATION = "declaration", _("Declaration")


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

    def to_python(self, value: Any) -> Any:
        """Return the status of today."""
        return AgreementStatus.SIGNED.value if value in self.FORMER else super().to_python(value)

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options


class AgreementQuerySet(RecordQuerySet["Agreement"]):
    def for_line(self) -> Self:
        """Return agreements with what a line shows, their form and status among it."""
        lines, more = super().for_line(), ("form", "status")
        return lines.only(*lines.query.deferred_loading[0], *more)

    def for_data(self) -> Self:
        """Return agreements with their parties, what happened to them, and those that they amend and supersede."""
        parties = Involvement.objects.filter(role=InvolvementRole.PARTY).select_related("organization")
        rows = super().for_data().select_related("amends", "supersedes")
        return rows.prefetch_related("actions", Prefetch("involvements", parties, to_attr="parties"))

    def for_page(self) -> Self:
        """Return agreements with what amended and superseded them, for any visitor to see."""
        others = Agreement.objects.public().for_line().oldest_first()
        return (
            super()
            .for_page()
            .with_standing()
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
        term = Coalesce("lengthened_until", "in_force_until__last", output_field=models.CharField())
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
        """Return the agreements that are more than drafts, the one that binds first at the head, with its first day."""
        signed = self.exclude(status__in=(AgreementStatus.DRAFT, AgreementStatus.UNDER_APPROVAL))
        # Of a successor nobody knows the day of, it is known that it is there.
        start = Cast("start", models.CharField())
        first = Coalesce("in_force_from__first", start, models.Value(""), output_field=models.CharField())
        return signed.annotate(binds_from=first).order_by("binds_from", "pk")


class Agreement(Record):
    """A signed or prepared agreement; its period is the date of signing."""

    KIND = Kind.AGREEMENT
    STANDING = AGREEMENT

    form = models.CharField(_("form"), max_length=20, choices=AgreementForm, default=AgreementForm.AGREEMENT)
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
            models.CheckConstraint(condition=Q(form__in=AgreementForm.values), name="agreement_form_known"),
            models.CheckConstraint(condition=Q(status__in=AgreementStatus.values), name="agreement_status_known"),
            models.CheckConstraint(
                condition=Q(in_force_from="")
                | Q(in_force_until="")
                | Q(in_force_from__first__lte=F("in_force_until__last")),
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
        if self.in_force_until and self.start and self.in_force_until.standing()[1] < self.start:
            raise ValidationError({"in_force_until": ENDS_UNSIGNED % {"signed": format_period(self.period)}})
        if self.in_force_until and self.is_open_ended:
            raise ValidationError({"in_force_until": HAS_NO_END})
        term = self.in_force_from, self.in_force_until
        if all(term) and term[1].standing()[1] < term[0].standing()[0]:
            raise ValidationError({"in_force_until": ENDS_TOO_EARLY})

    @classmethod
    def standing_columns(cls, day: date) -> dict[str, Any]:
        """Return what its actions say by `day`, and the day from which a public successor binds instead."""
        successors = Agreement.objects.public().filter(supersedes=OuterRef("pk")).binding_from()
        return {**held_columns(day), "superseded_from": Subquery(successors.values("binds_from")[:1])}

    def term_until(self, day: date = date.max) -> Period:
        """Return the last day of its term, by what prolonged it or gave notice until `day`."""
        actions = self.actions.all() if self.pk else ()
        return term_of(self.in_force_until, actions, day, renews_itself=self.renews_itself).until

    @property
    def term(self) -> Period:
        """The last day of its term as known today, or on the day that `with_standing` was asked about."""
        return self.term_until(self.__dict__.get("asked_day") or date.max)

    @property
    def public_amended(self) -> "Agreement | None":
        """The agreement it amends, if any visitor may see it."""
        return self.amends if self.amends and self.amends.is_public() else None

    @property
    def public_superseded(self) -> "Agreement | None":
        """The agreement it supersedes, if any visitor may see it."""
        return self.supersedes if self.supersedes and self.supersedes.is_public() else None
