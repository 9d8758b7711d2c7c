"""What a status said became of an agreement is an action from now on; nobody wrote down on which day."""

from functools import reduce
from operator import or_

from django.db import migrations, models
from django.db.models import Case, F, Q, Value, When

from partnerships.text.translated import text_columns

#: Status of before → the kind of action that says the same.
SAID = {name: name for name in ("suspended", "expired", "terminated", "superseded")}
#: Words by which a text says that an agreement renews itself.
BY_ITSELF = ("автомат", "Автомат", "automat", "Automat", "by itself")
WORDS = (Q(**{f"{column}__contains": word}) for column in text_columns("renewal") for word in BY_ITSELF)
RENEWS = reduce(or_, WORDS)


def tell(apps, schema_editor):
    agreements = apps.get_model("partnerships", "Agreement").objects
    actions = apps.get_model("partnerships", "AgreementAction").objects
    for status, kind in SAID.items():
        ended = agreements.filter(status=status).values_list("pk", flat=True)
        actions.bulk_create(actions.model(agreement_id=pk, kind=kind, date="", until="", order=1) for pk in ended)
    # In one update: PostgreSQL alters no table of which a row was changed twice in the same transaction.
    said = Case(When(status__in=("in_force", *SAID), then=Value("signed")), default=F("status"))
    agreements.update(status=said, renews_itself=Case(When(RENEWS, then=True), default=False))


def say_as_status(apps, schema_editor):
    agreements = apps.get_model("partnerships", "Agreement").objects
    agreements.filter(status="signed").update(status="in_force")
    for status, kind in SAID.items():
        agreements.filter(actions__kind=kind).update(status=status)


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0027_actions_of_agreements"),
    ]

    operations = [
        migrations.RunPython(tell, say_as_status),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["draft", "under_approval", "signed"])), name="agreement_status_known"
            ),
        ),
    ]
