"""Which of the site's languages a browser or a program asks for, and what a language is called."""

from django.utils.translation import get_language, get_language_info, pgettext, to_locale
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header


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


def language_name(code: str) -> str:
    """Return the name of a language within a sentence: only English writes it with a capital."""
    name = get_language_info(code)["name_translated"]
    return name if get_language() in {None, "en"} else name.lower()


def labelled(label: str, code: str) -> str:
    """Return the name of a field with the language of its text: “Title (in Russian)”."""
    known = {"ru": pgettext("of a text", "in Russian"), "en": pgettext("of a text", "in English")}
    return f"{label} ({known.get(code) or language_name(code)})"
