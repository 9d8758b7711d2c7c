"""The languages of the site: which there are, which one a browser or a program asks for, what each is called."""

import re
from functools import lru_cache
from typing import Final

import icu
from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import get_language, get_language_info, gettext_lazy, pgettext, to_locale
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

from partnerships.text.label import Label

#: Letters of a code that the database keeps.
LONGEST: Final = 12
#: Languages of Europe and its neighbours in which a name of a city has cases.
DECLINING: Final = frozenset("be bs cs el et fi ga hr hy is ka kk la lt lv mn os pl ru sk sl sq sr tt uk".split())


def site_languages(codes: str) -> list[tuple[str, object]]:
    """Return the code and the name of each language in `codes`, as “de,en”, the one of the home city first.

    Raises ImproperlyConfigured with the one line that names what is wrong.
    """
    wanted = [code.strip().lower().replace("_", "-") for code in codes.split(",")]
    for code in wanted:
        if len(code) > LONGEST or not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", code) or not _known(code):
            raise ImproperlyConfigured(f"LANGUAGES={codes}: “{code}” is no language; write codes as de,en or pt-br.")
        if wanted.count(code) > 1:
            raise ImproperlyConfigured(f"LANGUAGES={codes}: “{code}” stands there twice.")
    return [(code, gettext_lazy(LANG_INFO[code]["name"])) for code in wanted]


def _known(code: str) -> bool:
    """Say whether there is such a language, and tell Django of one that it has no interface for."""
    if code not in LANG_INFO:
        try:
            locale = Locale.parse(code, sep="-")
        except (UnknownLocaleError, ValueError):
            return False
        own = locale.get_display_name() or code
        name = locale.english_name or code
        LANG_INFO[code] = {"bidi": locale.text_direction == "rtl", "code": code, "name": name, "name_local": own}
    return "name" in LANG_INFO[code]


def asked_language(header: str) -> str | None:
    """Return the first language of an Accept-Language `header` that the site has, or None."""
    for code, _weight in parse_accept_lang_header(header):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return None


def collation(code: str) -> str:
    """Return the name, on both databases, of the order of letters in the language `code`: PostgreSQL's own for ICU."""
    return f"{to_locale(code).replace('_', '-')}-x-icu"


def declines(code: str) -> bool:
    """Say whether the language `code` changes the endings of names: “of Stavropol” is then a word of its own."""
    return code.partition("-")[0] in DECLINING


def language_name(code: str) -> str:
    """Return the name of a language within a sentence: few languages write it with a capital."""
    name = str(get_language_info(code)["name_translated"])
    return name if _base() in {"", "en", "de", "lb", "nl"} else name.lower()


def languages_of_the_world() -> list[tuple[str, str]]:
    """Return the code and the name of each language that has a code of two letters, those of the site first."""
    return _languages_in(get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=8)
def _languages_in(reader: str) -> list[tuple[str, str]]:
    own = [code for code, _name in settings.LANGUAGES]
    names = Locale.parse(to_locale(reader)).languages
    rest = sorted((name, code) for code, name in names.items() if len(code) == 2 and code not in own)
    return [*((code, language_name(code)) for code in own), *((code, name) for name, code in rest)]


def in_sentence(noun: object) -> str:
    """Return a label as it stands within a sentence: only German writes every noun with a capital."""
    return str(noun) if _base() in {"de", "lb"} else str(noun).lower()


def with_territory(code: str) -> str:
    """Return a language with the country where most of its readers live, as programs want it: ru_RU, en_GB."""
    if code == "en":
        return "en_GB"
    locale = icu.Locale(code)
    locale.addLikelySubtags()
    return f"{locale.getLanguage()}_{locale.getCountry()}"


def _base() -> str:
    return (get_language() or "").partition("-")[0]


def labelled(label: Label, code: str) -> str:
    """Return the name of a field with the language of its text, “Title (in Russian)”, where there are several."""
    if len(settings.LANGUAGES) == 1:
        return str(label)
    code = "id" if code == "ind" else code  # django-modeltranslation keeps Indonesian out of columns called “…_id”
    known = {
        "ru": pgettext("of a text", "in Russian"),
        "en": pgettext("of a text", "in English"),
        "de": pgettext("of a text", "in German"),
        "fr": pgettext("of a text", "in French"),
    }
    return f"{label} ({known.get(code) or language_name(code)})"
