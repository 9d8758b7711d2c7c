"""The list itself: every rule is asked of the content of a record, in the order in which a person would look."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.models.base import Published
from partnerships.models.publication import State
from partnerships.models.translated import Translated, Translation, states
from partnerships.models.visibility import is_internal
from partnerships.readiness.content import Content, contents
from partnerships.readiness.facts import FACTS
from partnerships.readiness.gap import Gap, Place
from partnerships.readiness.rows import ROWS
from partnerships.staff.addresses import link
from partnerships.text.languages import language_name
from partnerships.text.quotes import quoting
from partnerships.text.translated import CODES, text_column

type GapRule = Callable[[Content], Iterable[Gap]]


def returned(content: Content) -> Iterator[Gap]:
    """Yield what the head has asked to put right."""
    record = content.record
    if record.state == State.RETURNED and record.return_comment:
        text = quoting(_("Returned: “%(comment)s”"), comment=record.return_comment)
        yield Gap("returned", text, (Place("", "content-main"),))


def own_texts(content: Content) -> Iterator[Gap]:
    """Yield, for each language, the texts that it has not, and those that are older than their original."""
    record = content.record
    for code, found in states(record).items():
        labels = {
            name: Place(str(record._meta.get_field(name).verbose_name), f"id_{text_column(name, code)}")
            for name in found
            if not is_internal(type(record), name)
        }
        language = language_name(code)
        for state, slug, text in (
            (Translation.MISSING, "no-translation", _("Not in %(language)s")),
            (
                Translation.STALE,
                "stale-translation",
                _("Translation older than the original (%(language)s)"),
            ),
        ):
            places = tuple(place for name, place in labels.items() if found[name] == state)
            if places:
                yield Gap(f"{slug}-{code}", text % {"language": language}, places, names=True)


def mentioned(content: Content) -> Iterator[Gap]:
    """Yield what the record names and the page leaves out, and what it names in another language."""
    named = [(name, row) for name, rows in content.named.items() for row in rows]
    hidden = [(name, row) for name, row in named if isinstance(row, Published) and not row.is_public()]
    if hidden:
        places = tuple(Place(str(row), f"id_{name}", link(row)) for name, row in hidden)
        yield Gap("named-hidden", _("Not on the site, so not on the page"), places, hides=True, names=True)
    # A record that is named is told of on its own form; a city, a body or a field of cooperation has nobody to tell.
    seen = [(f"id_{name}", row) for name, row in named if (name, row) not in hidden and hasattr(row, "name")]
    for at, row in content.rows.get("involvements", []):
        body = getattr(row, "organization", None)  # none yet, or deleted while the form was being read
        seen += [(f"id_involvements-{at}-organization", body)] if body else []
    for code in CODES:
        nameless = [(anchor, row) for anchor, row in seen if isinstance(row, Translated) and not _name_in(row, code)]
        if nameless:
            places = tuple(Place(str(row), anchor) for anchor, row in nameless)
            text = _("Without a name in %(language)s") % {"language": language_name(code)}
            yield Gap(f"named-untranslated-{code}", text, places, names=True)


def _name_in(row: object, code: str) -> str:
    return getattr(row, text_column("name", code)) or ""


def dead_links(content: Content) -> Iterator[Gap]:
    """Yield the outside links that lead nowhere."""
    if content.dead:
        count = len(content.dead)
        text = ngettext("%(count)d outside link that does not open", "%(count)d outside links that do not open", count)
        places = tuple(Place(place.link.address, f"id_{place.column}") for place in content.dead)
        yield Gap("dead-links", text % {"count": count}, places)


RULES: Final[tuple[GapRule, ...]] = (returned, own_texts, *FACTS, mentioned, *ROWS, dead_links)


def gaps(content: Content) -> list[Gap]:
    """Return what the public will not see of `content`, and then what it will see wrongly."""
    found = [gap for rule in RULES for gap in rule(content)]
    return sorted(found, key=lambda gap: not gap.hides)


def gaps_of(records: Iterable[object]) -> dict[tuple[object, object], list[Gap]]:
    """Return the list of each of `records` by its model and key, in one number of queries however many there are."""
    return {(type(content.record), content.record.pk): gaps(content) for content in contents(records)}
