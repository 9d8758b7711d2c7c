"""Dates of every kind as the forms take them, with the true reason at the field where they cannot."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import gettext, override

from partnerships.admin.forms.day import DayField
from partnerships.models import Agreement, Event, Participant, User
from tests.admin.forms.filled_form import errors, filled
from tests.conftest import at_once, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return save(Event(slug="e", title_ru="Слёт", form="meeting"))


def post(office: Client, row: Any, **changes: Any) -> Any:
    path = f"/admin/partnerships/{row._meta.model_name}/{row.pk}/change/"
    return office.post(path, filled(office, path, **changes))


@pytest.mark.parametrize(
    ("typed", "edtf", "shown"),
    [
        ("III квартал 2020", "2020-35", "III квартал 2020"),
        ("08.11.2015, 23.09.2016", "{2015-11-08,2016-09-23}", "8 ноября 2015 и 23 сентября 2016"),
        ("30.07.2022 в 10-00", "2022-07-30T10:00:00", "30 июля 2022, 10:00"),
        ("с 2014", "2014/..", "с 2014"),
        ("до июля 2014", "../2014-07", "до июля 2014"),
        ("около 1985", "1985~", "около 1985"),
    ],
)
def test_a_form_keeps_and_shows_what_was_typed(office: Client, event: Event, typed: str, edtf: str, shown: str) -> None:
    assert post(office, event, period=typed).status_code == 302

    assert Event.objects.get().period.edtf() == edtf
    form = office.get(f"/admin/partnerships/event/{event.pk}/change/").context["adminform"].form
    assert form["period"].value() == shown


def test_how_often_goes_into_the_remark_of_each_language(office: Client, event: Event) -> None:
    post(office, event, period="ежегодно с 2014")
    event.refresh_from_db()
    assert (event.period.edtf(), event.remark_ru, event.remark_en) == ("2014/..", "ежегодно", "annually")

    refused = post(office, event, period="дважды в год с 2014")
    assert errors(refused.content) == ["В «Пояснении к дате» уже написано другое: добавьте «дважды в год» туда."]
    assert Event.objects.get().remark_ru == "ежегодно"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("10:00", "К часу нужен день, например 30 июля 2022, 10:00."),
        (
            "29 декабря – 3 января 2022",
            "Конец раньше начала: укажите оба года, например 29 декабря 2021 – 3 января 2022.",
        ),
        ("зима 2020", "Зима приходится на два года: напишите «зима 2019/20» или «зима 2020/21»."),
        ("2014-21", "«2014-21» можно понять двояко: напишите «2014–2021» или «весна 2014»."),
        ("31.02.2020", "Такой даты нет: проверьте день и месяц."),
        ("по договорённости", "В дате нужен год, например 2022. Другие слова пишите в поле «Пояснение к дате»."),
    ],
)
def test_what_cannot_be_a_date_is_told_at_its_field(office: Client, event: Event, typed: str, reason: str) -> None:
    assert errors(post(office, event, period=typed).content) == [reason]


def test_a_term_is_as_exact_as_its_paper(office: Client) -> None:
    agreement = save(Agreement(slug="a", title_ru="Договор"))
    assert post(office, agreement, in_force_from="июль 2013", in_force_until="2028").status_code == 302

    kept = Agreement.objects.get()
    assert (kept.in_force_from.edtf(), kept.in_force_until.edtf()) == ("2013-07", "2028")

    refused = post(office, agreement, in_force_from="2030")
    assert errors(refused.content) == ["Соглашение заканчивается раньше, чем вступает в силу."]
    refused = post(office, agreement, in_force_until="5 лет")
    assert errors(refused.content) == ["Это срок, а не дата: укажите последний день или год, например 2025."]


def test_an_agreement_may_end_within_the_year_it_began(office: Client) -> None:
    agreement = save(Agreement(slug="a", title_ru="Договор"))
    assert post(office, agreement, in_force_from="июль 2013", in_force_until="2013").status_code == 302


def sign(office: Client, agreement: Agreement, day: str) -> Any:
    row = {"role": "signatory", "name_ru": "Иванов", "signed_on": day, "order": "0"}
    cells = {f"participants-0-{name}": value for name, value in row.items()}
    return post(office, agreement, **cells, **{"participants-TOTAL_FORMS": "1"})


@pytest.fixture(params=["ru", "en"])
def speaker(request: Any, clerk: User, office: Client) -> Client:
    """The office in each language: what a day looks like does not hang on it."""
    with at_once():
        User.objects.filter(pk=clerk.pk).update(language=request.param)
    return office


@pytest.mark.parametrize("typed", ["11.05.2015", "11 мая 2015 г.", "2015-05-11", "May 11, 2015", " 11.05.2015 "])
def test_a_day_is_read_in_any_language_of_the_form(speaker: Client, typed: str) -> None:
    agreement = save(Agreement(slug="a", title_ru="Договор"))
    assert sign(speaker, agreement, typed).status_code == 302
    assert Participant.objects.get().signed_on == date(2015, 5, 11)

    path = f"/admin/partnerships/agreement/{agreement.pk}/change/"
    assert speaker.post(path, filled(speaker, path)).status_code == 302
    assert Participant.objects.get().signed_on == date(2015, 5, 11), "what the form shows it reads back"


@pytest.mark.parametrize(("language", "shown"), [("fr", "07/08/2015"), ("nl", "07-08-2015"), ("de", "07.08.2015")])
def test_a_day_is_read_as_the_form_itself_shows_it(language: str, shown: str) -> None:
    with override(language):
        field = DayField()
        assert field.widget.format_value(date(2015, 8, 7)) == shown
        assert field.clean(f" {shown} ") == date(2015, 8, 7)
        with pytest.raises(ValidationError):
            field.clean(shown.replace("2015", "0215"))  # a slip of the hand, in any way of writing


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("май 2015", "Write one day, for example 25.07.2022."),
        ("11–12.05.2015", "Write one day, for example 25.07.2022."),
        ("11.05.2015, 10:00", "Write one day, for example 25.07.2022."),
        ("около 2015", "Write one day, for example 25.07.2022."),
        ("07/08/2015", "Slashes can be read in two ways: write 7 August 2022 or 07.08.2022."),
        ("32.13.2015", "There is no such date: check the day and the month."),
        ("до 11.05.2015", "Write one day, for example 25.07.2022."),
        ("until 11 May 2015", "Write one day, for example 25.07.2022."),
        ("с 11.05.2015", "Write one day, for example 25.07.2022."),
        ("11 мая", "Write the year too, for example 30 July 2022."),
    ],
)
def test_what_is_no_single_day_is_told_at_its_field(speaker: Client, typed: str, reason: str) -> None:
    agreement = save(Agreement(slug="a", title_ru="Договор"))
    with override(speaker.get("/admin/").headers["Content-Language"]):
        said = gettext(reason)
    refused = sign(speaker, agreement, typed)
    assert errors(refused.content) == [said]
    assert f'value="{typed}"' in refused.content.decode()
    assert not Participant.objects.exists()
