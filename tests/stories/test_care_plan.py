"""Care plans: three sisters with one plan each, a plan that drifts, contact stopped for six days and not for eight."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.journey import CARE_PLAN
from righthelp.practice.care.models import InCare
from righthelp.practice.care.record_reviews import review_withdrawn
from righthelp.practice.care_plan import queries, record, record_challenge, record_family
from righthelp.practice.care_plan.changed import GONE, NEW, changes, parts_of
from righthelp.practice.care_plan.codes import TEXTS
from righthelp.practice.care_plan.journey import ANSWER, DISPUTE, PERMANENCE, RECOMMENDED
from righthelp.practice.care_plan.models import (
    Arrangement,
    CarePlan,
    Challenge,
    PermanenceDue,
    Recommendation,
    Refusal,
    Session,
    StoryItem,
)
from tests.stories.care_house import account_of, as_application, signed_in, text_of
from tests.stories.care_plan_house import CarePlanHouse

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> CarePlanHouse:
    made = CarePlanHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


@pytest.fixture
def maya(house: CarePlanHouse) -> InCare:
    """Maya came to the Osgoods on 3 May 2021."""
    return house.into_care(house.child("Maya", "Ruddock"), "2021-05-03")


def on(name: str, day: str) -> dict[str, str]:
    """A day as the form sends it."""
    year, month, number = day.split("-")
    return {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year}


def due_on(clock: Any, row: Any) -> date | None:
    """The day by which it is due, if it is."""
    found = DueMoment.objects.filter(clock=clock.code, episode_id=row.pk).first()
    return local_date(found.due_at) if found else None


def test_changes_read_in_order_give_both_versions() -> None:
    before, after = "She sees her mother\nevery Saturday.", "She sees her mother and aunt\nevery Sunday."
    parts = parts_of(before, after)
    assert "".join(words for what, words in parts if what != NEW) == before
    assert "".join(words for what, words in parts if what != GONE) == after
    same = dict.fromkeys(TEXTS, "The same.")
    assert [each.name for each in changes(same, same | {"health": "Another."})] == ["health"]


def test_a_first_plan_is_begun_from_what_the_record_knows(house: CarePlanHouse, maya: InCare) -> None:
    house.review(maya, "2021-05-25", childs_words="I want to see my sisters.")
    plan = house.begins(maya, "2021-05-26")
    assert "I want to see my sisters." in plan.wishes
    assert "The Osgoods since 3 May 2021" in plan.placement
    assert "Nobody at home could keep her safe tonight." in plan.upbringing
    with pytest.raises(Refused, match="draft is being written"):
        house.begins(maya, "2021-05-26")


def test_a_plan_is_agreed_by_somebody_else_and_only_when_whole(house: CarePlanHouse, maya: InCare) -> None:
    plan = house.begins(maya, "2021-05-10")
    with pytest.raises(Refused, match=r"Not written yet: .*Feelings and behaviour"):
        house.offers(plan, "2021-05-10")
    house.writes(plan, "2021-05-10")
    house.offers(plan, "2021-05-10")
    with pytest.raises(Refused, match="You offered this plan"):
        record.plan_agreed(plan=plan.pk, by=account_of(house.ruth), now=house.evening("2021-05-11"))
    house.agrees(plan, "2021-05-11")
    assert InCare.objects.get(pk=maya.pk).plan_made == date(2021, 5, 11)
    assert due_on(CARE_PLAN, maya) is None


def test_what_a_manager_read_is_what_is_agreed(house: CarePlanHouse, maya: InCare) -> None:
    plan = house.begins(maya, "2021-05-10")
    house.writes(plan, "2021-05-10")
    house.offers(plan, "2021-05-10")
    house.writes(plan, "2021-05-10", health="Asthma.")
    with pytest.raises(Refused, match="being written again"):
        house.agrees(plan, "2021-05-11")


def test_an_agreed_plan_never_changes_and_the_next_is_begun_from_it(house: CarePlanHouse, maya: InCare) -> None:
    first = house.plan(maya, "2021-05-11", health="Asthma; an inhaler at school.")
    with pytest.raises(Refused, match="not edited"):
        house.writes(first, "2021-05-12", health="Well.")
    with pytest.raises(DatabaseError, match="not edited"), transaction.atomic():
        CarePlan.objects.filter(pk=first.pk).update(health="Well.")
    second = house.plan(maya, "2021-06-11", feelings="Sleeps through.")
    found = queries.plan_of(second.pk)
    assert found is not None
    assert (found[0].number, found[0].health, found[1]) == (2, "Asthma; an inhaler at school.", first)


def test_a_plan_taken_back_lets_the_duty_run_again(house: CarePlanHouse, maya: InCare) -> None:
    plan = house.plan(maya, "2021-05-11")
    record.plan_taken_back(
        plan=plan.pk, why="It was her sister’s.", by=account_of(house.gurdeep), now=house.evening("2021-05-12")
    )
    assert InCare.objects.get(pk=maya.pk).plan_made is None
    assert due_on(CARE_PLAN, maya) == date(2021, 5, 17)
    assert house.begins(maya, "2021-05-12").number == 2


def test_three_sisters_have_one_plan_each(house: CarePlanHouse) -> None:
    sisters = [house.child(name, "Ruddock") for name in ("Maya", "Ines", "Bea")]
    homes = [house.osgoods, house.osgoods, house.brackenridges]
    cares = [house.into_care(one, "2021-05-03", home) for one, home in zip(sisters, homes, strict=True)]
    for care in cares:
        house.review(care, "2021-05-25")
        house.plan(care, "2021-05-11", family=f"Sees the other two. {care.child.forename} asks for more.")
    house.decides(cares[0], "2021-06-20", "fostering")
    house.decides(cares[1], "2021-06-20", "fostering", "guardian")
    rows = {row.name: row for row in queries.planned(account_of(house.ruth), house.now)}
    assert [rows[f"{one} Ruddock"].kind for one in ("Maya", "Ines", "Bea")] == ["fostering", "fostering", ""]
    assert rows["Ines Ruddock"].parallel == "guardian"
    assert rows["Bea Ruddock"].without
    assert not rows["Maya Ruddock"].without
    assert CarePlan.objects.get(care=cares[2]).family.endswith("Bea asks for more.")


def test_permanence_is_due_three_months_after_the_first_review(house: CarePlanHouse, maya: InCare) -> None:
    row = PermanenceDue.objects.get(care=maya)
    assert due_on(PERMANENCE, row) is None
    review = house.review(maya, "2021-05-25")
    assert due_on(PERMANENCE, row) == date(2021, 8, 25)
    review_withdrawn(review=review.pk, why="Her cousin’s.", by=account_of(house.colin), now=house.evening("2021-05-26"))
    assert due_on(PERMANENCE, row) is None
    house.review(maya, "2021-05-26")
    made = house.decides(maya, "2021-06-01", "family")
    assert due_on(PERMANENCE, row) is None
    record_family.taken_back(
        model=type(made), number=made.pk, why="Decided for Ines.", by=account_of(house.gurdeep),
        now=house.evening("2021-06-02"),
    )  # fmt: skip
    assert due_on(PERMANENCE, row) == date(2021, 8, 26)


def test_the_options_stand_side_by_side(house: CarePlanHouse, maya: InCare) -> None:
    with pytest.raises(Refused, match="at least one other"):
        house.decides(maya, "2021-06-01", "fostering", **{"return": ""})
    with pytest.raises(Refused, match="another kind"):
        house.decides(maya, "2021-06-01", "fostering", "fostering")


def test_a_plan_drifts_and_the_officer_goes_up_to_the_second_level(house: CarePlanHouse, maya: InCare) -> None:
    raised = house.challenges(maya, "2021-06-01")
    colin, now = account_of(house.colin), house.evening
    assert due_on(DISPUTE, raised) is None
    first = raised.steps.get()
    assert due_on(ANSWER, first) == date(2021, 6, 8)
    with pytest.raises(Refused, match="You raised this"):
        record_challenge.answered(step=first.pk, answer="Soon.", by=colin, now=now("2021-06-02"))
    higher = {"challenge": raised.pk, "by": colin}
    second = record_challenge.taken_higher(
        **higher, level="1", to=house.gurdeep.pk, why="No answer in a week.", now=now("2021-06-09")
    )
    first.refresh_from_db()
    assert (first.answered, first.ended) == (None, date(2021, 6, 9))
    assert due_on(DISPUTE, raised) == date(2021, 7, 7)
    answer = {"answer": "Panel in July.", "by": account_of(house.gurdeep)}
    record_challenge.answered(step=second.pk, now=now("2021-06-11"), **answer)
    with pytest.raises(Refused, match="at this level"):
        record_challenge.taken_higher(**higher, level="1", to=house.hilary.pk, why="July?", now=now("2021-06-12"))
    third = record_challenge.taken_higher(**higher, level="2", to=house.hilary.pk, why="July?", now=now("2021-06-12"))
    [row] = queries.disputed(colin, now("2021-06-30"))
    assert (row.level, row.to, row.late) == ("2", "Hilary Osterley", True)
    record_challenge.resolved(**higher, on=date(2021, 7, 1), how="Her aunt is assessed.", now=now("2021-07-01"))
    third.refresh_from_db()
    assert third.ended == date(2021, 7, 1)
    assert due_on(DISPUTE, raised) is None


def test_contact_is_stopped_for_six_days_and_not_for_eight(house: CarePlanHouse, maya: InCare) -> None:
    with_mother = house.arranges(maya.child, "2021-05-10")
    with pytest.raises(Refused, match="for 7 days at most"):
        house.refuses(with_mother, "2021-06-01", "2021-06-09")
    with pytest.raises(DatabaseError, match="care_refusal_urgent_seven_days"), transaction.atomic():
        Refusal.objects.create(
            child=maya.child, arrangement=with_mother, basis="urgent", why="Stated", starts=date(2021, 6, 1),
            ends=date(2021, 6, 9), recorded=house.now, recorded_by=house.ruth,
        )  # fmt: skip
    held = house.refuses(with_mother, "2021-06-01", "2021-06-07")
    session = {"outcome": "held", "how": "Quiet.", "by": account_of(house.ruth), "arrangement": with_mother.pk}
    with pytest.raises(Refused, match="refused on that day"):
        record_family.contact_held(on=date(2021, 6, 5), now=house.evening("2021-06-05"), **session)
    with pytest.raises(Refused, match="ask for an order"):
        house.refuses(with_mother, "2021-06-07", "2021-06-12")
    house.refuses(with_mother, "2021-06-07", None, "order", order="Family court at Birmingham, 7 June: section 34(4)")
    assert (held.ends - held.starts).days if held.ends else 0 == 6


def test_a_decision_of_a_review_is_followed_until_it_is_done(house: CarePlanHouse, maya: InCare) -> None:
    review = house.review(maya, "2021-05-25")
    todo = record_family.recommended(
        review=review.pk, what="Ask her school for a quiet place.", worker=house.ruth.pk, by_when=date(2021, 6, 10),
        by=account_of(house.colin), now=house.evening("2021-05-25"),
    )  # fmt: skip
    assert due_on(RECOMMENDED, todo) == date(2021, 6, 10)
    [row] = queries.planned(account_of(house.colin), house.evening("2021-06-11"))
    assert (row.todo, row.late) == (1, 1)
    record_family.recommendation_done(
        recommendation=todo.pk, on=date(2021, 6, 12), note="The library at lunch.", by=account_of(house.ruth),
        now=house.evening("2021-06-12"),
    )  # fmt: skip
    assert due_on(RECOMMENDED, todo) is None


def test_all_of_it_through_the_pages(house: CarePlanHouse, maya: InCare) -> None:
    review = house.review(maya, "2021-05-25")
    ruth, gurdeep, colin = signed_in(house.ruth), signed_in(house.gurdeep), signed_in(house.colin)
    child = [maya.child_id]

    def send(browser: Any, name: str, args: list[int], **said: str) -> str:
        return text_of(browser.post(reverse(f"care_plan:{name}", args=args), said, follow=True))

    assert "Write the care plan" in send(ruth, "begin", child)
    plan = CarePlan.objects.get()
    send(ruth, "write", [plan.pk], **{name: f"I say: {name}" for name in TEXTS})
    assert "asked to agree" in send(ruth, "offer", [plan.pk])
    assert "sent back" in send(gurdeep, "send-back", [plan.pk], why="Say which school.")
    send(ruth, "offer", [plan.pk])
    assert "The plan is agreed" in send(gurdeep, "agree", [plan.pk])
    send(ruth, "share", [plan.pk], **on("on", "2021-09-01"))
    permanence = on("decided", "2021-09-01") | {
        "kind": "fostering", "parallel": "", "reasons": "Settled.", "review": str(review.pk),
        "why_fostering": "They ask for her.", "why_return": "Not safe.",
    }  # fmt: skip
    assert "Not safe." in send(gurdeep, "permanence", child, **permanence)
    contact = on("starts", "2021-08-20") | {
        "who": "Dawn, her mother", "way": "watched", "how_often": "Weekly", "supervised_by": "", "ground": "agreed",
    }  # fmt: skip
    assert "Write who supervises it." in send(ruth, "arrange", child, **contact)
    send(ruth, "arrange", child, **contact | {"supervised_by": "Family centre"})
    arrangement = Arrangement.objects.get()
    held = on("on", "2021-08-28") | {"outcome": "held", "how": "Laughed; cried after.", "words_": "Longer please."}
    assert "Longer please." in send(ruth, "session", [arrangement.pk], **held)
    refuse = on("starts", "2021-09-01") | on("ends", "2021-09-07") | {"basis": "urgent", "why": "She came drunk."}
    assert "Refused now" in send(gurdeep, "refuse", [arrangement.pk], **refuse)
    send(gurdeep, "again", [Refusal.objects.get().pk], **on("ends", "2021-09-01"))
    story = on("on", "2021-08-01") | {"kind": "letter", "what": "Her grandmother’s letter.", "kept": "Memory box"}
    send(ruth, "story", child, **story)
    assert "The child has it" in send(ruth, "given", [StoryItem.objects.get().pk], **on("on", "2021-08-02"))
    decision = on("by_when", "2021-09-20") | {"what": "Find a swimming club.", "owner": "Mrs Osgood", "worker": ""}
    assert "Find a swimming club." in send(colin, "recommend", [review.pk], **decision)
    todo = Recommendation.objects.get()
    send(ruth, "done", [todo.pk], **on("on", "2021-09-01"), note="Tuesdays.")
    raised = {
        "issue": "drift",
        "what": "No aunt asked.",
        "wanted": "Ask her.",
        "level": "0",
        "to": str(house.gurdeep.pk),
    }
    assert "Waits for an answer" in send(colin, "raise", child, **raised)
    challenge = Challenge.objects.get()
    step = challenge.steps.get()
    assert "Asked on Monday." in send(gurdeep, "answer", [step.pk], answer="Asked on Monday.")
    send(colin, "cafcass", [challenge.pk], **on("on", "2021-09-01"), why="No guardian was told.")
    assert "Formal, head of service" in send(
        colin, "higher", [challenge.pk], level="2", to=str(house.hilary.pk), why="Not enough."
    )
    assert "Resolved" in send(colin, "resolve", [challenge.pk], **on("on", "2021-09-01"), how="Her aunt is asked.")
    assert "Recorded by mistake" in send(
        gurdeep, "take-back", ["session", Session.objects.get().pk], why="Another girl."
    )
    page = text_of(ruth.get(reverse("care_plan:of-child", args=child)))
    assert "Another girl." in page
    assert "I say: wishes" in page
    assert "Confidential" in text_of(ruth.get(reverse("care_plan:plan-print", args=[plan.pk])))
    assert "Maya Ruddock" in text_of(colin.get(reverse("care_plan:challenges"), {"challenges_state": "resolved"}))
    assert "Maya Ruddock" in text_of(colin.get(reverse("care_plan:board"), {"plans_lasting": "fostering"}))
    timeline = text_of(ruth.get(reverse("timeline", args=child)))
    for words in (
        "Care plan agreed, version 1",
        "Plan for permanence: long-term fostering",
        "Reviewing officer challenged",
    ):
        assert words in timeline
    for name, number in (
        ("of-step", step.pk), ("of-recommendation", todo.pk), ("of-permanence-due", PermanenceDue.objects.get().pk),
    ):  # fmt: skip
        assert ruth.get(reverse(f"care_plan:{name}", args=[number])).status_code == 302
    stranger = house.worker("Imogen Vale", title="Social worker", role="social_worker")
    assert signed_in(stranger).get(reverse("care_plan:of-child", args=child)).status_code in {403, 404}
