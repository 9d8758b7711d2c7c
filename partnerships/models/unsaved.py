"""Forms that someone has open: what is typed and not saved yet, and the files chosen in them.

Not part of the register: no revision, no history, never public; gone after the save, or after `KEPT_FOR`.
"""

import re
from datetime import timedelta
from typing import Final, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import Truncator

from partnerships.files.renditions import remove_all
from partnerships.text.translated import CODES, text_columns

#: What is added to the name of a file field for the key of its kept file.
TICKET: Final = "-kept"
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
#: How long unsaved text waits for its author.
KEPT_FOR: Final = timedelta(days=30)
#: How many forms are kept for one user: more are no work but a script.
MOST_FORMS: Final = 200
#: How long after its last sign of life a form counts as open.
ALIVE_FOR: Final = timedelta(seconds=45)


#: A text in one language: of the record itself, and of a row of it.
_TEXT: Final = re.compile(rf"^[a-z_]+_(?:{'|'.join(CODES)})$")
_ROW_TEXT: Final = re.compile(r"^(?P<row>\w+-\d+)-" + _TEXT.pattern[1:])


def _is_new(name: str, typed: QueryDict) -> bool:
    """Say whether `name` is a text of a row that is not saved yet."""
    match = _ROW_TEXT.match(name)
    return match is not None and not typed.get(f"{match['row']}-id")


def _plain(text: str) -> str:
    """Return the words of a text that may hold headings and paragraphs."""
    return " ".join(strip_tags(text.replace("<", " <")).split())


class OpenFormQuerySet(models.QuerySet["OpenForm"]):
    def on(self, model: str, object_id: str) -> Self:
        """Return the forms of one record; an empty `object_id` means records not saved yet."""
        return self.filter(model=model, object_id=object_id, saved_at=None)

    def with_text(self) -> Self:
        """Return forms in which something was typed, the latest first."""
        return self.filter(typed_at__isnull=False).order_by("-typed_at")

    def alive(self) -> Self:
        """Return forms that stand open on somebody's screen right now."""
        return self.filter(seen_at__gte=timezone.now() - ALIVE_FOR)

    def crowded_out(self, user_id: int) -> Self:
        """Return the forms of one user that leave no room for another: those seen longest ago."""
        mine = self.filter(user_id=user_id).order_by("-seen_at", "-pk")
        return self.filter(pk__in=list(mine.values_list("pk", flat=True)[MOST_FORMS - 1 :]))

    def forgotten(self) -> Self:
        """Return forms whose time has run out."""
        return self.filter(opened_at__lt=timezone.now() - KEPT_FOR, seen_at__lt=timezone.now() - KEPT_FOR)


class OpenForm(models.Model):
    """One form on one screen, from opening to saving; its key also keeps a save from happening twice."""

    key = models.UUIDField(primary_key=True, default=uuid4)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    model = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40, blank=True)
    data = models.TextField(blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    typed_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField(null=True)

    objects = OpenFormQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["model", "object_id", "seen_at"], name="open_form_of_record"),
            models.Index(fields=["opened_at"], name="open_form_age"),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"

    def fields(self) -> QueryDict:
        """Return what was typed, as the form would send it."""
        return QueryDict(self.data, mutable=True)

    def title(self) -> str:
        """Return the name that was typed into the form, if any."""
        typed = self.fields()
        names = text_columns("title", "name")
        return next((str(typed[name]) for name in names if typed.get(name)), "")[:80]

    def first_words(self, record: models.Model | None) -> str:
        """Return the first words typed that `record` does not hold: of its texts, else of a row just begun."""
        typed = self.fields()
        texts = [(name, getattr(record, name, "") or "") for name in typed if _TEXT.search(name)]
        rows = [(name, "") for name in typed if _is_new(name, typed)]
        pairs = ((_plain(str(typed[name])), _plain(stored)) for name, stored in [*texts, *rows])
        found = next((new for new, stored in pairs if new and new != stored), "")
        return Truncator(found).chars(80)


class KeptFileQuerySet(models.QuerySet["KeptFile"]):
    def forgotten(self) -> Self:
        """Return files whose time has run out and which no text that still waits for its author names."""
        old = self.filter(created_at__lt=timezone.now() - KEPT_FOR)
        waiting = OpenForm.objects.filter(data__contains=f"{TICKET}=") if old.exists() else []
        tickets = (pair for form in waiting for pair in form.fields().items() if pair[0].endswith(TICKET))
        return old.exclude(pk__in=[ticket for _name, ticket in tickets if _UUID.fullmatch(str(ticket))])

    def discard(self) -> None:
        """Remove the rows together with their contents."""
        for kept in self:
            remove_all(str(kept.file.name))
            kept.file.delete(save=False)
            kept.delete()


def kept_name(instance: models.Model, name: str) -> str:
    """Return a name that cannot be guessed, in a folder that nothing serves."""
    return f"unsaved/{uuid4().hex}/kept"


class KeptFile(models.Model):
    """A file that passed the intake and waits for the form it was chosen in to be saved; its key is the ticket."""

    key = models.UUIDField(primary_key=True, default=uuid4)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField(default=0)
    width = models.PositiveIntegerField(default=0)  # of a picture; a document has its type instead
    height = models.PositiveIntegerField(default=0)
    media_type = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    text = models.TextField(blank=True)  # of a document: read once, not while a save holds up every other writer
    file = models.FileField(upload_to=kept_name, max_length=120)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = KeptFileQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
