"""How a kind of record is declared. The rooms ask the declaration; none of them names the kinds."""

from dataclasses import dataclass, field
from typing import Final

from partnerships.text.label import Label

#: A line of a form: a field, or several beside each other.
type Line = str | tuple[str, ...]


@dataclass(frozen=True)
class OwnField:
    """A field that only records of one kind have."""

    name: str
    is_public: bool
    is_translated: bool = False  # a text in each language; the public one is searched
    is_called: bool = False  # readers ask for a record by what was chosen here: its form, its direction
    is_copied: bool = False  # a copy to a new date takes it over
    through: str = ""  # the property that gives what it points at, where any visitor may see that
    is_personal: bool = False  # a contact: for those who work with it, and erased once the work is over


def shown(
    name: str, *, translated: bool = False, called: bool = False, copied: bool = False, through: str = ""
) -> OwnField:
    """Return a field that stands on the public page."""
    return OwnField(name, True, translated, called, copied, through)


def internal(name: str) -> OwnField:
    """Return a field that never leaves the department."""
    return OwnField(name, False)


def personal(name: str) -> OwnField:
    """Return a contact of somebody: shown in the office from the editor up."""
    return OwnField(name, False, is_personal=True)


@dataclass(frozen=True)
class Counted:
    """A column of the statistics: its name in addresses, its heading, its bar in the chart, and what it leaves out."""

    name: str
    heading: Label
    bar: str = "events"
    narrower: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of record. Its name is that of its modules, templates, icon, colours and addresses."""

    name: str
    number: int  # its place among the kinds; it stands in the keys of search rows, so it never changes
    label: Label
    plural: Label
    noun: Label  # after a number, on the home page
    intro: Label  # what its list begins with
    section: str  # the first part of its addresses, and the name of its table in the open data
    icon: str  # in static/img/icons.svg

    #: What its model is called in Python, where that is more than the name with a capital.
    class_name: str = ""
    #: Whether the menu and the totals of the home page name it; one that is not is reached from what it belongs to.
    is_headline: bool = True

    #: Its own fields, in the order of its tables.
    fields: tuple[OwnField, ...]
    #: Rows that only this kind has, by the name of the relation.
    rows: tuple[str, ...] = ()

    #: What readers call it, in every language of a question.
    called: str
    #: What other people's tables call it, beside its own name.
    words: tuple[str, ...]

    #: Of the form in the office: an example of a title, the lines of the short part and those of the details.
    example: Label
    first_lines: tuple[Line, ...] = ()
    detail_lines: tuple[Line, ...] = ()
    #: Of the list in the office: columns after the cities, and filters.
    listed: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    #: The status of a copy to a new date, and the filter of the list that the number on the home page opens.
    copied_as: str = "planned"
    standing_shown: str = "held"

    #: Its type in the words of schema.org, and whether people meet in person wherever nothing else is said.
    schema_type: str = "Event"
    in_person: bool = False

    counted: tuple[Counted, ...]

    #: Of the open data: what its date is, what is said of its table, and in the API of its list and of one record.
    date_label: Label
    about_table: Label = ""
    about_list: Label
    about_one: Label

    @property
    def model_name(self) -> str:
        """What its model is called in Python."""
        return self.class_name or self.name.capitalize()

    @property
    def translated(self) -> tuple[str, ...]:
        """The texts that exist in each language."""
        return tuple(own.name for own in self.fields if own.is_translated)

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that the public finds it by."""
        return tuple(own.name for own in self.fields if own.is_translated and own.is_public)

    @property
    def calling(self) -> tuple[str, ...]:
        """The fields whose chosen value readers call it by."""
        return tuple(own.name for own in self.fields if own.is_called)

    @property
    def copied(self) -> tuple[str, ...]:
        """The fields that a copy to a new date takes over."""
        return tuple(own.name for own in self.fields if own.is_copied)

    def seen(self, *, by_public: bool) -> set[str]:
        """Return the columns that the public sees, or those that it does not and everybody in the office does."""
        own = (own for own in self.fields if own.name not in self.rows and not own.is_personal)
        return {one.name for one in own if one.is_public == by_public}

    @property
    def personal(self) -> set[str]:
        """The columns with contacts of people."""
        return {own.name for own in self.fields if own.is_personal}


#: The bars of the chart in the statistics.
VISITS: Final = "visits"
AGREEMENTS: Final = "agreements"
