"""The field of a model that holds the code of a term."""

from collections.abc import Iterable
from copy import copy
from typing import Any

from django.core.checks import CheckMessage
from django.db import models

from partnerships.models.vocabulary_term import TermLabels


class TermField(models.CharField):
    """A choice among the terms of a vocabulary, which are rows: they are asked for whenever somebody chooses."""

    def __init__(
        self, *args: Any, vocabulary: str, meanings: Iterable[models.TextChoices] = (), **options: Any
    ) -> None:
        self.vocabulary, self.meanings = vocabulary, tuple(meanings)
        self.labels = TermLabels(vocabulary)
        super().__init__(*args, **{**options, "choices": lambda: list(self.labels.items())})

    def check(self, **options: object) -> list[CheckMessage]:
        """Check the field without its terms: there may be no table of them yet."""
        bare = copy(self)
        bare.choices = None
        return super(TermField, bare).check(**options)

    def formfield(self, **options: Any) -> Any:
        """Return the field of a form; where the default is asked for, Django would compare with a hidden copy of it."""
        return super().formfield(**{"show_hidden_initial": False, **options})

    def deconstruct(self) -> Any:
        """Return a plain field: a migration knows no terms."""
        name, _path, args, options = super().deconstruct()
        del options["choices"]
        options.pop("default", None)  # a term, which is a row as well
        return name, "django.db.models.CharField", args, options

    def clone(self) -> "TermField":
        """Return another field of the same vocabulary."""
        _name, _path, args, options = self.deconstruct()
        default = {"default": self.default} if self.has_default() else {}
        return type(self)(*args, vocabulary=self.vocabulary, meanings=self.meanings, **default, **options)
