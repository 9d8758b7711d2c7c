"""How a reader wants pages to look: the low-vision mode (ГОСТ Р 52872-2019), kept in one cookie.

The cookie is set only when somebody chooses something, holds only that choice, and is read by the page
store as well, so it has one spelling for each look.
"""

from dataclasses import asdict, dataclass, fields, replace
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final, Self

from django.utils.translation import gettext_lazy as _

COOKIE: Final = "look"

#: Each choice with its values, the first of which is the usual look.
CHOICES: Final[dict[str, tuple[object, dict[str, object]]]] = {
    "text": (_("Text size"), {"100": _("100 %"), "150": _("150 %"), "200": _("200 %")}),
    "colours": (
        _("Colours"),
        {
            "usual": _("usual"),
            "black": _("black on white"),
            "white": _("white on black"),
            "blue": _("dark blue on light blue"),
        },
    ),
    "pictures": (_("Pictures"), {"on": _("on"), "grey": _("grey"), "off": _("off")}),
    "spacing": (_("Spacing"), {"usual": _("usual"), "wide": _("wide"), "widest": _("very wide")}),
    "font": (_("Letters"), {"sans": _("without serifs"), "serif": _("with serifs")}),
}


@dataclass(frozen=True)
class Look:
    """One value for each of CHOICES."""

    text: str = "100"
    colours: str = "usual"
    pictures: str = "on"
    spacing: str = "usual"
    font: str = "sans"

    @classmethod
    def parse(cls, code: str) -> Self:
        """Return the look that `code` spells; what it spells wrongly is as usual."""
        values = dict(zip(CHOICES, code.split("."), strict=False))
        return cls(**{name: value for name, value in values.items() if value in CHOICES[name][1]})

    def with_choice(self, name: str, value: str) -> "Look":
        """Return the look with one choice changed; an unknown choice or value changes nothing."""
        return replace(self, **{name: value}) if value in CHOICES.get(name, ("", {}))[1] else self

    def options(self) -> list[tuple[str, Any, list[tuple[str, Any, bool]]]]:
        """Return each choice as name, label and its values with label and "is it this one"."""
        return [
            (name, label, [(value, text, value == getattr(self, name)) for value, text in values.items()])
            for name, (label, values) in CHOICES.items()
        ]

    def code(self) -> str:
        """Return the one spelling of the look; "" is the usual one."""
        return "" if self == Look() else ".".join(asdict(self).values())

    def classes(self) -> str:
        """Return the CSS classes of everything that is not as usual."""
        changed = [item for item in fields(self) if getattr(self, item.name) != item.default]
        return " ".join(f"{item.name}-{getattr(self, item.name)}" for item in changed)


#: What "version for people with low vision" switches on before anything is chosen.
LOW_VISION: Final = Look(text="150", colours="black", spacing="wide")


def from_cookies(header: str) -> Look:
    """Return the look in a Cookie header."""
    try:
        cookie = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return Look()
    return Look.parse(cookie.value) if cookie else Look()
