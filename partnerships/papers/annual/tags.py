"""The tags of a section of a report: its words, and the tables of which it has one or none."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from partnerships.papers.contexts.agreements import AgreementTags
from partnerships.papers.tags import listed, tag


@dataclass(frozen=True)
class FigureTags:
    """A line of the table of indicators."""

    number: str = tag(_("Number in the list"))
    code: str = tag(_("The name of the indicator in addresses"))
    label: str = tag(_("Indicator"))
    unit: str = tag(_("Unit"))
    planned: str = tag(_("Planned"))
    fact: str = tag(_("Counted"))
    before: str = tag(_("A year before"))
    percent: str = tag(_("Per cent of the year before"))
    note: str = tag(_("Note"))


@dataclass(frozen=True)
class VisitTags:
    """A delegation in a table of the report."""

    number: str = tag(_("Number in the list, with * where it is new"))
    when: str = tag(_("Date"))
    cities: str = tag(_("Cities with their countries"))
    who: str = tag(_("Head of the delegation, and how many people"))
    purpose: str = tag(_("Purpose"))
    programme: str = tag(_("The programme in short"))
    result: str = tag(_("What came of it"))


@dataclass(frozen=True)
class EventTags:
    """An event or an exhibition in the table of the report."""

    number: str = tag(_("Number in the list, with * where it is new"))
    when: str = tag(_("Date"))
    title: str = tag(_("Title of the record"))
    cities: str = tag(_("Cities"))
    measures: str = tag(_("Its figures, one a line"))


@dataclass(frozen=True)
class CountTags:
    """A country, a city or a field of cooperation with what there was."""

    label: str = tag(_("Country, city or field"))
    received: str = tag(_("Delegations received"))
    sent: str = tag(_("Delegations sent"))
    other: str = tag(_("Exchanges and online meetings"))
    events: str = tag(_("Events and exhibitions"))
    agreements: str = tag(_("Agreements signed"))


@dataclass(frozen=True)
class PlanSumTags:
    """A plan in the table of the report."""

    number: str = tag(_("Number in the list, with * where it is new"))
    title: str = tag(_("Title of the record"))
    when: str = tag(_("The time that the plan is for"))
    entries: str = tag(_("How many items it has"))
    done: str = tag(_("How many of them are carried out"))


@dataclass(frozen=True)
class OutgoingTags:
    """A greeting or a letter in the table of the report."""

    number: str = tag(_("Number in the list, with * where it is new"))
    when: str = tag(_("The day on which it left"))
    outgoing: str = tag(_("The outgoing number"))
    kind: str = tag(_("Greeting, invitation or letter of thanks"))
    whom: str = tag(_("The organisation and the city"))
    title: str = tag(_("On what occasion"))
    how: str = tag(_("How it was sent"))
    answered: str = tag(_("The day of the answer; empty where there is none"))


@dataclass(frozen=True)
class SectionTags:
    """A section; only the table that belongs to it has lines."""

    number: str = tag(_("Number of the section"))
    heading: str = tag(_("Heading"))
    wording: str = tag(_("The wording that every report has here"))
    text: str = tag(_("What the department wrote into this report"))
    paragraphs: str = tag(_("Sentences made of the register"))
    nothing: str = tag(_("“Nothing to report”, where the section has nothing else"))
    figures: tuple[FigureTags, ...] = listed(FigureTags, _("The table of indicators"))
    visits: tuple[VisitTags, ...] = listed(VisitTags, _("The table of delegations"))
    events: tuple[EventTags, ...] = listed(EventTags, _("The table of events"))
    agreements: tuple[AgreementTags, ...] = listed(AgreementTags, _("The table of agreements"))
    counts: tuple[CountTags, ...] = listed(CountTags, _("The table by country, city or field"))
    plans: tuple[PlanSumTags, ...] = listed(PlanSumTags, _("The table of plans"))
    letters: tuple[OutgoingTags, ...] = listed(OutgoingTags, _("The table of greetings and letters"))
    rules: str = tag(_("How this section is counted, one rule a line, as the department has chosen"))
