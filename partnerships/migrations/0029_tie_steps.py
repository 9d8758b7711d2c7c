import django.db.models.deletion
from django.db import migrations, models

from partnerships.database.languages import in_each_language

import partnerships.period.columns


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0028_statuses_become_actions")]

    operations = in_each_language([
        migrations.CreateModel(
            name="TieStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("dormant", "Came to rest"),
                            ("on_hold", "Put on hold"),
                            ("resumed", "Taken up again"),
                            ("ended", "Brought to an end"),
                        ],
                        max_length=10,
                        verbose_name="what happened",
                    ),
                ),
                (
                    "date",
                    partnerships.period.columns.PeriodColumn(
                        blank=True,
                        help_text="As exactly as known; a step without a date stands before the dated.",
                        verbose_name="when",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason for the public")),
                ("reason_ru", models.TextField(blank=True, null=True, verbose_name="reason for the public")),
                ("reason_en", models.TextField(blank=True, null=True, verbose_name="reason for the public")),
                ("office_reason", models.TextField(blank=True, verbose_name="reason for the department")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tie_steps",
                        to="partnerships.city",
                        verbose_name="city",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of the tie",
                "verbose_name_plural": "steps of the tie",
                "ordering": ["date", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["city", "kind", "date"],
                        name="tie_step_once_a_date",
                        violation_error_message="This step of the tie is written down already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["dormant", "on_hold", "resumed", "ended"])),
                        name="tie_step_kind_known",
                    ),
                ],
            },
        ),
    ])
