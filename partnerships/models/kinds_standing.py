"""What the rules of all kinds ask of rows of any kind."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Case, CharField, F, When
from django.db.models.functions import Coalesce

from partnerships.models.standing import TOLD
from partnerships.standing import Rule
from partnerships.standing.occurrences import OCCURRENCE

#: Kind with a rule of its own → that rule, and where a row of any kind has the columns of that kind.
type Rules = Mapping[str, tuple[Rule, Mapping[str, str]]]


def by_kind(rules: Rules, ask: Callable[[Rule, Mapping[str, str]], Case]) -> Case:
    """Return what `ask` makes of the rule of each kind, for rows of all kinds together."""
    own = [When(kind=kind, then=ask(rule, columns)) for kind, (rule, columns) in rules.items()]
    return Case(*own, default=ask(OCCURRENCE, {"status": "occurrence_status"}))


def told_by_kind(columns: Mapping[str, Any], rules: Rules) -> dict[str, object]:
    """Return all that the rule of occurrences and `rules` ask, each under its name with `TOLD` before it.

    `columns` are what is looked up, for rows of the kind that asks alone; of a kind with a rule of its own, `rules`
    name the columns of its table.
    """
    found, status = dict(columns), [columns["occurrence_status"]]
    for kind, (rule, own) in rules.items():
        for name in {*rule.asked} & columns.keys() - {*OCCURRENCE.asked}:
            found[name] = Case(When(kind=kind, then=columns[name]))
        found |= {name: F(column) for name, column in own.items()}
        status.append(F(own["status"]))
    found["status"] = Coalesce(*status, output_field=CharField())
    names = {*OCCURRENCE.asked}.union(*(rule.asked for rule, _own in rules.values()))
    return {TOLD + name: found.get(name, F(name)) for name in sorted(names)}
