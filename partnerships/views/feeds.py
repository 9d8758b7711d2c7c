"""What is new, as Atom: of the register, of one kind, of one city."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.delivery import memo
from partnerships.models import City, Record
from partnerships.period import format_period

LONGEST = 50


class RecordFeed(Feed):
    """The records published last; the object is a city, a kind of record, or Record itself for all."""

    feed_type = Atom1Feed

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

    def items(self, of: Any) -> Any:
        """Return the records published last."""
        records = Record.objects.public().with_city(of) if isinstance(of, City) else of.objects.public()
        return records.lately_published()[:LONGEST]

    def item_title(self, item: Record) -> str:
        """Return the title with its date, exactly as precise as it is known."""
        date = format_period(item.period, item.remark)
        return f"{item.title} ({date})" if date else item.title

    def item_description(self, item: Record) -> str:
        """Return the summary."""
        return item.summary or ""

    def item_pubdate(self, item: Record) -> datetime | None:
        """Return the moment from which the record is public."""
        return item.publish_at

    def item_updateddate(self, item: Record) -> datetime:
        """Return the moment of the last change."""
        return item.updated_at
