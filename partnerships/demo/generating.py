"""A large made-up register for measuring: seeded, with a realistic spread of years, kinds, precision and languages.

It goes past `revisions` on purpose: a hundred thousand revisions would measure the history, not the site.
That is why it only ever fills an empty register, and ends with one revision of its own.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import batched
from typing import Any, Final

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils import timezone

from partnerships.demo.loading import spoken
from partnerships.history import revisions
from partnerships.models import (
    EVENT_FORMS,
    ActionPlan,
    Agreement,
    City,
    Country,
    CountryGroup,
    Delegation,
    Direction,
    Event,
    Exhibition,
    Greeting,
    HomeCity,
    Letter,
    LetterKind,
    LetterState,
    PlanItem,
    PlanItemState,
    Record,
    SentBy,
    Theme,
)
from partnerships.models.city import TIES
from partnerships.models.letter import GONE
from partnerships.models.publication import State
from partnerships.period import Period
from partnerships.search import rows

BATCH: Final = 500
SYLLABLES: Final = ("бо", "вер", "гра", "до", "зел", "ка", "ли", "мо", "но", "ор", "пе", "ра", "сол", "ту", "хол", "яр")
LATIN: Final = ("bo", "ver", "gra", "do", "zel", "ka", "li", "mo", "no", "or", "pe", "ra", "sol", "tu", "hol", "yar")
SUBJECTS: Final = {
    Agreement: ("Соглашение о сотрудничестве", "Agreement on cooperation"),
    Delegation: ("Визит делегации", "Visit of a delegation"),
    Event: ("Встреча представителей", "Meeting of representatives"),
    Exhibition: ("Выставка детских рисунков", "Exhibition of children's drawings"),
}
#: How many of a hundred records are of each kind.
SHARES: Final = {Agreement: 4, Delegation: 36, Event: 55, Exhibition: 5}

#: Greetings of three years, and as many letters of other kinds as leave in them.
GREETINGS: Final = 180
LETTERS: Final = 90
#: One plan for so many records, each of one of the last years in turn, and its items.
RECORDS_OF_PLAN: Final = 2000
ITEMS: Final = 40


def _insert(model: type[models.Model], rows: list[Any]) -> None:
    """Insert `rows` into the table of `model` alone; for a kind of record its own part, beside the shared one."""
    keyed = rows and rows[0].pk is not None
    written = [field for field in model._meta.local_concrete_fields if not field.generated]
    fields = [field for field in written if keyed or not field.primary_key]
    table, *columns = map(connection.ops.quote_name, [model._meta.db_table, *(str(field.column) for field in fields)])
    marks = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        for batch in batched(rows, BATCH, strict=False):
            cursor.executemany(statement, [[_kept(field, row) for field in fields] for row in batch])


def _kept(field: models.Field, row: models.Model) -> Any:
    """Return what the database keeps of `field` of a new `row`."""
    return field.get_db_prep_save(field.pre_save(row, True), connection)


def _period(dice: random.Random) -> Period:
    year = int(2026 - min(dice.expovariate(1 / 9), 60))
    precision = dice.random()
    if precision < 0.1:
        return Period()
    if precision < 0.35:
        return Period.of((year,), (year + dice.choice((0, 0, 0, 3)),))
    month = dice.randint(1, 12)
    if precision < 0.6:
        return Period.of((year, month))
    day = dice.randint(1, 25)
    return Period.of((year, month, day), (year, month, day + dice.choice((0, 0, 1, 3))))


def _named(russian: str, english: str, number: int, field: str = "name") -> dict[str, str]:
    return spoken({f"{field}_ru": f"{russian} {number}", f"{field}_en": f"{english} {number}"})


def _cities(dice: random.Random, count: int, countries: list[Country]) -> Iterator[City]:
    for number in range(1, count + 1):
        parts = [dice.randrange(len(SYLLABLES)) for _ in range(dice.randint(2, 3))]
        name = "".join(SYLLABLES[part] for part in parts).capitalize()
        latin = "".join(LATIN[part] for part in parts).capitalize()
        city = City(
            pk=number,
            slug=f"{latin.lower()}-{number}",
            **spoken(
                {
                    "name_ru": f"{name}-{number}",
                    "name_en": f"{latin}-{number}" if dice.random() < 0.9 else None,
                    "summary_ru": f"Город {name}, с которым есть связи по образованию и культуре.",
                }
            ),
            country=dice.choice(countries),
            tie=dice.choice(list(TIES)),
            latitude=round(dice.gauss(48, 9), 3),
            longitude=round(dice.gauss(45, 30) if dice.random() < 0.8 else dice.uniform(-179, 179), 3),
            state=State.PUBLISHED if dice.random() < 0.97 else State.DRAFT,
            publish_at=timezone.now() - timedelta(days=dice.randint(1, 2000)),
        )
        city.remember()
        yield city


def _record(dice: random.Random, number: int, model: type[Record]) -> Record:
    russian, english = SUBJECTS[model]
    record = model(
        slug=f"{model.KIND}-{number}",
        **spoken(
            {
                "title_ru": f"{russian} № {number}",
                "title_en": f"{english} No. {number}" if dice.random() < 0.7 else None,
                "summary_ru": "Стороны обсудили обмен опытом, планы на год и участие школ. " * dice.randint(1, 3),
                "body_ru": "Подробности встречи, её участники и договорённости. " * dice.randint(0, 30),
            }
        ),
        state=State.PUBLISHED if dice.random() < 0.95 else dice.choice((State.DRAFT, State.WITHDRAWN)),
        publish_at=timezone.now() - timedelta(minutes=dice.randint(1, 2_000_000)),
    )
    record.kind, record.period = model.KIND, _period(dice)
    if isinstance(record, Delegation):
        record.direction = dice.choice(Direction.values)
        record.head_count = dice.choice((None, 3, 5, 8))
    if isinstance(record, Event):
        record.form = dice.choice(list(EVENT_FORMS))
    record.remember()
    return record


def _greetings(dice: random.Random, count: int, cities: int) -> Iterator[Greeting]:
    """Yield greetings of the last years: most of them sent, and some of those answered."""
    for number in range(1, count + 1):
        day = date(2026 - number % 3, dice.randint(1, 12), dice.randint(1, 28))
        state = dice.choice((*GONE, GONE[0], LetterState.NOT_NEEDED))
        has_left = state in GONE
        greeting = Greeting(
            city_id=dice.randint(1, cities),
            due_on=day,
            year=day.year,
            state=state,
            sent_on=day - timedelta(days=5) if has_left else None,
            sent_how=dice.choice(SentBy.values) if has_left else "",
            number=str(number) if has_left else "",
            reply_on=day if state == LetterState.ANSWERED else None,
            **_named("День города", "City Day", number, field="title"),
            **spoken({"text_ru": f"Поздравляем с Днём города! {day.year}", "text_en": f"Happy City Day! {day.year}"}),
        )
        greeting.remember()
        yield greeting


def _letters(dice: random.Random, count: int, cities: int) -> Iterator[Letter]:
    """Yield invitations and thanks of the last years."""
    for number in range(1, count + 1):
        day = date(2026 - number % 3, dice.randint(1, 11), dice.randint(1, 28))
        state = dice.choice((*GONE, LetterState.READY))
        has_left = state in GONE
        letter = Letter(
            city_id=dice.randint(1, cities),
            kind=dice.choice(LetterKind.values),
            state=state,
            sent_on=day if has_left else None,
            sent_how=dice.choice(SentBy.values) if has_left else "",
            number=f"{number}-п" if has_left else "",
            reply_on=day if state == LetterState.ANSWERED else None,
            **_named("Письмо", "Letter", number, field="title"),
        )
        letter.remember()
        yield letter


def _make_plans(dice: random.Random, records: int) -> None:
    """Insert plans of the last years with their items, after the other records."""
    plans, items = [], []
    for number in range(records // RECORDS_OF_PLAN):
        year = 2025 + number % 2
        plan = ActionPlan(
            slug=f"plan-{number}",
            state=State.PUBLISHED,
            publish_at=timezone.now(),
            **_named("План", "Plan", number, field="title"),
        )
        plan.pk = plan.id = records + 1 + number
        plan.kind, plan.period = ActionPlan.KIND, Period.of((year,))
        plan.remember()
        plans.append(plan)
        for at in range(1, ITEMS + 1):
            due = Period.of((year, dice.randint(1, 12)))
            item = PlanItem(plan_id=plan.pk, due=due, order=at, **_named("Пункт", "Item", at, field="activity"))
            item.state = dice.choice(PlanItemState.values)
            item.remember()
            items.append(item)
    _insert(Record, plans)
    _insert(ActionPlan, plans)
    _insert(PlanItem, items)


def generate(*, cities: int, records: int, seed: int) -> None:
    """Fill the empty register with `cities` and `records`; the same `seed` makes the same register."""
    dice = random.Random(seed)  # noqa: S311 - made-up data, not a secret
    with transaction.atomic():
        with revisions.revision(by=None, reason="Generated"):
            home = HomeCity(
                **spoken({"name_ru": "Ставрополь", "name_en": "Stavropol"}), latitude=45.03, longitude=41.96
            )
            home.save()
            groups = [CountryGroup(slug=f"group-{n}", **_named("Группа", "Group", n)) for n in range(1, 4)]
            countries = [Country(**_named("Страна", "Country", n), group=groups[n % 3]) for n in range(1, 41)]
            themes = [Theme(slug=f"theme-{n}", **_named("Направление", "Field", n)) for n in range(1, 21)]
            for row in (*groups, *countries, *themes):
                row.save()
        _insert(City, list(_cities(dice, cities, countries)))
        kinds = dice.choices(list(SHARES), list(SHARES.values()), k=records)
        for batch in batched(enumerate(kinds, 1), 20 * BATCH, strict=False):
            made = [_record(dice, number, model) for number, model in batch]
            for record, (number, _model) in zip(made, batch, strict=True):
                record.pk = record.id = number
            _insert(Record, made)
            for model in SHARES:
                _insert(model, [record for record in made if type(record) is model])
            # The first cities take part most often, as with real partners.
            picks = [
                (record.pk, city)
                for record in made
                for city in {min(cities, int(dice.paretovariate(0.6))) for _ in range(dice.choice((1, 1, 1, 2, 4)))}
            ]
            cities_table = Record.cities.through
            themes_table: Any = Record.themes.through
            _insert(cities_table, [cities_table(record_id=pk, city_id=city) for pk, city in picks])
            _insert(themes_table, [themes_table(record_id=record.pk, theme=dice.choice(themes)) for record in made])
        if cities:
            _insert(Greeting, list(_greetings(dice, min(GREETINGS, records), cities)))
            _insert(Letter, list(_letters(dice, min(LETTERS, records), cities)))
        _make_plans(dice, records)
        rows.rebuild()
    _align_sequences()


def _align_sequences() -> None:
    """Let the database count on from the keys that were given outright."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [City, Record]):
            cursor.execute(statement)
