"""Fills an empty register with the first adopter's content and makes a staff account."""

import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from partnerships.demo import loading
from partnerships.models import User

NAME = "demo"


class Command(BaseCommand):
    help = "Loads the demo register once; a register that holds anything is left as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load what is missing and say what was done."""
        with translation.override(settings.LANGUAGE_CODE):
            if loading.is_empty():
                made = loading.load()
                self.stdout.write(f"Demo register loaded: {len(made)} entries.")
            else:
                self.stdout.write("The register already holds records: nothing was changed.")
                return
        if not User.objects.exists():
            password = secrets.token_urlsafe(9)
            User.objects.create_superuser(NAME, password=password)
            self.stdout.write(f"Back office account, shown only now: {NAME} / {password}")
