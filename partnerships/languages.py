"""Which of the site's languages a browser or a program asks for."""

from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header


def asked_language(header: str) -> str | None:
    """Return the first language of an Accept-Language `header` that the site has, or None."""
    for code, _weight in parse_accept_lang_header(header):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return None
