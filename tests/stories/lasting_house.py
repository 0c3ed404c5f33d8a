"""Something to look at beside a plan for permanence, at court and after an adoption, for whoever looks at pages."""

from __future__ import annotations

from datetime import date

from righthelp.practice.care.models import InCare
from righthelp.practice.care_plan import record_lasting
from righthelp.practice.care_plan.record_lasting import Award
from righthelp.practice.court import record, record_family
from righthelp.practice.people.models import Person
from tests.stories.care_house import CareHouse, account_of


def lasting(house: CareHouse, child: Person, other: Person) -> dict[str, int]:
    """A child whose carers were asked, with support after an order, on a clinic’s list, apart from another child; a
    grandmother who is assessed, a question to the lawyers and a legal challenge."""
    care = InCare.objects.get(child=child, ends__isnull=True)
    on = date(2021, 8, 30)
    gurdeep = {"by": account_of(house.gurdeep), "now": house.evening("2021-08-30")}
    record_lasting.guardianship_asked(
        care=care.pk, asked=on, who="The Osgoods", answer="later", view="When she is settled at school.", **gurdeep
    )
    award = Award("sgo", "Agnes Marlow, aunt", on, "Sleep.", "A worker to call.", 12_000, "As fostering, less benefit.")
    record_lasting.supported(child=child.pk, award=award, starts=on, **gurdeep)
    case = record_lasting.clinic_listed(care=care.pk, on=on, question="Guardianship, or fostering for good?", **gurdeep)
    record_lasting.clinic_advised(
        case=case.pk, advice="Ask the aunt first.", decision="Ruth asks her.", by_when=date(2021, 9, 20), **gurdeep
    )
    record_lasting.siblings_planned(
        child=child.pk,
        siblings=[other.pk],
        together=[],
        decided=on,
        why="Each has a home.",
        contact="Sundays.",
        **gurdeep,
    )
    nan = record_family.relative_asked(child=child.pk, who="Agnes Marlow", relation="aunt", asked=on, **gurdeep)
    record_family.viability(assessment=nan.pk, on=on, viable=True, why="Near.", due=date(2021, 10, 1), **gurdeep)
    record_family.challenged(
        child=child.pk, received=on, subject="policy", what="No allowance was offered.", owner="M. Coldrey", **gurdeep
    )
    record.advice_asked(child=child.pk, question="May the aunt apply?", **gurdeep)
    return {"clinic_case": case.pk, "relative": nan.pk}


__all__ = ["lasting"]
