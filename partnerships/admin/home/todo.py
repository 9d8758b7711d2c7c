"""What waits for somebody: each task is a named list of records, counted, and one click from its mending."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy
from reversion.models import Version

from partnerships.admin.home.deadlines import (
    SOON,
    items_due_soon,
    items_past_due,
    preparation_late,
    preparation_next,
    promises_late,
)
from partnerships.admin.home.task_notes import (
    note_of_date,
    note_of_day,
    note_of_deadline,
    note_of_item,
    note_of_link,
    note_of_photo,
    note_of_promise,
    note_of_sender,
    note_of_term,
)
from partnerships.admin.home.task_rows import TaskRows
from partnerships.delivery import memo
from partnerships.history.references import bearer
from partnerships.kinds import KINDS
from partnerships.models import (
    Agreement,
    City,
    Delegation,
    Document,
    DocumentKind,
    LinkPlace,
    PartnerRequest,
    Photo,
    PublicMessage,
    Record,
    RegisterModel,
    User,
)
from partnerships.models.publication import State
from partnerships.models.translated import Translation
from partnerships.readiness import gaps_of
from partnerships.readiness.content import form_model_of
from partnerships.spreadsheets.likeness import APART, told_twice, twice
from partnerships.staff import rights
from partnerships.staff.addresses import link
from partnerships.standing import AHEAD, HAPPENED, LAPSING, REVIEWED, SIGNED, OccurrenceStanding
from partnerships.standing.choices import EXPECTED
from partnerships.text.label import Label
from partnerships.text.translated import first_column, text_columns

RENEW: Final = timedelta(days=180)
OLD_DRAFT: Final = timedelta(days=14)
#: Where the items of a plan stand in its form.
ITEMS: Final = "#section-plan_items"


@dataclass(frozen=True)
class Task:
    """A list with its name; `rows` asks for what this user may see, `note` says why a row is in it."""

    slug: str
    title: Label
    rows: Callable[[User], TaskRows]
    note: Callable[..., str] = lambda _row: ""
    #: Whose screen mends it, which one, and which part of that.
    owner: Callable[[Any], Any] = bearer
    screen: str = "change"
    part: str = ""
    #: Whether a line says what the public will not see of its record.
    has_gaps: bool = False

    def lines(self, rows: Sequence[object]) -> list[dict[str, object]]:
        """Return `rows` as the page shows them."""
        owners = [(row, self.owner(row)) for row in rows]
        gaps = gaps_of(owner for _row, owner in owners) if self.has_gaps else {}
        return [
            {
                "name": str(owner),
                "url": link(owner, self.screen) + self.part.format(row=row),
                "note": self.note(row),
                "gaps": gaps.get((form_model_of(owner), owner.pk), []) if self.has_gaps else [],
            }
            for row, owner in owners
        ]


def _seen(user: User, model: type[RegisterModel]) -> Any:
    """Return the rows of `model` that this user may look at; of records, those of the kinds he may."""
    if model is Record:
        kinds = [kind for kind in KINDS if user.has_perm(f"partnerships.view_{kind}")]
        return Record.objects.of_kinds(kinds)
    return model.objects.all() if rights.may_view(user, model) else model.objects.none()


def _published_kinds(user: User) -> Iterator[Any]:
    return (_seen(user, model) for model in (Record, City, PartnerRequest))


def _returned(user: User) -> TaskRows:
    return TaskRows(*(rows.returned_to(user) for rows in _published_kinds(user)))


def _to_approve(user: User) -> TaskRows:
    kinds = [kind for kind in KINDS if user.has_perm(f"partnerships.publish_{kind}")]
    lists = [_seen(user, Record).of_kinds(kinds)]
    lists += [_seen(user, model) for model in (City, PartnerRequest) if rights.may_publish(user, model)]
    return TaskRows(*(rows.waiting_for_approval().select_related("sent_by") for rows in lists))


def _drafts(user: User) -> TaskRows:
    return TaskRows(*(_mine(rows, user).order_by("-pk") for rows in _published_kinds(user)))


def _mine[M: models.Model](rows: QuerySet[M], user: User) -> QuerySet[M]:
    """Return the drafts that this user answers for or has ever saved."""
    saved = Version.objects.filter(
        db="default",
        content_type=ContentType.objects.get_for_model(rows.model),
        object_id=Cast(OuterRef("pk"), models.CharField()),
        revision__user=user.pk,
    )
    answers = Q(responsible=user.pk) if hasattr(rows.model, "responsible") else Q(pk__in=())
    return rows.filter(Q(state=State.DRAFT) & (answers | Exists(saved)))


def _old_drafts(user: User) -> TaskRows:
    since = timezone.now() - OLD_DRAFT
    lists = (_seen(user, model) for model in (Record, City))
    return TaskRows(
        *(rows.filter(state=State.DRAFT, updated_at__lt=since).order_by("updated_at", "pk") for rows in lists)
    )


def _coming(user: User) -> TaskRows:
    today = timezone.localdate()
    expected = _seen(user, Record).standing_in(*EXPECTED)
    return TaskRows(expected.from_day(today).filter(start__lte=today + SOON))


def _translation(state: str) -> Callable[[User], TaskRows]:
    def rows(user: User) -> TaskRows:
        lists = (_seen(user, model) for model in (Record, City, PartnerRequest))
        return TaskRows(*(found.filter(translation=state).order_by("-pk") for found in lists))

    return rows


def _empty(field: str) -> Q:
    """Return the rule that a text is in no language."""
    columns = text_columns(field)
    return Q(*(Q(**{column: ""}) | Q(**{column: None}) for column in columns))


def _of_seen(user: User, owners: dict[str, str]) -> Q:
    """Return the rule for rows of records, or of one of `owners` (key → model), that this user may look at."""
    may = user.has_perm
    seen = Q(record__kind__in=[kind for kind in KINDS if may(f"partnerships.view_{kind}")])
    for key, model in owners.items():
        if may(f"partnerships.view_{model}"):
            seen |= Q(**{f"{key}__isnull": False})
    return seen


def _without_alt(user: User) -> TaskRows:
    seen = _of_seen(user, {"city": "city"})
    photos = Photo.objects.filter(_empty("alt") & seen, is_decorative=False)
    return TaskRows(photos.select_related("record", "city").order_by("-pk"))


def _dead_links(user: User) -> TaskRows:
    seen = _of_seen(user, {"city": "city", "organization": "organization", "home": "homecity"})
    return TaskRows(LinkPlace.objects.dead().filter(seen).order_by("link__address", "pk"))


def _undated(user: User) -> TaskRows:
    return TaskRows(_seen(user, Record).undated().filter(_empty("remark")).order_by("-pk"))


def _without_scan(user: User) -> TaskRows:
    scans = Document.objects.filter(record=OuterRef("pk"), kind=DocumentKind.SCAN)
    agreements = _seen(user, Agreement).standing_in(*SIGNED)
    return TaskRows(agreements.filter(~Exists(scans)).order_by("-pk"))


def _doubles(user: User) -> TaskRows:
    known = memo.current()
    named = (
        _seen(user, model)
        .filter(pk__in=known.keep(("doubles", model), partial(twice, model)))
        .order_by(first_column("name"), "pk")
        for model in APART
    )
    records = _seen(user, Record).filter(pk__in=known.keep(("doubles", Record), told_twice))
    return TaskRows(*named, records.order_by("start", first_column("title"), "pk"))


def _to_renew(user: User) -> TaskRows:
    until = timezone.localdate() + RENEW
    ending = _seen(user, Agreement).ending_by(until).standing_in(*LAPSING)
    return TaskRows(ending.order_by("last_day", "pk").prefetch_related("actions"))


def _to_review(user: User) -> TaskRows:
    due = _seen(user, Agreement).filter(review_on__first__lte=str(timezone.localdate())).standing_in(*REVIEWED)
    return TaskRows(due.order_by("review_on", "pk"))


def _reports(user: User) -> TaskRows:
    due = _seen(user, Delegation).filter(report_due__isnull=False, report_sent=None)
    due = due.standing_in(*HAPPENED, *AHEAD, OccurrenceStanding.UNCONFIRMED)
    return TaskRows(due.order_by("report_due", "pk"))


def _messages(user: User) -> TaskRows:
    rows = PublicMessage.objects.waiting()
    return TaskRows(rows if rights.may_view(user, PublicMessage) else rows.none())


def _unconfirmed(user: User) -> TaskRows:
    return TaskRows(_seen(user, Record).standing_in(OccurrenceStanding.UNCONFIRMED).order_by("end", "pk"))


MINE: Final = (
    Task("returned", gettext_lazy("Returned to me"), _returned, lambda row: row.return_comment),
    Task("approve", gettext_lazy("To approve"), _to_approve, note_of_sender, screen="reading", has_gaps=True),
    Task(
        "messages",
        gettext_lazy("Messages from the site"),
        _messages,
        lambda message: message.about_title,
        owner=lambda message: message,
    ),
    Task("drafts", gettext_lazy("My drafts"), _drafts),
)
TERMS: Final = (
    Task("renew", gettext_lazy("Agreements to renew"), _to_renew, lambda row: note_of_term(row.term_until())),
    Task("review", gettext_lazy("Agreements to look at again"), _to_review, lambda row: str(row.review_on)),
    Task("unconfirmed", gettext_lazy("Did it take place? Plans whose day has passed"), _unconfirmed, note_of_date),
    Task("plan-overdue", gettext_lazy("Items of plans past their date"), items_past_due, note_of_item, part=ITEMS),
    Task("plan-soon", gettext_lazy("Items of plans due in the next 45 days"), items_due_soon, note_of_item, part=ITEMS),
    Task(
        "preparation-late",
        gettext_lazy("Preparation of delegations past its deadline"),
        preparation_late,
        note_of_deadline,
        screen="preparation",
    ),
    Task(
        "preparation-next",
        gettext_lazy("Preparation of delegations due in two weeks"),
        preparation_next,
        note_of_deadline,
        screen="preparation",
    ),
    Task(
        "commitments",
        gettext_lazy("Commitments past their date"),
        promises_late,
        note_of_promise,
        part="#section-commitments",
    ),
    Task("reports", gettext_lazy("Reports on delegations"), _reports, lambda row: note_of_day(row.report_due)),
)
GAPS: Final = (
    Task("untranslated", gettext_lazy("Without a translation"), _translation(Translation.MISSING)),
    Task("stale", gettext_lazy("The original changed after the translation"), _translation(Translation.STALE)),
    Task("no-alt", gettext_lazy("Photos without a description"), _without_alt, note_of_photo, part="#section-photos"),
    Task("undated", gettext_lazy("Records without a date"), _undated, part="#id_period"),
    Task(
        "dead-links",
        gettext_lazy("Outside links that do not open"),
        _dead_links,
        note_of_link,
        owner=lambda place: place.owner,
        part="#id_{row.column}",
    ),
    Task("doubles", gettext_lazy("Likely in the register twice"), _doubles, lambda row: f"№ {row.pk}"),
    Task("no-scan", gettext_lazy("Agreements without a scan"), _without_scan, part="#section-documents"),
    Task("old-drafts", gettext_lazy("Drafts older than two weeks"), _old_drafts),
)
COMING: Final = Task("coming", gettext_lazy("Delegations and events of the next 45 days"), _coming, note_of_date)
TASKS: Final = {task.slug: task for task in (*MINE, *TERMS, *GAPS, COMING)}
