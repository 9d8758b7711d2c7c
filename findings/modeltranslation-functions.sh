#!/bin/sh
# django-modeltranslation gives a name in the reader's language or in another, by the expression round it. With
# English active, F("name") and Concat("name", ...) read name_en, as filter and values_list do, but Trim("name"),
# Max("name") and When(name=...) read the bare column, where the Russian name stands. One query can so hold both
# languages, and a When on the English name is never true. Guessed: a field is read in the active language wherever a
# query of a registered model names it. It matters for lists that are sorted or grouped by names in the database.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  django-modeltranslation==0.20.6 Django==5.2.19
cd "$folder"
mkdir cities
touch cities/__init__.py
cat > cities/models.py <<'PYTHON'
from django.db import models


class City(models.Model):
    name = models.CharField(max_length=50)
PYTHON
cat > cities/translation.py <<'PYTHON'
from modeltranslation.translator import TranslationOptions, register

from cities.models import City


@register(City)
class CityOptions(TranslationOptions):
    fields = ("name",)
PYTHON
venv/bin/python - <<'PYTHON'
import sys
from importlib.metadata import version

import django
from django.conf import settings

sys.path.insert(0, ".")
settings.configure(
    INSTALLED_APPS=["modeltranslation", "cities"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    LANGUAGES=[("ru", "Russian"), ("en", "English")],
    LANGUAGE_CODE="ru",
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
)
django.setup()

from cities.models import City
from django.core.management import call_command
from django.db.models import Case, F, Max, Value, When
from django.db.models.functions import Concat, Trim
from django.utils.translation import override

call_command("migrate", run_syncdb=True, verbosity=0)
with override("ru"):
    City.objects.create(name_ru="Москва", name_en="Moscow")
EXPRESSIONS = {
    "F": F("name"),
    "Concat": Concat("name", Value("")),
    "Trim": Trim("name"),
    "Max": Max("name"),
    "When": Case(When(name="Moscow", then=Value("yes")), default=Value("no")),
}
with override("en"):
    plain = City.objects.filter(name="Moscow").values_list("name", flat=True)[0]
    seen = {name: City.objects.annotate(x=each).values_list("x", flat=True)[0] for name, each in EXPRESSIONS.items()}
for name in ("django-modeltranslation", "Django"):
    print(name, version(name))
print("values_list:", plain)
for name, found in seen.items():
    print(f"{name}: {found}")
assert plain == "Moscow", "the field is not translated as meant"
told = {"F": "Moscow", "Concat": "Moscow", "Trim": "Москва", "Max": "Москва", "When": "no"}
raise SystemExit(seen != told)
PYTHON
