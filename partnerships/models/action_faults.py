"""What cannot have happened to an agreement: said of an action and its field, for forms and tables alike."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.models.agreement_action import (
    ENDS,
    LATEST,
    LENGTHENS,
    ActionKind,
    AgreementAction,
    last_day_of,
)
from partnerships.period import Period, format_period
from partnerships.period.happening import ONE_DATE, as_moment, is_span
from partnerships.text.quotes import quoting

NEVER_STOPPED: Final = gettext_lazy("It was not suspended before: write down the suspension too.")
ALREADY_STOPPED: Final = gettext_lazy("It was suspended already: write down when it was resumed.")
#: These can only happen while the term runs.
WITHIN_TERM: Final = tuple(
    kind for kind in ActionKind if kind not in (*LENGTHENS, ActionKind.EXPIRED, ActionKind.SUPERSEDED)
)

#: Nothing of this happens to what is not in force yet; it can be amended, given notice of or superseded before.
ONLY_IN_FORCE: Final = (ActionKind.RENEWED, ActionKind.SUSPENDED, ActionKind.RESUMED, ActionKind.EXPIRED)


def faults_of_term(agreement: Any, actions: Iterable[AgreementAction]) -> Iterator[tuple[AgreementAction, str, str]]:
    """Yield what cannot be among the `actions` of an agreement of that term: the action, its field, words."""
    last: Period = agreement.in_force_until
    course = sorted(actions, key=_course)
    # When these happened nobody knows: each may have come before any other action, and after it.
    undated = [action.until for action in course if action.kind in LENGTHENS and not action.date]
    for action in course:
        if action.kind in LENGTHENS:
            before = last if action.date else agreement.in_force_until
            if action.until.is_surely_before(before):
                text = _("The agreement was to run longer already (%(date)s): this would make it shorter.")
                yield action, "until", text % {"date": format_period(before)}
            last = action.until if action.date else last
        elif (
            action.kind in WITHIN_TERM
            and not agreement.renews_itself
            and all(until.is_surely_before(action.date) for until in (last, *undated))
        ):
            text = _("The agreement had run out by then (%(date)s): write what prolonged it, or correct the date.")
            yield action, "date", text % {"date": format_period(last)}


def faults_among(agreement: Any, actions: Collection[AgreementAction]) -> Iterator[tuple[AgreementAction, str, str]]:
    """Yield what cannot be among the `actions` of an agreement: the action, its field, words."""
    yield from faults_of_course(agreement.period, actions)
    yield from faults_of_term(agreement, actions)
    yield from faults_of_notice(actions)
    yield from faults_of_beginning(agreement.in_force_from, actions)


def faults_of_notice(actions: Collection[AgreementAction]) -> Iterator[tuple[AgreementAction, str, str]]:
    """Yield what comes after the last day that a notice gives, or would move it: the action, its field, words."""
    notices = [action for action in actions if action.kind == ActionKind.NOTICE and action.until]
    if not notices:
        return
    notice = min(notices, key=lambda action: last_day_of(action.until))
    text = _("By the notice the agreement ends earlier (%(date)s): correct this date or the notice.")
    words = text % {"date": format_period(notice.until)}
    for action in actions:
        if action.kind not in ENDS and notice.until.is_surely_before(as_moment(action.date)):
            yield action, "date", words
        elif (
            action.kind in LENGTHENS
            and notice.date.is_surely_before(action.date)
            and notice.until.is_surely_before(action.until)
        ):
            yield action, "until", words


def faults_of_beginning(
    begins: Period, actions: Collection[AgreementAction]
) -> Iterator[tuple[AgreementAction, str, str]]:
    """Yield what cannot be because of the day from which it is in force: the action, its field, words."""
    entered = next((action for action in actions if action.kind == ActionKind.ENTERED and action.date), None)
    if entered and (_are_apart(entered.date, begins) or _are_apart(begins, entered.date)):
        text = _("The agreement itself says that it is in force from another date (%(date)s): correct one of the two.")
        yield entered, "date", text % {"date": format_period(begins)}
    first = entered.date if entered else begins
    for action in actions:
        if action.kind in ONLY_IN_FORCE and _are_apart(action.date, first):
            text = _("This is before the agreement came into force (%(date)s): correct one of the dates.")
            yield action, "date", text % {"date": format_period(first)}


def _are_apart(one: Period, other: Period) -> bool:
    return as_moment(one).is_surely_before(other)


def faults_of_course(signed: Period, actions: Iterable[AgreementAction]) -> Iterator[tuple[AgreementAction, str, str]]:
    """Yield what cannot have followed one another, or come before the signing: the action, its field, words."""
    end: AgreementAction | None = None
    once: set[str] = set()
    is_paused = False
    for action in sorted(actions, key=_course):
        if is_span(action.date):
            yield action, "date", str(ONE_DATE)
        if as_moment(action.date).is_surely_before(signed):
            yield action, "date", _("The agreement was signed only later: %(date)s.") % {"date": format_period(signed)}
        if action.kind in ENDS:
            if end is not None:
                yield action, "kind", quoting(_("An agreement ends once: “%(end)s” is written already."), end=end)
            end = end or action
        elif end is not None and as_moment(end.date).is_surely_before(action.date):
            yield action, "date", quoting(_("This is after the end of the agreement: “%(end)s”."), end=end)
        if action.kind == ActionKind.ENTERED and action.kind in once:
            yield action, "kind", _("An agreement enters into force once.")
        if action.kind in (ActionKind.SUSPENDED, ActionKind.RESUMED):
            if is_paused == (action.kind == ActionKind.SUSPENDED):
                yield action, "kind", str(ALREADY_STOPPED if is_paused else NEVER_STOPPED)
            is_paused = action.kind == ActionKind.SUSPENDED
        once.add(action.kind)


def _course(action: AgreementAction) -> tuple[str, int]:
    """Return where `action` stands in the course of things; see `held_columns` for those without a date."""
    undated = "" if action.kind == ActionKind.SUSPENDED else LATEST
    return (action.date.standing()[0].isoformat() if action.date else undated), action.order
