"""The door of texts: whatever brings them, they are saved in plain characters, and long ones sanitised."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from partnerships.text import characters, richtext


class PlainText(models.Model):
    """A row whose texts hold nothing unseen, those of one line no line break, and none more than its column."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Any = None) -> None:
        self.clean_texts()
        super().clean_fields(exclude=exclude)

    def save(self, *args: object, **options: Any) -> None:
        self.clean_texts()
        self._refuse_long(options.get("update_fields"))
        super().save(*args, **options)

    def clean_texts(self) -> None:
        """Put every text that is at hand in the characters in which it is kept."""
        for field, text in self._texts():
            plain = (
                characters.clean_characters(text) if isinstance(field, models.TextField) else characters.one_line(text)
            )
            # Not by setattr: of a translated field, that would write one language's text into another.
            self.__dict__[field.attname] = plain

    def _texts(self) -> Iterator[tuple[Any, str]]:
        for field in self._meta.concrete_fields:
            text = self.__dict__.get(field.attname)
            if type(text) is str and text and isinstance(field, models.CharField | models.TextField):
                yield field, text

    def _refuse_long(self, names: Any) -> None:
        """Raise ValidationError where a text is longer than its column: SQLite would keep it, PostgreSQL fail."""
        wrong = {}
        for field, text in self._texts():
            if field.max_length and len(text) > field.max_length and (names is None or field.name in names):
                try:
                    field.run_validators(text)
                except ValidationError as error:
                    wrong[field.name] = error
        if wrong:
            raise ValidationError(wrong)


class RichTextField(models.TextField):
    """Text or HTML of the register's small vocabulary; nothing else reaches the database by any save."""

    def pre_save(self, model_instance: models.Model, add: bool) -> object:
        """Return the sanitised text, and leave it on the record."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = richtext.stored(value)
            # Not by setattr: of a translated field, that would write one language's text into another.
            model_instance.__dict__[self.attname] = value
        return value

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Be a plain text column to the migrations."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.TextField", args, options
