"""Looks at what a template does: it names tags that there are, goes through lists, asks conditions, and no more."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from jinja2 import TemplateSyntaxError, nodes

from partnerships.papers.printing import FILTERS, TESTS, environment
from partnerships.papers.tags import GROUP, LIST, known_tags
from partnerships.papers.template_mistake import TemplateMistake, TemplateReading

#: What may stand in a template: texts, tags, lists, conditions and comparisons.
_ALLOWED: Final = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const, nodes.For, nodes.If),
    *(nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Filter, nodes.Test),
)
#: What a list knows of the line at hand.
_LOOP: Final = frozenset({"index", "first", "last", "length"})
#: Lists within lists: nothing that papers say is deeper.
_DEEPEST: Final = 3


def mistakes_of_names(reading: TemplateReading, tags: type) -> Iterator[TemplateMistake]:
    """Yield each name in what was read that is none of `tags`, and whatever else a template may not do."""
    try:
        tree = environment().parse("\n".join(reading.lines))
    except TemplateSyntaxError as error:
        yield _at(reading, error.lineno, error.message or "")
        return
    yield from _Names(reading).check(
        tree.body, {name: (sort, part) for name, (sort, part) in known_tags(tags).items()}, 0
    )


def _at(reading: TemplateReading, line: int, reason: str, tag: str = "") -> TemplateMistake:
    shown = reading.shown[line - 1] if 0 < line <= len(reading.shown) else ""
    return TemplateMistake(tag, shown, reason)


type _Known = dict[str, tuple[str, type | None]]


@dataclass
class _Names:
    """Looks at every name of a template: it has to be a tag that there is."""

    reading: TemplateReading

    def check(self, body: list[nodes.Node], known: _Known, depth: int) -> Iterator[TemplateMistake]:
        """Yield the mistakes of nodes among which `known` are the tags."""
        for node in body:
            yield from self._node(node, known, depth)

    def _node(self, node: nodes.Node, known: _Known, depth: int) -> Iterator[TemplateMistake]:
        if not isinstance(node, _ALLOWED):
            yield _at(
                self.reading, node.lineno, _("A template may name tags, go through lists and ask conditions only.")
            )
        elif isinstance(node, nodes.For):
            yield from self._loop(node, known, depth)
        elif isinstance(node, nodes.Name | nodes.Getattr):
            yield from self._name(node, known)
        elif isinstance(node, nodes.Filter | nodes.Test) and node.name not in (*FILTERS, *TESTS):
            yield _at(self.reading, node.lineno, _("There is no filter of this name."), node.name)
        else:
            yield from self.check(list(node.iter_child_nodes()), known, depth)

    def _loop(self, node: nodes.For, known: _Known, depth: int) -> Iterator[TemplateMistake]:
        sort, part = self._found(node.iter, known)
        if depth >= _DEEPEST or node.recursive or node.test is not None or not isinstance(node.target, nodes.Name):
            yield _at(
                self.reading, node.lineno, _("A list is gone through as {% for line in list %}, three deep at most.")
            )
        elif sort != LIST or part is None:
            yield _at(self.reading, node.lineno, _("There is no list of this name."), _written(node.iter))
        else:
            inner: _Known = {**known, node.target.name: (GROUP, part), "loop": ("loop", None)}
            yield from self.check(node.body, inner, depth + 1)
            yield from self.check(node.else_, known, depth + 1)

    def _name(self, node: nodes.Name | nodes.Getattr, known: _Known) -> Iterator[TemplateMistake]:
        sort, _part = self._found(node, known)
        if not sort:
            yield _at(self.reading, node.lineno, _("There is no tag of this name."), _written(node))

    def _found(self, node: nodes.Node, known: _Known) -> tuple[str, type | None]:
        """Return what a name stands for, ("", None) for what there is not."""
        if isinstance(node, nodes.Name):
            return known.get(node.name, ("", None))
        if isinstance(node, nodes.Getattr):
            sort, part = self._found(node.node, known)
            if sort == "loop":
                return ("text" if node.attr in _LOOP else "", None)
            if sort == GROUP and part is not None:
                return known_tags(part).get(node.attr, ("", None))
        return ("", None)


def _written(node: nodes.Node) -> str:
    """Return a name as it stands in the template."""
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""
