"""What the intake hands on: the only contents that the model fields store."""

from dataclasses import dataclass
from typing import NamedTuple

from django.core.files.base import ContentFile


@dataclass(frozen=True)
class Facts:
    """What the intake found out about a document."""

    name: str
    media_type: str
    sha256: str
    text: str = ""


class AcceptedPhoto(ContentFile):
    """A picture re-encoded without metadata; `drawn` is a stored file of the same bytes with its renditions beside.

    `sha256` is that of the file as it was sent: by it the same file is known when it comes again.
    """

    drawn = ""

    def __init__(self, content: bytes, width: int, height: int, sha256: str = "") -> None:
        super().__init__(content, name="original.jpg")
        self.width, self.height, self.sha256 = width, height, sha256


class AcceptedDocument(ContentFile):
    """A document, bit for bit as it came."""

    def __init__(self, content: bytes, facts: Facts) -> None:
        super().__init__(content, name="document")
        self.facts = facts


class AcceptedText(NamedTuple):
    """The words of a page, and what has to be told of how they were read."""

    text: str
    remarks: list[str]
