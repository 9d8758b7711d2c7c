"""What a clerk leaves out of a draft: single cities, people and figures, each by a box of its own."""

from collections.abc import Collection
from dataclasses import replace

from django import forms
from django.utils.translation import gettext as _

from partnerships.prose.found import Count, Find, Person
from partnerships.prose.places import NamedCity

type _Group = tuple[str, list[tuple[str, str]]]


class LeftOutField(forms.MultipleChoiceField):
    """Boxes of what is left out; what the draft no longer has is left out as well and is no mistake."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: object) -> bool:
        """Take any value: it only ever leaves something out."""
        return True


def parts_of_find(find: Find, people: Collection[Person]) -> list[_Group]:
    """Return what may be left out of a find under the headings of the page, by values that outlive a step."""
    groups = [
        (_("Partner cities"), [(_of_city(place), place.name) for place in find.cities]),
        (_("Participants"), [(_of_person(one), ", ".join(filter(None, one))) for one in people]),
        (_("Figures"), [(_of_figure(one), str(one)) for one in find.figures]),
    ]
    return [(heading, parts) for heading, parts in groups if parts]


def without_parts(find: Find, out: Collection[str]) -> Find:
    """Return `find` without what was left out of it."""
    return replace(
        find,
        cities=tuple(place for place in find.cities if _of_city(place) not in out),
        people=[one for one in find.people if _of_person(one) not in out],
        figures=[one for one in find.figures if _of_figure(one) not in out],
    )


def _of_city(place: NamedCity) -> str:
    return f"city-{place.key or place.name}"


def _of_person(person: Person) -> str:
    return f"person-{person.name}"


def _of_figure(figure: Count) -> str:
    return f"figure-{figure.what}-{figure.value}"
