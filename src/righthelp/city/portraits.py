"""Portraits drawn by rule, so that pages with a photograph look as they will: nobody's face, and no two alike.

A head and shoulders of flat shapes on a plain ground; hair, skin and clothes are thrown by dice of their own.
"""

from __future__ import annotations

import io
from typing import Final

from PIL import Image, ImageDraw

from righthelp.city.dice import Dice

_SIDE: Final = 480
_GROUNDS: Final = ("#b8cbd0", "#d9cfc1", "#c5d3bd", "#d3c4d6", "#c9cfe0")
_SKINS: Final = ("#f1d3bd", "#e3b692", "#c88f63", "#a26b43", "#7b4c2e", "#5a3722")
_HAIRS: Final = ("#2b2320", "#4a3123", "#7a5230", "#b98a4b", "#8c3b23")
_OF: Final = {"W": (0, 1), "M": (2, 3), "A": (2, 3), "B": (4, 5), "C": (1, 2)}
"""Which skins go with the first letter of an ethnicity’s code."""
_CLOTHES: Final = ("#36597a", "#7a3640", "#3f6b4f", "#6a5184", "#94702f", "#4d4d4d")
_INK: Final = "#3a2c26"


def portrait(number: int, sex: str = "", ethnicity: str = "") -> bytes:
    """A drawn portrait of a person as PNG; the same for the same number."""
    dice = Dice("portrait", number)
    tone = dice.pick(_OF.get(ethnicity[:1], range(len(_SKINS))))
    skin, hair, clothes = _SKINS[tone], dice.pick(_HAIRS[: 5 if tone < 2 else 2]), dice.pick(_CLOTHES)
    picture = Image.new("RGB", (_SIDE, _SIDE), dice.pick(_GROUNDS))
    draw = ImageDraw.Draw(picture)
    wide, long = dice.whole(88, 104), dice.whole(112, 128)
    middle, eyes = _SIDE // 2, 214
    if dice.chance(0.8 if sex == "F" else 0.1):
        draw.rounded_rectangle((middle - wide - 26, 150, middle + wide + 26, 350), 70, fill=hair)
    draw.rounded_rectangle((70, 372, _SIDE - 70, _SIDE + 90), 110, fill=clothes)
    draw.rectangle((middle - 34, 300, middle + 34, 386), fill=skin)
    draw.ellipse((middle - 34, 360, middle + 34, 412), fill=skin)
    for side in (-1, 1):
        draw.ellipse((middle + side * wide - 16, 208, middle + side * wide + 16, 252), fill=skin)
    draw.ellipse((middle - wide, 220 - long, middle + wide, 220 + long), fill=skin)
    fringe = dice.whole(26, 58)
    draw.pieslice((middle - wide - 8, 212 - long - 12, middle + wide + 8, 212 + long - 30), 180, 360, fill=hair)
    draw.ellipse((middle - wide + 6, 212 - fringe, middle + wide - 6, 212 + fringe), fill=skin)
    for side in (-1, 1):
        x = middle + side * 38
        draw.ellipse((x - 9, eyes - 9, x + 9, eyes + 9), fill=_INK)
        draw.arc((x - 22, eyes - 36, x + 22, eyes - 4), 205, 335, fill=hair, width=5)
    draw.arc((middle - 14, 226, middle + 14, 262), 30, 150, fill=_INK, width=4)
    draw.arc((middle - 38, 246, middle + 38, 296), 25, 155, fill=_INK, width=5)
    if dice.chance(0.2):
        for side in (-1, 1):
            x = middle + side * 38
            draw.ellipse((x - 27, eyes - 25, x + 27, eyes + 25), outline=_INK, width=4)
        draw.line((middle - 12, eyes, middle + 12, eyes), fill=_INK, width=4)
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()
