import partnerships.models.register
from django.conf import settings
from django.db import migrations, models


def keep_the_clock(apps, schema_editor):
    """Until now days began by the clock of the installation, whatever the home city said: so they go on doing."""
    apps.get_model("partnerships", "HomeCity").objects.update(time_zone=settings.TIME_ZONE)


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0008_indexes_of_records'),
    ]

    operations = [
        migrations.AlterField(
            model_name='homecity',
            name='time_zone',
            field=models.CharField(default=partnerships.models.register.installed_time_zone, help_text='Days begin and scheduled pages appear by this clock, in the office and on the site.', max_length=60, validators=[partnerships.models.register.check_time_zone], verbose_name='time zone'),
        ),
        migrations.RunPython(keep_the_clock, migrations.RunPython.noop, elidable=True),
    ]
