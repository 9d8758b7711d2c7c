"""Collects and checks the texts of the interface."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template import engines
from django.template.base import Template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from partnerships.management import catalogue

KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
CONSTANT = re.compile(r"""_\((?:"([^"]+)"|'([^']+)')\)""")

#: Texts of Django 6.1 that its own Russian or German catalogue does not have yet, or has in the masculine for every
#: noun, or in the words of programmers.
BORROWED: tuple[str | tuple[str, ...], ...] = (
    "- Select an option -",
    "Add %s",
    "Add %(name)s",
    "Delete multiple objects",
    "Change %s",
    "View %s",
    "Cannot delete %(name)s",
    "Added {name} “{object}”.",
    "Changed {fields} for {name} “{object}”.",
    "Deleted {name} “{object}”.",
    "The {name} “{obj}” was added successfully.",
    "The {name} “{obj}” was added successfully. You may add another {name} below.",
    "The {name} “{obj}” was changed successfully. You may edit it again below.",
    "The {name} “{obj}” was changed successfully. You may add another {name} below.",
    "The {name} “{obj}” was changed successfully.",
    "The %(name)s “%(obj)s” was deleted successfully.",
    "%(name)s with ID “%(key)s” doesn’t exist. Perhaps it was deleted?",
    "Filter",
    "Clear all filters",
    "Start typing to filter…",
    "Filter navigation items",
    "Model name",
    "You may edit it again below.",
    "Items must be selected in order to perform actions on them. No items have been changed.",
    "0 of %(cnt)s selected",
    "Click here to select the objects across all pages",
    "Select this object for an action - {}",
    "Select all objects on this page for an action",
    "Add another %(model)s",
    "Change selected %(model)s",
    "View selected %(model)s",
    "Delete selected %(model)s",
    "Delete selected %(verbose_name_plural)s",
    "Select %s",
    "Select %s to change",
    "Select %s to view",
    "staff status",
    "Designates whether the user can log into this admin site.",
    "superuser status",
    "Designates that this user has all permissions without explicitly assigning them.",
    "Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
    "user permissions",
    "username",
    "active",
    "group",
    "groups",
    "A user with that username already exists.",
    "Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.",
    "After you’ve created a user, you’ll be able to edit more user options.",
    "Enter a new password for the user <strong>%(username)s</strong>.",
    "Authentication and Authorization",
    "You don’t have permission to view or edit anything.",
    "Please enter a correct %(username)s and password. Note that both fields may be case-sensitive.",
    (
        "Please enter the correct %(username)s and password for a staff account. Note that both fields may "
        "be case-sensitive."
    ),
    (
        "Whether the user will be able to authenticate using a password or not. If disabled, they may still "
        "be able to authenticate using other backends, such as Single Sign-On or LDAP."
    ),
    ("%(count)s %(name)s was changed successfully.", "%(count)s %(name)s were changed successfully."),
    "Run",
    ("…and %(count)d more object.", "…and %(count)d more objects."),
    "Filter by %(field_name)s",
    "Search %(name)s",
    "Pagination %(name)s",
    "Pagination %(name)s entries",
    "This action will <strong>enable</strong> password-based authentication for this user.",
    "Disable password-based authentication",
    "Enable password-based authentication",
    "Conflicting form data submitted. Please try again.",
    "Password-based authentication was disabled.",
    "Set password: %s",
    "Reset password",
    "Set password",
    "Password-based authentication",
    "Enabled",
    "Disabled",
    "Raw passwords are not stored, so there is no way to see the user’s password.",
    "Enable password-based authentication for this user by setting a password.",
    "Logout",
)

type Text = tuple[str | tuple[str, ...], str | None]  # message or (singular, plural), context


def from_code() -> Iterator[Text]:
    """Yield every text marked in Python."""
    for folder in ("partnerships", "config"):
        found = extract_from_dir(settings.BASE_DIR / folder, [("**.py", "python")], keywords=KEYWORDS)
        for _path, _line, message, _comments, context in found:
            yield message, context


def from_templates() -> Iterator[Text]:
    """Yield every text marked in the templates, read by Django's own parser."""
    engine = cast("Any", engines["django"]).engine
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.html")):
        source = path.read_text(encoding="utf-8")
        template = Template(source, engine=engine, name=str(path))
        for kind in (TranslateNode, BlockTranslateNode):
            for node in template.nodelist.get_nodes_by_type(kind):
                yield _text(node)
        for match in CONSTANT.finditer(source):
            yield match[1] or match[2], None


def _text(node: Any) -> Text:
    context = node.message_context.var if node.message_context else None
    if isinstance(node, TranslateNode):
        return str(node.filter_expression.var.literal), context
    singular = _joined(node, node.singular)
    return ((singular, _joined(node, node.plural)) if node.plural else singular), context


def _joined(node: BlockTranslateNode, tokens: list[Any]) -> str:
    return node.render_token_list(tokens)[0]


def wanted() -> Catalog:
    """Return a catalogue of all marked texts, untranslated."""
    catalog = Catalog(locale="ru", domain="django", charset="utf-8")
    for message, context in (*from_code(), *from_templates(), *((text, None) for text in BORROWED)):
        catalog.add(message, context=context)
    return catalog


class Command(BaseCommand):
    help = "Collects the texts of the interface into the catalogue (--update) or checks that all are translated."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do."""
        group = parser.add_mutually_exclusive_group(required=True)
        group.add_argument("--update", action="store_true", help="add new texts, drop unused ones")
        group.add_argument("--check", action="store_true", help="fail on a missing, unused or doubtful text")

    def handle(self, *args: object, **options: object) -> None:
        """Go through the catalogues one by one."""
        template = wanted()
        faults: list[str] = []
        for path in catalogue.po_files():
            if options["update"]:
                self.update(path, template)
            else:
                faults += [f"{path.parent.parent.name}: {fault}" for fault in check(path, template)]
        if faults:
            raise CommandError("\n".join(faults))

    def update(self, path: Path, template: Catalog) -> None:
        """Bring one catalogue in step with the code; nothing is guessed."""
        catalog = catalogue.read_catalogue(path)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        catalogue.write_catalogue(catalog, path)
        missing = sum(1 for message in catalog if message.id and not _translated(message))
        self.stdout.write(f"{path.parent.parent.name}: {len(catalog)} texts, {missing} to translate")


def check(path: Path, template: Catalog) -> Iterator[str]:
    """Yield what is wrong with the catalogue at `path`."""
    catalog = catalogue.read_catalogue(path)
    for message in (message for message in template if message.id):
        known = catalog.get(message.id, message.context)
        if known is None:
            yield f"not in the catalogue: {message.id}"
        elif not _translated(known):
            yield f"not translated: {message.id}"
    for message in catalog:
        if message.id and template.get(message.id, message.context) is None:
            yield f"no longer used: {message.id}"
        if message.fuzzy and message.id:
            yield f"doubtful: {message.id}"
        yield from (f"{error}: {message.id}" for error in message.check(catalog) if message.id)


def _translated(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)
