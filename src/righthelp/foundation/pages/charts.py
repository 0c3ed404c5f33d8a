"""Charts drawn on the server: a Vega-Lite description in, an SVG or PNG out.

A page shows a chart as an image with an address of its own, so that the page itself is not kept waiting, and
always with
its table beside it. Colours are few and differ in darkness as well as in hue, every line also has its own dash and its
name written at its end, and a missing value (none or withheld) is a gap, never a zero.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final, TypeAlias

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

Spec: TypeAlias = dict[str, object]

COLOURS: Final = ("#1d3c34", "#1d70b8", "#b58840", "#85994b", "#6f72af", "#f47738", "#28a197", "#912b88")
_DASHES: Final = ([1, 0], [7, 3], [2, 2], [9, 3, 2, 3], [4, 4], [12, 3], [1, 3], [6, 2, 1, 2])
_INK, _GREY, _RULE = "#0b0c0c", "#505a5f", "#dcdfe1"
_FONT: Final = "Liberation Sans, Arial, sans-serif"
_KEEP: Final = 256
_kept: OrderedDict[str, bytes] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Line:
    """One line of a chart: its name and a value for each label of the axis (None is a gap)."""

    name: str
    values: Sequence[float | int | None]


def line_chart(
    labels: Sequence[str],
    lines: Sequence[Line],
    *,
    unit: str,
    percent: bool = False,
    width: int = 760,
    height: int = 270,
) -> Spec:
    """A line for each series over ordered labels. Starts at zero; shares run to 100. A single line carries its
    values."""
    rows = [
        {"at": label, "order": place, "line": line.name, "value": value}
        for line in lines
        for place, (label, value) in enumerate(zip(labels, line.values, strict=True))
    ]
    names = [line.name for line in lines]
    known = [value for line in lines for value in line.values if value is not None]
    top = 100.0 if percent else _round_top(max(known, default=0))
    scale: Spec = {"domain": [0, top], "nice": False}
    x: Spec = {
        "field": "at", "type": "ordinal", "sort": list(labels), "scale": {"padding": 0.4},
        "axis": {"title": None, "labelAngle": -45 if len(labels) > 8 else 0, "labelOverlap": False},
    }  # fmt: skip
    y: Spec = {
        "field": "value", "type": "quantitative", "scale": scale,
        "axis": {"title": unit, "tickMinStep": 1, "tickCount": 6, "format": ",.0f"},
    }  # fmt: skip
    domain = {"domain": names, "range": list(COLOURS[: len(names)])}
    dashes = {"domain": names, "range": list(_DASHES[: len(names)])}
    line: Spec = {
        "mark": {"type": "line", "strokeWidth": 2.5, "point": {"size": 42, "filled": True}},
        "encoding": {
            "x": x, "y": y,
            "color": {"field": "line", "type": "nominal", "scale": domain, "legend": None},
            "strokeDash": {"field": "line", "type": "nominal", "scale": dashes, "legend": None},
        },
    }  # fmt: skip
    layers = [
        line,
        _names_at_the_end(x, y, domain, _set_apart(labels, lines, top, height))
        if len(lines) > 1
        else _values_above(x, y),
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width, "height": height, "background": "white",
        "padding": {"left": 5, "top": 8, "right": 12, "bottom": 5},
        "data": {"values": rows}, "layer": layers, "config": _config(),
    }  # fmt: skip


def _values_above(x: Spec, y: Spec) -> Spec:
    return {
        "mark": {"type": "text", "dy": -13, "fontSize": 13, "color": _INK, "clip": False},
        "transform": [{"filter": "isValid(datum.value)"}],
        "encoding": {"x": x, "y": y, "text": {"field": "value", "type": "quantitative", "format": ",.0f"}},
    }


def _round_top(highest: float) -> float:
    """A round number with room for the values above the highest point."""
    wanted = max(5.0, highest * 1.12)
    size = 10.0 ** math.floor(math.log10(wanted))
    return next(size * step for step in (1, 1.2, 1.6, 2, 2.5, 3, 4, 5, 6, 8, 10) if size * step >= wanted)


def _set_apart(labels: Sequence[str], lines: Sequence[Line], top: float, height: int) -> list[Spec]:
    """Where each line's name is written: at its last value, moved up where another name is in the way."""
    apart = 15 * top / height
    ends = []
    for line in lines:
        known = [(place, value) for place, value in enumerate(line.values) if value is not None]
        if known:
            ends.append((float(known[-1][1]), line.name))
    placed: list[Spec] = []
    floor = apart * 0.45  # clear of the axis
    for value, name in sorted(ends):
        at = max(value, floor)
        placed.append({"at": labels[-1], "line": name, "value": at})
        floor = at + apart
    return placed


def _names_at_the_end(x: Spec, y: Spec, domain: Mapping[str, object], names: Sequence[Spec]) -> Spec:
    return {
        "data": {"values": list(names)},
        "mark": {"type": "text", "align": "left", "dx": 12, "fontSize": 13, "clip": False},
        "encoding": {
            "x": x,
            "y": y,
            "text": {"field": "line"},
            "color": {"field": "line", "type": "nominal", "scale": domain, "legend": None},
        },
    }


def _config() -> Spec:
    return {
        "font": "Liberation Sans",
        "view": {"stroke": None},
        "axis": {
            "labelFont": _FONT, "titleFont": _FONT, "labelFontSize": 13, "titleFontSize": 13,
            "titleFontWeight": "normal",
            "labelColor": _GREY, "titleColor": _GREY, "gridColor": _RULE, "domainColor": _GREY, "tickColor": _GREY,
        },
        "axisX": {"grid": False},
        "text": {"font": _FONT},
    }  # fmt: skip


def fingerprint(spec: Spec, kind: str = "svg") -> str:
    """A digest of what would be drawn: the same picture has the same digest."""
    return hashlib.sha256(f"{kind}{json.dumps(spec, sort_keys=True)}".encode()).hexdigest()[:32]


def svg(spec: Spec) -> str:
    """The chart as SVG: no scripts, no style attributes. About a tenth of a second, and nothing the second time."""
    return _drawn(spec, "svg").decode()


def png(spec: Spec, scale: float = 2.0) -> bytes:
    """The chart as PNG, for documents. ``scale`` multiplies its size in pixels."""
    return _drawn(spec, f"png{scale}")


def _drawn(spec: Spec, kind: str) -> bytes:
    key = fingerprint(spec, kind)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    import vl_convert  # takes a second the first time, so not at start-up

    if kind == "svg":
        made = str(vl_convert.vegalite_to_svg(spec)).encode()
    else:
        made = bytes(vl_convert.vegalite_to_png(spec, scale=float(kind.removeprefix("png"))))
    with _lock:
        _kept[key] = made
        while len(_kept) > _KEEP:
            _kept.popitem(last=False)
    return made


def answer(request: HttpRequest, spec: Spec) -> HttpResponse:
    """The chart as the answer to a request of its own; a browser that has the same picture is told so and
    draws nothing."""
    tag = f'"{fingerprint(spec)}"'
    if request.headers.get("If-None-Match") == tag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(svg(spec), content_type="image/svg+xml")
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return response
