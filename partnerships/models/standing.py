"""What the entries of the register are asked about a day: by a query for many rows, by an instance for itself."""

from collections.abc import Collection
from datetime import date
from typing import ClassVar, Final, Self, cast

from django.db import models
from django.db.models import Exists, F
from django.db.models.expressions import Combinable
from django.utils import timezone

from partnerships.standing import Rule

#: Before the name of what a rule asks, on the rows of `with_standing`.
TOLD: Final = "rule_"
#: How many rows are read to find the first of a standing; twice as many whenever that was too few.
BATCH: Final = 20


class StandingQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows of a model with a rule of what held on a day."""

    def with_standing(self, day: date | None = None) -> Self:
        """Return entries that know what held of them on `day`, by default today, without a question for each."""
        asked = cast("type[HasStanding]", self.model)
        then = day or timezone.localdate()
        rows = self.annotate(asked_day=models.Value(day, models.DateField())) if day else self
        # What the rule asks and not what follows: its cases, each with the columns in it, make a long statement.
        return rows.annotate(**asked.told_columns(then))

    def standings(self, day: date | None = None) -> Self:
        """Return rows with the column `standing_then`, for a query that counts or picks by it."""
        asked = cast("type[HasStanding]", self.model)
        then = day or timezone.localdate()
        return self.alias(**asked.standing_columns(then)).annotate(standing_then=asked.standing_expression(then))

    def standing_in(self, *standings: str, day: date | None = None) -> Self:
        """Return entries of which one of `standings` holds on `day`, by default today."""
        asked = cast("type[HasStanding]", self.model)
        then = day or timezone.localdate()
        condition = asked.standing_condition(then, standings)
        return (
            self.alias(**asked.standing_columns(then)).alias(is_standing_asked=condition).filter(is_standing_asked=True)
        )

    def first_standing_in(self, number: int, *standings: str) -> list[M]:
        """Return the first `number` rows, in their order, of which one of `standings` holds today.

        They are read a batch at a time: `standing_in` would work the rule out for every row before it orders them.
        """
        rows, found, at, size = self.with_standing(), list[M](), 0, BATCH
        while len(found) < number:
            batch = list(rows[at : at + size])
            found += [row for row in batch if cast("HasStanding", row).standing in standings]
            if len(batch) < size:
                break
            at, size = at + size, size * 2
        return found[:number]


class HasStanding(models.Model):
    """Something of which a rule says what held on a day."""

    #: Decides what held on a day, and which standings a list need not mention.
    STANDING: ClassVar[Rule]
    UNSAID: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    @classmethod
    def standing_columns(cls, day: date) -> dict[str, object]:  # noqa: ARG003 - for those that ask about it
        """Return what the rule asks about `day` that is no column of the row."""
        return {}

    @classmethod
    def told_columns(cls, day: date) -> dict[str, object]:
        """Return all that the rule asks about `day`, each under its name with `TOLD` before it."""
        columns = cls.standing_columns(day)
        return {TOLD + name: columns.get(name, F(name)) for name in cls.STANDING.asked}

    @classmethod
    def standing_expression(cls, day: date) -> Combinable:
        """Return what held of each row on `day`, for a query: the same rule as `standing_on`."""
        return cls.STANDING.expression(day)

    @classmethod
    def standing_condition(cls, day: date, standings: Collection[str]) -> Combinable:
        """Return whether one of `standings` held of each row on `day`, for a query."""
        return cls.STANDING.condition(day, standings)

    def standing_on(self, day: date) -> str:
        """Return what held on `day`."""
        columns = self.standing_columns(day)
        if not columns:
            return self.STANDING.of(self, day)
        found = type(self)._base_manager.filter(pk=self.pk).annotate(**columns).values(*columns).first()
        unsaved = {name: False if isinstance(column, Exists) else None for name, column in columns.items()}
        return self.STANDING.of(self, day, found or unsaved)

    @property
    def day_of_reading(self) -> date:
        """Today, or the day that `with_standing` was asked about."""
        return self.__dict__.get("asked_day") or timezone.localdate()

    @property
    def standing(self) -> str:
        """What holds today; a row of `with_standing` was told what the rule asks of its day."""
        known = self.__dict__
        if "standing_then" not in known:
            told = {name.removeprefix(TOLD): known[name] for name in known if name.startswith(TOLD)}
            if not told:
                return self.standing_on(timezone.localdate())
            known["standing_then"] = self.rule.of(self, self.day_of_reading, told)
        return str(known["standing_then"])

    @property
    def rule(self) -> Rule:
        """The rule by which it stands."""
        return self.STANDING

    @property
    def standing_in_words(self) -> str:
        """What holds today, as a page says it."""
        return self.rule.label(self.standing)

    @property
    def standing_mark(self) -> str:
        """What a line has to say beside the title, "" where it is as everybody expects."""
        standing = self.standing
        return "" if standing == self.rule.otherwise or standing in self.UNSAID else self.rule.label(standing)

    def forget_standing(self) -> None:
        """Ask the rule anew after a change: what the database told was of the row before."""
        for name in [name for name in self.__dict__ if name.startswith(TOLD) or name == "standing_then"]:
            del self.__dict__[name]
