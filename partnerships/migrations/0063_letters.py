"""Invitations and letters of thanks, their lines in the journal of letters; the rules below sections of a report."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from partnerships.database.languages import in_each_language

#: Section of a report → the rules that stand below it to begin with.
RULES = {
    "indicators": ["counted", "year_counted", "quantity", "people"],
    "cities": ["country_counted"],
    "themes": ["theme_counted"],
}


def fill_rules(apps, schema_editor):
    model = apps.get_model("partnerships", "ReportSection")
    for kind, rules in RULES.items():
        model.objects.filter(kind=kind).update(rules=rules)


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0062_learned_words'),
    ]

    operations = in_each_language([
        migrations.AlterField(
            model_name='sentletter',
            name='greeting',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mailings', to='partnerships.greeting'),
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sources', models.JSONField(default=dict, editable=False, verbose_name='originals of the translations')),
                ('addressee', models.CharField(blank=True, help_text='Office and name as they stand on the letter.', max_length=300, verbose_name='to whom')),
                ('addressee_ru', models.CharField(blank=True, help_text='Office and name as they stand on the letter.', max_length=300, null=True, verbose_name='to whom')),
                ('addressee_en', models.CharField(blank=True, help_text='Office and name as they stand on the letter.', max_length=300, null=True, verbose_name='to whom')),
                ('state', models.CharField(choices=[('to_write', 'To write'), ('ready', 'Ready'), ('sent', 'Sent'), ('answered', 'Answered'), ('not_needed', 'Not needed')], default='to_write', max_length=10, verbose_name='state')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='sent on')),
                ('sent_how', models.CharField(blank=True, choices=[('post', 'By post'), ('mail', 'By e-mail'), ('hand', 'Handed over'), ('message', 'By telegram or messenger'), ('speech', 'By phone or video')], max_length=8, verbose_name='how it was sent')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='outgoing number')),
                ('reply_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('reply', models.TextField(blank=True, verbose_name='text of the answer')),
                ('mailbox', models.EmailField(blank=True, max_length=254, verbose_name='e-mail of the addressee')),
                ('internal_note', models.TextField(blank=True, verbose_name='note')),
                ('kind', models.CharField(choices=[('invitation', 'Invitation'), ('thanks', 'Letter of thanks')], max_length=12, verbose_name='kind of letter')),
                ('title', models.CharField(max_length=250, verbose_name='subject of the letter')),
                ('title_ru', models.CharField(max_length=250, null=True, verbose_name='subject of the letter')),
                ('title_en', models.CharField(max_length=250, null=True, verbose_name='subject of the letter')),
                ('text', models.TextField(blank=True, verbose_name='text of the letter')),
                ('text_ru', models.TextField(blank=True, null=True, verbose_name='text of the letter')),
                ('text_en', models.TextField(blank=True, null=True, verbose_name='text of the letter')),
                ('sender', models.CharField(blank=True, help_text='Office and name of whoever signs.', max_length=300, verbose_name='who writes')),
                ('sender_ru', models.CharField(blank=True, help_text='Office and name of whoever signs.', max_length=300, null=True, verbose_name='who writes')),
                ('sender_en', models.CharField(blank=True, help_text='Office and name of whoever signs.', max_length=300, null=True, verbose_name='who writes')),
                ('city', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='partnerships.city', verbose_name='city')),
                ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='letters', to='partnerships.organization', verbose_name='organisation')),
                ('record', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='letters', to='partnerships.record', verbose_name='on the occasion of')),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='responsible')),
            ],
            options={
                'verbose_name': 'letter',
                'verbose_name_plural': 'letters',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddField(
            model_name='sentletter',
            name='letter',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mailings', to='partnerships.letter'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['sent_on'], name='letter_by_day_sent'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['to_write', 'ready', 'sent', 'answered', 'not_needed'])), name='letter_state_known'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('sent_how__in', ['', 'post', 'mail', 'hand', 'message', 'speech'])), name='letter_way_known'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('sent', 'answered')), _negated=True), ('sent_on__isnull', False), _connector='OR'), name='letter_sent_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['invitation', 'thanks'])), name='letter_kind_known'),
        ),
        migrations.AddField(
            model_name='reportsection',
            name='rules',
            field=models.JSONField(blank=True, default=list, help_text='The rules that are printed below the section.', verbose_name='how it is counted'),
        ),
        migrations.RunPython(fill_rules, migrations.RunPython.noop),
    ])
