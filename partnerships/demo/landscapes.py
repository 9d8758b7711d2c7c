"""A landscape for each city of the demo that has a cover, so that no two look alike; none shows a real view."""

import math
import random

from partnerships.demo.pen import HEIGHT, WIDTH, Colours, Pen, hill, sun


def _roofs(pen: Pen, colour: str, dice: random.Random, *, low: int, high: int, ground: int = 860) -> None:
    x = -40
    while x < WIDTH:
        width, height = dice.randint(80, 180), dice.randint(low, high)
        pen.rectangle((x, ground - height, x + width, HEIGHT), fill=colour)
        if dice.random() < 0.35:
            pen.polygon(
                [(x, ground - height), (x + width / 2, ground - height - width * 0.6), (x + width, ground - height)],
                fill=colour,
            )
        x += width + dice.randint(-4, 26)


def _peaks(pen: Pen, tops: tuple[tuple[int, int], ...], colour: str, snow: str) -> None:
    for x, y in tops:
        half = (720 - y) * 0.95
        pen.polygon([(x - half, 720), (x, y), (x + half, 720)], fill=colour)
        cap = (720 - y) * 0.22
        pen.polygon([(x - cap * 0.95, y + cap), (x, y), (x + cap * 0.95, y + cap), (x, y + cap * 0.7)], fill=snow)


def river(pen: Pen, colours: Colours, dice: random.Random) -> None:
    """A wide river below a city at dawn."""
    sun(pen, 1160, 330, 120, colours[5])
    _roofs(pen, colours[3], dice, low=60, high=300, ground=640)
    pen.rectangle((0, 600, WIDTH, HEIGHT), fill=colours[2])
    for y in range(640, HEIGHT, 60):
        for _ in range(4):
            x = dice.randint(-60, WIDTH)
            pen.rounded_rectangle((x, y, x + dice.randint(120, 320), y + 10), 5, fill=colours[1])
    pen.polygon([(0, 860), (520, 900), (760, HEIGHT), (0, HEIGHT)], fill=colours[4])


def shore(pen: Pen, colours: Colours, dice: random.Random) -> None:
    """A sea with sails before low hills."""
    sun(pen, 420, 300, 110, colours[5])
    hill(pen, 560, 150, 4.0, colours[2])
    pen.rectangle((0, 540, WIDTH, HEIGHT), fill=colours[3])
    for x, y, size in ((560, 660, 90), (980, 600, 60), (1290, 720, 120)):
        pen.polygon([(x, y - size * 2), (x, y), (x + size, y)], fill=colours[1])
        pen.polygon(
            [(x - size * 0.7, y + 8), (x + size, y + 8), (x + size * 0.7, y + 36), (x - size * 0.4, y + 36)],
            fill=colours[4],
        )
    pen.pieslice((-300, 820, 1500, 1500), 180, 360, fill=colours[0])


def peaks(pen: Pen, colours: Colours, dice: random.Random) -> None:
    """Snow on high mountains above roofs."""
    _peaks(pen, ((260, 260), (700, 150), (1180, 230), (1500, 320)), colours[2], colours[1])
    hill(pen, 760, 170, 2.2, colours[3])
    _roofs(pen, colours[4], dice, low=40, high=150)


def bay(pen: Pen, colours: Colours, dice: random.Random) -> None:
    """A bay with a lighthouse on its cape."""
    sun(pen, 760, 380, 90, colours[5])
    pen.rectangle((0, 560, WIDTH, HEIGHT), fill=colours[2])
    pen.pieslice((-500, 500, 900, 900), 180, 360, fill=colours[3])
    pen.ellipse((900, 520, 2100, 1100), fill=colours[4])
    pen.polygon([(1240, 240), (1300, 240), (1330, 560), (1210, 560)], fill=colours[1])
    pen.rectangle((1226, 330, 1314, 380), fill=colours[5])
    pen.polygon([(1228, 240), (1270, 190), (1312, 240)], fill=colours[4])


def towers(pen: Pen, colours: Colours, dice: random.Random) -> None:
    """Slender towers with lit windows."""
    hill(pen, 700, 240, 1.1, colours[2])
    for x, top, colour in ((250, 300, 3), (420, 180, 4), (640, 250, 3), (900, 120, 4), (1120, 220, 3), (1320, 320, 4)):
        pen.rectangle((x, top, x + 120, HEIGHT), fill=colours[colour])
        pen.polygon([(x, top), (x + 60, top - 80), (x + 120, top)], fill=colours[colour])
        for y in range(top + 30, 840, 50):
            for column in (x + 24, x + 72):
                if dice.random() < 0.5:
                    pen.rectangle((column, y, column + 22, y + 24), fill=colours[5 if dice.random() < 0.3 else 1])
    pen.rectangle((0, 880, WIDTH, HEIGHT), fill=colours[4])


def summits(pen: Pen, colours: Colours, dice: random.Random) -> None:
    """A great and a small summit beyond a plain of roofs."""
    sun(pen, 300, 260, 100, colours[5])
    _peaks(pen, ((620, 190), (1120, 400)), colours[3], colours[1])
    pen.rectangle((0, 716, WIDTH, HEIGHT), fill=colours[2])
    for x in range(40, WIDTH, 190):
        pen.rectangle((x, 800, x + 120, HEIGHT), fill=colours[4])
        pen.pieslice((x, 730, x + 120, 870), 180, 360, fill=colours[5] if x % 3 == 1 else colours[4])


def ploughland(pen: Pen, colours: Colours, dice: random.Random) -> None:
    """Fields in stripes that run to the hills."""
    sun(pen, 1220, 260, 110, colours[5])
    hill(pen, 520, 190, 0.4, colours[2])
    pen.rectangle((0, 500, WIDTH, HEIGHT), fill=colours[3])
    for number in range(-9, 10):
        foot = 800 + number * 260
        colour = colours[(4, 0, 2)[number % 3]]
        pen.polygon(
            [(800 + number * 34, 500), (800 + number * 34 + 14, 500), (foot + 130, HEIGHT), (foot, HEIGHT)], fill=colour
        )
    for x, y in ((250, 520), (390, 500), (1180, 512)):
        pen.rectangle((x, y - 50, x + 90, y + 20), fill=colours[1])
        pen.polygon([(x - 12, y - 50), (x + 45, y - 100), (x + 102, y - 50)], fill=colours[5])


def bridge(pen: Pen, colours: Colours, dice: random.Random) -> None:
    """An old bridge of many arches below a town on a hill."""
    sun(pen, 330, 280, 100, colours[5])
    pen.ellipse((700, 330, 1900, 1100), fill=colours[2])
    for x in range(880, 1500, 110):
        top = 400 - int(70 * math.sin((x - 820) / 230))
        pen.rectangle((x, top, x + 90, 560), fill=colours[3])
    pen.rectangle((1130, 190, 1200, 480), fill=colours[4])
    pen.rectangle((0, 700, WIDTH, HEIGHT), fill=colours[2])
    pen.rectangle((0, 600, WIDTH, 860), fill=colours[4])
    for x in range(30, WIDTH, 200):
        pen.pieslice((x, 670, x + 150, 900), 180, 360, fill=colours[1])
        pen.rectangle((x, 785, x + 150, 862), fill=colours[1])
    pen.rectangle((0, 860, WIDTH, HEIGHT), fill=colours[3])


LANDSCAPES = (river, shore, peaks, bay, towers, summits, ploughland, bridge)
