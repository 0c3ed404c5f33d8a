"""One small trust with something in every room from the first contact to a plan, for whoever looks at pages."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from righthelp.foundation.access.models import Account, Agreement
from righthelp.practice.care.models import InCare
from righthelp.practice.education import record_plans, record_work
from righthelp.practice.education.models import FileLine
from righthelp.practice.fostering import record_concern, record_household, record_known, record_pay
from righthelp.practice.front_door import record, record_calls, record_channel, record_registers
from righthelp.practice.front_door.queries_calls import edition_on
from righthelp.practice.front_door.screening_tools import BY_CODE
from righthelp.practice.health import record as record_health
from righthelp.practice.health.codes import PARTS
from righthelp.practice.mash import record_partner
from righthelp.practice.mash.models import Partner
from righthelp.practice.people.models import Organisation, Person, Relationship
from righthelp.practice.people.record import Place
from righthelp.practice.virtual_school import record as record_school
from righthelp.practice.virtual_school.record import Made
from righthelp.practice.workforce.models import Rota, Worker
from tests.stories.adoption_house import AdoptionHouse, learned_and_met
from tests.stories.assessment_house import AssessmentHouse
from tests.stories.care_plan_house import CarePlanHouse
from tests.stories.desk_house import account_of
from tests.stories.families_house import families
from tests.stories.front_door_house import NOW, FrontDoorHouse
from tests.stories.lasting_house import lasting
from tests.stories.lasting_match_house import LastingHouse
from tests.stories.leaving_house import LeavingHouse, left_care
from tests.stories.mash_house import MashHouse
from tests.stories.need_house import NeedHouse
from tests.stories.placed_house import placed
from tests.stories.protection_house import ProtectionHouse
from tests.stories.school_house import JULY, SchoolHouse
from tests.stories.section47_house import Section47House

DAY = timedelta(days=1)
PARTNER = ["home.see", "draft.keep", "account.own", "mash.partner"]


class _Once:
    """Somebody who works here already is not made again: the houses share their people."""

    def worker(self, name: str, *args: Any, **more: Any) -> Worker:
        there = Worker.objects.filter(name=name).first()
        return there or super().worker(name, *args, **more)  # type: ignore[misc]  # the house beside this class

    def account(self, name: str, *args: Any, **more: Any) -> Account:
        there = Account.objects.filter(name=name).first()
        return there or super().account(name, *args, **more)  # type: ignore[misc]  # as above


class Cared(CarePlanHouse, AdoptionHouse, LastingHouse, SchoolHouse, LeavingHouse):
    """One set of homes for children in care, those who foster them, adopters, and a school."""


def _house(kind: type[Any]) -> Any:
    Rota.objects.all().delete()  # each front door makes its own, and its own school
    Organisation.objects.filter(postcode="").update(postcode=f"B{Organisation.objects.count()} 1AA")
    return type(kind.__name__, (_Once, kind), {})()


def rooms() -> dict[str, int]:
    """Make it, and say the numbers of what there is to look at."""
    mash = _house(MashHouse)
    cared = _house(Cared)
    return {
        **_at_the_door(mash),
        **_in_mash(mash),
        **_helped(),
        **_looked_after(cared),
        **_fostered(cared),
        **_in_school(cared),
        **left_care(cared),
    }


def _at_the_door(house: FrontDoorHouse) -> dict[str, int]:
    amira, yusuf, _ = house.family()
    call = house.told(amira, yusuf, now=NOW - 5 * DAY, why="radical", words="They film each other on the bridge.")
    first = call.contacts.get(child=yusuf)
    answers = dict.fromkeys((code for code, _ in BY_CODE["radicalisation"].questions), "not-known")
    karen = account_of(house.karen)
    record.screened(
        contact=first.pk, tool="radicalisation", answers=answers, risk="moderate", rationale="The films.", by=karen,
        now=NOW - 5 * DAY,
    )  # fmt: skip
    sent = record_registers.channel_referred(
        contact=first.pk, why="Films, and talk of leaving.", agreed=True, by=karen, now=NOW - 4 * DAY
    )
    panel = record_channel.panel_called(children=[sent.pk], planned=NOW + 5 * DAY, by=karen, now=NOW)
    other = house.told(house.child("Leo", "Marsh", worker=False), words="He sleeps in class.")
    edition = edition_on(NOW.date())
    assert edition is not None
    heard = record_calls.call_assessed(
        call=other.pk, listened="live", marks={each.pk: ("met", "") for each in edition.standards.all()},
        well="Calm.", better="Nothing.", by=account_of(house.moira), now=NOW,
    )  # fmt: skip
    return {"call": call.pk, "other": other.pk, "panel": panel.pk, "heard": heard.pk}


def _in_mash(house: MashHouse) -> dict[str, int]:
    leon, marcus = house.brothers()
    seat: Partner = house.partner("Ros Hale", "health")
    account = house.account("Ros Hale", "mash_partner", "community-health")
    days = {"starts": NOW.date() - DAY, "ends": NOW.date() + 900 * DAY}
    Agreement.objects.create(organisation="community-health", title="MASH", lawful_basis="Law", acts=PARTNER, **days)
    record_partner.sign_in_given(partner=seat.pk, account=account.pk, by=account_of(house.priya), now=NOW)
    checks = house.asked(house.begun(*house.referred(leon, marcus)), "police", "health", "education")
    house.answered(checks, "police")
    asked = next(each for each in checks if each.agency == "health")
    return {"enquiry": asked.enquiry_id, "question": asked.pk}


def _helped() -> dict[str, int]:
    team = _house(AssessmentHouse)
    assessed = team.child("Ada", "Quill", worker=False)
    (assessment,) = team.assessing(assessed)
    enquiring = _house(Section47House)
    discussion = enquiring.asked(enquiring.known("Bo", "Rennick"))
    conferences = _house(ProtectionHouse)
    leo, _ = conferences.brothers()
    plan = conferences.with_plan(leo)
    need = _house(NeedHouse)
    child = need.child("Cleo", "Marlow")
    need.plan(child)
    return {
        "assessment": assessment.pk,
        "discussion": discussion.pk,
        "protected": leo.pk,
        "plan": getattr(plan, "pk", 0),
        "needs": child.pk,
    }


def _looked_after(house: CarePlanHouse) -> dict[str, int]:
    child = house.child("Maya", "Ruddock")
    care = house.into_care(child, "2021-05-03")
    house.review(care, "2021-05-25", childs_words="I want to see my sisters.")
    house.plan(care, "2021-05-11")
    version = house.plan(care, "2021-06-11", feelings="Sleeps through the night.")
    house.decides(care, "2021-06-20", "fostering", "guardian")
    house.refuses(house.arranges(child, "2021-05-10"), "2021-08-30", "2021-09-05")
    seen = record_health.Came(outcome="kept", consent="parent", found="Growing well.", immunised=True)
    said: dict[str, Any] = {"child": child.pk, "by": account_of(house.ruth), "now": NOW}
    record_health.checked(kind="assessment", on=date(2021, 8, 30), came=seen, **said)
    record_health.referred(service="camhs", why="Nightmares.", on=date(2021, 4, 1), **said)
    words = dict.fromkeys(PARTS, "") | {"about": "Talk to me, not about me."}
    passport = record_health.passport_made(made=date(2021, 8, 30), chosen=["about"], said=words, **said)
    ivy, who = house.child("Ivy", "Brand", born=date(2020, 8, 10)), house.linfields()
    _, plan = house.to_be_placed(ivy, "2020-08-14", "2020-11-20", "2020-12-18", "2021-02-01")
    house.match(plan, who, "2021-03-03")
    learning = Made(
        school="Kings Heath Primary", words="I like science.", needs="She is tired in the mornings.", english="at",
        english_target="Write a page a day.", maths="towards", maths_target="Fractions.",
        attendance=Decimal("88.5"), premium_for="A tutor.", premium_asked=600,
    )  # fmt: skip
    learns = record_school.plan_made(held=date(2021, 8, 30), made=learning, **said)
    return {
        **families(house),
        **learned_and_met(house, plan, who),
        **lasting(house, child, ivy),
        **placed(house),
        "adopting": ivy.pk,
        "adopters": who.pk,
        "match": plan.links.get().pk,
        "learns": learns.pk,
        "passport": passport.pk,
        "looked": child.pk,
        "version": version.pk,
        "challenge": house.challenges(care, "2021-08-30", "1").pk,
    }


def _fostered(house: LastingHouse) -> dict[str, int]:
    carer = house.carer(house.osgoods)
    household = house.household(house.osgoods)
    said: dict[str, Any] = {"by": account_of(house.precious), "now": NOW}
    house.did(record_household.home_visited, "2021-08-20", household=household.pk, surprise=True, note="Calm.")
    record_household.trained(carer=carer.pk, course="aid", done=date(2021, 2, 2), **said)
    applicants = house.asks("Dana and Rob Mistry", "2021-01-04", "teens", "complex")
    dana = Person.objects.create(forename="Dana", surname="Mistry", birth_date=date(1984, 2, 11))
    house.stage_one(applicants, "2021-01-20", dana)
    house.checks_in(applicants, "2021-03-01")
    house.assessed(applicants, "2021-03-08", "2021-06-10")
    item = house.heard(applicants, "2021-08-24")
    concern = record_concern.raised(
        household=household.pk, matter="alleged", known=NOW - 3 * DAY, said="He pulled me.", deals=house.lorna.pk,
        hold=True, by=account_of(house.lorna), now=NOW,
    )  # fmt: skip
    ivy = house.child("Ivy", "Brand")
    maud = Person.objects.create(forename="Maud", surname="Brand", birth_date=date(1979, 8, 8))
    Relationship.objects.create(person=ivy, other=maud, kind="aunt_uncle")
    known = record_known.approved_for_a_time(
        child=ivy.pk, carer=maud.pk, name="Maud Brand", starts=date(2021, 8, 3), seen="Ivy asked to go to her.",
        at=Place(line="2 Wren Row", locality="Selly Oak", postcode="B29 6AA", area="south"), worker=house.precious.pk,
        by=account_of(house.gurdeep), now=NOW,
    )  # fmt: skip
    for what, pence in (("0-4", 13_000), ("5-10", 14_000), ("11-15", 17_500), ("16-17", 19_000), ("one", 21_000)):
        record_pay.rate_set(what=what, pence=pence, starts=date(2021, 4, 1), by=account_of(house.lorna), now=NOW)
    found = house.looks(InCare.objects.get(child__forename="Maya"))
    house.considers(found, house.brackenridges, "no")
    house.considers(found, house.osgoods)
    run = record_pay.run_prepared(week=date(2021, 8, 23), by=account_of(house.lorna), now=NOW)
    return {
        "household": household.pk, "foster": applicants.pk, "item": item.pk, "meeting": item.meeting_id,
        "concern": concern.pk, "known": known.child_id, "run": run.pk,
        "family_found": found.pk,
    }  # fmt: skip


def _in_school(house: SchoolHouse) -> dict[str, int]:
    kian, said = house.kian.pk, house.nadia_on("2021-08-31")
    file = house.sends(
        f",Kian,Doyle,04/03/2008,103456,{JULY},100,61,9,30", f",Rorry,Doyle,02/11/2012,103456,{JULY},100,89,11,0"
    )
    day = date(2021, 8, 2)
    query = record_work.asked(child=kian, way="social", level="plan", asked=day, what="He stays in bed.", **said)
    panel = record_work.referred(child=kian, referred=day, why="Out of school.", tried="A later start.", **said)
    record_work.agreed(panel=panel.pk, what="A mentor begins", who="Beech Lane", by_when=date(2021, 8, 20), **said)
    record_work.on_no_roll(child=house.rory.pk, told=day, by_whom="school", what="Not seen since June.", **said)
    plan = record_plans.plan_asked(child=kian, requested=date(2021, 2, 12), asked_by="parent", **said)
    record_plans.to_assess(plan=plan.pk, on=date(2021, 3, 12), **said)
    record_plans.plan_issued(plan=plan.pk, on=date(2021, 7, 2), **said)
    out = record_plans.out_of_school(plan=plan.pk, starts=day, why="place", **said)
    record_plans.checked(out=out.pk, on=date(2021, 8, 6), seen="well", note="At home with his aunt.", **said)
    surgery = record_plans.surgery_held(on=day, team=house.teams["east"].pk, **said)
    record_plans.discussed(surgery=surgery.pk, child=kian, said="Up late.", **said)
    return {
        "pupil": kian, "school_file": file.pk, "school_line": FileLine.objects.get(file=file).pk, "query": query.pk,
        "surgery": surgery.pk, "school_plan": plan.pk,
    }  # fmt: skip
