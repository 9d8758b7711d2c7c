"""Who may do what: four roles as groups, the approval, and the fields about people.

docs/rights.md is the table of it in words. `migrate` makes the groups and gives them exactly these permissions:
an office that wants its own mix makes a group of its own.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from partnerships.models import (
    Birthday,
    ChecklistStep,
    CountryGroup,
    EstimateNorm,
    HomeCity,
    PaperTemplate,
    PublicMessage,
    RegisterModel,
    ReportSection,
    User,
    VocabularyTerm,
)
from partnerships.models.publication import Publication, State
from partnerships.models.register import Approval
from partnerships.models.visibility import is_personal

VIEWER, EDITOR, HEAD, ADMINISTRATOR = "viewer", "editor", "head", "administrator"

#: Name of the group → what the back office calls it, and what it is for. Each role may all that the one before may.
ROLES: Final = {
    VIEWER: (_("Viewer"), _("reads everything in the back office, changes nothing")),
    EDITOR: (_("Editor"), _("writes and corrects records, hands them to the head")),
    HEAD: (_("Head"), _("approves, publishes and withdraws, keeps the settings")),
    ADMINISTRATOR: (_("Administrator"), _("adds and switches off staff, gives roles")),
}
#: What an editor reads but does not change.
SETTINGS: Final = (ChecklistStep, CountryGroup, EstimateNorm, HomeCity, PaperTemplate, ReportSection, VocabularyTerm)
#: What anybody has sent by the site's form: it is no record, and whoever reads it answers.
INBOX: Final = (PublicMessage,)
#: About persons as a whole: nobody below an editor sees that there is something.
PERSONAL_RECORDS: Final = (Birthday,)
BACKEND: Final = "django.contrib.auth.backends.ModelBackend"

type Visitor = User | AnonymousUser


def _codenames(*actions: str, models: Iterable[type[Model]]) -> Iterator[str]:
    for model in models:
        yield from (f"{action}_{model._meta.model_name}" for action in actions if _has(model, action))


def _has(model: type[Model], action: str) -> bool:
    return action in model._meta.default_permissions


def permissions_of(role: str) -> set[str]:
    """Return the codenames of what `role` may; a new model of the register is an editor's work unless in SETTINGS."""
    kept = [model for model in apps.get_app_config("partnerships").get_models() if issubclass(model, RegisterModel)]
    steps = {
        VIEWER: _codenames("view", models=[model for model in kept if model not in PERSONAL_RECORDS]),
        EDITOR: [
            *_codenames("view", "add", "change", "delete", models=[row for row in kept if row not in SETTINGS]),
            *_codenames("view", "change", "delete", models=INBOX),
        ],
        HEAD: _codenames("add", "change", "delete", "publish", models=kept),
        ADMINISTRATOR: _codenames("view", "add", "change", models=[User]),
    }
    roles = list(ROLES)[: list(ROLES).index(role) + 1]
    return {codename for name in roles for codename in steps[name]}


def added_by(role: str) -> set[str]:
    """Return the codenames of what `role` may and the role before it may not."""
    number = list(ROLES).index(role)
    return permissions_of(role) - (permissions_of(list(ROLES)[number - 1]) if number else set())


def sync_roles(**_options: object) -> None:
    """Make the groups of the roles and give each exactly its permissions; runs at the end of `migrate`."""
    known = {
        permission.codename: permission
        for permission in Permission.objects.filter(content_type__app_label="partnerships")
    }
    for role in ROLES:
        group, _made = Group.objects.get_or_create(name=role)
        group.permissions.set([known[codename] for codename in permissions_of(role) if codename in known])


def role_label(group: Group) -> str:
    """Return what the back office calls `group`."""
    return str(ROLES[group.name][0]) if group.name in ROLES else group.name


def _may(user: Visitor, action: str, model: type[Model]) -> bool:
    return user.has_perm(f"{model._meta.app_label}.{action}_{model._meta.model_name}")


def may_view(user: Visitor, model: type[Model]) -> bool:
    """Say whether `user` may read the records of `model`."""
    return _may(user, "view", model) or _may(user, "change", model)


def approval() -> str:
    """Return who has to approve here, a value of Approval."""
    return HomeCity.objects.values_list("approval", flat=True).first() or Approval.FIRST


def may_publish(user: Visitor, model: type[Model]) -> bool:
    """Say whether `user` may publish and withdraw: by right, or because nobody approves here and they may change."""
    return _may(user, "publish", model) or (_may(user, "change", model) and approval() == Approval.NONE)


def may_change(user: Visitor, record: Publication) -> bool:
    """Say whether `user` may change `record` as it is now: a live page may be the head's alone."""
    if not _may(user, "change", type(record)):
        return False
    return not record.is_public() or may_publish(user, type(record)) or approval() != Approval.EVERY


def may_delete(user: Visitor, record: Publication) -> bool:
    """Say whether `user` may delete `record`: what is published, if for a later moment, goes only by those who may."""
    return _may(user, "delete", type(record)) and (record.state != State.PUBLISHED or may_publish(user, type(record)))


def approvers(model: type[Model]) -> QuerySet[User]:
    """Return the active staff who may publish records of `model`."""
    permission = f"{model._meta.app_label}.publish_{model._meta.model_name}"
    return User.objects.with_perm(permission, backend=BACKEND).filter(is_staff=True)


def hidden_fields(user: Visitor, model: type[Model]) -> frozenset[str]:
    """Return the fields of `model` about a person that `user` does not see: shown from the editor up."""
    personal = frozenset(field.name for field in model._meta.concrete_fields if is_personal(model, field.name))
    return frozenset() if not personal or _may(user, "change", model) else personal
