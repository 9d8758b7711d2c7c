"""Terms of agreements, dates of papers and photos and of a city's founding become dates of any precision."""

from django.db import migrations, models
from django.db.models import F, Q

import partnerships.period.columns
from partnerships.period import Period

ENDS_TOO_EARLY = "The agreement ends before it enters into force."
HAS_NO_END = "An open-ended agreement has no last day."

DAYS = (
    ("agreement", "in_force_from", "in force from"),
    ("agreement", "in_force_until", "in force until"),
    ("photo", "taken_on", "taken on"),
    ("document", "date", "date"),
)
YEARS = (("cityoccasion", "founding_year", "founded, or first held"),)
HELP = "Round anniversaries are counted from its year: 1777, 22 October 1777, 859."


def parts(day):
    return (day.year, day.month, day.day)


def settle(editor):
    """Let PostgreSQL look at the changed rows now: it alters no table while checks of its rows wait."""
    if editor.connection.vendor == "postgresql":
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def to_periods(apps, editor):
    for columns, unit in ((DAYS, parts), (YEARS, lambda year: (year,))):
        for model, name, _label in columns:
            rows = apps.get_model("partnerships", model)._base_manager
            for pk, value in rows.exclude(**{f"former_{name}": None}).values_list("pk", f"former_{name}"):
                rows.filter(pk=pk).update(**{name: Period.of(unit(value))})
    settle(editor)


def from_periods(apps, editor):
    """Keep what a day or a year can hold: the first day of a period, or the last one of an end."""
    for columns in (DAYS, YEARS):
        for model, name, _label in columns:
            rows = apps.get_model("partnerships", model)._base_manager
            for pk, period in rows.exclude(**{name: ""}).values_list("pk", name):
                start, end = period.standing()
                day = end if name.endswith("until") and period.end else start
                rows.filter(pk=pk).update(**{f"former_{name}": day if columns is DAYS else day.year})
    settle(editor)


def changed(columns):
    """Return the steps that put a new column beside each former one."""
    for model, name, label in columns:
        options = {"early": True, "help_text": HELP} if columns is YEARS else {}
        field = partnerships.period.columns.PeriodColumn(blank=True, verbose_name=label, **options)
        yield migrations.RenameField(model, name, f"former_{name}")
        yield migrations.AddField(model, name, field)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0020_translations_of_rows")]

    operations = [
        migrations.RemoveConstraint(model_name="agreement", name="agreement_term_in_order"),
        migrations.RemoveConstraint(model_name="agreement", name="agreement_open_ended_has_no_end"),
        *changed(DAYS),
        *changed(YEARS),
        migrations.RunPython(to_periods, from_periods),
        *(migrations.RemoveField(model, f"former_{name}") for model, name, _label in (*DAYS, *YEARS)),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=Q(in_force_from="")
                | Q(in_force_until="")
                | Q(in_force_from__first__lte=F("in_force_until__last")),
                name="agreement_term_in_order",
                violation_error_message=ENDS_TOO_EARLY,
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=Q(is_open_ended=False) | Q(in_force_until=""),
                name="agreement_open_ended_has_no_end",
                violation_error_message=HAS_NO_END,
            ),
        ),
    ]
