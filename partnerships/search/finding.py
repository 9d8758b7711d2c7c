"""Answers a question: exact before near, title before text, recent before old.

The engine says which rows answer; the order is worked out here, from the tokens of the best few hundred, so
it is the same on every database.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import islice, pairwise
from typing import Final

from partnerships.models.search import PublicSpelling, Spelling, StaffSpelling
from partnerships.search import engine
from partnerships.search.engine import ALL, HEAD, NAME, Scope
from partnerships.search.question import Question, SearchTerm
from partnerships.search.spelling import SHORTEST, SPLIT, guesses, other_layout, stem
from partnerships.search.texts import CALLED
from partnerships.search.words import BREAK, KEY, SMALL, keys, words

#: How many are put in order by relevance; nobody reads further, and filters narrow.
RANKED: Final = 200
SUGGESTED_FROM: Final = 60
#: Up to so many candidates the whole text decides.
READ_WHOLE: Final = 60
RELEVANT, NEWEST, OLDEST = "", "newest", "oldest"

#: What an answer in each part of the row is worth, exactly as typed or in another form.
WORTH: Final = {"name": 10.0, "summary": 5.0, "body": 3.0, "around": 2.0, "internal": 2.0}
OTHER_FORM: Final = 0.85
WHOLE_NAME, IN_A_ROW, KIND_MEANT, CITY_MEANT, YEAR_MEANT = 5.0, 3.0, 6.0, 4.0, 3.0


@dataclass
class Findings:
    """The keys that answer, in order, how many of each kind there are, and what was asked in the end."""

    question: Question
    keys: list[int] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    corrected: dict[str, str] = field(default_factory=dict)  # typed → what was looked for instead
    missing: list[str] = field(default_factory=list)  # words that the results do without
    is_cut: bool = False  # a phrase was looked for in the latest of what holds its words

    @property
    def total(self) -> int:
        """Return how many answer."""
        return sum(self.counts.values())

    @property
    def is_beginning(self) -> bool:
        """Say whether what was looked for is only the beginning of a word, which nobody can type as such."""
        return any(term.prefix for term in self.question.terms)


def find(
    question: Question, scope: Scope, *, kind: str = "", order: str = RELEVANT, offset: int = 0, limit: int = RANKED
) -> Findings:
    """Return what answers `question`, or what is near it when nothing does.

    The counts are of every kind, the keys of the one `kind` if it is given, from `offset` on in `order`.
    """
    found = Findings(question)
    if not question:
        return found
    narrowed = replace(scope, kinds=frozenset({kind})) if kind else scope
    is_cut = engine.is_cut(narrowed, question.terms)
    found.counts = _counts(scope, narrowed, question.terms, is_cut=is_cut)
    found.is_cut = is_cut
    if not found.counts:
        found = _near(question, scope)
        found.is_cut = is_cut or engine.is_cut(narrowed, found.question.terms)
        if found.is_cut and found.counts:
            found.counts = _counts(scope, narrowed, found.question.terms, is_cut=True)
    if found.counts:
        total = found.counts.get(kind, 0) if kind else found.total
        terms, oldest = found.question.terms, order == OLDEST
        if order in (NEWEST, OLDEST):
            found.keys = engine.newest(narrowed, terms, ALL, limit=limit, offset=offset, oldest=oldest, total=total)
        else:
            found.keys = _best(found.question, narrowed, total)[offset : offset + limit]
    return found


def _counts(scope: Scope, narrowed: Scope, terms: tuple[SearchTerm, ...], *, is_cut: bool) -> dict[str, int]:
    """Return how many of each kind answer; where a phrase is cut, the chosen kind has latest rows of its own."""
    counts = engine.count(scope, terms)
    return counts | engine.count(narrowed, terms) if is_cut and narrowed is not scope else counts


def suggest(question: Question, scope: Scope, *, limit: int) -> list[int]:
    """Return the keys of what has the words of `question`, the last one perhaps unfinished, in its name."""
    if not any(len(word) > 1 for term in question.terms for word in term.words):
        return []
    return ranked(question, engine.newest(scope, question.terms, NAME, limit=SUGGESTED_FROM), scope)[:limit]


def _best(question: Question, scope: Scope, total: int) -> list[int]:
    """Return the keys of the best answers, at most RANKED: first by where the words stand, then by relevance."""
    terms = question.terms
    best: dict[int, None] = {}
    for part in (ALL,) if total <= RANKED else (NAME, HEAD, ALL):
        best |= dict.fromkeys(engine.newest(scope, terms, part, limit=RANKED, total=total))
        if len(best) >= RANKED:
            break
    return ranked(question, list(best)[:RANKED], scope)


# --- Order ------------------------------------------------------------------------------------------


def ranked(question: Question, found: list[int], scope: Scope) -> list[int]:
    """Return the keys in order of relevance, the more recent first where they are equal."""
    # With many candidates the name alone tells them apart, and long texts would only be read for nothing.
    parts = tuple(WORTH) if len(found) <= READ_WHOLE else tuple(part for part in WORTH if part != "body")
    texts = engine.texts(scope, found, parts)
    return sorted(found, key=lambda key: (-_score(question, key, texts[key]), _by_date(key)))


def _by_date(key: int) -> int:
    """Return the place of a row among equals: the recent first, cities last, as they have no date of that kind."""
    return 0 if engine.object_of(key)[0] == "city" else -key


def _score(question: Question, key: int, text: dict[str, str]) -> float:
    name = text["name"].split()
    parts = {part: set(tokens.split()) for part, tokens in text.items()}
    kind, _pk = engine.object_of(key)
    score = sum(_worth(term, parts) for term in question.terms)
    spoken = [term for term in question.terms if not calls(term, CALLED.get(kind, ""))]
    if len(spoken) < len(question.terms):
        score += KIND_MEANT
    score += WHOLE_NAME * max(_share(spoken or list(question.terms), part) for part in _texts(name))
    if kind == "city" and spoken and all(_answers(term, parts["name"]) for term in spoken):
        score += CITY_MEANT
    if _in_a_row(question, name):
        score += IN_A_ROW
    if any(term.words == (str(_year_of(key // engine.DAY)),) for term in spoken):
        score += YEAR_MEANT
    return score


def _worth(term: SearchTerm, parts: dict[str, set[str]]) -> float:
    """Return what the best place of `term` is worth; an answer that is in no part read is in the body."""
    best = 0.0
    for part, tokens in parts.items():
        if all(word in tokens for word in term.words):
            best = max(best, WORTH[part])
        elif _answers(term, tokens):
            best = max(best, WORTH[part] * OTHER_FORM)
    return best or WORTH["body"] * OTHER_FORM


def _answers(term: SearchTerm, tokens: set[str]) -> bool:
    if any(token in tokens for token in (*term.forms, *(() if len(term.words) > 1 else term.words))):
        return True
    return term.prefix and any(token.startswith(term.words[0]) for token in tokens)


def _texts(tokens: list[str]) -> list[list[str]]:
    """Return the words of each text that `tokens` were made of, without their keys."""
    found: list[list[str]] = [[]]
    for token in tokens:
        if token == BREAK:
            found.append([])
        elif not token.startswith(KEY):
            found[-1].append(token)
    return [text for text in found if text] or [[]]


def _share(terms: list[SearchTerm], text: list[str]) -> float:
    """Return how much of `text` the `terms` make up, 1 for all of it."""
    meant = [word for word in text if word not in SMALL] or text
    said = {token for term in terms for token in (*term.words, *(form for form in term.forms))}
    hits = sum(1 for word in meant if word in said or any(f"{KEY}{key}" in said for key in keys(word)))
    return hits / max(len(meant), 1)


def _in_a_row(question: Question, tokens: list[str]) -> bool:
    """Say whether the name holds the words of the question side by side."""
    typed = words(question.typed)
    if len(typed) < 2:
        return False
    pairs = {pair for text in _texts(tokens) for pair in pairwise(_bare(word) for word in text)}
    return all(pair in pairs for pair in pairwise(_bare(word) for word in typed))


@lru_cache(maxsize=20_000)
def _bare(word: str) -> str:
    return min(keys(word), key=len, default=word)


def calls(term: SearchTerm, names: str) -> bool:
    """Say whether `term` is one of `names` in any form."""
    return not _forms(names).isdisjoint((term.words[0], *keys(term.words[0])))


@lru_cache
def _forms(names: str) -> frozenset[str]:
    """Return each of `names` with what its other forms share with it."""
    return frozenset(form for word in words(names) for form in (word, *keys(word)))


@lru_cache(maxsize=10_000)
def _year_of(day: int) -> int:
    return date.fromordinal(day).year if 0 < day < date.max.toordinal() else 0


# --- Nothing answers ----------------------------------------------------------------------------------


def _near(question: Question, scope: Scope) -> Findings:
    """Return what answers the question with its likely typos mended, else without the words nobody knows."""
    if SPLIT.search(question.typed.lower()):
        meant = Question.parse(other_layout(question.typed.lower()))
        counts = engine.count(scope, meant.terms) if meant else {}
        if counts:
            return Findings(meant, counts=counts, corrected={question.typed: meant.text})
    known = {term: bool(engine.newest(scope, [term], ALL, limit=1)) for term in question.terms}
    mended: list[SearchTerm] = []
    corrected: dict[str, str] = {}
    for term in question.terms:
        guess = None if known[term] or term.exact else _guess(term, scope)
        if guess:
            corrected[term.text] = guess.text
        if guess or known[term]:
            mended.append(guess or term)
    missing = [term.text for term in question.terms if not known[term] and term.text not in corrected]
    answer = Findings(question.with_terms(tuple(mended)), corrected=corrected, missing=missing)
    if mended:
        answer.counts = engine.count(scope, mended)
    return answer if answer.counts or len(mended) < 2 else _without_one(answer, scope)


def _guess(term: SearchTerm, scope: Scope) -> SearchTerm | None:
    """Return the likeliest known word that has results under the gate."""
    tables: list[type[Spelling]] = [PublicSpelling, StaffSpelling] if scope.internal else [PublicSpelling]
    likely = [SearchTerm((word,)) for word in islice(guesses(term.words[0], tables), 5)]
    hits = {guess: sum(engine.count(scope, [guess]).values()) for guess in likely}
    best = max((guess for guess in likely if hits[guess]), key=lambda guess: hits[guess], default=None)
    return best or _same_beginning(term, scope)


def _same_beginning(term: SearchTerm, scope: Scope) -> SearchTerm | None:
    """Return the beginning that an unknown word may share with its relatives: дороги, дорожный."""
    beginning = stem(term.words[0])[:-1]
    guess = SearchTerm((beginning,), prefix=True)
    return guess if len(beginning) >= SHORTEST and engine.newest(scope, [guess], ALL, limit=1) else None


def _without_one(answer: Findings, scope: Scope) -> Findings:
    """Return what answers all terms but one, where that finds the most telling few."""
    terms = answer.question.terms
    tries = []
    for left_out in terms:
        rest = tuple(term for term in terms if term is not left_out)
        counts = engine.count(scope, rest)
        if counts:
            tries.append((sum(counts.values()), rest, counts, left_out))
    if not tries:
        return answer
    _total, rest, counts, left_out = min(tries, key=lambda found: found[0])
    missing = [*answer.missing, left_out.text]
    return Findings(answer.question.with_terms(rest), counts=counts, corrected=answer.corrected, missing=missing)
