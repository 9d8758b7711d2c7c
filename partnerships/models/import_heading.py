"""What a clerk chose for the headings of tables that the register does not know by itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportHeading(models.Model):
    """The column that a heading stands for in the tables of one concept; "" for one that is left out.

    Of the words of a column, where `table` is as event.form, it is the code that a word stands for.
    """

    table = models.CharField(_("table"), max_length=40)
    heading = models.CharField(_("heading"), max_length=200)
    column = models.CharField(_("column"), max_length=60, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["table", "heading"], name="import_heading_unique")]
        verbose_name = _("heading of a table")
        verbose_name_plural = _("headings of tables")

    def __str__(self) -> str:
        return self.heading
