"""A page read whole: its sentences, cities, and the activities it tells of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from partnerships.prose.counts import counts_in
from partnerships.prose.discovery import discover
from partnerships.prose.found import AGREEMENT, DELEGATION, EVENT, EXHIBITION, ORDINALS, Count, Find, Person
from partnerships.prose.joining import Telling
from partnerships.prose.names import folded_words
from partnerships.prose.people import people_named, same_person
from partnerships.prose.places import Gazetteer, NamedCity
from partnerships.prose.scene import Scene, scene_of
from partnerships.prose.sentences import Sentence, sentences
from partnerships.prose.words import LANGUAGES, ProseWords, language_of_prose
from partnerships.text.characters import clean_characters

#: Sentences between two looks whether to go on.
_STEP: Final = 200
#: Kinds in the order in which figures, people and awards of a sentence are theirs.
_OWNERS: Final = (EXHIBITION, EVENT, DELEGATION, AGREEMENT)


@dataclass
class Page:
    """What a text tells of."""

    language: str
    home: NamedCity | None
    sentences: list[Sentence]
    scenes: list[Scene]
    finds: list[Find]
    counts: list[Count] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    awards: list[tuple[int, str]] = field(default_factory=list)  # number of the sentence, and its words
    told: set[tuple[int, str]] = field(default_factory=set)
    named: dict[str, list[Person]] = field(default_factory=dict)  # people by how a word of their names begins

    @property
    def unknown(self) -> list[NamedCity]:
        """Cities that the register has not, in the order of the text."""
        named = (one.place for scene in self.scenes for one in (*scene.mentions, *scene.titled))
        return list(dict.fromkeys(place for place in named if not place.is_known and not place.is_home))

    def add_person(self, person: Person) -> None:
        """Add somebody, unless the text has named the same person before."""
        beginnings = {word[:3] for word in folded_words(person.name) if len(word) > 1}
        near = [known for beginning in beginnings for known in self.named.get(beginning, ())]
        if not any(same_person(person.name, known.name) for known in near):
            self.people.append(person)
            for beginning in beginnings:
                self.named.setdefault(beginning, []).append(person)


def read_page(
    text: str,
    places: Iterable[NamedCity] = (),
    *,
    language: str = "",
    going_on: Callable[[int, int], None] | None = None,
) -> Page:
    """Return what `text` tells of, with `places` as the cities that are known.

    Without a home city among them the one that the text names most is taken for it. `going_on` is told how many
    sentences of how many are done, and may raise to stop.
    """
    text = clean_characters(text)
    words = LANGUAGES.get(language.partition("-")[0]) or LANGUAGES[language_of_prose(text)]
    gazetteer = _gazetteer(text, list(places), words)
    home = next((place for place in gazetteer.places if place.is_home), None)
    page = Page(words.code, home, sentences(text, words), [], [])
    story = Telling(words, only=_only_partner(text, gazetteer))
    for number, sentence in enumerate(page.sentences):
        if going_on and number % _STEP == 0:
            going_on(number, len(page.sentences))
        scene = scene_of(sentence, gazetteer, words, story.years.at(sentence), story.told)
        page.scenes.append(scene)
        story.tell(number, scene)
        _add_details(page, number, scene, words, story)
    page.finds = [find for find in story.collected.finds if not _is_only_heading(find, page.sentences)]
    return page


def _gazetteer(text: str, places: list[NamedCity], words: ProseWords) -> Gazetteer:
    known = Gazetteer(places, words)
    places = [*places, *discover(text, words, known)]
    found = Gazetteer(places, words)
    if any(place.is_home for place in places):
        return found
    named: dict[NamedCity, int] = {}
    for mention in found.find(text):
        named[mention.place] = named.get(mention.place, 0) + 1
    if not named:
        return found
    home = max(named, key=lambda place: named[place])
    return Gazetteer([_at_home(place) if place == home else place for place in places], words)


def _only_partner(text: str, gazetteer: Gazetteer) -> tuple[NamedCity, ...]:
    """Return the partner that a text names where it names but one."""
    named = {one.place for one in gazetteer.find(text) if not one.place.is_home}
    return tuple(named) if len(named) == 1 else ()


def _is_only_heading(find: Find, told: list[Sentence]) -> bool:
    """Say whether a find without city and date was told by a heading alone, which names what is told below."""
    return not find.cities and not find.period and all(told[number].is_heading for number in find.sentences)


def _at_home(place: NamedCity) -> NamedCity:
    return replace(place, is_home=True)


def _add_details(page: Page, number: int, scene: Scene, words: ProseWords, story: Telling) -> None:
    """Give figures, people and awards of the sentence to what it tells of, else to what was told before."""
    award = words.pattern("award").search(scene.masked)
    find = min(story.collected.touched, key=lambda one: _OWNERS.index(one.kind), default=None) or next(
        iter(story.collected.latest()), None
    )
    is_told = story.collected.touched or not scene.sentence.is_heading  # “Drei Grenzen, eine Freundschaft”
    for count in counts_in(scene, words) if is_told else ():
        key = (count.value, count.what)
        if count.what not in ORDINALS or key not in page.told:
            page.told.add(key)
            page.counts.append(count)
            if find:
                find.figures.append(count)
    for person in people_named(scene, words):
        page.add_person(person)
        if find and not any(same_person(person.name, known.name) for known in find.people):
            find.people.append(person)
    if award:
        page.awards.append((number, award[0]))
        if find:
            find.awards.append(scene.sentence.text)
