"""One rich record of each kind that papers are about, with letters in it that a careless printer loses."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from partnerships.models import (
    ActionPlan,
    Agreement,
    AgreementAction,
    AnnualReport,
    City,
    CityOccasion,
    Delegation,
    Document,
    EstimateLine,
    EstimateNorm,
    Event,
    Greeting,
    HomeCity,
    Involvement,
    Letter,
    Organization,
    Participant,
    PlanItem,
    ProgrammeItem,
    ReportTarget,
    ReportText,
)
from partnerships.period import parse
from partnerships.text.translated import CODES, text_column
from tests.conftest import at_once, save

#: What has to arrive on paper letter by letter.
ODD = 'R&D <b> & «ёлочки» "x" {1}'


def each(**texts: str) -> dict[str, str]:
    """Return the columns of `texts` in each language, the language marked so that a mix-up is seen."""
    return {text_column(name, code): f"{text} [{code}]" for name, text in texts.items() for code in CODES}


@dataclass
class RichRecords:
    """The records by what they are."""

    city: City
    visit: Delegation
    agreement: Agreement
    plan: ActionPlan
    event: Event
    report: AnnualReport
    greeting: Greeting
    letter: Letter

    def for_model(self, model: type) -> Any:
        """Return the record of `model`."""
        return next(row for row in vars(self).values() if type(row) is model)


def make_rich_records(city: City) -> RichRecords:
    """Save and return the records; `city` is their city."""
    with at_once():
        home = HomeCity(**each(name="Ставрополь", department=f"Отдел связей {ODD}", address="пр. Карла Маркса, 96"))
        home.phone, home.email, home.country_code = "+7 8652 26-03-10", "office@example.org", "RU"
        if not HomeCity.objects.exists():
            save(home)
        ours = save(Organization(**each(name="Администрация Ставрополя"), kind="administration", is_home=True))
        theirs = save(Organization(**each(name="Администрация Омска"), kind="administration", city=city))
        save(CityOccasion(city=city, **each(name="День города"), month=8, weekday=5, ordinal=1))
        agreement = save(
            Agreement(slug="rich", **each(title=f"Соглашение о сотрудничестве {ODD}"), form="agreement"),
            cities=[city],
        )
        agreement.period, agreement.number, agreement.registration = parse("5 мая 2013"), "12/3", "Минэкономразвития"
        agreement.original_place = "Архив, дело 7"
        agreement.save()
        AgreementAction(
            agreement=agreement, kind="prolonged", date=parse("5 мая 2018"), until=parse("5 мая 2030")
        ).save()
        for body, side in ((theirs, "partner"), (ours, "home")):
            Involvement(record=agreement, organization=body, role="party", side=side).save()
            people = each(name="Иванов Иван Иванович", office="глава города")
            Participant(record=agreement, organization=body, role="signatory", side=side, **people).save()
        event = save(Event(slug="rich", **each(title="День города"), form="city_day"), cities=[city])
        event.period = parse("3 сентября 2025")
        event.save()
        visit = save(
            Delegation(
                slug="rich",
                direction="incoming",
                level="official",
                head_count=12,
                order_number="215-р",
                report_number="31",
                report_sent=date(2025, 9, 9),
                host_event=event,
                carries_out=agreement,
                **each(
                    title=f"Делегация Омска {ODD}",
                    purpose=f"Подписание плана {ODD}\nи осмотр парка",
                    result="Согласован план на 2026 год",
                    invited_by="Глава города, письмо 118 от 1 августа",
                    body="<p>Обсудили <strong>обмен</strong> школьниками.</p><ul><li>летний лагерь</li></ul>",
                    summary="Обсудили обмен школьниками.",
                ),
            ),
            cities=[city],
        )
        visit.period = parse("3–4 сентября 2025")
        visit.save()
        _add_people(visit, theirs, ours)
        _add_programme(visit)
        _add_estimate(visit)
        Document(record=visit, **each(title="Фотоотчёт"), name="x.pdf", media_type="application/pdf").save()
        plan = save(ActionPlan(slug="rich", **each(title=f"План с Омском {ODD}"), carries_out=agreement), cities=[city])
        plan.period, plan.adopted_by_ru = parse("2025–2026"), "Постановление 14 от 1 февраля 2025"
        plan.save()
        for at in range(3):
            words = each(activity=f"Мероприятие {at + 1} {ODD}", responsible_home="отдел", responsible_partner="мэрия")
            done = {"state": "done", "fulfilled_by": visit} if at == 0 else {}
            PlanItem(plan=plan, due=parse("сентябрь 2025"), order=at, **words, **done).save()
        report = save(AnnualReport(begins=date(2025, 1, 1), ends=date(2025, 12, 31), **each(addressee=f"Минфин {ODD}")))
        save(ReportText(report=report, section="highlights", **each(text="Год прошёл хорошо.")))
        save(ReportTarget(report=report, figure="incoming", planned=3, note="по плану"))
        said = each(title="День города", addressee="Главе города", text=f"С праздником! {ODD}\nМира.", sender="Глава")
        greeting = save(Greeting(city=city, due_on=date(2026, 8, 7), number="77-п", **said))
        said = each(title="Приглашение", addressee="Главе города", text=f"Ждём вас! {ODD}\nС миром", sender="Глава")
        letter = save(Letter(kind="invitation", city=city, record=event, number="78-п", **said))
    return RichRecords(city, visit, agreement, plan, event, report, greeting, letter)


def _add_estimate(visit: Delegation) -> None:
    meals = save(EstimateNorm(name=f"Питание {ODD}", rate=Decimal(300), basis="Решение № 5"))
    lines: tuple[dict[str, Any], ...] = (
        {"norm": meals, "item": meals.name, "basis": meals.basis, "rate": Decimal("350.10"), "persons": 12, "days": 2},
        {"item": "Сувениры", "rate": Decimal(5000), "actual": Decimal("4800.50")},
        {"item": "Транспорт", "is_at_fact": True},
    )
    for at, line in enumerate(lines):
        EstimateLine(delegation=visit, order=at, **line).save()


def _add_people(visit: Delegation, theirs: Organization, ours: Organization) -> None:
    people = (
        ("Петрова Анна Сергеевна", "заместитель мэра", "head", theirs),
        ("Сидоров Пётр", f"инженер {ODD}", "member", theirs),
        ("Ким Юлия Олеговна", "начальник управления культуры", "member", theirs),
        ("Семёнов Дмитрий Юрьевич", "глава города", "host", ours),
    )
    for at, (name, office, role, body) in enumerate(people):
        said = each(name=name, office=office)
        contact = f"+7 900 000-00-0{at}"
        Participant(record=visit, role=role, organization=body, order=at, contact=contact, **said).save()


def _add_programme(visit: Delegation) -> None:
    items = (
        (3, time(9), time(10, 30), "Встреча в аэропорту", "Аэропорт", True),
        (3, time(11), None, f"Приём у главы города {ODD}", "Администрация, зал 2", True),
        (3, time(13), time(14), "Сверка сметы", "", False),
        (4, time(10), time(12), "Осмотр парка Победы, возложение цветов", "Парк Победы", True),
    )
    for at, (day, starts, ends, activity, place, is_public) in enumerate(items):
        said = each(activity=activity, place=place) if place else each(activity=activity)
        when = {"day": date(2025, 9, day), "starts": starts, "ends": ends}
        work = {"responsible": "Смирнова О.", "phone": "+7 901 000-00-00", "transport": "автобус", "note": "с флагом"}
        ProgrammeItem(delegation=visit, order=at, is_public=is_public, **when, **said, **work).save()
