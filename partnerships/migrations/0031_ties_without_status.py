from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0030_statuses_of_ties_become_steps")]

    operations = [
        migrations.RemoveConstraint(model_name="city", name="city_status_known"),
        migrations.RemoveField(model_name="city", name="status"),
        migrations.RemoveField(model_name="city", name="status_reason"),
    ]
