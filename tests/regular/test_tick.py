"""`manage.py tick`: what is due is done once, whoever asks, and one failure keeps nothing else."""

import configparser
import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection

from partnerships.management import schedule
from partnerships.management.commands import tick
from partnerships.management.schedule import ScheduledWork, daily, every, monthly, on_working_days, twice_a_month
from partnerships.models import HomeCity, RegularTask
from tests.conftest import save

ROOT = Path(__file__).parent.parent.parent
MOSCOW = ZoneInfo("Europe/Moscow")
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW)


def due_tasks(monkeypatch: pytest.MonkeyPatch, **runs: Callable[[str], object]) -> None:
    """Let the tasks be `runs`, each due at one o'clock."""
    found = [ScheduledWork(name, lambda now: daily(1, now), run) for name, run in runs.items()]
    monkeypatch.setattr(tick, "tasks", lambda: found)


def do_tick() -> str:
    out = StringIO()
    call_command("tick", stdout=out, stderr=out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("due", "now", "expected"),
    [
        (lambda now: daily(1, now), "2026-11-30 00:59", "2026-11-29 01:00"),
        (lambda now: daily(1, now), "2026-11-30 01:00", "2026-11-30 01:00"),
        (lambda now: on_working_days(8, now), "2026-11-29 12:00", "2026-11-27 08:00"),  # a Sunday
        (lambda now: on_working_days(8, now), "2026-11-30 07:59", "2026-11-27 08:00"),  # a Monday
        (lambda now: on_working_days(8, now), "2026-11-30 08:00", "2026-11-30 08:00"),
        (lambda now: twice_a_month(5, now), "2026-11-30 12:00", "2026-11-03 05:00"),
        (lambda now: twice_a_month(5, now), "2026-12-03 04:00", "2026-12-01 05:00"),
        (lambda now: monthly(9, now), "2026-12-01 08:59", "2026-11-01 09:00"),
        (lambda now: monthly(9, now), "2026-12-01 09:00", "2026-12-01 09:00"),
        (lambda now: monthly(9, now), "2026-12-31 12:00", "2026-12-01 09:00"),
        (lambda now: every(15, now), "2026-12-03 04:00", "2026-12-03 03:45"),
    ],
)
def test_when_a_task_was_last_due(due: Any, now: str, expected: str) -> None:
    assert due(moment(now)) == moment(expected)


def test_a_task_is_done_once_until_it_is_due_again(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    due_tasks(monkeypatch, letter=done.append)
    with time_machine.travel(moment("2026-11-30 12:00"), tick=False) as clock:
        said = [do_tick(), do_tick()]
        clock.shift(timedelta(hours=12))
        said.append(do_tick())
        clock.shift(timedelta(hours=2))
        said.append(do_tick())
    assert said == ["letter: done\n", "", "", "letter: done\n"]
    assert len(done) == 2


def test_two_at_once_do_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    all_there, others_through = threading.Barrier(4), threading.Semaphore(0)

    def until_the_others_are_through(site: str) -> None:
        done.append(site)
        for _ in range(3):
            others_through.acquire(timeout=20)

    def beside() -> str:
        all_there.wait(timeout=20)
        try:
            return do_tick()
        finally:
            connection.close()
            others_through.release()

    due_tasks(monkeypatch, letter=until_the_others_are_through)
    with ThreadPoolExecutor(4) as pool:
        said = [run.result() for run in [pool.submit(beside) for _ in range(4)]]  # what fails in a thread fails here
    assert sorted(said) == ["", "", "", "letter: done\n"]
    assert len(done) == 1


def test_one_that_fails_is_told_keeps_no_other_and_is_tried_again_in_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def fail(site: str) -> None:
        tried.append(site)
        raise OSError("No space left on device")

    done: list[str] = []
    due_tasks(monkeypatch, backup=fail, letter=done.append)
    with time_machine.travel(moment("2026-11-30 12:00"), tick=False) as clock:
        with pytest.raises(CommandError, match="Failed: backup"):
            do_tick()
        assert RegularTask.objects.get(name="backup").fault == "No space left on device"
        clock.shift(timedelta(minutes=59))
        do_tick()
        assert (len(tried), len(done)) == (1, 1)
        clock.shift(timedelta(minutes=2))
        with pytest.raises(CommandError):
            do_tick()
    assert (len(tried), len(done)) == (2, 1)


def test_what_a_killed_run_had_taken_is_done_later(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    due_tasks(monkeypatch, letter=done.append)
    with time_machine.travel(moment("2026-11-30 12:00"), tick=False) as clock:
        assert RegularTask.objects.claim("letter", moment("2026-11-30 01:00"))
        do_tick()
        assert done == []
        clock.shift(timedelta(hours=2, minutes=1))
        do_tick()
    assert len(done) == 1


@pytest.mark.parametrize(
    ("week", "now", "expected"),
    [
        ("01234", "2027-01-11 07:00", "2026-12-30 08:00"),  # holidays of every year, one of this, and a weekend
        ("01234", "2028-01-04 09:00", "2028-01-04 08:00"),  # the fourth was free in one year alone
        ("01236", "2026-11-29 12:00", "2026-11-29 08:00"),  # a Sunday
    ],
)
def test_the_department_says_when_it_works(week: str, now: str, expected: str) -> None:
    free = "1 января\n2.1.\n3 January 2027\n2027-01-04\n" + "\n".join(f"{day} января 2027" for day in range(5, 9))
    home = HomeCity(name_ru="Ставрополь", working_week=week, holidays=f"{free}\n31 декабря")
    home.full_clean()
    save(home)
    assert on_working_days(8, moment(now)) == moment(expected)


def test_a_line_that_is_no_day_is_refused() -> None:
    for wrong in ("День города", "июль 2027", "31 июня"):
        with pytest.raises(ValidationError) as refused:
            HomeCity(name_ru="Ставрополь", holidays=wrong).full_clean()
        assert list(refused.value.message_dict) == ["holidays"]


def test_what_takes_longer_than_two_hours_is_not_begun_beside_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def for_hours(site: str) -> None:
        clock.shift(timedelta(hours=3))
        said.append(do_tick())

    due_tasks(monkeypatch, backup=for_hours)
    with time_machine.travel(moment("2026-11-30 01:00"), tick=False) as clock:
        assert do_tick() == "backup: done\n"
    assert said == [""]


def test_a_letter_of_the_morning_is_not_sent_at_night(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    letter = ScheduledWork("letter", lambda now: on_working_days(8, now), done.append, timedelta(hours=4))
    monkeypatch.setattr(tick, "tasks", lambda: [letter])
    with time_machine.travel(moment("2026-11-30 21:00"), tick=False) as clock:
        do_tick()
        assert done == []
        clock.shift(timedelta(hours=12))
        do_tick()
    assert len(done) == 1


def test_the_settings_say_what_is_done(settings: Any, tmp_path: Path) -> None:
    settings.CHECK_LINKS, settings.DATASET_DIR, settings.BACKUP_DIR = False, "", ""
    always = ["morning letter", "letters of changes", "ended sessions", "old sign-ins", "old messages"]
    always += ["forgotten forms", "links of long ago"]
    assert [task.name for task in schedule.tasks()] == always
    settings.CHECK_LINKS, settings.DATASET_DIR, settings.BACKUP_DIR = True, str(tmp_path / "d"), str(tmp_path / "b")
    assert [task.name for task in schedule.tasks()] == [*always, "outside links", "open data", "backup"]


def test_the_last_backups_stay(settings: Any, tmp_path: Path, omsk: Any) -> None:
    settings.BACKUP_DIR, settings.BACKUP_KEEP, settings.CHECK_LINKS = str(tmp_path / "backups"), 2, False
    settings.MEDIA_ROOT = tmp_path / "media"
    own = tmp_path / "backups" / "of the office.zip"
    own.parent.mkdir()
    own.write_bytes(b"not ours")
    with time_machine.travel(moment("2026-11-30 12:00")) as clock:
        for _night in range(3):
            schedule.tasks()[-1].run("https://register.example.org")
            clock.shift(timedelta(days=1))
    names = sorted(path.name for path in own.parent.iterdir())
    assert names[0] == own.name
    assert [name[:17] for name in names[1:]] == ["register-20261201", "register-20261202"]
    assert RegularTask.objects.get(name="backup").done_at


@pytest.mark.one_database
def test_the_lines_of_the_guide_are_those_of_the_files_and_are_read_by_their_programs() -> None:
    service, timer, cron = (
        (ROOT / "deploy" / f"register-tick.{kind}").read_text() for kind in ("service", "timer", "cron")
    )
    for guide in ("operations.md", "operations.ru.md"):
        text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
        assert [
            name for name, lines in {"service": service, "timer": timer, "cron": cron}.items() if lines not in text
        ] == []
    unit, clock = (configparser.ConfigParser(delimiters="=") for _ in range(2))
    unit.read_string(service)
    clock.read_string(timer)
    assert clock["Timer"]["OnCalendar"] == "*:0/5"
    (line,) = [line for line in cron.splitlines() if not line.startswith("#")]
    minutes, *others = line.split(maxsplit=6)[:5]
    assert (minutes, others) == ("*/5", ["*"] * 4)
    for command in (unit["Service"]["ExecStart"], line):
        words = re.search(r"manage\.py (\w+) (.+)$", command)
        assert words
        call_command(words[1], *words[2].split(), "--verbosity=0", stdout=StringIO(), skip_checks=True)
