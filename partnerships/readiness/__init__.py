"""What the public will not see of a record, or will see wrongly: one list, asked before every step to the site."""

from partnerships.readiness.content import Content, contents
from partnerships.readiness.gap import Gap, Place
from partnerships.readiness.rules import gaps, gaps_of

__all__ = ["Content", "Gap", "Place", "contents", "gaps", "gaps_of"]
