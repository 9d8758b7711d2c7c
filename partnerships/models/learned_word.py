"""Words of the department that were corrected in drafts of a text, and what they mean here; outside the register."""

from collections.abc import Mapping
from typing import Any, Final, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

#: A word means here what it was corrected to so many times.
LEARNED_FROM: Final = 2


class LearnedAs(models.TextChoices):
    """What a word was corrected to be a word for."""

    FORM = "form", _("form or direction")
    KIND = "kind", _("kind of record")
    THEME = "theme", _("field of cooperation")


class LearnedWordQuerySet(models.QuerySet["LearnedWord"]):
    def for_list(self) -> Self:
        """Return the words as their table shows them: those that were corrected most come first."""
        return self.order_by("-times", "word", "pk")

    def known(self) -> Self:
        """Return what was corrected often enough to be offered, what was said most often last."""
        return self.filter(times__gte=LEARNED_FROM).order_by("times", "pk")

    def note(self, corrected: Mapping[tuple[str, str, str], int]) -> None:
        """Count how often each word was corrected to be a word for something, as (word, what, meaning).

        A word means one kind and one form: what it was corrected to before is forgotten. It may be of several fields.
        """
        known = {(row.word, row.what, row.meaning): row for row in self.filter(word__in={one[0] for one in corrected})}
        single = {(word, what) for word, what, _meaning in corrected if what != LearnedAs.THEME}
        gone = [row.pk for key, row in known.items() if key[:2] in single and key not in corrected]
        self.filter(pk__in=gone).delete()
        new: list[Any] = []  # of the manager's own type, which mypy does not see here
        for (word, what, meaning), times in corrected.items():
            if row := known.get((word, what, meaning)):
                row.times += times
            else:
                new.append(LearnedWord(word=word, what=what, meaning=meaning, times=times))
        self.bulk_update((row for key, row in known.items() if key in corrected), ["times"])
        self.bulk_create(new, ignore_conflicts=True)


class LearnedWord(models.Model):
    """A word, or the beginning of one, and what it was corrected to mean; no person and no text is kept."""

    word = models.CharField(_("word"), max_length=80)
    what = models.CharField(_("means a"), max_length=10, choices=LearnedAs)
    meaning = models.CharField(_("meaning"), max_length=60)
    times = models.PositiveIntegerField(_("times corrected"), default=0)

    objects = LearnedWordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("learned word")
        verbose_name_plural = _("learned words")
        constraints = [models.UniqueConstraint(fields=["word", "what", "meaning"], name="learned_word_once_a_meaning")]

    def __str__(self) -> str:
        return self.word
