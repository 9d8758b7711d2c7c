"""Makes a step without a date of each status of a tie; the reason was the department's own and stays so."""

from typing import Any

from django.db import migrations

KINDS = {"dormant": "dormant", "suspended": "on_hold", "ended": "ended"}
STATUSES = {kind: status for status, kind in KINDS.items()}


def to_steps(apps: Any, schema_editor: Any) -> None:
    City, TieStep = apps.get_model("partnerships", "City"), apps.get_model("partnerships", "TieStep")
    cities, steps = City.objects.using(schema_editor.connection.alias), TieStep.objects.using(schema_editor.connection.alias)
    # A city whose steps are there already has been here before.
    for city in cities.filter(status__in=KINDS, tie_steps=None).order_by("pk"):
        steps.create(city=city, kind=KINDS[city.status], office_reason=city.status_reason)
    for city in cities.exclude(status__in=KINDS).exclude(status_reason=""):
        note = "\n".join(filter(None, (city.internal_note, city.status_reason)))
        cities.filter(pk=city.pk).update(internal_note=note)


def to_statuses(apps: Any, schema_editor: Any) -> None:
    City, TieStep = apps.get_model("partnerships", "City"), apps.get_model("partnerships", "TieStep")
    cities, steps = City.objects.using(schema_editor.connection.alias), TieStep.objects.using(schema_editor.connection.alias)
    for step in steps.order_by("date", "order", "pk"):  # the last one stays
        status = STATUSES.get(step.kind, "active")
        cities.filter(pk=step.city_id).update(status=status, status_reason=step.office_reason)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0029_tie_steps")]
    operations = [migrations.RunPython(to_steps, to_statuses)]
