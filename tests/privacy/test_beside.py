"""Letters that left, secret links, and rows deleted before: an erasure reaches what no page shows any more."""

import json
from datetime import date
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.test import Client
from django.utils import timezone
from reversion.models import Revision, Version

from partnerships.history import revisions
from partnerships.history.redaction import is_text
from partnerships.models import Birthday, City, Event, Greeting, Letter, PreviewLink, RegisterModel, SentLetter, User
from partnerships.privacy import beside, past_rows
from partnerships.privacy.erasing import erase
from partnerships.privacy.purposes import PURPOSES
from tests.conftest import save

pytestmark = pytest.mark.django_db
PAGE = "/admin/personal-data/"
NAME = "Примеров Пётр"


def letter(**values: Any) -> SentLetter:
    return SentLetter.objects.create(**{"mailbox": "mayor@omsk.example", "sender": "office@x.example"} | values)


def test_a_letter_is_found_by_name_and_mailbox_and_emptied_whole(office: Client, omsk: City) -> None:
    greeting = save(Greeting(city=omsk, title_ru="С праздником", due_on=date(2026, 3, 1)))
    named = letter(greeting=greeting, subject="Господину Примерову", body="Дорогой Пётр Ильич!", attached="a.docx")
    orphan = letter(mailbox="p.primerov@omsk.example", subject="С днём!", body="Дорогой друг!")
    other = letter(subject="Всем", body="Дорогие друзья!")

    page = office.post(PAGE, {"name": "Примеров"})
    found = [row["mention"].row for row in page.context["mentions"]]
    assert found == [orphan, named]
    assert "sentletter" in page.content.decode()

    tickets = [f"sentletter-{row.pk}" for row in (named, orphan)]
    sent = {"name": "Примеров", "lines": tickets, "basis": "Заявление № 4", "is_sure": "on", "erase": "1"}
    assert office.post(PAGE, sent).status_code == 302
    for row in (named, orphan):
        row.refresh_from_db()
        assert [getattr(row, name) for name in beside.texts_of(SentLetter)] == [""] * 5
        assert row.sender
    other.refresh_from_db()
    assert other.body == "Дорогие друзья!"


def test_a_letter_that_was_not_found_is_not_emptied(office: Client) -> None:
    other = letter(subject="Всем", body="Дорогие друзья!")
    sent = {"name": "Примеров", "lines": [f"sentletter-{other.pk}"], "basis": "№ 4", "is_sure": "on", "erase": "1"}
    assert office.post(PAGE, sent).status_code == 200
    other.refresh_from_db()
    assert other.body


def test_a_spelling_is_struck_out_of_attachments_links_and_faults(clerk: User, omsk: City) -> None:
    row = letter(body="Для мэра", attached="Письмо_Примеров_Пётр.docx", fault=f"{NAME}: no such box")
    link, _token = PreviewLink.objects.make(omsk, by=clerk, days=1, purpose=f"для: {NAME}")
    erase([], [NAME], by=clerk, basis="№ 1")
    row.refresh_from_db()
    link.refresh_from_db()
    assert (row.attached, row.fault, row.mailbox, link.purpose) == ("", "[…]: no such box", "", "для: […]")


def test_for_whom_a_link_was_made_is_found(office: Client, clerk: User, meeting: Event) -> None:
    link, _token = PreviewLink.objects.make(meeting, by=clerk, days=1, purpose="для Примерова")
    page = office.post(PAGE, {"name": "Примеров"})
    assert [row["mention"].row for row in page.context["mentions"]] == [link]
    assert str(meeting) in page.content.decode()


def test_a_birthday_that_was_deleted_before_leaves_no_date_and_no_letter(clerk: User, omsk: City) -> None:
    born = save(Birthday(city=omsk, name_ru=NAME, office_ru="Мэр", month=3, day=17, year=1961, basis="Сайт"))
    greeting = save(Greeting(city=omsk, birthday=born, title_ru="День рождения", due_on=date(2026, 3, 1)))
    greeting.mailbox = "glava@omsk.example"
    save(greeting)
    row = letter(greeting=greeting, mailbox="glava@omsk.example", body="Дорогой друг!")
    orphan = letter(mailbox="glava@omsk.example", body="Дорогой друг!")
    invitation = save(Letter(kind="invitation", city=omsk, title_ru="Приглашение"))
    other = letter(letter=invitation, mailbox="glava@omsk.example", body="Приглашаем вас.")
    revisions.delete([born], by=clerk)

    erase([], [NAME], by=clerk, basis="№ 1")

    assert not Version.objects.get_for_model(Birthday).exists()
    assert "glava@" not in "".join(Version.objects.values_list("serialized_data", flat=True))
    for one in (row, orphan):
        one.refresh_from_db()
        assert (one.body, one.mailbox) == ("", "")
    other.refresh_from_db()
    assert other.body == "Приглашаем вас."


def past_version(model: type[RegisterModel], named: str) -> Version:
    """Return a version of a row that is no more, with the name in `named` and a mark in every personal column."""
    personal = past_rows.personal_columns(model)
    fields = {name: "X-MARK-X" if is_text(model._meta.get_field(name)) else 1961 for name in personal}
    data = [{"model": model._meta.label_lower, "pk": 777, "fields": {**fields, named: NAME}}]
    kind = ContentType.objects.get_for_model(model)
    revision = Revision.objects.create(date_created=timezone.now())
    return Version.objects.create(
        revision=revision,
        object_id="777",
        content_type=kind,
        db="default",
        format="json",
        object_repr="?",
        serialized_data=json.dumps(data, ensure_ascii=False),
    )


@pytest.mark.parametrize("model", past_rows.models_about_people(), ids=lambda model: model.__name__)
def test_the_bin_keeps_nothing_personal_beside_the_name(clerk: User, model: type[RegisterModel]) -> None:
    columns = ("name_ru", "name_en") if model in past_rows.PEOPLE else past_rows.naming_columns(model)
    assert columns, "purposes.py says in which texts of it a person is named"
    for column in columns:
        past_version(model, column)
    erase([], [NAME], by=clerk, basis="№ 1")
    for data in Version.objects.filter(object_id="777").values_list("serialized_data", flat=True):
        assert NAME not in data
        assert "X-MARK-X" not in data
        assert not ("1961" in data and model is Birthday)


#: Tables with words of or about people that are no rows of the register, and what an erasure does with them.
SEEN_TO = {
    "partnerships.User": "staff, who are no part of a register of others",
    "partnerships.SecondFactor": "the same",
    "partnerships.StaffSession": "the same",
    "partnerships.CalendarLink": "the same",
    "partnerships.UntoldChange": "keys",
    "partnerships.CountedRequest": "gone after a day",
    "partnerships.PublicMessage": "ticked as a whole on the same page",
    "partnerships.Subscription": "the same",
    "axes.AccessAttempt": "the same",
    "axes.AccessAttemptExpiration": "the same",
    "axes.AccessFailureLog": "the same",
    "axes.AccessLog": "the same",
    "reversion.Revision": "struck out",
    "reversion.Version": "struck out",
    "admin.LogEntry": "of accounts",
    "partnerships.Erasure": "refuses the name",
    "partnerships.FrozenReport": "stays as it was signed",
    "partnerships.FrozenPaper": "stays as it was signed",
    "partnerships.OpenForm": "thrown away",
    "partnerships.KeptFile": "thrown away",
}


def test_every_table_about_people_without_a_history_is_looked_through() -> None:
    from django.apps import apps

    labels = {label for kept in PURPOSES for label in kept.fields} - {"partnerships.Entry"}
    own = {label for label in labels if not issubclass(apps.get_model(label), RegisterModel)}
    assert own - SEEN_TO.keys() == {table._meta.label for table in beside.TABLES}
    for table in beside.TABLES:
        assert all(isinstance(table._meta.get_field(name), models.Field) for name in beside.texts_of(table))
