"""Makes an account of the back office in one of the four roles."""

from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError, CommandParser

from partnerships.models import User
from partnerships.staff import passwords, rights


class Command(BaseCommand):
    help = "Makes an account in a role and prints its password, once and for one sign-in."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name, the role, and an address for letters."""
        parser.add_argument("name")
        parser.add_argument("--role", choices=list(rights.ROLES), default=rights.EDITOR)
        parser.add_argument("--email", default="")

    def handle(self, *args: object, **options: Any) -> None:
        """Make the account, or say that the name is taken."""
        name = options["name"]
        if User.objects.filter(username=name).exists():
            raise CommandError(f"{name} is there already.")
        user = User.objects.create_user(name, options["email"], is_staff=True)
        user.groups.add(Group.objects.get(name=options["role"]))
        password = passwords.initial_password(user)
        self.stdout.write(f"Back office account, shown only now: {name} / {password} ({options['role']})")
