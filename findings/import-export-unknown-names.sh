#!/bin/sh
# django-import-export drops the names of a list that it does not find. A column read by
# ManyToManyWidget(field="name") with "Omsk,Tulla" links the row to Omsk only; "Tulla", not there or misspelt, is
# passed over, and the row counts as new, without an error or a warning. Guessed: an error of the row, as
# ForeignKeyWidget of the same library gives for a name it does not find. It matters for lists of events with their
# partner cities.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  django-import-export==4.4.3 Django==5.2.19 tablib==3.10.0
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
django.setup()

# The groups of Django's own users stand for cities, the users for events, the kinds of content for countries.
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from import_export import fields, resources
from import_export.widgets import ForeignKeyWidget, ManyToManyWidget
from tablib import Dataset

call_command("migrate", verbosity=0)
Group.objects.create(name="Omsk")
ContentType.objects.create(app_label="place", model="russia")


class Events(resources.ModelResource):
    groups = fields.Field("groups", column_name="cities", widget=ManyToManyWidget(Group, field="name"))

    class Meta:
        model, import_id_fields, fields = User, ("username",), ("username", "groups")


class Countries(resources.ModelResource):
    content_type = fields.Field(
        "content_type", column_name="country", widget=ForeignKeyWidget(ContentType, field="model")
    )

    class Meta:
        model, import_id_fields, fields = Permission, ("codename",), ("codename", "content_type")


many = Events().import_data(Dataset(("City Day", "Omsk,Tulla"), headers=("username", "cities")))
one = Countries().import_data(Dataset(("x", "rusia"), headers=("codename", "country")))
linked = list(User.objects.get(username="City Day").groups.values_list("name", flat=True))
for name in ("django-import-export", "Django", "tablib"):
    print(name, version(name))
print("Omsk,Tulla: linked to", linked, "errors:", many.has_errors(), many.has_validation_errors(), dict(many.totals))
print("a country not there: errors:", one.has_errors() or one.has_validation_errors())
assert one.has_errors() or one.has_validation_errors(), "a single name not there is taken as well"
raise SystemExit(linked != ["Omsk"] or many.has_errors() or many.has_validation_errors() or many.totals["new"] != 1)
PYTHON
