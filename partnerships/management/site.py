"""The address of the site, for commands that write addresses to the outside."""

from urllib.parse import urlsplit

from django.core.management.base import CommandError, CommandParser

from partnerships.staff.addresses import site_origin


def add_site(parser: CommandParser) -> None:
    """Let a command take the address of the site."""
    parser.add_argument("--site", default="", help="address of the site, as https://register.example.org")


def origin_of(site: str) -> str:
    """Return the start of every address: `site`, or else the first host that the settings name.

    Raises CommandError for what is no whole address.
    """
    site = (site or site_origin()).rstrip("/")
    try:
        parts = urlsplit(site)
    except ValueError:  # a host that begins with “[” and never ends
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise CommandError(f"--site {site}: write a whole address, as https://register.example.org")
    return site
