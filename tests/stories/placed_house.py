"""What follows placements, for whoever looks at pages: a plan agreed, a boy outside the city, a disruption, what a
placement costs, a panel, short breaks."""

from __future__ import annotations

from datetime import date
from typing import Any

from righthelp.practice.care.models import Stay
from righthelp.practice.care.placing import Where
from righthelp.practice.matching import record_breaks, record_cost, record_panel, record_placed
from righthelp.practice.matching.codes_placed import TEXTS
from righthelp.practice.people.record import Place
from tests.stories.care_house import NOW, CareHouse, account_of

AWAY = Where(
    place="K2", provider="PR4", elsewhere="Cobnar House", outside=True,
    at=Place(line="2 Cobnar Lane", locality="Chesterfield", postcode="S41 7AA", area="outside"),
)  # fmt: skip


def placed(house: CareHouse) -> dict[str, int]:
    """Kai, whose foster placement broke down and who lives outside the city; Sami, who has short breaks."""
    kai, sami = house.child("Kai", "Osborne", born=date(2007, 3, 1)), house.child("Sami", "Oduya")
    said: dict[str, Any] = {"by": account_of(house.gurdeep), "now": NOW}
    care = house.into_care(kai, "2021-04-29", house.brackenridges)
    stay = house.moves(care, "2021-08-16", where=AWAY, change="CREQB")
    record_placed.told(stay=stay.pk, to=["parents", "school"], on=date(2021, 8, 20), how="letter", who="Office", **said)
    plan = record_placed.plan_begun(stay=stay.pk, **said)
    words = {name: f"As we agreed with him: {name}." for name in TEXTS}
    record_placed.plan_written(plan=plan.pk, said=words, **said)
    record_placed.plan_agreed(plan=plan.pk, on=date(2021, 8, 20), carer="Mr Cotes", child_said="Fine.", **said)
    record_cost.cost_agreed(
        stay=stay.pk, starts=stay.starts, care=350000, education=70000, agreed="Contract 16 August", **said
    )
    panel = record_panel.panel_called(kind="external", area="east", on=date(2021, 9, 1), chair=house.gurdeep.pk, **said)
    (item,) = record_panel.put_on(panel=panel.pk, children=[kai.pk], **said)
    record_panel.looked_at(
        item=item.pk, achieved="In school each day.", comes="foster", why="He asks for a family.",
        by_when=date(2021, 10, 1), **said,
    )  # fmt: skip
    series = record_breaks.breaks_begun(
        child=sami.pk, law="V3", home=house.osgoods.pk, plan="One weekend a month.", agreed="Mother, 2 January",
        starts=date(2021, 1, 4), **said,
    )  # fmt: skip
    for month in range(2, 7):
        record_breaks.break_planned(series=series.pk, starts=date(2021, month, 1), ends=date(2021, month, 15), **said)
    early = Stay.objects.get(child=kai, ends__isnull=False)
    return {"kai": kai.pk, "sami": sami.pk, "placement_plan": plan.pk, "placement_panel": panel.pk, "early": early.pk}


__all__ = ["AWAY", "placed"]
