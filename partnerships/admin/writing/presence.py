"""Who else has a record open, and who saved it meanwhile: told while editing, locks nobody."""

from django.utils.formats import date_format, time_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from reversion.models import Version

from partnerships.history import version_token
from partnerships.models import OpenForm, RegisterModel, User


def person(user: User | None) -> str:
    """Return the name to show for `user`."""
    return (user.get_full_name() or user.get_username()) if user else _("the system")


def others_here(user: User, model: str, object_id: str) -> list[OpenForm]:
    """Return the forms of this record that other people have open now, the first one of each person."""
    if not object_id:
        return []
    alive = OpenForm.objects.on(model, object_id).alive().exclude(user=user).select_related("user")
    first: dict[int, OpenForm] = {}
    for form in alive.order_by("opened_at"):
        first.setdefault(form.user_id, form)
    return list(first.values())


def others_in_words(forms: list[OpenForm]) -> list[str]:
    """Return one line for each of `forms`: who has it open and since when."""
    line = _("%(name)s has this open since %(time)s.")
    return [
        line % {"name": person(form.user), "time": time_format(localtime(form.opened_at))}
        for form in forms
        if form.user
    ]


def told_newer(record: RegisterModel, seen: int) -> str:
    """Return who has saved `record` since the version `seen`, in words; "" if nobody did."""
    last = version_token.newer(record, seen)
    if last is None:
        return ""
    return f"{saved_by(last)} {_('When you save, both texts will be shown side by side.')}"


def saved_by(version: Version | None) -> str:
    """Return who made the change `version` and when, in words; "" for none."""
    if version is None:
        return ""
    name, moment = person(version.revision.user), localtime(version.revision.date_created)
    if moment.date() == localdate():
        return _("%(name)s saved this at %(time)s.") % {"name": name, "time": time_format(moment)}
    return _("%(name)s saved this on %(day)s.") % {"name": name, "day": date_format(moment, "SHORT_DATETIME_FORMAT")}
