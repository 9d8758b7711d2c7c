"""Which row of the register an edited part of a cell means: one that was corrected keeps what no cell tells of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable


def paired[Row, Said](
    gone: Iterable[Row], new: Iterable[Said], alike: Iterable[tuple[Callable[[Row], object], Callable[[Said], object]]]
) -> tuple[list[tuple[Row, Said]], list[Row], list[Said]]:
    """Return the rows that a cell no longer says with what it says instead, then the rest of both.

    Each of `alike` gives a key of a row and of what is said: equal ones belong together, in their order; what the
    first leaves alone the next may pair. A key that is false pairs nothing.
    """
    rows, said, pairs = list(gone), list(new), []
    for key_of_row, key_of_said in alike:
        waiting: dict[object, list[Said]] = defaultdict(list)
        for one in said:
            waiting[key_of_said(one)].append(one)
        left = []
        for row in rows:
            key = key_of_row(row)
            if key and waiting[key]:
                pairs.append((row, waiting[key].pop(0)))
            else:
                left.append(row)
        taken = [one for _row, one in pairs]
        rows, said = left, [one for one in said if one not in taken]
    return pairs, rows, said
