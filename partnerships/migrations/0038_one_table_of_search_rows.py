from importlib import import_module

from django.db import migrations, models

from partnerships.database.token_text import TokenText
from partnerships.search import storage

# The two tables of before, each with the index of its database; they are written anew after migrating.
former = import_module("partnerships.migrations.0005_search_rows")


class Migration(migrations.Migration):

    dependencies = [
        ("partnerships", "0037_longer_codes_of_languages"),
    ]

    operations = [
        migrations.RunPython(former.drop, former.create),
        migrations.DeleteModel("PublicSearchRow"),
        migrations.DeleteModel("StaffSearchRow"),
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=12)),
                ("object_id", models.BigIntegerField()),
                ("publish_at", models.DateTimeField(db_index=True, null=True)),
                ("until", models.DateField(db_index=True, null=True)),
                ("tokens", TokenText()),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "object_id"], name="search_row_object")],
            },
        ),
        migrations.RunPython(lambda apps, editor: storage.create(editor), lambda apps, editor: storage.drop_index(editor)),
    ]
