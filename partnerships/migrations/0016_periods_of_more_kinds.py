"""Dates of more kinds: open, rough, of several days, by the hour; and one number that orders them all.

The undated come last in every list; PostgreSQL keeps them first in an index read backwards, and SQLite knows no
NULLS LAST in an index: hence `record_newest_first` is not in the model.
"""

import partnerships.period.order
from django.db import migrations, models


OLD = '(start DESC NULLS LAST, "end" DESC NULLS LAST, id DESC)'
NEW = "(period_order DESC NULLS LAST, id DESC)"


def run(sql):
    def write(apps, editor):
        if editor.connection.vendor == "postgresql":
            editor.execute(sql)

    return write


drop = drop_old = run("DROP INDEX record_newest_first")
create_old = run(f"CREATE INDEX record_newest_first ON partnerships_record {OLD}")
create = run(f"CREATE INDEX record_newest_first ON partnerships_record {NEW}")


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0015_words'),
    ]

    operations = [
        migrations.RunPython(drop_old, create_old),
        migrations.RemoveConstraint(
            model_name='city',
            name='partnerships_city_period_all_or_none',
        ),
        migrations.RemoveConstraint(
            model_name='record',
            name='partnerships_record_period_all_or_none',
        ),
        migrations.RemoveIndex(
            model_name='record',
            name='record_by_date',
        ),
        migrations.AddField(
            model_name='city',
            name='edtf',
            field=models.CharField(blank=True, editable=False, max_length=400, verbose_name='more of the date'),
        ),
        migrations.AddField(
            model_name='city',
            name='ends_at',
            field=models.TimeField(blank=True, editable=False, null=True, verbose_name='to (hour)'),
        ),
        migrations.AddField(
            model_name='city',
            name='starts_at',
            field=models.TimeField(blank=True, editable=False, null=True, verbose_name='from (hour)'),
        ),
        migrations.AddField(
            model_name='record',
            name='ends_at',
            field=models.TimeField(blank=True, editable=False, null=True, verbose_name='to (hour)'),
        ),
        migrations.AddField(
            model_name='record',
            name='starts_at',
            field=models.TimeField(blank=True, editable=False, null=True, verbose_name='from (hour)'),
        ),
        migrations.AddField(
            model_name='record',
            name='edtf',
            field=models.CharField(blank=True, editable=False, max_length=400, verbose_name='more of the date'),
        ),
        migrations.AlterField(
            model_name='city',
            name='precision',
            field=models.CharField(blank=True, choices=[('minute', 'minute'), ('day', 'day'), ('month', 'month'), ('quarter', 'quarter'), ('season', 'season'), ('half', 'half-year'), ('year', 'year'), ('decade', 'decade')], editable=False, max_length=8, verbose_name='precision'),
        ),
        migrations.AlterField(
            model_name='record',
            name='precision',
            field=models.CharField(blank=True, choices=[('minute', 'minute'), ('day', 'day'), ('month', 'month'), ('quarter', 'quarter'), ('season', 'season'), ('half', 'half-year'), ('year', 'year'), ('decade', 'decade')], editable=False, max_length=8, verbose_name='precision'),
        ),
        migrations.AddConstraint(
            model_name='city',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('edtf', ''), ('end', None), ('precision', ''), ('start', None)), models.Q(('end__isnull', False), ('precision__in', ['minute', 'day', 'month', 'quarter', 'season', 'half', 'year', 'decade']), ('start__isnull', False)), _connector='OR'), name='partnerships_city_period_all_or_none', violation_error_message='A date has a beginning, an end and a precision, or none of them.'),
        ),
        migrations.AddConstraint(
            model_name='city',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('precision', 'minute'), ('starts_at__isnull', False)), models.Q(models.Q(('precision', 'minute'), _negated=True), ('ends_at', None), ('starts_at', None)), _connector='OR'), name='partnerships_city_period_hour_has_day', violation_error_message='An hour needs its day, for example 30 July 2022, 10:00.'),
        ),
        migrations.AddConstraint(
            model_name='record',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('edtf', ''), ('end', None), ('precision', ''), ('start', None)), models.Q(('end__isnull', False), ('precision__in', ['minute', 'day', 'month', 'quarter', 'season', 'half', 'year', 'decade']), ('start__isnull', False)), _connector='OR'), name='partnerships_record_period_all_or_none', violation_error_message='A date has a beginning, an end and a precision, or none of them.'),
        ),
        migrations.AddConstraint(
            model_name='record',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('precision', 'minute'), ('starts_at__isnull', False)), models.Q(models.Q(('precision', 'minute'), _negated=True), ('ends_at', None), ('starts_at', None)), _connector='OR'), name='partnerships_record_period_hour_has_day', violation_error_message='An hour needs its day, for example 30 July 2022, 10:00.'),
        ),
        migrations.AddField(
            model_name='city',
            name='period_order',
            field=models.GeneratedField(db_persist=True, expression=partnerships.period.order.PeriodOrder(models.F('start'), models.F('starts_at'), models.F('end'), models.F('ends_at')), output_field=models.BigIntegerField(null=True), serialize=False, verbose_name='order of the date'),
        ),
        migrations.AddField(
            model_name='record',
            name='period_order',
            field=models.GeneratedField(db_persist=True, expression=partnerships.period.order.PeriodOrder(models.F('start'), models.F('starts_at'), models.F('end'), models.F('ends_at')), output_field=models.BigIntegerField(null=True), serialize=False, verbose_name='order of the date'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(fields=['period_order', 'id'], name='record_by_date'),
        ),
        migrations.RunPython(create, drop),
    ]
