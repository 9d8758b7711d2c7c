"""Times search over a large register: `make bench-search`, after `manage.py generate` in the same place.

Questions of one to four words are drawn from the titles and summaries that are there; hostile ones are fixed.
The figures are printed; nothing is asserted.
"""

import os
import random
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.test import Client  # noqa: E402 - needs the settings
from django.urls import reverse  # noqa: E402

from partnerships.models import Record, SearchRow  # noqa: E402
from partnerships.search.engine import Scope  # noqa: E402
from partnerships.search.finding import find, suggest  # noqa: E402
from partnerships.search.question import Question  # noqa: E402

QUESTIONS = 200
HOSTILE = [
    '"' * 200,
    "* % _ ?",
    "а",
    "о и в на",
    "а" * 200,
    "a b c d e f g h i j k",
    '"встреча представителей"',
    "ъъ ъ",
]


def drawn(dice: random.Random, count: int) -> list[str]:
    """Return questions of one to four words that stand side by side in some text, and some that do not."""
    texts = [
        f"{title} {summary}".split() for title, summary in Record.objects.values_list("title_ru", "summary_ru")[:5000]
    ]
    found = []
    for number in range(count):
        text, size = dice.choice(texts), 1 + number % 4
        start = dice.randrange(max(1, len(text) - size))
        words = text[start : start + size] if dice.random() < 0.7 else dice.sample(text, min(size, len(text)))
        found.append(" ".join(words))
    return found


def timed(name: str, questions: list[str], ask: Callable[[str], object]) -> None:
    """Print how long `ask` takes for each of `questions`."""
    ask(questions[0])
    times = []
    for question in questions:
        start = time.perf_counter()
        ask(question)
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    late, worst = times[int(len(times) * 0.95)], times[-1]
    print(f"{name:28}{statistics.median(times):9.1f}{late:9.1f}{worst:9.1f}")


def main() -> None:
    """Print median, 95th percentile and worst of each kind of question, in milliseconds."""
    scope, client = Scope(), Client(headers={"host": "localhost"})
    questions = drawn(random.Random(7), QUESTIONS)  # noqa: S311 - made-up questions
    print(f"{SearchRow.objects.count()} rows{'':8}{'p50 ms':>9}{'p95 ms':>9}{'worst':>9}")
    timed("answer, 1 to 4 words", questions, lambda text: find(Question.parse(text), scope, limit=20))
    timed("answer, hostile", HOSTILE, lambda text: find(Question.parse(text), scope, limit=20))
    timed("suggestions", questions, lambda text: suggest(Question.parse(text[:9], unfinished=True), scope, limit=8))
    timed("the whole page", questions, lambda text: client.get(reverse("search"), {"q": text}))


if __name__ == "__main__":
    main()
