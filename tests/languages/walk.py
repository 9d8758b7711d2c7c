"""Walks a register with the languages of its environment, from an empty database on, and prints what it found as JSON.

A program of its own because languages are settled when Django starts: `python -m tests.languages.walk`.
"""

import json
import os
import re
import sys
from io import StringIO

import django
from django.conf import settings

PAGES = 80
#: The own name of a partner city is written in its own letters everywhere.
NATIVE = re.compile(r"Пазарджик|Аҟәа")
#: What stands in the fields of a form is the department's: the demo's notes are Russian.
TYPED = re.compile(r'<textarea.*?</textarea>|value="[^"]*"|<div class="readonly">.*?</div>', re.DOTALL)


def links(html: str) -> list[str]:
    found = re.findall(r'href="(/[^"#]*)', html)
    return [link.replace("&amp;", "&") for link in found if not link.startswith(("/static/", "/files/", "/admin/"))]


def russian(text: str) -> list[str]:
    """Return what speaks Russian, or of a site that does."""
    return re.findall(r"[А-Яа-яё][А-Яа-яё ]*|.{,40}\b(?:in|is|with) Russian\b", NATIVE.sub("", text))


def main() -> None:
    """Install, load the demo, read the site and open every form of the office."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    django.setup()
    from django.contrib import admin
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment
    from django.urls import reverse

    from partnerships.models import User

    setup_test_environment()
    quiet = {"stdout": StringIO(), "verbosity": 0}
    call_command("makemigrations", check=True, dry_run=True, **quiet)
    call_command("migrate", **quiet)
    call_command("languages", stdout=StringIO())
    call_command("demo", stdout=StringIO())

    reader, seen, found = Client(), {}, {}
    waiting = [f"/{code}/" for code, _name in settings.LANGUAGES]
    while waiting and len(seen) < PAGES:
        address = waiting.pop(0)
        if address in seen:
            continue
        answer = reader.get(address)
        seen[address] = answer.status_code
        if "html" in answer.headers.get("Content-Type", ""):
            html = answer.content.decode()
            found[address] = russian(html)
            waiting += links(html)
    office = Client()
    office.force_login(User.objects.get(username="demo"))
    forms = [reverse("admin:index")]
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        row = model._base_manager.first()
        forms += [reverse(f"{name}_changelist"), reverse(f"{name}_add")]
        forms += [reverse(f"{name}_change", args=[row.pk])] if row else []
    for address in forms:
        answer = office.get(address)
        seen[address], found[address] = answer.status_code, russian(TYPED.sub("", answer.content.decode()))
    language = {address: words for address, words in found.items() if words}
    json.dump({"statuses": seen, "russian": language}, sys.stdout)


if __name__ == "__main__":
    main()
