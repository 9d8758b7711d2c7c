"""Dates from before stay what they were, and come back when the migration is undone."""

from datetime import date

import pytest
from django.core.management import call_command

from tests.database.earlier import at

BEFORE, AFTER = "0020_translations_of_rows", "0021_terms_and_other_dates_as_periods"


@pytest.mark.long  # there and back over all that came since; those migrations themselves change no more
@pytest.mark.django_db(transaction=True)
def test_days_and_years_become_periods_and_days_again() -> None:
    try:
        old = at(BEFORE)
        made = old.get_model("partnerships", "Agreement").objects.create(
            kind="agreement", slug="a", title="A", in_force_from=date(2013, 5, 6), in_force_until=None
        )

        new = at(AFTER).get_model("partnerships", "Agreement").objects
        kept = new.get(pk=made.pk)
        assert (kept.in_force_from.edtf(), bool(kept.in_force_until)) == ("2013-05-06", False)
        new.filter(pk=made.pk).update(in_force_until="2028")

        back = at(BEFORE).get_model("partnerships", "Agreement").objects.get(pk=made.pk)
        assert (back.in_force_from, back.in_force_until) == (date(2013, 5, 6), date(2028, 12, 31))
        back.delete()
    finally:
        call_command("migrate", "partnerships", verbosity=0)
