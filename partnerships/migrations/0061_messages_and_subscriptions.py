"""Messages by the form of the site, news by mail, and "Partners wanted" in the menu where the department wants it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("partnerships", "0060_card_for_the_partner"),
    ]

    operations = [
        migrations.RenameModel("ResetRequest", "CountedRequest"),
        migrations.AddField(
            model_name="countedrequest",
            name="purpose",
            field=models.CharField(choices=[("password", "Password"), ("message", "Message"), ("news", "News")], default="password", max_length=8),
        ),
        migrations.CreateModel(
            name="Announcement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record_key", models.PositiveBigIntegerField(unique=True)),
                ("seen_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PublicMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sender", models.CharField(max_length=150, verbose_name="name of the writer")),
                ("organization", models.CharField(blank=True, max_length=250, verbose_name="school, club or firm")),
                ("kind", models.CharField(choices=[("school", "A school or a university"), ("club", "A club or an association"), ("firm", "A firm"), ("person", "A person, for myself"), ("other", "Somebody else")], max_length=8, verbose_name="who writes")),
                ("mailbox", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("text", models.TextField(verbose_name="message")),
                ("language", models.CharField(max_length=12, verbose_name="language of the page")),
                ("received_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="arrived")),
                ("about_model", models.CharField(blank=True, max_length=60)),
                ("about_key", models.PositiveBigIntegerField(null=True)),
                ("about_title", models.CharField(blank=True, max_length=500, verbose_name="about the page")),
                ("state", models.CharField(choices=[("new", "New"), ("answered", "Answered by us"), ("closed", "Closed without an answer")], db_index=True, default="new", max_length=8, verbose_name="state")),
                ("settled_at", models.DateTimeField(null=True, verbose_name="answered or closed")),
                ("note", models.TextField(blank=True, help_text="For the department only.", verbose_name="note")),
                ("form_key", models.CharField(editable=False, max_length=40, unique=True)),
                ("settled_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="answered or closed by")),
            ],
            options={
                "verbose_name": "message from the site",
                "verbose_name_plural": "messages from the site",
                "ordering": ["-received_at", "-pk"],
                "default_permissions": ("view", "change", "delete"),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("kind__in", ["school", "club", "firm", "person", "other"])), name="public_message_kind_known"),
                    models.CheckConstraint(condition=models.Q(("state__in", ["new", "answered", "closed"])), name="public_message_state_known"),
                    models.CheckConstraint(condition=models.Q(models.Q(("settled_at", None), ("state", "new")), models.Q(models.Q(("state", "new"), _negated=True), ("settled_at__isnull", False)), _connector="OR"), name="public_message_settled_with_moment"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mailbox", models.EmailField(db_index=True, max_length=254, verbose_name="e-mail")),
                ("pace", models.CharField(choices=[("monthly", "Once a month"), ("soon", "As soon as something is published")], default="monthly", max_length=8, verbose_name="how often")),
                ("language", models.CharField(max_length=12)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("told_until", models.DateTimeField(null=True)),
                ("refused", models.PositiveSmallIntegerField(default=0)),
                ("city", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="partnerships.city")),
                ("theme", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="partnerships.theme")),
            ],
            options={
                "verbose_name": "subscription",
                "verbose_name_plural": "subscriptions",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("city", None), ("theme", None), _connector="OR"), name="subscription_about_one_thing"),
                    models.CheckConstraint(condition=models.Q(("pace__in", ["monthly", "soon"])), name="subscription_pace_known"),
                    models.UniqueConstraint(condition=models.Q(("city", None), ("theme", None)), fields=("mailbox",), name="subscription_to_all_once"),
                    models.UniqueConstraint(condition=models.Q(("city__isnull", False)), fields=("mailbox", "city"), name="subscription_to_city_once"),
                    models.UniqueConstraint(condition=models.Q(("theme__isnull", False)), fields=("mailbox", "theme"), name="subscription_to_theme_once"),
                ],
            },
        ),
        migrations.AddField(
            model_name="homecity",
            name="partners_in_menu",
            field=models.BooleanField(default=False, help_text="Otherwise it stands there only while somebody looks for a partner.", verbose_name="“Partners wanted” is always in the menu of the site"),
        ),
    ]
