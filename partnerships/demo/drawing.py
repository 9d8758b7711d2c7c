"""Neutral pictures for the demo, drawn with Pillow: flat layers, no text, no real place."""

import io
import math
import random
from collections.abc import Callable
from typing import Final

from PIL import Image, ImageDraw

from partnerships.demo.landscapes import LANDSCAPES
from partnerships.demo.pen import HEIGHT, PALETTES, WIDTH, Colours, Pen, hill, sun


def draw(scene: str, seed: str) -> bytes:
    """Return a JPEG of 1600×1000 px showing `scene` (a key of SCENES); the same `seed` draws the same."""
    dice = random.Random(f"{scene}/{seed}")  # noqa: S311 - a drawing, not a secret
    colours = dice.choice(PALETTES)
    image = Image.new("RGB", (1, 2))
    image.putdata([_rgb(colours[0]), _rgb(colours[1])])
    image = image.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
    SCENES[scene](ImageDraw.Draw(image), colours, dice)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _person(pen: Pen, x: int, y: int, size: int, colour: str) -> None:
    pen.ellipse((x - size // 3, y - size * 1.55, x + size // 3, y - size * 0.9), fill=colour)
    pen.pieslice((x - size * 0.75, y - size * 0.8, x + size * 0.75, y + size * 0.7), 180, 360, fill=colour)


def handshake(pen: Pen, colours: Colours, dice: random.Random) -> None:
    """Two people reach out across a table."""
    pen.rectangle((0, 760, WIDTH, HEIGHT), fill=colours[4])
    for x, colour, way in ((430, colours[3], 1), (1170, colours[4], -1)):
        _person(pen, x, 620, 210, colour)
        pen.line([(x + way * 90, 600), (800, 640)], fill=colour, width=72)
    sun(pen, 800, 640, 58, colours[5])
    pen.rounded_rectangle((140, 720, WIDTH - 140, 790), 20, fill=colours[2])


def exhibition(pen: Pen, colours: Colours, dice: random.Random) -> None:
    """Frames on a gallery wall."""
    pen.rectangle((0, 820, WIDTH, HEIGHT), fill=colours[2])
    x = 110
    for width in (320, 240, 400, 260):
        top, height = dice.randint(190, 270), dice.randint(330, 440)
        pen.rectangle((x, top, x + width, top + height), fill=colours[4])
        pen.rectangle((x + 18, top + 18, x + width - 18, top + height - 18), fill=colours[1])
        pen.rectangle((x + 40, top + height * 0.55, x + width - 40, top + height - 40), fill=colours[3])
        sun(pen, x + dice.randint(90, width - 90), int(top + height * 0.35), 40, colours[5])
        x += width + 50
    for x in (520, 900, 980):
        _person(pen, x, 850, 110, colours[4])


def stage(pen: Pen, colours: Colours, dice: random.Random) -> None:
    """Spotlights on a stage."""
    pen.rectangle((0, 0, WIDTH, HEIGHT), fill=colours[4])
    for x in (300, 660, 1000, 1320):
        target = dice.randint(450, 1150)
        pen.polygon([(x - 14, 0), (x + 14, 0), (target + 170, 780), (target - 170, 780)], fill=colours[3])
    pen.ellipse((250, 700, 1350, 860), fill=colours[2])
    for index, x in enumerate(range(480, 1180, 130)):
        _person(pen, x, 750 + (index % 2) * 26, 92, (colours[5], colours[1])[index % 2])
    for x in range(-20, WIDTH, 120):
        _person(pen, x + dice.randint(0, 40), 1010, 96, "#101f24")


def conference(pen: Pen, colours: Colours, dice: random.Random) -> None:
    """A lectern and rows of listeners."""
    pen.rounded_rectangle((480, 130, 1120, 500), 16, fill=colours[3])
    for index in range(4):
        height = dice.randint(60, 240)
        pen.rectangle(
            (580 + index * 120, 450 - height, 650 + index * 120, 450), fill=(colours[1], colours[5])[index % 2]
        )
    _person(pen, 290, 560, 120, colours[4])
    pen.polygon([(210, 560), (370, 560), (345, 760), (235, 760)], fill=colours[5])
    for row, colour in enumerate((colours[2], colours[3], colours[4])):
        for x in range(-30 + 60 * (row % 2), WIDTH + 60, 150):
            _person(pen, x, 830 + row * 90, 90, colour)


def flags(pen: Pen, colours: Colours, dice: random.Random) -> None:
    """A row of flags of no country."""
    hill(pen, 900, 120, dice.random() * 6, colours[2])
    for index, x in enumerate(range(150, 1500, 190)):
        pen.rectangle((x, 220, x + 12, 920), fill=colours[4])
        wave = [(x + 12 + step, 240 + 14 * math.sin(step / 26 + index)) for step in range(0, 150, 6)]
        pen.polygon([*wave, *((a, b + 120) for a, b in reversed(wave))], fill=colours[(3, 5, 1)[index % 3]])


def garden(pen: Pen, colours: Colours, dice: random.Random) -> None:
    """Flower beds and shaped shrubs."""
    sun(pen, 1250, 250, 100, colours[5])
    hill(pen, 620, 140, 1.3, colours[2])
    pen.rectangle((0, 620, WIDTH, HEIGHT), fill=colours[3])
    for x in (260, 640, 1020, 1400):
        pen.rectangle((x - 12, 560, x + 12, 700), fill=colours[4])
        for radius, y in ((110, 560), (78, 430), (48, 335)):
            sun(pen, x, y, radius, colours[4])
    for _ in range(420):
        x, y = dice.randint(0, WIDTH), dice.randint(740, HEIGHT)
        sun(pen, x, y, dice.randint(8, 18), dice.choice((colours[5], colours[1], colours[0])))


def sport(pen: Pen, colours: Colours, dice: random.Random) -> None:
    """A ball on a pitch."""
    for index in range(9):
        pen.rectangle((0, 420 + index * 66, WIDTH, 486 + index * 66), fill=(colours[3], colours[4])[index % 2])
    pen.rectangle((520, 210, 1080, 226), fill=colours[1])
    for x in (520, 1066):
        pen.rectangle((x, 210, x + 14, 470), fill=colours[1])
    pen.arc((300, 560, 1300, 1300), 180, 360, fill=colours[1], width=10)
    sun(pen, 800, 720, 96, "#ffffff")
    for turn in range(5):
        angle = turn * math.tau / 5 + dice.random() / 4
        sun(pen, int(800 + 60 * math.cos(angle)), int(720 + 60 * math.sin(angle)), 19, colours[4])
    sun(pen, 800, 720, 22, colours[4])


def road(pen: Pen, colours: Colours, dice: random.Random) -> None:
    """A road to the horizon."""
    sun(pen, 800, 430, 130, colours[5])
    hill(pen, 560, 170, dice.random() * 6, colours[2])
    pen.rectangle((0, 540, WIDTH, HEIGHT), fill=colours[3])
    pen.polygon([(770, 540), (830, 540), (1320, HEIGHT), (280, HEIGHT)], fill=colours[4])
    for near, far in ((HEIGHT, 880), (820, 740), (700, 650), (622, 592)):
        half = (near - 540) * 0.03
        pen.polygon(
            [(800 - half, near), (800 + half, near), (800 + half * 0.7, far), (800 - half * 0.7, far)], fill=colours[1]
        )


def screen(pen: Pen, colours: Colours, dice: random.Random) -> None:
    """A video call."""
    pen.rectangle((0, 860, WIDTH, HEIGHT), fill=colours[2])
    pen.rounded_rectangle((240, 140, 1360, 780), 30, fill=colours[4])
    pen.rectangle((740, 780, 860, 870), fill=colours[4])
    for index in range(6):
        x, y = 280 + index % 3 * 350, 180 + index // 3 * 290
        pen.rounded_rectangle((x, y, x + 330, y + 270), 14, fill=(colours[1], colours[2], colours[0])[index % 3])
        _person(pen, x + 165, y + 210, 96, (colours[3], colours[5], colours[4])[dice.randrange(3)])


SCENES: Final[dict[str, Callable[[Pen, Colours, random.Random], None]]] = {
    scene.__name__: scene
    for scene in (*LANDSCAPES, handshake, exhibition, stage, conference, flags, garden, sport, road, screen)
}
