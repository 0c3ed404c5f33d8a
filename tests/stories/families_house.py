"""Something to look at in each room of families: one that decides together, a girl who went home, a privately
fostered boy, a boy whose age is disputed."""

from __future__ import annotations

from datetime import date
from typing import Any

from righthelp.practice.asylum import record as record_asylum
from righthelp.practice.care import record_providers
from righthelp.practice.casework.record_meetings import meeting_held
from righthelp.practice.family_group import record, record_edge, record_return
from righthelp.practice.people.models import Organisation, Relationship
from righthelp.practice.private_fostering import record as record_private
from tests.stories.care_house import CareHouse, account_of, london

SHOWN = "2021-08-30"


def families(house: CareHouse) -> dict[str, int]:
    """Make them, and say their numbers."""
    return {**_decides(house), **_goes_home(house), **_private(house), **_alone(house), **_provides(house)}


def _given(house: CareHouse, on: str = SHOWN) -> dict[str, Any]:
    return {"by": account_of(house.ruth), "now": house.evening(on)}


def _decides(house: CareHouse) -> dict[str, int]:
    child, given = house.child("Nia", "Ruddock"), _given(house)
    ada = house.child("Ada", "Ruddock")
    Relationship.objects.create(person=child, other=ada, kind="sibling")
    group = record.group_asked(
        child=child.pk, also=[ada.pk], kind="fgc", asked=date(2021, 7, 26),
        why="Her mother goes into hospital for a month.",
        questions="Where does Nia sleep? Who takes her to school?", without="Her father: an order of the court.",
        coordinator=house.hannah.pk, **given,
    )  # fmt: skip
    record.member_asked(group=group.pk, name="Nan Ruddock", who="grandmother", coming="comes", **given)
    record.member_asked(
        group=group.pk, name="Kyle Ruddock", who="father", coming="away", words_said="The order of 3 May.", **given
    )
    record.conference_called(group=group.pk, planned=london("2021-08-27 17:00"), where="Nan’s front room", **given)
    group.refresh_from_db()
    meeting_held(
        meeting=group.meeting_id or 0, at=london("2021-08-27 17:00"), by=account_of(house.ruth), now=given["now"]
    )
    record.plan_written(group=group.pk, plan="Nia sleeps at Nan’s. Des drives on Fridays.", **given)
    record.promised(group=group.pk, what="Take Nia to school", owner="Nan Ruddock", by_when=date(2021, 9, 6), **given)
    money = record.resource_asked(group=group.pk, what="A bed", pence=18_900, every="once", times=1, **given)
    edge = record_edge.edge_asked(
        child=child.pk, kind="edge", asked=london("2021-08-29 22:00"), why="Her mother says she cannot stay tonight.",
        hours="night", worker=house.hannah.pk, **given,
    )  # fmt: skip
    record_edge.worked(
        edge=edge.pk, at=london("2021-08-29 23:10"), minutes=150, what="Talked with both until one.", **given
    )
    return {"family": child.pk, "group": group.pk, "money": money.pk, "edge": edge.pk}


def _provides(house: CareHouse) -> dict[str, int]:
    """Supported accommodation whose provider was looked at, and is suspended from new placements."""
    given = {"by": account_of(house.gurdeep), "now": house.evening(SHOWN)}
    beacon = Organisation.objects.create(kind="voluntary", name="Beacon Housing").pk
    house.opens("Beacon Court", line="1 Beacon Court", kind="supported", provider="PR5", agency=beacon)
    record_providers.framework_joined(organisation=beacon, starts=date(2020, 4, 1), **given)
    visit = record_providers.looked_at(
        organisation=beacon, on=date(2021, 8, 9), how="untol", quality="poor", found="Cold rooms; nobody at night.",
        concerns="No heating.", agreed="A boiler, and somebody at night.", by_when=date(2021, 8, 23), **given,
    )  # fmt: skip
    record_providers.suspended(organisation=beacon, starts=date(2021, 8, 10), why="Nobody at night.", **given)
    return {"provider": beacon, "provider_visit": visit.pk}


def _goes_home(house: CareHouse) -> dict[str, int]:
    child = house.child("Elin", "Brand")
    house.into_care(child, "2021-01-11", house.opens("The Marlands", line="14 Vale Road"))
    given = _given(house, "2021-03-01")
    plan = record_return.return_begun(
        child=child.pk, begun=date(2021, 2, 1), changed="Her mother has not drunk for a year.", ready="yes",
        child_says="I want my own bed.", **given,
    )  # fmt: skip
    record_return.return_planned(
        plan=plan.pk, planned=date(2021, 2, 8), stages="Tea, then a night.", support="Twice a week.", **given
    )
    manager = {"by": account_of(house.gurdeep), "now": given["now"]}
    record_return.return_decided(plan=plan.pk, on=date(2021, 3, 1), why="Every stage went well.", **manager)
    record_return.went_home(plan=plan.pk, on=date(2021, 3, 8), how="left", **_given(house, "2021-03-08"))
    return {"home": child.pk, "way_home": plan.pk}


def _private(house: CareHouse) -> dict[str, int]:
    child = house.child("Kofi", "Asante", born=date(2010, 3, 4))
    held = record_private.told_of(
        child=child.pk, notified=date(2021, 7, 1), notifier="school", starts=date(2020, 4, 1), carer="Ada Mensah",
        tie="a friend of his mother", where="4 Cedar Close, B14 7AA", why="His mother works abroad.",
        parents="She rings every Sunday.", **_given(house),
    )  # fmt: skip
    record_private.household_checked(
        arrangement=held.pk, who="Ada Mensah", on=date(2021, 8, 2), found="clear", **_given(house)
    )
    return {"private": child.pk, "arrangement": held.pk}


def _alone(house: CareHouse) -> dict[str, int]:
    child, given = house.child("Idris", "Dar", born=date(2005, 2, 1)), _given(house)
    record_asylum.arrived(child=child.pk, on=date(2021, 8, 2), port="dover", presented="adult", **given)
    age = record_asylum.age_disputed(
        child=child.pk, begun=date(2021, 8, 9), doubts="young", why="He was put into a hotel with grown men.",
        first=house.ruth.pk, second=house.hannah.pk, adult="Mrs Lowe", **given,
    )  # fmt: skip
    record_asylum.heard(
        age=age.pk, on=date(2021, 8, 23), view="You may be 17.", answer="My school card says 16.", **given
    )
    claim = record_asylum.applied(child=child.pk, kind="asylum", made=date(2021, 8, 10), **given)
    record_asylum.stepped(application=claim.pk, step="state", on=date(2021, 8, 20), **given)
    record_asylum.asked(child=child.pk, on=date(2021, 8, 20), whom="home", what="Is there a date?", **given)
    record_asylum.help_began(child=child.pk, kind="legal", who="City Law", starts=date(2021, 8, 12), **given)
    return {"alone": child.pk, "age": age.pk}


__all__ = ["families"]
