"""Photographs: only the picture comes in, upright and small; everything else is refused with what to do."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image, ImageFile

from righthelp.foundation.refusals import Refused
from righthelp.practice.people import photos
from righthelp.practice.people.photos import rebuilt


def file(size: tuple[int, int] = (900, 1200), kind: str = "JPEG", mode: str = "RGB", **more: object) -> bytes:
    """A photograph as a phone might give it."""
    out = io.BytesIO()
    Image.new(mode, size, "teal" if mode == "RGB" else None).save(out, kind, **more)
    return out.getvalue()


def test_a_photograph_becomes_small_and_keeps_its_shape() -> None:
    picture = rebuilt(file())
    assert (picture.width, picture.height) == (480, 640)
    assert Image.open(io.BytesIO(picture.jpeg)).format == "JPEG"


def test_where_it_was_taken_and_by_which_phone_is_gone() -> None:
    exif = Image.Exif()
    exif[271] = "Phonemaker"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (52.0, 28.0, 59.0)
    taken = file(exif=exif, comment=b"Amara at home")
    assert b"Phonemaker" in taken
    kept = Image.open(io.BytesIO(rebuilt(taken).jpeg))
    assert dict(kept.getexif()) == {}
    assert b"Phonemaker" not in rebuilt(taken).jpeg
    assert b"Amara at home" not in rebuilt(taken).jpeg


def test_a_photograph_lying_on_its_side_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[274] = 6
    picture = rebuilt(file((1200, 900), exif=exif))
    assert picture.height > picture.width


def test_a_see_through_png_is_laid_on_white() -> None:
    picture = rebuilt(file((300, 300), "PNG", "RGBA"))
    assert Image.open(io.BytesIO(picture.jpeg)).getpixel((150, 150)) == (255, 255, 255)


def test_another_file_hidden_behind_a_picture_does_not_come_in() -> None:
    assert b"<script>" not in rebuilt(file() + b"<script>alert(1)</script>").jpeg


@pytest.mark.parametrize(
    ("data", "because"),
    [
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "HEIC"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "JPEG or PNG"),
        (b"GIF89a" + b"\x00" * 60, "JPEG or PNG"),
        (b"%PDF-1.7", "JPEG or PNG"),
        (b"", "JPEG or PNG"),
        (file()[:900], "JPEG or PNG"),
        (file((60, 60)), "very small"),
    ],
)
def test_what_is_not_a_photograph_is_refused_with_what_to_do(
    data: bytes, because: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint leaves it for the whole process
    with pytest.raises(Refused) as no:
        rebuilt(data)
    assert because in no.value.sentence


def test_a_file_too_large_or_with_too_many_pixels_is_refused_before_it_is_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(Refused, match="12 MB"):
        rebuilt(b"\xff\xd8" + b"\x00" * photos.LARGEST_FILE)
    monkeypatch.setattr(photos, "_MOST_PIXELS", 1_000_000)
    with pytest.raises(Refused, match="too many pixels"):
        rebuilt(file((1001, 1000)))


def test_damaged_files_are_opened_or_refused_and_nothing_else() -> None:
    dice = random.Random(7)
    good = file((300, 300), "PNG")
    opened, refused = 0, 0
    for _ in range(200):
        bad = bytearray(good)
        for _ in range(5):
            bad[dice.randrange(len(bad))] = dice.randrange(256)
        try:
            rebuilt(bytes(bad))
        except Refused:
            refused += 1
        else:
            opened += 1
    assert opened + refused == 200
    assert refused > 0
