"""What a status said became of an agreement is an action after the migration, and a status again when it is undone."""

import pytest
from django.core.management import call_command

from tests.database.earlier import at

BEFORE, AFTER = "0026_travellers_counted", "0028_statuses_become_actions"
STATUSES = ("draft", "in_force", "suspended", "expired", "terminated", "superseded")


@pytest.mark.long  # there and back over all that came since; those migrations themselves change no more
@pytest.mark.django_db(transaction=True)
def test_a_status_becomes_an_action_and_a_status_again() -> None:
    try:
        old = at(BEFORE).get_model("partnerships", "Agreement").objects
        for status in STATUSES:
            renewal = "Продлевается автоматически на пять лет" if status == "in_force" else ""
            old.create(kind="agreement", slug=status, title="A", status=status, renewal_ru=renewal)

        new = at(AFTER).get_model("partnerships", "Agreement").objects
        kept = {row.slug: (row.status, [action.kind for action in row.actions.all()]) for row in new.all()}
        assert kept == {
            "draft": ("draft", []),
            "in_force": ("signed", []),
            **{name: ("signed", [name]) for name in STATUSES[2:]},
        }
        assert [row.slug for row in new.filter(renews_itself=True)] == ["in_force"]

        back = at(BEFORE).get_model("partnerships", "Agreement").objects.all()
        assert {row.slug: row.status for row in back} == {name: name for name in STATUSES}
        back.delete()
    finally:
        call_command("migrate", "partnerships", verbosity=0)
