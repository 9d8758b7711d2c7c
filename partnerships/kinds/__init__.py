"""The kinds of records: a module each, found by itself."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from partnerships.kinds.kind import Kind
from partnerships.text.label import Label


def _declared() -> list[Kind]:
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    found: list[Kind] = [module.KIND for module in modules if hasattr(module, "KIND")]
    return sorted(found, key=lambda kind: kind.number)


#: Every kind by its name, in the order in which the site and the office name them.
KINDS: Final[dict[str, Kind]] = {kind.name: kind for kind in _declared()}
CHOICES: Final[list[tuple[str, Label]]] = [(kind.name, kind.label) for kind in KINDS.values()]
