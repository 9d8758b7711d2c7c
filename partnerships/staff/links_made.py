"""Secret links that somebody of the staff has made and that still lead somewhere: they outlive the account."""

from partnerships.models import GuestLink, PreviewLink, User

type OpenLink = PreviewLink | GuestLink


def open_links(person: User) -> list[OpenLink]:
    """Return the links by `person` that nobody has ended: to drafts, and to the pages of guests."""
    guests = GuestLink.objects.not_revoked().filter(made_by=person).select_related("delegation")
    drafts = PreviewLink.objects.open().filter(made_by=person).select_related("record", "city").order_by("-pk")
    return [*drafts, *(link for link in guests if not link.why_closed)]


def links_in_words(links: list[OpenLink]) -> list[str]:
    """Return each link in words: what it shows, and for whom."""
    return [f"{link} ({link.purpose})" if link.purpose else str(link) for link in links]


def revoke_links(person: User, *, by: User) -> list[str]:
    """End the open links by `person` at once; return them in words."""
    links = open_links(person)
    for link in links:
        link.revoke(by)
    return links_in_words(links)
