"""Rows note which original each of their translations was made from: what is kept so far counts as up to date."""

from hashlib import blake2b
from itertools import batched

from django.conf import settings
from django.db import migrations, models

from partnerships.text.translated import CODES, text_column

TEXTS = {
    "AgreementAction": ("note",),
    "Award": ("recipient",),
    "CityOccasion": ("name",),
    "Document": ("title",),
    "Figure": ("note",),
    "Participant": ("name", "office", "signed_place"),
    "Photo": ("caption", "alt"),
    "ProgrammeItem": ("activity", "place"),
    "TieStep": ("reason",),
}
FIRST = settings.LANGUAGE_CODE


def mark(text):
    return blake2b((text or "").encode(), digest_size=4).hexdigest()


def note(apps, schema_editor):
    for name, fields in TEXTS.items():
        model = apps.get_model("partnerships", name)
        pairs = [(text_column(field, code), text_column(field, FIRST)) for field in fields for code in CODES]
        pairs = [(column, original) for column, original in pairs if column != original]
        for rows in batched(model.objects.order_by("pk").iterator(chunk_size=500), 500, strict=False):
            for row in rows:
                texts = ((column, getattr(row, column), getattr(row, original)) for column, original in pairs)
                row.sources = {column: [mark(text), mark(original)] for column, text, original in texts if text}
            models.QuerySet(model).bulk_update([row for row in rows if row.sources], ["sources"])


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0043_regular_tasks")]

    operations = [
        *(
            migrations.AddField(
                name.lower(),
                "sources",
                models.JSONField(default=dict, editable=False, verbose_name="originals of the translations"),
            )
            for name in TEXTS
        ),
        migrations.RunPython(note, migrations.RunPython.noop),
    ]
