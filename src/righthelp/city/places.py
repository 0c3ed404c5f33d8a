"""Where people in the city live: streets and homes that do not exist, in districts that do.

Postcodes cannot exist: the last two letters are drawn from those that the Post Office never uses there.
"""

# ruff: noqa: E501, SIM905 pools of words read better as running text

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from righthelp.city.dice import Dice

_FIRST = (
    "Alder Anvil Badger Beacon Bellows Bracken Button Canal Chandler Clay Copper Cropper Dingle Elder Falcon Ferrier"
    " Foundry Gilder Glass Hazel Heron Holly Jewel Kestrel Kiln Lantern Larch Linnet Lock Maltings Meadow Mill Nailer"
    " Needle Orchard Otter Pewter Pike Plover Quarry Reed Rowan Sable Shuttle Silver Spindle Swift Tanner Thistle"
    " Tinker Towpath Warbler Weaver Willow Wren Yew"
).split()
_SECOND = "bank brook croft dale field gate grove hill hurst low mead moor side stone thorpe well".split()
_LAST = ("Road", "Road", "Road", "Street", "Avenue", "Close", "Grove", "Lane", "Drive", "Crescent", "Way", "Walk")
STREETS: Final = tuple(
    f"{a}{b} {_LAST[(i * 7 + j * 5) % 12]}" for i, a in enumerate(_FIRST) for j, b in enumerate(_SECOND)
)
_NEVER = "CIKMOV"
UNITS: Final = tuple(f"{digit}{a}{b}" for digit in range(10) for a in _NEVER for b in _NEVER)

DISTRICTS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "east": (
        ("Hodge Hill", "B36"),
        ("Yardley", "B25"),
        ("Sheldon", "B26"),
        ("Small Heath", "B10"),
        ("Alum Rock", "B8"),
        ("Stechford", "B33"),
        ("Shard End", "B34"),
        ("Acocks Green", "B27"),
        ("Bordesley Green", "B9"),
        ("Tile Cross", "B33"),
    ),
    "south": (
        ("Northfield", "B31"),
        ("Kings Norton", "B38"),
        ("Selly Oak", "B29"),
        ("Bartley Green", "B32"),
        ("Longbridge", "B45"),
        ("Hall Green", "B28"),
        ("Billesley", "B13"),
        ("Stirchley", "B30"),
        ("Quinton", "B32"),
        ("Druids Heath", "B14"),
    ),
    "nwc": (
        ("Ladywood", "B16"),
        ("Erdington", "B23"),
        ("Perry Barr", "B42"),
        ("Kingstanding", "B44"),
        ("Handsworth", "B21"),
        ("Sutton Coldfield", "B72"),
        ("Aston", "B6"),
        ("Nechells", "B7"),
        ("Lozells", "B19"),
        ("Castle Vale", "B35"),
    ),
    "outside": (
        ("Dudley", "DY2"),
        ("Walsall", "WS3"),
        ("Solihull", "B92"),
        ("Coventry", "CV6"),
        ("Stafford", "ST17"),
        ("Telford", "TF3"),
        ("Wolverhampton", "WV11"),
        ("Shrewsbury", "SY2"),
        ("Derby", "DE23"),
        ("Stoke-on-Trent", "ST4"),
    ),
}
# The authority that each place outside the city lies in, by its DfE code.
AUTHORITIES: Final = {
    "Dudley": "332",
    "Walsall": "335",
    "Solihull": "334",
    "Coventry": "331",
    "Stafford": "860",
    "Telford": "894",
    "Wolverhampton": "336",
    "Shrewsbury": "893",
    "Derby": "831",
    "Stoke-on-Trent": "861",
}
OTHER_AUTHORITIES: Final = ("333", "334", "336", "335", "331", "332", "860", "885", "937", "213", "316", "894")

_HOMES = (
    "Alderbank Ashmead Beechlow Bluebell Bramblegate Briarfield Cedarcroft Cherrymoor Copperbrook Elmstone"
    " Fernside Foxglove Gorsehill Hawthornwell Hazelmead Heathergrove Hollymoor Ivystone Juniper Larkside Lavenderfield"
    " Lindenhurst Maplecroft Meadowlow Oakthorpe Orchardside Pinebank Poplarwell Primrose Rowangate Sandpiper Sorrel Sycamore Teasel"
    " Thornmead Tulipdale Violetbrook Walnutgrove Willowside Yewcroft"
).split()


@dataclass
class Place:
    """One address, as its row will be."""

    id: int
    name: str
    kind: str
    line: str
    locality: str
    postcode: str
    area: str
    authority: str

    @property
    def row(self) -> tuple[object, ...]:
        return (self.id, self.name, self.kind, self.line, self.locality, self.postcode, self.area, self.authority)


class Gazetteer:
    """Hands out addresses, each once."""

    def __init__(self, dice: Dice, first_id: int = 1) -> None:
        self.dice = dice
        self.places: list[Place] = []
        self._next = first_id
        self._taken: set[tuple[str, str]] = set()
        self.shared: dict[tuple[str, bool], list[Place]] = {}

    def address(self, area: str, kind: str = "home", name: str = "") -> Place:
        """A new address in an area."""
        while True:
            locality, outward = self.dice.pick(DISTRICTS[area])
            line = f"{self.dice.whole(1, 148)} {self.dice.pick(STREETS)}"
            if (line, locality) not in self._taken:
                break
        self._taken.add((line, locality))
        authority = AUTHORITIES.get(locality, "330")
        place = Place(self._next, name, kind, line, locality, f"{outward} {self.dice.pick(UNITS)}", area, authority)
        self._next += 1
        self.places.append(place)
        return place

    def homes_of_care(self) -> None:
        """Residential homes, supported accommodation and foster homes, inside the city and outside."""
        names = iter(self.dice.shuffled([f"{name} {kind}" for name in _HOMES for kind in ("House", "Lodge")]))
        for kind, inside, outside, named in (
            ("residential", 36, 16, True),
            ("supported", 44, 10, False),
            ("foster", 470, 190, False),
        ):
            for away, count in ((False, inside), (True, outside)):
                self.shared[kind, away] = [
                    self.address(
                        "outside" if away else self.dice.pick(("east", "south", "nwc")),
                        kind,
                        next(names) if named else "",
                    )
                    for _ in range(count)
                ]


def nhs_numbers(start: int, count: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Valid NHS numbers of the range kept for tests (999 ... ...), from the ``start``-th on; there are 909,091.

    Raises ValueError when the range has no more.
    """
    valid = _test_range()
    if start + count > len(valid):
        raise ValueError("The test range of NHS numbers has no more numbers to give.")
    return valid[start : start + count]


@cache
def _test_range() -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    body = 999_000_000 + np.arange(1_000_000, dtype=np.int64)
    total = np.zeros(len(body), dtype=np.int64)
    for position in range(9):
        total += (body // 10 ** (8 - position) % 10) * (10 - position)
    check = (11 - total % 11) % 11
    numbers: np.ndarray[tuple[int], np.dtype[np.int64]] = (body * 10 + check)[check != 10]
    return numbers
