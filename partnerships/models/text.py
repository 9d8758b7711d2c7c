"""Long texts with headings, lists and tables, sanitised at every door."""

from typing import Any

from django.db import models

from partnerships.text import richtext


class RichTextField(models.TextField):
    """Text or HTML of the register's small vocabulary; nothing else reaches the database by any save."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
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
