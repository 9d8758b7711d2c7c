"""Search rows: what the index holds of one city, record or organisation; written only by partnerships.search.rows.

Public and internal text stand in parts of their own, and partnerships.search.engine asks for the latter only where
the department asks. The database keeps its index of the parts by itself (partnerships.search.storage).
"""

from django.db import models

from partnerships.database.token_text import TokenText, parted


class SearchRow(models.Model):
    """The tokens of one object, by weight; the key orders rows by date (partnerships.search.rows.row_id).

    Visitors find it from `publish_at` on, never where that is empty, and until its last day.
    """

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=12)
    object_id = models.BigIntegerField()
    publish_at = models.DateTimeField(null=True, db_index=True)
    until = models.DateField(null=True, db_index=True)
    tokens = TokenText()

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id"], name="search_row_object")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"

    @property
    def parts(self) -> dict[str, str]:
        """The tokens by the part they stand in."""
        return parted(self.tokens)


class Spelling(models.Model):
    """A known word under one of its spellings with a letter left out: two that share one are a typo apart."""

    key = models.CharField(max_length=40)
    word = models.CharField(max_length=40)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["key", "word"], name="%(class)s_once")]

    def __str__(self) -> str:
        return self.word


class PublicSpelling(Spelling):
    """Words of published names and summaries."""


class StaffSpelling(Spelling):
    """Words that only the department reads."""
