"""What a revision did, step by step, as its comment keeps it: JSON with one writer and one reader.

A step is a fact and says nothing in a language of its own: who reads the history is told in theirs.
"""

from collections.abc import Iterable
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

type Action = Literal["added", "changed", "deleted"]
#: A name in each language of the site, or one for all.
type Name = str | dict[str, str]


class Remark(BaseModel, frozen=True):
    """Words of a command or of an older release, shown as they stand."""

    type: Literal["remark"] = "remark"
    words: str


class Fact(BaseModel, frozen=True):
    """An English text of the interface, translated when it is read, and its values."""

    type: Literal["fact"] = "fact"
    text: str
    values: dict[str, int | str] = {}


class Edit(BaseModel, frozen=True):
    """A record, or one row of it, was added, changed or deleted; the names of kinds and fields are English."""

    type: Literal["edit"] = "edit"
    action: Action
    kind: str = ""  # none for the record itself
    name: Name = ""
    fields: list[str] = []


class ApprovalStep(BaseModel, frozen=True):
    """A step between a draft and the site, by its name in `approval`, with the words of the head."""

    type: Literal["approval"] = "approval"
    name: str
    comment: str = ""


class MovedRows(BaseModel, frozen=True):
    """What a merge did to the rows of one relation: which moved, which had both, which were doubles and went."""

    moved: list[int] = []
    both: list[int] = []
    doubles: list[dict[str, Any]] = []

    @property
    def kept_rows(self) -> list[int]:
        """The rows that the kept record has had since."""
        return [*self.moved, *self.both]


class Merge(BaseModel, frozen=True):
    """Two records became one: what it takes to part them again."""

    type: Literal["merge"] = "merge"
    kind: str
    kept: int
    gone: int
    kept_name: str
    gone_name: str
    moved: dict[str, MovedRows] = {}


type RevisionStep = Remark | Fact | Edit | ApprovalStep | Merge
#: What a writer gives as the reason of a revision: plain words are a remark, no words no step.
type Reason = str | RevisionStep | Iterable[RevisionStep]

_STEPS: Final[TypeAdapter[list[RevisionStep]]] = TypeAdapter(list[Annotated[RevisionStep, Field(discriminator="type")]])


def steps_of(reason: Reason) -> list[RevisionStep]:
    """Return the steps that `reason` stands for."""
    if isinstance(reason, str):
        return [Remark(words=reason)] if reason else []
    return [reason] if isinstance(reason, BaseModel) else list(reason)


def write_steps(steps: list[RevisionStep]) -> str:
    """Return `steps` as the comment of a revision."""
    return _STEPS.dump_json(steps).decode()


def read_steps(comment: str) -> list[RevisionStep]:
    """Return the steps that a comment keeps; what was written into it by other hands is a remark."""
    try:
        return _STEPS.validate_json(comment)
    except ValidationError:
        return steps_of(comment)
