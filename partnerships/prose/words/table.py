"""What a language has to say about the life of twin towns: one table a language, and nothing of one anywhere else.

Patterns are read in a sentence in small letters, ё as е, in which what is known already stands as a mark: the home
city as HOME, another city as CITY, a date as DATE, a title in quotation marks as TITLE.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property

from partnerships.period.tokens import Tokenizer
from partnerships.period.words import Vocabulary, any_of
from partnerships.period.words.table import PeriodWords

#: The marks, as patterns.
HOME, CITY, DATE, TITLE = r"⟨h\d*⟩", r"⟨c\d*⟩", r"⟨d\d*⟩", r"⟨t\d*⟩"
PLACE = rf"(?:{HOME}|{CITY})"


@dataclass(frozen=True, kw_only=True)
class ProseWords:
    """The vocabulary of one language."""

    code: str
    period: PeriodWords
    shortened: str  # words whose full stop ends no sentence
    #: A name is a city's: patterns with the word NAME where it stands.
    city_cues: tuple[str, ...]
    #: Before a name that stands there again and again it is a city's: “in”, “from”.
    place_prepositions: str
    #: Words after a city's name that make it something else: Stavropol Territory.
    no_city_after: str
    no_city_before: str
    region_follows: bool = False  # whether “Элиста Республики Калмыкия” needs no word between
    regions: str  # words of what stands in brackets beside a city
    particles: str  # small words inside names of cities
    districts: tuple[
        str, ...
    ] = ()  # partners that are no towns: patterns with the group name, NAME where a name stands
    our_city: str
    partner_city: str  # the other city, without its name
    #: Visits.
    mutual: str
    arrived: str  # verbs and nouns of going there
    received: str  # of having guests
    delegation: str  # those who travel
    envoys: str  # who may be sent: only beside a word of going
    attended: str
    participation: str  # the noun of it
    invited: str
    came_from: str  # before the city whose people came
    went_to: str  # a verb and the city where they went, or words for it
    towards: str  # less surely: a city after “to” or “in”
    invitation: str  # before the city that invited
    several: str  # visits of which nobody counted each
    #: Agreements.
    agreement: str
    signed: str
    signing: str
    between: str
    no_agreement: str
    partnered: str  # ties that began in a year
    exhibition: str
    #: Form of an event → pattern, the first that fits a place of the sentence.
    forms: tuple[tuple[str, str], ...]
    weak_forms: frozenset[str] = frozenset({"festive_event"})
    #: What did not happen, or not yet.
    not_held: str
    made_up: str  # what was not held and took place later
    report: str  # in a heading, the year of which is that of the text below
    looks_back: str  # a sentence that tells of years before
    #: Before a word: it is not told of, only aimed at.
    aimed: str
    #: The sentence goes on about the visit or the event told before.
    goes_on: str
    #: Figures, awards and people.
    anniversary: tuple[str, ...]  # with the group n
    edition: str
    no_figure: str  # after a number
    no_figure_before: str
    counted: str  # nouns that are people or things of a programme
    award: str
    office: str
    namesake: str  # before a name after which something is called
    body: str
    not_before_names: str  # prepositions and articles: what follows them is a place or a thing
    headings: str = "(?!)"  # a line with nothing else is no city's name
    not_names: str = "(?!)"  # capitalised words that begin a sentence or a title and are no names
    verbs: str = "(?!)"  # with a capital at the beginning of a sentence, and no name either
    founding: str = "(?!)"  # before a date that is no date of an activity
    ties: str = "(?!)"  # what is founded between cities, which is one
    #: A sentence without anything new that says until when the last one lasted: “it ran until 30 June”.
    lasted: str = "(?!)"
    until: str = "(?!)"  # before the last day of the visit told before, whatever else happened on it
    set_off: str = "(?!)"  # going somewhere, also with something to give
    came_here: str = "(?!)"  # verbs of coming, where no place is named
    of_document: str = "(?!)"  # before the year of a document that is signed anew
    venue: str = "(?!)"  # behind the word for an event: where something is, Forum Cinema
    over_years: str = "(?!)"  # what happened again and again
    renewed: str = "(?!)"  # said of the agreement told before
    likewise: str = "(?!)"  # what begins “…, with X in 1964” behind an agreement with somebody else
    goods: str = "(?!)"  # what is sent and is nobody: 40 tonnes of aid
    money: str = r"[£$€¥₽]"
    occasion: str = "(?!)"  # before an anniversary that something else is held for
    months_need_capitals: bool = False
    bare_years: bool = False  # whether “wurden 2021 Preise vergeben” names a year without a preposition
    month_preposition: str = "(?!)"
    season_preposition: str = "(?!)"  # before a season; “” where the word itself says when
    #: What names a date by the one told before, and which: the same year, the next one, the next month.
    relative: tuple[tuple[str, str], ...] = ()
    #: Days that are named rather than numbered: the pattern, the month and the day.
    named_days: tuple[tuple[str, int, int], ...] = ()
    all_partners: str = "(?!)"  # all the cities told of, without their names
    visited_by: str = "(?!)"  # the city that was visited, in the passive
    return_visit: str = "(?!)"  # the other way than the visit before
    our_people: str = "(?!)"  # who travels from here, without the name of the city
    from_partner: str = "(?!)"  # whose people came, where the text only says “from our twin town”
    led_by: str = "(?!)"  # before the name of somebody without an office
    _patterns: dict[str, re.Pattern[str]] = field(default_factory=dict, compare=False)

    def pattern(self, name: str) -> re.Pattern[str]:
        """Return the pattern of the field `name`, ready to search with."""
        if name not in self._patterns:
            self._patterns[name] = re.compile(getattr(self, name), re.I)
        return self._patterns[name]

    @cached_property
    def form_patterns(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """The forms with their patterns ready."""
        return tuple((form, re.compile(rf"(?<!\w)(?:{words})")) for form, words in self.forms)

    @cached_property
    def relative_patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """The phrases of `relative` ready to search with, each with what it does."""
        return tuple((re.compile(rf"(?<!\w)(?:{words})(?!\w)"), kind) for words, kind in self.relative)

    @cached_property
    def named_day_patterns(self) -> tuple[tuple[re.Pattern[str], int, int], ...]:
        """The days of `named_days` ready to search with, each with its month and day; a year may follow."""
        on = r"(?<!\w)(?:on|в|am|an|zum|к)\s(?:the\s)?"
        year = r"(?:,?\s(?P<year>(?:19|20)\d\d)(?!\d)(?:\s(?:года|г\.))?)?"
        return tuple(
            (re.compile(rf"{on}(?P<day>{words})(?!\w){year}"), month, day) for words, month, day in self.named_days
        )

    @cached_property
    def weekday_pattern(self) -> re.Pattern[str]:
        """A day of the week with which a sentence begins or ends, behind the word that says when."""
        days = any_of(name for names in self.period.weekdays for name in names)
        on = r"(?:on|в|во|am)\s(?:the\s)?"
        return re.compile(rf"(?:^{on}|(?<!\w){on}(?={days}\W*$))(?P<day>{days})(?!\w)")

    @cached_property
    def abbreviation(self) -> re.Pattern[str]:
        """What a full stop follows without ending a sentence."""
        return re.compile(rf"(?:^|[\s(«\"“„])(?:{self.shortened})$", re.I)

    @cached_property
    def numbered_month(self) -> re.Pattern[str]:
        """A month after “9.”: a date, not the end of a sentence."""
        return re.compile(any_of(self.period.month_spellings), re.I)

    @cached_property
    def ordinal_points(self) -> bool:
        """Whether a full stop behind a number makes it an ordinal: “zum 15. Jahrestag”."""
        return "." in self.period.number_ends

    @cached_property
    def reader(self) -> Tokenizer:
        """Reads the dates of this language and of no other."""
        return Tokenizer(Vocabulary({self.code: self.period}))
