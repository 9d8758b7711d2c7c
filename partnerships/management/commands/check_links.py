"""Asks the outside links of the register whether they open."""

from collections import Counter

from django.core.management.base import BaseCommand, CommandError

from partnerships.linkcheck import check as checking
from partnerships.models import OutsideLink
from partnerships.models.outside_link import LinkFault


class Command(BaseCommand):
    help = (
        "Asks every outside link of the register whether it opens and keeps the answers for the office. "
        "This command alone asks the network; run it on two days of a month: what fails on both is listed."
    )

    def handle(self, *args: object, verbosity: int, **options: object) -> None:
        """Ask, and say how many open and how many do not."""
        try:
            links = checking.check_links()
        except checking.NoNetwork:
            raise CommandError("Not one site answers: is this machine on the network? Nothing is kept.") from None
        if verbosity > 1:
            self._name(links)
        counts = Counter(self._word(link) for link in links)
        moved = sum(1 for link in links if link.moved_to)
        self.stdout.write(f"Outside links: {len(links)}. Open: {counts['opens']}, of these moved for good: {moved}.")
        failed = {word: count for word, count in sorted(counts.items()) if word not in ("opens", LinkFault.NOT_ASKED)}
        causes = ", ".join(f"{word} {count}" for word, count in failed.items())
        self.stdout.write(f"Do not open: {sum(failed.values())}{f' ({causes})' if causes else ''}.")
        self.stdout.write(f"Not asked: {counts[LinkFault.NOT_ASKED]}.")

    def _name(self, links: list[OutsideLink]) -> None:
        """Print each address that is not as it should be."""
        for link in links:
            if link.fault or link.moved_to:
                self.stdout.write(f"{self._word(link)}  {link.address}{f' → {link.moved_to}' if link.moved_to else ''}")

    def _word(self, link: OutsideLink) -> str:
        return link.fault or "opens"
