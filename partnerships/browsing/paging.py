"""Pages of a long list, counted by number, read from whichever end of the list is nearer."""

from typing import Any

from django.core.paginator import Page, Paginator


class TwoEndedPaginator(Paginator):
    """Pages of a query in a stable order; a late page is read backwards, so the last costs what the first does.

    The database has to walk past every row before the page, and the walk is short from one of the two ends.
    """

    def page(self, number: Any) -> Page[Any]:
        """Return page `number`, with its rows already read."""
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        end = min(start + self.per_page, self.count)
        rows: Any = self.object_list
        if start + end <= self.count:
            return Page(list(rows[start:end]), number, self)
        # A whole page is asked for, however few rows the last one has: for three SQLite would rather sort them all.
        late = list(rows.reverse()[self.count - end : self.count - end + self.per_page])
        return Page(late[: end - start][::-1], number, self)
