"""Files chosen in a form that could not be saved yet: kept after the intake, given back under a ticket."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.admin.widgets import AdminFileWidget
from django.core.files.base import ContentFile
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString

from partnerships.files.accepted import AcceptedDocument, AcceptedPhoto, Facts
from partnerships.models.unsaved import TICKET as TICKET
from partnerships.models.unsaved import KeptFile
from partnerships.models.user import User

type Accepted = AcceptedPhoto | AcceptedDocument


def keep_file(accepted: Accepted, *, user: User) -> KeptFile:
    """Store what the intake accepted until its form is saved; return it with its ticket (`key`)."""
    kept = KeptFile(user=user, name=_name(accepted)[-255:], size=accepted.size)
    if isinstance(accepted, AcceptedPhoto):
        kept.width, kept.height, kept.sha256 = accepted.width, accepted.height, accepted.sha256
    else:
        facts = accepted.facts
        kept.media_type, kept.sha256, kept.text = facts.media_type, facts.sha256, facts.text
    accepted.seek(0)
    kept.file.save("kept", ContentFile(accepted.read()), save=True)
    accepted.seek(0)
    return kept


def _name(accepted: Accepted) -> str:
    """Return the name to show; a document's is the one that the intake has cleaned."""
    return accepted.facts.name if isinstance(accepted, AcceptedDocument) else str(accepted.name)


def find_file(ticket: str | None = None) -> KeptFile | None:
    """Return the file behind `ticket`, or None when it is unknown, spoilt or out of time."""
    try:
        return KeptFile.objects.filter(key=UUID(ticket or "")).first()
    except ValueError:
        return None


def without_foreign_tickets(data: QueryDict, user: User) -> QueryDict:
    """Return `data` without the tickets of files that somebody else has sent: whoever uploads owns the ticket."""
    tickets = {name: str(value) for name, value in data.items() if name.endswith(TICKET) and value}
    if not tickets:
        return data
    files = {name: find_file(ticket) for name, ticket in tickets.items()}
    foreign = [name for name, file in files.items() if file is not None and file.user_id != user.pk]
    copy = data.copy()
    for name in foreign:
        del copy[name]
    return copy if foreign else data


def take_file(kept: KeptFile) -> Accepted | None:
    """Return the contents as the intake accepted them, or None when they are no longer there."""
    try:
        with kept.file.open("rb") as stored:
            content = stored.read()
    except OSError:
        return None
    accepted: Accepted
    if kept.media_type:
        accepted = AcceptedDocument(content, Facts(kept.name, kept.media_type, kept.sha256, kept.text))
    else:
        accepted = AcceptedPhoto(content, kept.width, kept.height, kept.sha256)
        accepted.drawn = str(kept.file.name)
    accepted.name = kept.name
    return accepted


@dataclass(frozen=True)
class StoredFile:
    """A file as the form shows it."""

    name: str
    url: str

    def __str__(self) -> str:
        return self.name


class KeptFileInput(AdminFileWidget):
    """A file field that remembers what was chosen when the form comes back, with and without scripts."""

    use_fieldset = False  # no file of ours can be cleared, so the field stands alone and its label is its name
    kept: KeptFile | None = None
    _taken: Accepted | None = None

    def value_from_datadict(self, data: Mapping[str, str], files: MultiValueDict[str, Any], name: str) -> object:
        """Return the upload, or the kept file whose ticket the form carries."""
        value = super().value_from_datadict(data, files, name)
        ticket = data.get(name + TICKET)
        if value or value is False or not ticket:
            return value
        if self.kept is None or str(self.kept.key) != ticket:
            self.kept = find_file(ticket)
            self._taken = take_file(self.kept) if self.kept else None
        return self._taken

    def value_omitted_from_data(self, data: Mapping[str, object], files: MultiValueDict[str, Any], name: str) -> bool:
        """Say whether the form brought neither a file nor a ticket."""
        return super().value_omitted_from_data(data, files, name) and not data.get(name + TICKET)

    def get_context(self, name: str, value: Any, attrs: dict[str, object] | None) -> dict[str, object]:
        """Call the stored file of a document by its own name, not by the place where it lies."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        document: Any = getattr(value, "instance", None)
        if self.is_initial(value) and getattr(document, "media_type", None):
            context["widget"]["value"] = StoredFile(document.name, value.url)
        return context

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the field, and beside it the kept file with its ticket."""
        html = super().render(name, value, attrs, renderer)
        if self.kept is None:
            return html
        return html + render_to_string(
            "admin/partnerships/writing/kept_file.html", {"name": name + TICKET, "kept": self.kept}
        )
