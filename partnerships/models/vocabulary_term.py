"""Vocabularies: the kinds, forms and roles that the department itself names and orders.

A record keeps the code of a term, which never changes; a page shows the name. What a program has to know of a term,
such as that this tie is only hoped for, it asks of what the term counts as, never of its code or its name.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from partnerships.models.base import RegisterModel, RegisterQuerySet, open_revision
from partnerships.models.translated import Translated
from partnerships.period.words import fold_spelling
from partnerships.text.translated import text_columns


class VocabularyName(models.TextChoices):
    TIE = "tie", _("Kinds of tie")
    AGREEMENT_FORM = "agreement_form", _("Forms of agreement")
    EVENT_FORM = "event_form", _("Forms of event")
    ORGANIZATION_KIND = "organization_kind", _("Kinds of organisation")
    ROLE_OF_BODY = "role_of_body", _("Roles of organisations")
    ROLE_OF_PERSON = "role_of_person", _("Roles of people")
    FIGURE = "figure", _("Kinds of figure")
    AWARD = "award", _("Awards")
    SERVICE = "service", _("Kinds of service for a delegation")
    PAPER = "paper", _("Words of approval and signature on papers")


class TermMeaning(models.TextChoices):
    """What the program itself has to know of a term."""

    SISTER_CITY = "sister_city", _("a sister city, whatever it is called here")
    PROSPECTIVE = "prospective", _("only hoped for: it counts in no number of ties")
    ONLINE = "online", _("takes place online: nobody travels to it")


class Mark(models.TextChoices):
    """The shape of a term on the map and in lists."""

    RING = "ring", _("ring")
    DIAMOND = "diamond", _("diamond")
    DISC = "disc", _("disc")
    SQUARE = "square", _("square")
    TRIANGLE = "triangle", _("triangle")
    CROSS = "cross", _("cross")
    HEXAGON = "hexagon", _("hexagon")
    WEDGE = "wedge", _("triangle on its tip")


#: Vocabularies whose terms have a shape.
MARKED: Final = frozenset({VocabularyName.TIE})


class TermQuerySet(RegisterQuerySet["VocabularyTerm"]):
    def of(self, vocabulary: str) -> Self:
        """Return the terms of one vocabulary."""
        return self.filter(vocabulary=vocabulary)


class VocabularyTerm(Translated, RegisterModel):
    """One of the kinds, forms or roles among which a form lets choose."""

    vocabulary = models.CharField(_("vocabulary"), max_length=30, choices=VocabularyName)
    code = models.CharField(
        _("code"),
        max_length=30,
        validators=[RegexValidator(r"^[a-z][a-z0-9_]*$", _("Small Latin letters, digits and _, for example contact."))],
        help_text=_("Small Latin letters, digits and _. Files and programs know the term by it: it stays for good."),
    )
    name = models.CharField(_("name"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=500)
    mark = models.CharField(_("shape"), max_length=10, choices=Mark, blank=True)
    counts_as = models.CharField(
        _("counts as"),
        max_length=20,
        blank=True,
        help_text=_("What the program has to know of it, whatever its name; nothing for most."),
    )
    is_retired = models.BooleanField(
        _("no longer used"), default=False, help_text=_("Old records keep it; no new one is offered it.")
    )

    objects = TermQuerySet.as_manager()

    #: What records were found by when this was loaded.
    loaded_words: tuple[str | None, ...] | None = None

    class Meta:
        ordering = ["vocabulary", "order", "pk"]
        verbose_name = _("term")
        verbose_name_plural = _("vocabularies")
        constraints = [
            models.UniqueConstraint(
                fields=["vocabulary", "code"],
                name="term_code_unique",
                violation_error_message=_("This vocabulary has a term with this code already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **options: Any) -> Self:
        """Remember by which words records were found."""
        term = super().from_db(db, field_names, values, **options)
        if not term.get_deferred_fields():
            term.loaded_words = term.words()
        return term

    def words(self) -> tuple[str | None, ...]:
        """Return all by which a record with this term is found."""
        return (self.counts_as, *(getattr(self, column) for column in text_columns("name")))

    def clean(self) -> None:
        """Refuse a code that no column holds, and what a term of this vocabulary cannot be."""
        longest = min((field.max_length for field in term_fields(self.vocabulary)), default=30)
        if len(self.code) > longest:
            raise ValidationError({"code": _("At most %(number)d letters.") % {"number": longest}})
        if self.counts_as and self.counts_as not in dict(meanings_of(self.vocabulary)):
            raise ValidationError({"counts_as": _("A term of this vocabulary cannot count as that.")})
        if self.mark and self.vocabulary not in MARKED:
            raise ValidationError({"mark": _("Terms of this vocabulary have no shape.")})
        self._refuse_namesake()

    def _refuse_namesake(self) -> None:
        """Refuse a name that another term of the vocabulary has: a table could not say which is meant."""
        others = [term for term in terms_now().of.get(self.vocabulary, {}).values() if term.code != self.code]
        for column in text_columns("name"):
            name = fold_spelling(getattr(self, column) or "")
            if name and any(fold_spelling(getattr(term, column) or "") == name for term in others):
                raise ValidationError({column: _("Another term of this vocabulary has this name.")})


@cache
def term_fields(vocabulary: str) -> tuple[Any, ...]:
    """Return the fields of all models that hold a code of `vocabulary`."""
    found = (field for model in apps.get_models() for field in model._meta.local_fields)
    return tuple(field for field in found if getattr(field, "vocabulary", None) == vocabulary)


def meanings_of(vocabulary: str) -> list[tuple[str, object]]:
    """Return what a term of `vocabulary` may count as, with words for it."""
    return [(meaning.value, meaning.label) for field in term_fields(vocabulary)[:1] for meaning in field.meanings]


@dataclass(frozen=True, eq=False)
class Terms:
    """All terms by vocabulary and code, in the department's order, as they were after the change number `stamp`."""

    stamp: int
    of: Mapping[str, dict[str, VocabularyTerm]]


_kept: Terms | None = None

#: The terms as a revision that changed some of them has them, for it alone, as it may yet be undone: none while it has
#: changed none, empty until it asks for them. Where it begins and ends, revisions.py says.
changed_terms: ContextVar[list[Terms] | None] = ContextVar("changed_terms", default=None)


def terms_now() -> Terms:
    """Return the terms as they are now, which the process keeps until one of them changes."""
    global _kept
    changed = changed_terms.get()
    if changed is not None:
        if not changed:
            changed.append(_read())
        return changed[0]
    kept = _kept
    if kept is None:
        _kept = kept = _read()
    return kept


@receiver([post_save, post_delete], sender=VocabularyTerm)
def _read_anew(**_options: object) -> None:
    if open_revision.get() is None:
        let_terms_go()
    else:
        changed_terms.set([])


def _read() -> Terms:
    versions = apps.get_model("partnerships", "RegisterVersion")
    stamp = versions.objects.values_list("terms", flat=True).first() or 0  # before the terms: never newer than they
    found: dict[str, dict[str, VocabularyTerm]] = {}
    for term in VocabularyTerm.objects.all():
        found.setdefault(term.vocabulary, {})[term.code] = term
    return Terms(stamp, found)


def expect_terms(stamp: int) -> None:
    """Let go of what is kept unless it is as after the change number `stamp`, the latest there is."""
    if _kept is not None and _kept.stamp != stamp:
        let_terms_go()


def let_terms_go() -> None:
    """Read the terms anew when they are next asked for."""
    global _kept
    _kept = None


#: The name of a term in the language of the moment when it is shown, not of now.
named: Final = lazy(lambda term: str(term.name), str)


class LiveCodes(Sequence[str]):
    """Codes of terms that are asked for whenever somebody looks: a screen is put together before there are any."""

    def __init__(self, codes: Callable[[], Sequence[str]]) -> None:
        self.codes = codes

    def __getitem__(self, index: Any) -> object:
        return self.codes()[index]

    def __len__(self) -> int:
        return len(self.codes())


class TermLabels(Mapping[str, Any]):
    """The names of one vocabulary by code, in the department's order, as they are whenever it is asked."""

    def __init__(self, vocabulary: str) -> None:
        self.vocabulary = vocabulary

    @property
    def terms(self) -> dict[str, VocabularyTerm]:
        """The terms by code."""
        return terms_now().of.get(self.vocabulary, {})

    def __getitem__(self, code: str) -> object:
        return named(self.terms[code])

    def __iter__(self) -> Iterator[str]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def label(self, code: str) -> str:
        """Return the name of the term with `code`; the code itself where there is none any more."""
        term = self.terms.get(code)
        return term.name if term else code

    def offered(self, *also: str) -> list[tuple[str, Any]]:
        """Return what a form lets choose: the terms that are still in use, and those `also` that are chosen already.

        Such a code without a term is offered as it is, so that nobody changes it unawares.
        """
        terms = self.terms
        unknown = [(code, code) for code in also if code and code not in terms]
        return [*((code, named(term)) for code, term in terms.items() if not term.is_retired or code in also), *unknown]

    def first(self) -> str:
        """Return the code that a new record begins with, "" where there is no term."""
        return next((str(code) for code, _name in self.offered()), "")

    def counting_as(self, *meanings: str) -> tuple[str, ...]:
        """Return the codes of the terms that count as one of `meanings`."""
        return tuple(code for code, term in self.terms.items() if term.counts_as in meanings)

    def usual(self, *meanings: str) -> str:
        """Return the first code on offer that counts as the first of `meanings`, else the next; else ""."""
        found = (code for meaning in meanings for code in self.counting_as(meaning) if not self.terms[code].is_retired)
        return next(found, "")

    def coded(self, said: str) -> str:
        """Return `said` where it is a code on offer, else the one that counts as it; "" where a person has to say."""
        return said if said in dict(self.offered()) else self.usual(said) if said else ""

    def meaning(self, code: str) -> str:
        """Return what the term with `code` counts as, "" for nothing in particular."""
        term = self.terms.get(code)
        return term.counts_as if term else ""

    def position(self, code: str) -> int:
        """Return the place of `code` in the department's order; what there is no more stands last."""
        return list(self.terms).index(code) if code in self.terms else len(self.terms)
