"""The drawn map: which frame it opens on, and names that cover nothing."""

from itertools import combinations

from partnerships.views.map_frame import flat, near_side, opening, world
from partnerships.views.map_names import _box, _meet, place_names

STAVROPOL = flat(41.97, 45.04)
NEAR = [flat(47.5, 42.98), flat(44.68, 43.02), flat(38.98, 45.04), flat(44.51, 40.18)]
FAR = [flat(-72.6, -38.74), flat(119.45, 32.21)]


def test_the_map_opens_on_most_partners_and_the_world_holds_all() -> None:
    frame = opening(NEAR + FAR, STAVROPOL)
    assert [frame.holds(place) for place in [STAVROPOL, *NEAR, *FAR]] == [True] * 5 + [False] * 2
    whole = world(STAVROPOL)
    assert all(whole.holds(place) for place in NEAR + FAR)
    assert len(whole.lands) == 2  # both sides of the date line


def test_a_place_beyond_the_date_line_is_drawn_on_the_near_side() -> None:
    assert near_side((-179.0, 65.0), 135.0) == (181.0, 65.0)
    assert near_side((-179.0, 65.0), -100.0) == (-179.0, 65.0)


def test_names_cover_neither_marks_nor_each_other() -> None:
    marks = [("Владикавказ", 100.0, 100.0), ("Магас", 106.0, 94.0), ("Грозный", 130.0, 90.0), ("Нальчик", 80.0, 86.0)]
    names = place_names(marks, size=15, radius=9, width=400, height=300)
    assert len(names) >= 3
    boxes = [_box(name, 15) for name in names]
    assert not any(_meet(one, other) for one, other in combinations(boxes, 2))
    dots = [(x - 9, y - 9, x + 9, y + 9) for _text, x, y in marks]
    assert not any(_meet(box, dot) for box in boxes for dot in dots)
