"""What a backup says of itself: which release made it, of which tables and files, each with its SHA-256."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Final, Self

from partnerships.backup.refusal import BackupRefused

NAME: Final = "manifest.json"
SETTINGS: Final = "settings.env"
ROWS, FILES = "rows/", "media/"
#: Grows when an older release could not read what a newer one writes.
FORMAT: Final = 2
BLOCK: Final = 2**20


@dataclass
class ArchivePart:
    """One file of the archive; `rows` counts the lines of a table."""

    size: int = 0
    sha256: str = ""
    rows: int | None = None


@dataclass
class Manifest:
    """What the archive holds, and where it comes from."""

    release: str
    made_at: str
    database: str
    languages: list[str]
    migrations: list[list[str]]  # the last of each application, as [application, name]
    parts: dict[str, ArchivePart] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)  # files that rows named and the installation did not have
    last_keys: dict[str, int] = field(default_factory=dict)  # by table: what was deleted since has had its key
    format: int = FORMAT

    @property
    def tables(self) -> dict[str, ArchivePart]:
        """The tables by name."""
        return {name[len(ROWS) : -len(".jsonl")]: part for name, part in self.parts.items() if name.startswith(ROWS)}

    @property
    def files(self) -> dict[str, ArchivePart]:
        """The files by their name in the media folder."""
        return {name.removeprefix(FILES): part for name, part in self.parts.items() if name.startswith(FILES)}

    def as_json(self) -> bytes:
        """Return the manifest as it stands in the archive."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def read(cls, text: bytes) -> Self:
        """Return the manifest in `text`; BackupRefused for one that no release has written."""
        try:
            values = json.loads(text)
            if values["format"] > FORMAT:
                raise BackupRefused(
                    f"the backup is of the newer release {values['release']}: install that one or a later one first"
                )
            parts = {name: ArchivePart(**part) for name, part in values.pop("parts").items()}
            return cls(parts=parts, **values)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BackupRefused("the manifest of the backup cannot be read") from error


def table_part(table: str) -> str:
    """Return the name in the archive of the rows of `table`."""
    return f"{ROWS}{table}.jsonl"


def copied(source: IO[bytes], target: IO[bytes], part: ArchivePart) -> ArchivePart:
    """Copy `source` to `target` and return `part` with the size, the SHA-256 and, of a table, the count of lines."""
    digest = hashlib.sha256()
    part.size = 0
    while block := source.read(BLOCK):
        target.write(block)
        digest.update(block)
        part.size += len(block)
        if part.rows is not None:
            part.rows += block.count(b"\n")
    part.sha256 = digest.hexdigest()
    return part


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
