"""MASH: partners are asked what they know, missing answers stand out, a manager who collected nothing decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from righthelp.foundation.journey import explain
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.front_door import record_decision as front_door_decision
from righthelp.practice.front_door import record_referral
from righthelp.practice.front_door.models import Referral
from righthelp.practice.mash import queries, record, record_checks, record_decision
from righthelp.practice.mash.journey import ANSWER_OF, DECISION_OF
from righthelp.practice.mash.models import Check, Enquiry, Work
from tests.stories.desk_house import as_application, signed_in, text_of
from tests.stories.mash_house import NOW, MashHouse, account_of

HOUR = timedelta(hours=1)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[MashHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield MashHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def at(monkeypatch: pytest.MonkeyPatch, moment: Any) -> None:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: moment)


def test_a_police_report_about_two_brothers_leads_to_a_strategy_discussion_with_one_answer_missing(
    house: MashHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    leon, marcus = house.brothers()
    house.partner("Sgt Dana Whitlock", "police")
    house.partner("Ros Hale", "health", days="0123")
    house.partner("Ivy Corran", "domestic", here=False)
    first, second = house.referred(leon, marcus)
    nadia = signed_in(house.nadia)
    as_application()

    listed = text_of(nadia.get(reverse("mash:queue")))
    assert "nobody has begun" in listed
    begin = reverse("mash:begin", args=[first.pk])
    page = text_of(nadia.get(begin))
    assert page.count("Marcus Teal") == 1
    given: dict[str, Any] = {
        "children": [first.pk, second.pk],
        "rating": "red",
        "rationale": "He strangled her; the boys saw it.",
        "factors": ["domestic"],
        "agreement": "not-asked",
        "ground": "harm",
        "legal": "task",
    }
    assert "Write why agreement was not asked for" in text_of(nadia.post(begin, given))
    assert not Enquiry.objects.exists()
    response = nadia.post(begin, given | {"ground_why": "He would learn of the call."})
    mine = house.enquiry(leon)
    ask = reverse("mash:ask", args=[mine.pk])
    assert response.headers["Location"] == ask

    page = text_of(nadia.get(ask))
    assert "Sgt Dana Whitlock" in page
    assert "What they are told" in page
    both = [mine.pk, house.enquiry(marcus).pk]
    wanted = {"children": both, "agencies": ["police", "health", "education", "domestic"]}
    nadia.post(ask, wanted | {"told": "Police were called to the home in the night; two boys live there."})
    assert Check.objects.count() == 8
    police = mine.checks.get(agency="police")
    assert (police.partner, police.owner, police.rating) == (Partner("Sgt Dana Whitlock"), house.nadia, "red")

    for agency, words in (("police", "Three calls since June; bail with conditions."), ("domestic", "High risk.")):
        check = mine.checks.get(agency=agency)
        sibling = house.enquiry(marcus).checks.get(agency=agency)
        answer = reverse("mash:answer", args=[check.pk])
        said = {"checks": [check.pk, sibling.pk], "result": "known", "answer": words, "given_by": "Sgt Dana Whitlock"}
        moment = {"at_day": "1", "at_month": "9", "at_year": "2021", "at_time": "12:00"}
        assert nadia.post(answer, said | moment).status_code == 302
    for child in (leon, marcus):
        row = house.enquiry(child).checks.get(agency="health")
        record_checks.answered(
            checks=[row.pk], result="nothing", given_by="Ros Hale", by=account_of(house.nadia), now=NOW
        )

    at(monkeypatch, NOW + 5 * HOUR)  # four hours are over, the school has not answered
    listed = text_of(nadia.get(reverse("mash:queue")))
    assert "No answer</strong> Education" in listed
    school = mine.checks.get(agency="education")
    chase = reverse("mash:chase", args=[school.pk])
    nadia.post(chase, {"words": "Rang the office twice; the head rings back at five."})
    page = text_of(nadia.get(reverse("mash:enquiry", args=[mine.pk])))
    assert "Missing:" in page
    assert "the head rings back at five" in page

    priya = signed_in(house.priya)
    decide = reverse("mash:decide", args=[mine.pk])
    said = {"children": both, "decision": "strategy", "level": "complex", "reason": "Harm is likely again tonight."}
    refused = text_of(priya.post(decide, said))
    assert "Missing: Education" in refused
    assert "Harm is likely again tonight." in refused
    priya.post(decide, said | {"missing_why": "The boys go home at six."})
    for child in (leon, marcus):
        row = house.enquiry(child)
        assert (row.decision, row.level, row.decided_by) == ("strategy", "complex", house.priya)
    page = text_of(priya.get(reverse("mash:enquiry", args=[mine.pk])))
    assert reverse("front_door:pass-on", args=[first.pk]) in page

    # the answer that comes after all is still wanted, and still chased
    assert "Decided, and an answer is still missing" in text_of(nadia.get(reverse("mash:queue")))
    assert DueMoment.objects.filter(journey="mash_check", episode_id=school.pk).exists()
    assert not DueMoment.objects.filter(journey="mash").exists()
    gave = {"checks": [school.pk], "result": "known", "answer": "Late most days.", "given_by": "The head"}
    gave |= {"at_day": "1", "at_month": "9", "at_year": "2021", "at_time": "17:00"}
    nadia.post(reverse("mash:answer", args=[school.pk]), gave)
    school.refresh_from_db()
    assert school.result == "known"
    clock = explain(ANSWER_OF["red"], school, now=NOW + 6 * HOUR)
    assert clock.state.value == "late"
    iqbal = house.teams["asti-east-1"].pk
    passed = priya.post(reverse("front_door:pass-on", args=[first.pk]), {"team": iqbal, "why": "Strategy discussion."})
    assert passed.status_code == 302
    assert Referral.objects.get(pk=first.pk).team.code == "asti-east-1"


def Partner(name: str) -> Any:  # noqa: N802  reads as the record it finds
    from righthelp.practice.mash.models import Partner as Model

    return Model.objects.get(name=name)


def test_whoever_collected_does_not_decide(house: MashHouse) -> None:
    leon, _ = house.brothers()
    work = house.begun(*house.referred(leon))
    house.asked(work, "police", "health", "education", "domestic", by=house.priya)
    with pytest.raises(Refused, match="Another manager decides"):
        house.concluded(work, missing_why="It cannot wait.")
    assert house.concluded(work, by=house.helen, missing_why="It cannot wait.")[0].decided_by == house.helen


def test_a_worker_decides_nothing(house: MashHouse) -> None:
    leon, _ = house.brothers()
    work = house.begun(*house.referred(leon))
    with pytest.raises(Refused, match="A manager of MASH"):
        house.concluded(work, by=house.tom)
    mine = house.enquiry(leon)
    assert signed_in(house.nadia).get(reverse("mash:decide", args=[mine.pk])).status_code == 403


def test_a_decision_has_a_reason_and_a_level_that_bears_it(house: MashHouse) -> None:
    leon, _ = house.brothers()
    work = house.begun(*house.referred(leon))
    for wrong, words in (
        ({"reason": " "}, "Nothing is decided without a reason"),
        ({"level": "universal"}, "Check the level"),
        ({"level": "additional"}, "complex and significant"),
        ({}, "Missing: Domestic abuse service, Education, Health, Police"),
    ):
        with pytest.raises(Refused, match=words):
            house.concluded(work, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enquiry.objects.filter(work=work).update(decided=NOW, decision="nfa", level="universal")


def test_early_help_asks_for_the_familys_agreement(house: MashHouse) -> None:
    leon, _ = house.brothers()
    work = house.begun(*house.referred(leon))
    late = {"missing_why": "The family has help already.", "level": "additional"}
    with pytest.raises(Refused, match="agreement"):
        house.concluded(work, "early-help", **late)
    agreed = record.Basis("given", "task")
    mine = house.enquiry(leon)
    record.sharing_recorded(enquiries=[mine.pk], basis=agreed, by=account_of(house.nadia), now=NOW + HOUR)
    assert house.concluded(work, "early-help", now=NOW + HOUR, **late)[0].decision == "early-help"
    page = text_of(signed_in(house.priya).get(reverse("mash:enquiry", args=[mine.pk])))
    assert reverse("front_door:close", args=[mine.referral]) in page


def test_an_agency_left_out_for_a_reason_is_not_missing(house: MashHouse) -> None:
    leon, _ = house.brothers()
    work = house.begun(*house.referred(leon), factors=[])
    checks = house.asked(work, "police", "health")
    mine = house.enquiry(leon)
    leave = reverse("mash:leave-out", args=[mine.pk])
    nadia = signed_in(house.nadia)
    nadia.post(leave, {"children": [mine.pk], "agency": "education", "why": "Three months old."})
    house.answered(checks, "police")
    house.answered(checks, "health")
    assert record_decision.missing_of([mine]) == []
    (item,) = queries.queue(account_of(house.nadia), NOW)
    assert item.part == "ready"
    assert "Three months old." in text_of(nadia.get(reverse("mash:enquiry", args=[mine.pk])))
    house.asked(work, "education")  # asked after all
    assert record_decision.missing_of([mine]) == ["Education"]


def test_the_same_agency_is_not_asked_twice_while_it_has_not_answered(house: MashHouse) -> None:
    leon, _ = house.brothers()
    work = house.begun(*house.referred(leon))
    checks = house.asked(work, "police")
    with pytest.raises(Refused, match="Chase them instead"):
        house.asked(work, "police")
    house.answered(checks, "police")
    assert len(house.asked(work, "police", now=NOW + HOUR)) == 1  # another question, after the answer
    check = Check.objects.get(answered__isnull=True)
    check.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        check.save()


def test_an_answer_names_who_gave_it_and_came_after_the_question(house: MashHouse) -> None:
    leon, _ = house.brothers()
    work = house.begun(*house.referred(leon))
    checks = house.asked(work, "police", "health")
    for wrong, words in (
        ({"given_by": ""}, "who answered"),
        ({"answer": ""}, "Write what they said"),
        ({"at": NOW + HOUR}, "in the future"),
        ({"at": NOW - HOUR}, "the answer came after that"),
    ):
        with pytest.raises(Refused, match=words):
            house.answered(checks, "police", **wrong)
    house.answered(checks, "police")
    with pytest.raises(Refused, match="just recorded an answer"):
        house.answered(checks, "police", answer="Something else.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.filter(agency="health").update(answered=NOW, result="known", recorded_by=house.nadia)


def test_a_wrong_answer_is_taken_back_and_the_question_waits_again(house: MashHouse) -> None:
    leon, _ = house.brothers()
    work = house.begun(*house.referred(leon))
    checks = house.asked(work, "police")
    house.answered(checks, "police", answer="Nothing since 2015.")
    back = reverse("mash:take-back", args=[checks[0].pk])
    signed_in(house.nadia).post(back, {"why": "That was another family."})
    row = Check.objects.get()
    assert (row.answered, row.answer) == (None, "")
    assert "Nothing since 2015." in row.steps.get().words
    assert DueMoment.objects.filter(journey="mash_check").exists()


def test_a_question_goes_to_whoever_is_in_else_to_whoever_comes_next(house: MashHouse) -> None:
    leon, _ = house.brothers()
    friday = house.partner("PC Fern Aldous", "police", days="4")
    telephone = house.partner("PC Jo Brack", "police", days="012", here=False)
    house.partner("Ros Hale", "health", days="4")
    work = house.begun(*house.referred(leon))
    police, health = house.asked(work, "police", "health")
    assert police.partner == telephone  # Wednesday noon
    assert health.partner is not None  # nobody of health is in: whoever comes on Friday
    pass_on = reverse("mash:pass-on", args=[police.pk])
    nadia = signed_in(house.nadia)
    nadia.post(pass_on, {"partner": friday.pk, "owner": house.tom.pk})
    police.refresh_from_db()
    assert (police.partner, police.owner) == (friday, house.tom)
    assert "Tom Brindle chases the answer." in text_of(nadia.get(reverse("mash:enquiry", args=[police.enquiry_id])))


def test_a_referral_is_begun_once_however_often_the_button_is_pressed(house: MashHouse) -> None:
    leon, marcus = house.brothers()
    pair = house.referred(leon, marcus)
    assert house.begun(*pair) == house.begun(*pair)
    assert Work.objects.count() == 1
    for again, by in ((pair, house.tom), (pair[:1], house.tom)):
        with pytest.raises(Refused, match="asks about one of these children already"):
            house.begun(*again, by=by)


def test_mash_begins_only_on_a_referral_to_mash_that_stands(house: MashHouse) -> None:
    leon, _ = house.brothers()
    amira, *_ = house.family()
    house.decided(house.told(amira), "referral")
    with pytest.raises(Refused, match="not for MASH"):
        house.begun(Referral.objects.get())
    (made,) = house.referred(leon)
    front_door_decision.decision_undone(
        contact=made.contact_id, why="The wrong brother.", by=account_of(house.moira), now=NOW
    )
    with pytest.raises(Refused, match="taken back"):
        house.begun(made)


def test_an_enquiry_of_one_child_never_answers_the_referral_of_another(house: MashHouse) -> None:
    leon, marcus = house.brothers()
    pair = house.referred(leon, marcus)
    house.begun(pair[0])
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    with pytest.raises(IntegrityError), transaction.atomic():
        Enquiry.objects.update(referral=pair[1].pk)


def test_strangers_referred_in_the_same_moment_are_not_ticked_together(house: MashHouse) -> None:
    leon, marcus = house.brothers()
    stranger = house.child("Otis", "Vane", worker=False)
    pair = house.referred(leon, marcus)
    (other,) = house.referred(stranger, words="Another address.")
    page = text_of(signed_in(house.nadia).get(reverse("mash:begin", args=[pair[0].pk])))
    ticked = [line for line in page.split("<input") if "checked" in line.split(">")[0] and 'name="children"' in line]
    assert len(ticked) == 2
    assert not any(f'value="{other.pk}"' in line for line in ticked)


def test_a_referral_taken_back_stops_the_enquiries_and_their_questions(house: MashHouse) -> None:
    leon, _ = house.brothers()
    (made,) = house.referred(leon)
    work = house.begun(made)
    house.asked(work, "police", "health")
    mine = house.enquiry(leon)
    front_door_decision.decision_undone(
        contact=made.contact_id, why="The wrong family.", by=account_of(house.moira), now=NOW
    )
    nadia = signed_in(house.nadia)
    assert "The referral was taken back" in text_of(nadia.get(reverse("mash:enquiry", args=[mine.pk])))
    nadia.post(reverse("mash:stop", args=[mine.pk]), {"children": [mine.pk], "why": "The wrong family."})
    assert not DueMoment.objects.filter(journey__startswith="mash").exists()
    assert Check.objects.filter(dropped__isnull=False).count() == 2
    house.decided(made.contact.call, "mash", team=house.teams["mash"].pk)  # referred again: it can begin again
    assert house.begun(Referral.objects.get(withdrawn__isnull=True)) != work


def test_a_decision_taken_back_runs_the_clock_again_and_keeps_what_it_was(house: MashHouse) -> None:
    leon, _ = house.brothers()
    (made,) = house.referred(leon)
    work = house.begun(made)
    house.concluded(work, "nfa", level="additional", missing_why="Known to be safe.")
    mine = house.enquiry(leon)
    signed_in(house.priya).post(reverse("mash:undo", args=[mine.pk]), {"why": "The school rang."})
    mine.refresh_from_db()
    assert mine.decided is None
    assert mine.undone.get().decision == "nfa"
    assert explain(DECISION_OF["amber"], mine, now=NOW + HOUR).state.value == "running"
    house.concluded(work, "nfa", level="additional", missing_why="Known to be safe.", now=NOW + HOUR)
    record_referral.referral_closed(
        referral=made.pk, closing="nfa", why="No action.", by=account_of(house.moira), now=NOW + 2 * HOUR
    )
    with pytest.raises(Refused, match="The referral is closed"):
        record_decision.decision_undone(
            enquiry=mine.pk, why="Too late.", by=account_of(house.priya), now=NOW + 3 * HOUR
        )


def test_handed_over_work_takes_the_unanswered_questions_with_it(house: MashHouse) -> None:
    leon, _ = house.brothers()
    work = house.begun(*house.referred(leon))
    house.asked(work, "police", "health")
    mine = house.enquiry(leon)
    signed_in(house.nadia).post(reverse("mash:hand-over", args=[mine.pk]), {"to": house.tom.pk})
    work.refresh_from_db()
    assert work.worker == house.tom
    assert set(Check.objects.values_list("owner__name", flat=True)) == {"Tom Brindle"}
    with pytest.raises(Refused, match="Tom Brindle has taken this"):
        record.taken(work=work.pk, by=account_of(house.nadia), now=NOW)
