"""The indexes by which records are read from the newest on, and those that are still to come.

Undated records come last in every list; PostgreSQL keeps them first in an index read backwards, so it cannot use
`record_by_date` for that. SQLite can, and knows no NULLS LAST in an index: hence not in the model.
"""

from django.db import migrations, models

CREATE = (
    'CREATE INDEX record_newest_first ON partnerships_record '
    '(start DESC NULLS LAST, "end" DESC NULLS LAST, id DESC)'
)


def create(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(CREATE)


def drop(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX record_newest_first")


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0007_translations")]

    operations = [
        migrations.RunPython(create, drop),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["end", "start"], name="record_by_end"),
        ),
    ]
