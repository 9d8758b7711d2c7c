"""The journal of letters names what was attached."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("partnerships", "0058_letters_once"),
    ]

    operations = [
        migrations.AddField(
            model_name="sentletter",
            name="attached",
            field=models.CharField(blank=True, default="", max_length=250, verbose_name="attached"),
            preserve_default=False,
        ),
    ]
