"""Letters sent by mail know whether they have left and from which form; greetings, whether they are for a birthday."""

from django.db import migrations, models


def fill(apps, schema_editor):
    letters = apps.get_model("partnerships", "SentLetter").objects
    letters.update(has_left=False)
    letters.filter(fault="").update(has_left=True)
    apps.get_model("partnerships", "Greeting").objects.exclude(birthday=None).update(is_personal=True)


class Migration(migrations.Migration):

    dependencies = [
        ("partnerships", "0057_last_moment_of_guest_links"),
    ]

    operations = [
        migrations.AddField(
            model_name="greeting",
            name="is_personal",
            field=models.BooleanField(default=False, editable=False, verbose_name="for a birthday"),
        ),
        migrations.AddField(
            model_name="sentletter",
            name="has_left",
            field=models.BooleanField(editable=False, null=True, verbose_name="has left"),
        ),
        migrations.AddField(
            model_name="sentletter",
            name="form_key",
            field=models.CharField(blank=True, default="", editable=False, max_length=40),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="sentletter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("form_key", ""), _negated=True),
                fields=("form_key",),
                name="letter_sent_once_from_a_form",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
