"""Fills an empty register with the first adopter's content and makes staff accounts."""

from typing import Final

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.crypto import get_random_string

from partnerships.demo import loading
from partnerships.models import User
from partnerships.staff import rights

#: Name of an account → its role, "" for every right: what an editor sends, a head publishes.
ACCOUNTS: Final = {"demo": "", "editor": rights.EDITOR, "head": rights.HEAD}
#: Letters of a password that nobody takes for another one on paper.
PLAIN: Final = "abcdefghjkmnpqrstuvwxyz23456789"


class Command(BaseCommand):
    help = "Loads the demo register once; a register that holds anything is left as it is."

    def handle(self, *args: object, **options: object) -> None:
        """Load what is missing and say what was done."""
        with translation.override(settings.LANGUAGE_CODE):
            if loading.is_empty():
                made = loading.load()
                self.stdout.write(f"Demo register loaded: {len(made)} entries.")
            else:
                self.stdout.write("The register already holds records: nothing was changed.")
                return
        if not User.objects.exists():
            self.stdout.write("Back office accounts, shown only now (name / password):")
            for name, role in ACCOUNTS.items():
                self._make_account(name, role)

    def _make_account(self, name: str, role: str) -> None:
        password = get_random_string(14, PLAIN)
        person = User.objects.create_user(name, password=password, is_staff=True, is_superuser=not role)
        if role:
            person.groups.add(Group.objects.get(name=role))
        self.stdout.write(f"  {name} / {password}")
