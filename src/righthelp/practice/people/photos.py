"""Photographs made safe: turned upright, made small, written anew as JPEG, so that nothing else comes in with them.

A file from a phone carries where it was taken and by which phone, may be lying on its side, and may be another file in
disguise. Only the picture itself is kept: the pixels are read, drawn afresh and written without any metadata.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from righthelp.foundation.refusals import Refused

LARGEST_FILE: Final = 12 * 1024 * 1024
"""Bytes; a phone's photograph has 2 to 6 million."""

_MOST_PIXELS: Final = 60_000_000
_FEWEST: Final = 120
_LONGEST_SIDE: Final = 640
_QUALITY: Final = 82
_BRANDS: Final = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis", b"avif")

NOT_HEIC: Final = (
    "This is an HEIC photograph, which many computers here cannot show. On an iPhone: Settings, Camera, Formats, ‘Most "
    "compatible’; or open it and take a screenshot. Then choose that."
)
NOT_A_PHOTO: Final = "Choose a photograph as a JPEG or PNG file. This one is something else, or is damaged."


@dataclass(frozen=True)
class Picture:
    """A picture ready to keep: JPEG bytes and size in pixels."""

    jpeg: bytes
    width: int
    height: int


def rebuilt(data: bytes, field: str = "file", *, longest: int = _LONGEST_SIDE) -> Picture:
    """The picture in a JPEG or PNG file, upright, at most ``longest`` (640) pixels a side, without metadata.

    Raises :class:`Refused` with what to do for every other file, and for one too large to open safely.
    """
    if len(data) > LARGEST_FILE:
        raise Refused(field, "This file is over 12 MB. Send the photograph as ‘medium’, or take a screenshot of it.")
    if data[4:8] == b"ftyp" and data[8:12] in _BRANDS:
        raise Refused(field, NOT_HEIC)
    # WeasyPrint, once imported, tells Pillow to fill in what a cut-off file lacks. Here such a file is refused.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
            if picture.width * picture.height > _MOST_PIXELS:
                raise Refused(field, "This picture has too many pixels. Take a screenshot of it and choose that.")
            upright = _flat(ImageOps.exif_transpose(picture))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise Refused(field, NOT_A_PHOTO) from None
    except Image.DecompressionBombWarning:
        raise Refused(field, "This picture has too many pixels. Take a screenshot of it and choose that.") from None
    if min(upright.size) < _FEWEST:
        raise Refused(field, f"This picture is very small ({upright.width} by {upright.height}). Choose a larger one.")
    upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    fresh = Image.new("RGB", upright.size)
    fresh.paste(upright)
    out = io.BytesIO()
    fresh.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return Picture(out.getvalue(), fresh.width, fresh.height)


def _flat(picture: Image.Image) -> Image.Image:
    """The picture in colour, on white where it was see-through."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        over = picture.convert("RGBA")
        white = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(white, over).convert("RGB")
    return picture.convert("RGB")
