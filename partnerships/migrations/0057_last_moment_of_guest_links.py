from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0056_greetings"),
    ]

    operations = [
        migrations.AddField(
            model_name="guestlink",
            name="expires_at",
            field=models.DateTimeField(default=timezone.now),  # links of before end here: they had no longest life
            preserve_default=False,
        ),
    ]
