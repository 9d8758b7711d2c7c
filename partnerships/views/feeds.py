"""What is new, as Atom: of the register, of one kind, of one city."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.browsing.dated_title import dated_title
from partnerships.delivery import memo
from partnerships.models import City, Record

LONGEST = 50


class StandingFeed(Atom1Feed):
    """Atom whose moment is that of the register where it has no entries: it does not change by being read."""

    def latest_post_date(self) -> datetime:
        """Return the moment at which the public saw the last change of the entries."""
        moment: datetime = super().latest_post_date() if self.items else self.feed["as_at"]
        return moment


class RecordFeed(Feed):
    """The records published last; the object is a city, a kind of record, or Record itself for all."""

    feed_type = StandingFeed

    def get_object(self, request: HttpRequest, *, slug: str = "", model: type[Record] = Record) -> Any:
        """Return the public city at `slug`, or the `model`."""
        return get_object_or_404(City.objects.public(), slug=slug) if slug else model

    def title(self, of: Any) -> str:
        """Return the name of the feed."""
        home = memo.current().home.name
        if isinstance(of, City):
            return f"{of.name} — {_('Register of partner cities')}, {home}"
        about = _("New in the register") if of is Record else capfirst(of._meta.verbose_name_plural)
        return f"{about} — {_('Register of partner cities')}, {home}"

    def link(self, of: Any) -> str:
        """Return the page that the feed follows."""
        if isinstance(of, City):
            return of.get_absolute_url()
        return reverse("home") if of is Record else reverse(f"{of.KIND}-list")

    def feed_guid(self, of: Any) -> str:
        """Return the name of the feed, the same on every host; each language has a feed of its own."""
        what = ("city", of.pk) if isinstance(of, City) else (of.KIND or "all",)
        return memo.current().name("feed", get_language(), *what)

    def author_name(self, of: object) -> str:
        """Return the department that keeps the register."""
        home = memo.current().home
        return home.department or home.name or str(_("Register of partner cities"))

    def author_email(self, of: object) -> str | None:
        """Return where the department is written to."""
        return memo.current().home.email or None

    def feed_extra_kwargs(self, of: object) -> dict[str, object]:
        """Return the moment of a feed without entries."""
        return {"as_at": memo.current().changed_at or datetime(1970, 1, 1, tzinfo=UTC)}

    def items(self, of: Any) -> Any:
        """Return the records published last."""
        records = Record.objects.public().with_city(of) if isinstance(of, City) else of.objects.public()
        return records.with_standing().with_public_change().lately_published()[:LONGEST]

    def item_guid(self, item: Record) -> str:
        """Return the name of the record, the same on every host, at every address and in every language."""
        return memo.current().name("record", item.pk)

    def item_title(self, item: Record) -> str:
        """Return the title with its date."""
        return dated_title(item)

    def item_description(self, item: Record) -> str:
        """Return the summary, as the HTML that Django says it is."""
        return escape(item.summary or "")

    def item_pubdate(self, item: Record) -> datetime | None:
        """Return the moment from which the record is public."""
        return item.publish_at

    def item_updateddate(self, item: Record) -> datetime:
        """Return the moment at which what the public sees of it changed last."""
        return item.changed_for_readers
