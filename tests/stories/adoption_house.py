"""What the stories of adoption share: adopters of the trust and of an agency, a decision maker, children."""

from __future__ import annotations

from datetime import date
from typing import Any

from righthelp.practice.adoption import record, record_adopters, record_events
from righthelp.practice.adoption.models import Adopters, Adopting, Linked
from righthelp.practice.care.models import InCare
from righthelp.practice.people.models import Organisation, Person
from righthelp.practice.people.record import Place
from tests.stories.care_house import CareHouse, account_of

OTHERS = "Her mother cannot keep her safe; nobody in the family could; she needs parents for life."


class AdoptionHouse(CareHouse):
    """Beatrix decides for the agency and Ruth is the child's worker. Farida supports the Linfields, adopters of the
    trust; the Aldertons come from an agency."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.beatrix = self.worker("Beatrix Wragge", title="Head of adoption", role="head_of_service")
        self.farida = self.worker("Farida Quill", title="Adoption social worker", role="social_worker")
        self.vaa = Organisation.objects.create(kind="voluntary", name="Threshold Adoption", locality="Derby")

    def evening_of(self, on: str) -> dict[str, Any]:
        """Ruth, at six in the evening of a day."""
        return {"by": account_of(self.ruth), "now": self.evening(on)}

    def linfields(self, on: str = "2021-01-04", **terms: Any) -> Adopters:
        """Adopters of the trust: both stages in the year before, approved on a day."""
        day = date.fromisoformat(on)
        given = {"by": account_of(self.farida), "now": self.evening(on)}
        held = record_adopters.registered(
            name="The Linfields",
            asked=date(day.year - 1, 3, 2),
            seeks="One child, or two.",
            worker=self.farida.pk,
            **given,
        )
        stage = {"household": held.pk, **given}
        record_adopters.stage_begun(number="1", on=date(day.year - 1, 4, 1), **stage)
        record_adopters.stage_ended(on=date(day.year - 1, 5, 28), outcome="on", why="Ready to go on.", **stage)
        record_adopters.stage_begun(number="2", on=date(day.year - 1, 9, 7), **stage)
        return record_adopters.approved(
            on=day, panel=day, decided="Decision maker after panel", terms=self.offer(**({"places": 1} | terms)),
            at=Place(line="5 Hazel Mount", locality="Lichfield", postcode="WS13 6AA", area="outside"), **stage,
        )  # fmt: skip

    def aldertons(self, on: str = "2020-11-02", **terms: Any) -> Adopters:
        """Adopters whom an agency approved."""
        given = {"by": account_of(self.farida), "now": self.evening("2021-01-05")}
        held = record_adopters.registered(
            name="The Aldertons", asked=date(2021, 1, 5), seeks="", agency=self.vaa.pk, worker=self.farida.pk, **given
        )
        return record_adopters.approved(
            household=held.pk, on=date.fromisoformat(on), decided="Threshold Adoption", provider="PR5",
            terms=self.offer(**({"places": 2} | terms)),
            at=Place(line="18 Mill Lane", locality="Derby", postcode="DE1 1AA", area="outside"), **given,
        )  # fmt: skip

    def to_be_placed(
        self, child: Person, came: str, planned: str, decided: str, ordered: str = ""
    ) -> tuple[InCare, Adopting]:
        """A child in care for whom adoption is the plan, decided, with or without a placement order."""
        care = self.into_care(child, came, self.tamworth, law="C1")
        plan = record.planned(child=child.pk, on=date.fromisoformat(planned), others=OTHERS, **self.evening_of(planned))
        record.decided(
            plan=plan.pk, on=date.fromisoformat(decided), why="She needs a family for life, soon.",
            by=account_of(self.beatrix), now=self.evening(decided),
        )  # fmt: skip
        if ordered:
            self.law(care, ordered, "E1")
        plan.refresh_from_db()
        return care, plan

    def match(self, plan: Adopting, who: Adopters, on: str) -> Linked:
        """Considered, to panel and matched on one day."""
        day = date.fromisoformat(on)
        link = record.considered(
            plan=plan.pk, adopters=who.pk, on=day, why="Warm, near, patient.", **self.evening_of(on)
        )
        record.panel_met(link=link.pk, on=day, says="yes", minutes=day, **self.evening_of(on))
        return record.matched(
            link=link.pk, on=day, why="They can be her parents.", by=account_of(self.beatrix), now=self.evening(on)
        )

    def places(self, link: Linked, on: str, place: str = "A6") -> Linked:
        """The child moves in."""
        return record.placed(
            link=link.pk, starts=date.fromisoformat(on), place=place, change="CARPL", **self.evening_of(on)
        )

    def adopts(self, plan: Adopting, on: str) -> Adopting:
        """The court makes the order, recorded by Ruth."""
        return record.adopted(
            plan=plan.pk, on=date.fromisoformat(on), left="E12", order="Family court at Birmingham, BM21Z00451",
            **self.evening_of(on),
        )  # fmt: skip


def learned_and_met(house: AdoptionHouse, plan: Adopting, who: Adopters) -> dict[str, int]:
    """A group on therapeutic parenting and an exchange event, with a family in both, to look at."""
    given = {"by": account_of(house.farida), "now": house.evening("2021-08-30")}
    group = record_events.group_begun(starts=date(2021, 7, 5), weeks=6, led_by="Farida Quill", **given)
    (seat,) = record_events.families_joined(group=group.pk, families=[who.pk], **given)
    record_events.took_part(seat=seat.pk, came=[1, 2, 4], helped="much", feedback="We shout less.", **given)
    event = record_events.exchange_held(on=date(2021, 2, 1), partners="Threshold Adoption", **given)
    (profile,) = record_events.profiled(exchange=event.pk, plans=[plan.pk], **given)
    record_events.adopters_came(exchange=event.pk, families=[who.pk], **given)
    record_events.interest_shown(profile=profile.pk, family=who.pk, said="She laughs like us.", **given)
    return {"exchange": event.pk, "group_of_adopters": group.pk, "seat": seat.pk}


__all__ = ["OTHERS", "AdoptionHouse", "account_of", "learned_and_met"]
