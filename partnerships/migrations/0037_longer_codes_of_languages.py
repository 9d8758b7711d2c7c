from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0036_sources_for_readers")]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="language",
            field=models.CharField(
                choices=settings.LANGUAGES,
                default=settings.LANGUAGE_CODE,
                max_length=12,
                verbose_name="language of the back office",
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="language",
            field=models.CharField(
                blank=True,
                default=settings.LANGUAGE_CODE,
                help_text="In two Latin letters: ru is Russian, en English, bg Bulgarian.",
                max_length=12,
                verbose_name="language",
            ),
        ),
    ]
