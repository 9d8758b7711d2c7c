"""Asks every outside address that the register holds, and keeps what each has answered."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Final
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from partnerships.linkcheck.request import Answer, ask
from partnerships.models import LinkPlace, OutsideLink
from partnerships.models.outside_link import LinkFault, digest_of, link_columns
from partnerships.models.text import RichTextField
from partnerships.text.richtext import BLOCK

WORKERS: Final = 8
BATCH: Final = 500
#: As the sanitiser writes it.
HREF: Final = re.compile(r'<a href=("https?://[^"]*")', re.IGNORECASE)
UNREACHED: Final = {LinkFault.NO_HOST, LinkFault.NO_ANSWER}


class NoNetwork(Exception):
    """Not one address has answered, so it is this machine that is cut off."""


@dataclass(frozen=True)
class FoundLink:
    """An address where it stands: the column, the key of the owner, and how the column has it."""

    address: str
    owner: str
    key: int
    column: str
    quoted: str


def collect() -> Iterator[FoundLink]:
    """Yield every outside address of the register, as often as it stands there."""
    for owner, model, column in link_columns():
        is_rich = isinstance(model._meta.get_field(column), RichTextField)
        rows = model._base_manager.filter(**{f"{column}__contains": "://"}).order_by("pk")
        for key, text in rows.values_list("pk", column).iterator():
            quoted = _links(text) if is_rich else [f'"{text}"']
            for each in quoted:
                yield FoundLink(unescape(each[1:-1]) if is_rich else text, owner, key, column, each)


def _links(text: str) -> list[str]:
    """Return the addresses that `text` leads to, as it writes them; plain text shows its addresses as words."""
    return sorted(set(HREF.findall(text))) if BLOCK.search(text) else []


def check_links() -> list[OutsideLink]:
    """Ask every address of the register and keep the answers in place of those kept before."""
    answers = ask_all({found.address for found in collect()})
    if answers and all(answer.fault in UNREACHED for answer in answers.values()):
        raise NoNetwork
    with transaction.atomic():
        return _keep(answers)


def ask_all(addresses: Iterable[str]) -> dict[str, Answer]:
    """Ask many addresses at a time, those of one host one after another."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in sorted(addresses):
        hosts[_host(address)].append(address)
    with ThreadPoolExecutor(WORKERS, thread_name_prefix="outside") as workers:
        answers = workers.map(lambda each: [(address, ask(address)) for address in each], hosts.values())
        return dict(pair for pairs in answers for pair in pairs)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _keep(answers: dict[str, Answer]) -> list[OutsideLink]:
    """Write the table anew: what is no longer in the register goes, what still fails keeps its first day."""
    now = timezone.now()
    since = dict(OutsideLink.objects.values_list("address", "failed_since"))
    OutsideLink.objects.all().delete()
    made = [_row(address, answer, since.get(address) or now, now) for address, answer in answers.items()]
    links = {row.address: row for row in OutsideLink.objects.bulk_create(made, BATCH)}
    LinkPlace.objects.bulk_create((_place(found, links) for found in collect() if found.address in links), BATCH)
    return made


def _row(address: str, answer: Answer, since: datetime, now: datetime) -> OutsideLink:
    return OutsideLink(
        address=address,
        digest=digest_of(address),
        checked_at=now,
        fault=answer.fault,
        failed_since=since if answer.fault else None,
        moved_to=answer.moved_to,
    )


def _place(found: FoundLink, links: dict[str, OutsideLink]) -> LinkPlace:
    owner = {f"{found.owner}_id": found.key}
    return LinkPlace(link=links[found.address], column=found.column, quoted=found.quoted, **owner)
