"""What every drawing of the demo is made with: the size of the sheet, its colours, a hill and a sun."""

import math
from typing import Final

from PIL import ImageDraw

WIDTH, HEIGHT = 1600, 1000
#: sky above, sky below, far, middle, near, accent
PALETTES: Final = (
    ("#f6e4c3", "#fbf5e6", "#9cc3bd", "#4f8f8b", "#0d4f55", "#d9892f"),
    ("#cfe4e6", "#f7f1e1", "#8fb3c4", "#3f7286", "#173f52", "#e9b872"),
    ("#f3d9c4", "#fdf6ea", "#b9b39b", "#6f8f79", "#28574c", "#c8553d"),
    ("#d9dcec", "#faf3e8", "#a5a9c9", "#5f6c9c", "#2a3463", "#e2a44f"),
)

type Pen = ImageDraw.ImageDraw
type Colours = tuple[str, str, str, str, str, str]


def hill(pen: Pen, base: int, height: int, phase: float, colour: str) -> None:
    """Draw a line of hills above `base` down to the foot of the sheet."""
    top = [(x, base - height * (0.5 + 0.5 * math.sin(x / 260 + phase))) for x in range(0, WIDTH + 20, 20)]
    pen.polygon([(0, HEIGHT), *top, (WIDTH, HEIGHT)], fill=colour)


def sun(pen: Pen, x: int, y: int, radius: int, colour: str) -> None:
    """Draw a disc."""
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
