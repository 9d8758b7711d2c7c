"""Indexes for "on this day", and for the order of lists on PostgreSQL: there nothing walks an index of rising dates to
find the latest first and the undated last. SQLite takes the one it has both ways, and knows no NULLS LAST in an index.
"""

from typing import Any

from django.db import migrations, models
from django.db.models import F

INDEX = "record_in_state_newest"


def order_newest(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        columns = "state, period_order DESC NULLS LAST, id DESC"
        schema_editor.execute(f"CREATE INDEX {INDEX} ON partnerships_record ({columns})")


def forget_newest(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0046_country_of_the_home_city")]

    operations = [
        migrations.AddIndex("record", models.Index(fields=["start"], name="record_by_start")),
        migrations.AddIndex(
            "record",
            models.Index(condition=models.Q(start__lt=F("end")), fields=["edtf"], name="record_over_days"),
        ),
        migrations.RunPython(order_newest, forget_newest),
    ]
