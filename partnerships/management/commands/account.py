"""Helps somebody of the staff back in: from the server itself, when no administrator can."""

from typing import Final

from axes.utils import reset
from django.core.management.base import BaseCommand, CommandError, CommandParser

from partnerships.admin.signing_in import guesses
from partnerships.models import User
from partnerships.staff import passwords, second_factor


class Command(BaseCommand):
    help = "Helps somebody of the staff back in: ends a pause, gives a password, takes away a lost second factor."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name of the account and what to do."""
        parser.add_argument("name")
        parser.add_argument("--unlock", action="store_true", help="end the pause after too many guesses")
        parser.add_argument("--new-password", action="store_true", help="print a password for one sign-in")
        parser.add_argument(
            "--reset-second-factor", action="store_true", help="take away app, passkeys and recovery codes"
        )

    def handle(self, *args: object, **options: object) -> None:
        """Do what is asked, or say that there is no such account."""
        user = User.objects.filter(username=options["name"]).first()
        if user is None:
            raise CommandError(f"There is no account {options['name']}.")
        chosen = [act for name, act in ACTS.items() if options[name]]
        if not chosen:
            raise CommandError(f"Say what to do: {', '.join('--' + name.replace('_', '-') for name in ACTS)}.")
        for act in chosen:
            self.stdout.write(f"{user.username}: {act(user)}")


def _unlock(user: User) -> str:
    reset(username=user.username)
    guesses.end_pause(user)
    return "the pause after wrong passwords and codes is over, at every address."


def _new_password(user: User) -> str:
    password = passwords.initial_password(user)
    return f"signed out everywhere; the password for one sign-in, shown only now: {password}"


def _reset_second_factor(user: User) -> str:
    second_factor.reset(user)
    return "signed out everywhere; the second step is set up anew at the next sign-in."


ACTS: Final = {"unlock": _unlock, "new_password": _new_password, "reset_second_factor": _reset_second_factor}
