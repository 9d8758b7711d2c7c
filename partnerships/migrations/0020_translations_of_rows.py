"""A record is untranslated where a row of it is that the public sees: what is kept so far is summed up anew."""

from functools import reduce
from operator import or_

from django.db import migrations
from django.db.models import Q

from partnerships.text.translated import CODES, text_column

SHOWN = Q(is_public=True)
DESCRIBED = reduce(or_, (Q(**{f"{text_column('alt', code)}__gt": ""}) for code in CODES))
PICTURES = ~Q(use="emblem") & (DESCRIBED | Q(is_decorative=True))
ROWS = (
    ("Participant", "record", "Record", ("name", "office"), SHOWN),
    ("ProgrammeItem", "delegation", "Record", ("activity", "place"), SHOWN),
    ("Figure", "record", "Record", ("note",), Q()),
    ("Award", "record", "Record", ("recipient",), Q()),
    ("Document", "record", "Record", ("title",), Q(access="public")),
    ("CityOccasion", "city", "City", ("name",), Q()),
    *(
        ("Photo", key, owner, fields, shown)
        for key, owner in (("record", "Record"), ("city", "City"), ("home", "HomeCity"))
        for fields, shown in ((("caption",), PICTURES), (("alt",), PICTURES & Q(is_decorative=False)))
    ),
)


def missing(field):
    """Return the rule that a text is in some language and not in another."""
    columns = {code: text_column(field, code) for code in CODES}
    empty = {code: Q(**{column: ""}) | Q(**{column: None}) for code, column in columns.items()}
    pairs = (empty[code] & ~empty[other] for code in CODES for other in CODES if other != code)
    return reduce(or_, pairs, Q(pk__in=[]))


def sum_up(apps, schema_editor):
    for name, key, owner, fields, shown in ROWS:
        rule = reduce(or_, map(missing, fields)) & shown & Q(**{f"{key}__isnull": False})
        rows = apps.get_model("partnerships", name).objects.filter(rule).order_by().values(f"{key}_id")
        wrong = apps.get_model("partnerships", owner).objects.filter(pk__in=rows).exclude(translation="missing")
        wrong.update(translation="missing")


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0019_names_of_photos")]

    operations = [migrations.RunPython(sum_up, migrations.RunPython.noop)]
