"""Search rows: what an index holds of one city, record or organisation; written only by partnerships.search.rows.

Public and internal text stand in tables of their own, so that no question of a reader can reach the latter.
The database keeps its index of the texts by itself (partnerships.search.storage).
"""

from django.db import models


class SearchRow(models.Model):
    """The tokens of one object, by weight; the key orders rows by date (partnerships.search.rows.row_id)."""

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=12)
    object_id = models.BigIntegerField()
    publish_at = models.DateTimeField(null=True, db_index=True)
    until = models.DateField(null=True, db_index=True)
    name = models.TextField()
    summary = models.TextField()
    body = models.TextField()
    around = models.TextField()

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["kind", "object_id"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class PublicSearchRow(SearchRow):
    """What any visitor may find, from its moment on."""


class StaffSearchRow(SearchRow):
    """What the department finds: drafts, notes, people, numbers of papers."""


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
