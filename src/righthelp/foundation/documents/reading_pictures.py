"""What a picture tells besides what it shows: what the camera wrote, titles, comments, where it was taken."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from typing import Any, Final

PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_WIDE: Final = frozenset({0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F})  # Windows writes these two bytes a letter
_WHERE: Final = "what is written inside a picture"
LEGIBLE: Final = 40_000
"""Pixels: in a smaller picture no sentence can be read."""
_PIXELS: Final = (b"IDAT", b"IEND", b"PLTE")


def told_by_picture(data: bytes) -> Iterator[tuple[str, str]]:
    """(where, text) of a picture's metadata. What is painted in the picture itself is not read."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data))
            exif = picture.getexif()
            told = [*_values(exif), *_values(exif.get_ifd(0x8769))]
            place = exif.get_ifd(0x8825)
            for key, value in picture.info.items():
                if key not in {"exif", "icc_profile", "photoshop"}:
                    told.append(f"{key} {_say(value)}")
    except Exception:  # whatever is wrong with it, its bytes are read below
        told, place = [], {}
    if place:
        yield "where a picture was taken", " ".join(_say(value) for value in place.values())
    yield _WHERE, "\n".join([*told, _head(data)])


def is_large(data: bytes) -> bool:
    """Whether a picture is large enough that words may be read in it."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            width, height = Image.open(io.BytesIO(data)).size
    except Exception:
        return True
    return width * height >= LEGIBLE


def _values(held: Any) -> list[str]:
    return [_say(value, key) for key, value in dict(held).items()]


def _say(value: Any, key: int = 0) -> str:
    if isinstance(value, bytes):
        text = value.decode("utf-16-le" if key in _WIDE else "utf-8", "replace")
        return re.sub(r"^(ASCII|UNICODE|JIS)\x00+", "", text).replace("\x00", "")
    return str(value)


def _head(data: bytes) -> str:
    """Plain letters of the parts before the picture proper, however they are packed: XMP, IPTC, comments."""
    if data.startswith(b"\x89PNG"):
        chunks = re.split(rb"(?=IDAT|IEND)", data)
        kept = b"\n".join(each for each in chunks if not each.startswith(_PIXELS))
    elif data.startswith(b"\xff\xd8"):
        scan = data.find(b"\xff\xda")
        end = data.rfind(b"\xff\xd9")
        kept = data[: scan if scan > 0 else len(data)] + data[end:]
    else:
        kept = data[:65_536]
    return "\n".join(each.decode("utf-8", "ignore") for each in re.findall(rb"[\x20-\x7e\xc2-\xf4\x80-\xbf]{5,}", kept))


__all__ = ["LEGIBLE", "PICTURES", "is_large", "told_by_picture"]
