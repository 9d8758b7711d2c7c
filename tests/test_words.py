"""One word for a thing: in the catalogue, in the templates and in the guide, in each language."""

import re
from pathlib import Path

import pytest

from partnerships.management import catalogue

ROOT = Path(__file__).parent.parent
#: Language → a word that is not used for a thing, and the word that is.
BANNED = {
    "en": {
        r"\bvisits?\b": "delegation; stay",
        r"\btook place\b|\b(?:as|state) held\b|^held$": "done",
        r"\btelephones?\b": "phone",
        r"\bphotographs?\b": "photo",
        r"\bthemes?\b": "field of cooperation",
        r"\blog (?:in|out)\b": "sign in, sign out",
    },
    "ru": {
        r"\bвизит": "делегация; пребывание",
        r"\bсостоялся\b|\bсостоялась\b": "состоялось",
        r"\bготово\b": "состоялось",
        r"\bфильтр": "отбор",
        r"\bтем(?:а|ы|у|ам|ами|ах)\b": "направление сотрудничества",
        r"\bпредпросмотр": "просмотр",
        r"\bлогин": "имя для входа",
    },
}
#: What a guide quotes without its being a text of the interface: what one types, and buttons of Django's own.
TYPED = {
    "en": {
        "=…",
        "05.06.20",
        "July 2019",
        "Annually since 2014",
        "XLSX (Excel)",
        "Run",
        "Select all",
        "Add … to the register",
    },
    "ru": {
        "=…",
        "05.06.20",
        "июль 2019",
        "Ежегодно с 2014",
        "XLSX (Excel)",
        "Запустить",
        "Выбрать все",
        "Добавить … в реестр",
    },
    "de": {
        "=…",
        "5.6.20",
        "Juli 2019",
        "jährlich seit 2014",
        "XLSX (Excel)",
        "Alle … auswählen",
        "… in das Register aufnehmen",
    },
    "fr": {
        "=…",
        "05/06/20",
        "juillet 2019",
        "Chaque année depuis 2014",
        "XLSX (Excel)",
        "Sélectionner tous les …",
        "Ajouter … au registre",
    },
}
QUOTED = {
    "en": r"“([^”]+)”|\"([^\"]+)\"",
    "ru": r"«([^»]+)»()",
    "de": r"„([^“]+)“()",
    "fr": r"«\u00a0([^»]+)\u00a0»()",
}


def texts(language: str) -> list[str]:
    """Return the texts of the interface in `language`, each form of a plural."""
    (path,) = (path for path in catalogue.po_files() if ("ru" if language == "en" else language) in path.parts)
    messages = [message for message in catalogue.read_catalogue(path) if message.id]
    values = [message.id if language == "en" else message.string for message in messages]
    return [form for value in values for form in ((value,) if isinstance(value, str) else value)]


def guide(language: str) -> str:
    return (ROOT / "docs" / f"guide.{language}.md").read_text(encoding="utf-8")


def wrong(text: str, language: str) -> list[str]:
    """Return what `text` says in a word that is not used, with the word that is."""
    found = ((re.search(word, text, re.IGNORECASE), meant) for word, meant in BANNED[language].items())
    return [f"{match[0]} → {meant}: {text[:80]}" for match, meant in found if match]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_interface_has_one_word_for_a_thing(language: str) -> None:
    told = texts(language)

    assert len(told) > 1000
    assert [line for text in told for line in wrong(text, language)] == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_guide_has_the_words_of_the_interface(language: str) -> None:
    assert [line for text in guide(language).splitlines() for line in wrong(text, language)] == []


def pattern(text: str) -> str:
    """Return what matches `text` whatever stands in its variable parts, with or without its last dots."""
    parts = re.split(r"%\(\w+\)[sd]|\{\w*\}", text.strip().rstrip(".:…"))
    return ".+".join(map(re.escape, parts)) + "…?"


def starts(language: str) -> list[str]:
    """Return how the texts with variable parts begin."""
    return [re.split(r"%\(", text)[0].strip() for text in texts(language)]


@pytest.mark.parametrize("language", sorted(QUOTED))
def test_what_the_guide_quotes_stands_on_the_screens(language: str) -> None:
    known = re.compile("|".join(f"(?:{pattern(text)})" for text in texts(language)), re.IGNORECASE)
    quoted = {"".join(found) for found in re.findall(QUOTED[language], guide(language))}

    assert len(quoted) > 40
    whole = {words.rstrip(".:") for words in quoted - TYPED[language]}
    begun = {words for words in whole if words.endswith(" …") and words[:-2] in starts(language)}
    assert {words for words in whole - begun if not known.fullmatch(words)} == set()


def test_no_template_has_a_word_of_its_own() -> None:
    """A template says everything through the catalogue, so that one list holds all the words."""
    letters = re.compile(r"[А-Яа-яЁё]")
    paths = [path for path in (ROOT / "templates").rglob("*.html") if letters.search(path.read_text(encoding="utf-8"))]

    assert paths == []


def test_no_template_has_quotation_marks_of_its_own() -> None:
    """Each language has marks of its own: they stand in the catalogue, or the browser sets them around `<q>`."""
    told = re.compile(r"{% blocktranslate.*?{% endblocktranslate %}|{%.*?%}", re.DOTALL)
    texts = {path: told.sub("", path.read_text(encoding="utf-8")) for path in (ROOT / "templates").rglob("*.html")}

    assert [path for path, text in texts.items() if re.search("[“”„«»]", text)] == []
