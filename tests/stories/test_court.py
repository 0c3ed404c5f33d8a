"""Legal work: three children in one case, an extension, special guardianship, a step down from pre-proceedings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from righthelp.foundation.journey import explain
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.care import record as care_record
from righthelp.practice.care.models import InCare, LegalStatus
from righthelp.practice.court import journey, queries, queries_consent, record, record_consent, record_court
from righthelp.practice.court.models import Advice, Consent, Extension, Matter, MatterChild, Order
from righthelp.practice.people.models import Person
from righthelp.practice.people.models import Relationship as Kin
from tests.stories.care_house import CareHouse, account_of, as_application, signed_in, text_of

pytestmark = pytest.mark.django_db
HARM = "The children were left alone for days, and found hungry and cold, three times since spring."


class CourtHouse(CareHouse):
    """Ruth works with the children, Gurdeep decides."""

    def said(self, day: str, who: Any = None) -> dict[str, Any]:
        """By whom, and when: the evening of a day."""
        return {"by": account_of(who or self.ruth), "now": self.evening(day)}

    def decided(self, children: list[Person], day: str, decision: str = "issue") -> Matter:
        """Legal planning decided for these children."""
        on = date.fromisoformat(day)
        return record.matter_decided(
            children=[each.pk for each in children], decision=decision, decided=on, threshold=HARM,
            solicitor="Miriam Coldrey", review_by=on + timedelta(days=42), **self.said(day, self.gurdeep),
        )  # fmt: skip

    def letter(self, matter: Matter, day: str) -> None:
        """The letter before proceedings was sent."""
        on = date.fromisoformat(day)
        record.letter_sent(matter=matter.pk, on=on, review_by=on + timedelta(days=42), **self.said(day))

    def at_court(self, children: list[Person], day: str) -> Matter:
        """Decided, and issued on the same day."""
        matter = self.decided(children, day)
        record_court.issued(
            matter=matter.pk, on=date.fromisoformat(day), application="care", court="Family court at Birmingham",
            number="BM21C00417", **self.said(day),
        )  # fmt: skip
        return matter

    def orders(self, matter: Matter, child: Person, day: str, kind: str, **more: Any) -> Order:
        """The court orders something for one child."""
        row = matter.children.get(child=child)
        on = date.fromisoformat(day)
        return record_court.ordered(row=row.pk, kind=kind, starts=on, **self.said(day), **more)

    def concludes(self, matter: Matter, day: str) -> None:
        """Proceedings end."""
        record_court.concluded(matter=matter.pk, on=date.fromisoformat(day), **self.said(day, self.gurdeep))


@pytest.fixture
def house() -> CourtHouse:
    return CourtHouse()


def state(clock: Any, row: MatterChild, at: Any) -> str:
    """The state of a clock of one child."""
    return str(explain(clock, MatterChild.objects.get(pk=row.pk), now=at).state)


def due(row: MatterChild, clock: Any) -> list[date]:
    """The stored due day of a clock."""
    found = DueMoment.objects.filter(journey="legal-matter", episode_id=row.pk, clock=clock.code)
    return [(each.due_at - timedelta(seconds=1)).date() for each in found]


def test_three_children_in_one_case_each_with_their_own_end(house: CourtHouse) -> None:
    nell, otis, pia = (house.child(name, "Farrant") for name in ("Nell", "Otis", "Pia"))
    care = house.into_care(pia, "2021-02-01")
    matter = house.at_court([nell, otis, pia], "2021-02-08")
    for each in (nell, otis, pia):
        assert due(matter.children.get(child=each), journey.COURT) == [date(2021, 8, 9)]
    house.orders(matter, pia, "2021-02-10", "C1")
    house.orders(matter, pia, "2021-07-30", "C2")
    house.orders(matter, otis, "2021-07-30", "sgo", holder="Josephine Farrant, his grandmother")
    with pytest.raises(Refused, match="Nell Farrant"):
        house.concludes(matter, "2021-08-02")
    house.orders(matter, nell, "2021-08-02", "none")
    house.concludes(matter, "2021-08-02")
    assert [state(journey.COURT, row, house.now) for row in matter.children.all()] == ["met"] * 3
    laws = LegalStatus.objects.filter(care=care).order_by("starts").values_list("law", "starts")
    assert [(law, day.isoformat()) for law, day in laws] == [
        ("V2", "2021-02-01"), ("C1", "2021-02-10"), ("C2", "2021-07-30"),
    ]  # fmt: skip
    assert not InCare.objects.filter(child=otis).exists()


def test_an_extension_goes_on_from_the_timetable_by_eight_weeks_at_most(house: CourtHouse) -> None:
    quinn = house.child("Quinn", "Ablett")
    matter = house.at_court([quinn], "2021-01-04")
    row = matter.children.get()
    asked = {"matter": matter.pk, "ordered": date(2021, 6, 28), "why": "An aunt in Cork is to be assessed."}
    with pytest.raises(Refused, match="up to eight weeks further, to 30 August 2021"):
        record_court.extended(until=date(2021, 8, 31), **asked, **house.said("2021-06-28"))
    record_court.extended(until=date(2021, 8, 30), **asked, **house.said("2021-06-28"))
    assert state(journey.COURT, row, house.evening("2021-08-20")) == "excused"
    assert due(row, journey.EXTENDED) == [date(2021, 8, 30)]
    assert state(journey.EXTENDED, row, house.evening("2021-08-30")) == "running"
    assert state(journey.EXTENDED, row, house.evening("2021-08-31")) == "overdue"
    again = asked | {"ordered": date(2021, 8, 31), "why": "The report of the expert is late."}
    record_court.extended(until=date(2021, 9, 27), **again, **house.said("2021-08-31"))
    assert due(row, journey.EXTENDED) == [date(2021, 9, 27)]
    with pytest.raises(IntegrityError, match="extension_eight_weeks"), transaction.atomic():
        Extension.objects.filter(matter=matter).update(until=date(2022, 3, 1))


def test_pre_proceedings_end_for_one_child_while_the_other_goes_to_court(house: CourtHouse) -> None:
    rory, sian = house.child("Rory", "Tindle"), house.child("Sian", "Tindle")
    matter = house.decided([rory, sian], "2021-03-01", "pre")
    house.letter(matter, "2021-03-08")
    row = matter.children.get(child=rory)
    assert due(row, journey.PRE_PROCEEDINGS) == [date(2021, 6, 28)]
    ended = {
        "on": date(2021, 6, 1),
        "how": "down",
        "why": "Their mother has left him, and has kept to every agreement.",
    }
    record.pre_ended(row=row.pk, **ended, **house.said("2021-06-01", house.gurdeep))
    record_court.issued(
        matter=matter.pk, on=date(2021, 7, 5), application="care", court="Birmingham", number="BM21C00555",
        **house.said("2021-07-05"),
    )  # fmt: skip
    row, other = matter.children.get(child=rory), matter.children.get(child=sian)
    assert (row.issued, row.exit, row.closed) == (None, "down", date(2021, 6, 1))
    assert (other.exit, other.exited) == ("issued", date(2021, 7, 5))
    assert [state(journey.PRE_PROCEEDINGS, each, house.now) for each in (row, other)] == ["met", "late"]


def test_a_child_has_one_open_matter(house: CourtHouse) -> None:
    tess = house.child("Tess", "Ullman")
    house.decided([tess], "2021-03-01", "pre")
    with pytest.raises(Refused, match="still open"):
        house.decided([tess], "2021-04-01")


def test_an_order_for_a_child_who_is_not_in_care_yet_waits_for_care(house: CourtHouse) -> None:
    una = house.child("Una", "Vasey")
    matter = house.at_court([una], "2021-08-02")
    house.orders(matter, una, "2021-08-05", "C1")
    [case] = queries.cases_of(una.pk, account_of(house.ruth), house.now)
    assert case.to_care
    house.into_care(una, "2021-08-05", law="C1")
    [case] = queries.cases_of(una.pk, account_of(house.ruth), house.now)
    assert not case.to_care


def test_the_tracker_shows_every_stage_what_comes_next_and_why_it_is_late(house: CourtHouse) -> None:
    wynn, yara, zeb = house.child("Wynn", "Harper"), house.child("Yara", "Idle"), house.child("Zeb", "Jarrold")
    record.advice_asked(child=wynn.pk, question="Is the threshold met?", **house.said("2021-08-20"))
    house.letter(house.decided([yara], "2021-04-12", "pre"), "2021-04-19")
    matter = house.at_court([zeb], "2021-02-01")
    record_court.filing_due(
        matter=matter.pk, what="Final care plan", side="us", due=date(2021, 9, 10), **house.said("2021-08-01")
    )
    record_court.delayed(
        matter=matter.pk, on=date(2021, 7, 12), cause="relative", note="An uncle came forward.", owner="Ruth Okafor",
        **house.said("2021-07-12"),
    )  # fmt: skip
    rows = {row.name: row for row in queries.tracked(account_of(house.gurdeep), house.now)}
    assert {name: (row.stage, row.due, row.late) for name, row in rows.items()} == {
        "Wynn Harper": ("advice", date(2021, 8, 27), True),
        "Yara Idle": ("pre", date(2021, 8, 9), True),
        "Zeb Jarrold": ("court", date(2021, 8, 2), True),
    }
    assert rows["Zeb Jarrold"].next_step == "To file: Final care plan"
    assert rows["Zeb Jarrold"].causes == ["relative"]
    assert not queries.tracked(account_of(house.hannah), house.now)


def on(name: str, day: str) -> dict[str, str]:
    """A day as the form sends it."""
    year, month, number = day.split("-")
    return {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year}


def test_through_the_pages_from_advice_to_an_order(house: CourtHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: house.now)
    ada, ben = house.child("Ada", "Kettle"), house.child("Ben", "Kettle")
    Kin.objects.create(person=ada, other=ben, kind="sibling")
    as_application()
    ruth, gurdeep = signed_in(house.ruth), signed_in(house.gurdeep)
    ruth.post(reverse("court:ask", args=[ada.pk]), {"question": "Is the threshold met?"})
    ruth.post(
        reverse("court:answer", args=[Advice.objects.get().pk]), {"solicitor": "M. Coldrey", "said": "Yes, on neglect."}
    )
    sent = on("decided", "2021-08-02") | {
        "children": [str(ada.pk), str(ben.pk)], "decision": "pre", "threshold": HARM, **on("review_by", "2021-09-13"),
    }  # fmt: skip
    gurdeep.post(reverse("court:decide", args=[ada.pk]), sent)
    row = MatterChild.objects.get(child=ada)
    ruth.post(reverse("court:letter", args=[row.pk]), on("on", "2021-08-04") | on("review_by", "2021-09-13"))
    issue = on("on", "2021-08-23") | {"application": "care", "court": "Birmingham", "number": "BM21C00600"}
    ruth.post(reverse("court:issue", args=[row.pk]), issue)
    ruth.post(reverse("court:hearing", args=[row.pk]), on("on", "2021-08-30") | {"kind": "first"})
    hearing = row.matter.hearings.get()
    ruth.post(
        reverse("court:held", args=[row.pk, hearing.pk]), {"held": "yes", "decided": "They stay at home for now."}
    )
    refused = text_of(ruth.post(reverse("court:order", args=[row.pk]), on("starts", "2021-08-30") | {"kind": "sgo"}))
    assert "Name who holds the order." in refused
    holder = on("starts", "2021-08-30") | {"kind": "cao", "holder": "Her father"}
    page = text_of(ruth.post(reverse("court:order", args=[row.pk]), holder, follow=True))
    for words in ("Yes, on neglect.", "Ben Kettle", "They stay at home for now.", "Held by Her father", "BM21C00600"):
        assert words in page
    for name in ("review", "end", "extend", "filing", "delay", "conclude"):
        assert gurdeep.get(reverse(f"court:{name}", args=[row.pk])).status_code == 200
    assert "Ada Kettle" in text_of(ruth.get(reverse("court:board")))
    assert "Her father" in text_of(ruth.get(reverse("court:orders")))
    assert signed_in(house.hannah).get(reverse("court:child", args=[ada.pk])).status_code in {403, 404}


AGREED = {"capacity": "yes", "interpreter": "not", "aim": "home", "plan": "Until she is well again."}


def test_a_mother_takes_back_her_agreement_and_takes_her_daughter_home(house: CourtHouse) -> None:
    ivy = house.child("Ivy", "Larkin")
    care = house.into_care(ivy, "2021-03-01")
    [row] = queries_consent.accommodated(account_of(house.ruth), house.now)
    assert (row.months, row.who) == (6, "")
    said = AGREED | {"care": care.pk, "agreed": date(2021, 3, 1), "who": "Dawn Larkin, her mother", "advised": True}
    with pytest.raises(Refused, match="no agreement"):
        record_consent.consented(**(said | {"capacity": "no"}), **house.said("2021-03-01"))
    consent = record_consent.consented(**said, **house.said("2021-03-01"))
    record_consent.consent_reviewed(
        consent=consent.pk, on=date(2021, 5, 24), aim="permanence", note="Not well yet.", **house.said("2021-05-24")
    )
    [row] = queries_consent.accommodated(account_of(house.ruth), house.now)
    assert (row.review_by, row.late, row.aim) == (date(2021, 8, 24), True, "permanence")
    record_consent.objected(
        consent=consent.pk, on=date(2021, 8, 30), who="Dawn Larkin", said="I want her home.", **house.said("2021-08-30")
    )
    [row] = queries_consent.accommodated(account_of(house.ruth), house.now)
    assert row.objected == date(2021, 8, 30)
    assert DueMoment.objects.filter(journey="legal-consent", episode_id=consent.pk).exists()
    record_consent.objection_settled(
        consent=consent.pk, on=date(2021, 8, 31), how="She went home.", **house.said("2021-08-31")
    )
    house.leaves(care, "2021-08-31", "E4B")
    consent.refresh_from_db()
    assert consent.ended == date(2021, 8, 31)
    assert not queries_consent.accommodated(account_of(house.ruth), house.now)
    assert not DueMoment.objects.filter(journey__startswith="legal-consent").exists()


def test_an_order_ends_the_agreement_and_taking_it_back_lets_it_go_on(house: CourtHouse) -> None:
    kit = house.child("Kit", "Morrow")
    care = house.into_care(kit, "2021-06-01")
    said = AGREED | {"care": care.pk, "agreed": date(2021, 6, 1), "who": "Both parents", "advised": True}
    consent = record_consent.consented(**said, **house.said("2021-06-01"))
    house.law(care, "2021-07-01", "C1")
    consent.refresh_from_db()
    assert consent.ended == date(2021, 7, 1)
    care_record.change_taken_back(care=care.pk, why="The order was for another child.", **house.said("2021-07-02"))
    consent.refresh_from_db()
    assert consent.ended is None
    assert DueMoment.objects.filter(journey="legal-consent-review", subject_id=kit.pk).count() == 1


def test_section_20_through_the_pages(house: CourtHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: house.now)
    lou = house.child("Lou", "Nairn")
    house.into_care(lou, "2021-06-01")
    as_application()
    ruth = signed_in(house.ruth)
    sent = AGREED | on("agreed", "2021-06-01") | {"who": "Her father", "advised": "yes"}
    ruth.post(reverse("court:consent", args=[lou.pk]), sent)
    consent = Consent.objects.get(child=lou)
    review = on("on", "2021-08-20") | {"aim": "home", "note": "Still right."}
    ruth.post(reverse("court:consent-review", args=[consent.pk]), review)
    objects = on("on", "2021-09-01") | {"who": "Her father", "said": "He wants her home tonight."}
    page = text_of(ruth.post(reverse("court:objection", args=[consent.pk]), objects, follow=True))
    assert "He wants her home tonight." in page
    assert "Objection" in text_of(ruth.get(reverse("court:section-20")))
    settled = on("on", "2021-09-01") | {"how": "He agrees again."}
    assert "He agrees again." in text_of(ruth.post(reverse("court:settled", args=[consent.pk]), settled, follow=True))
