"""The front door: what somebody tells us is written down once, always has an owner, and is decided with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from righthelp.foundation.calendar import end_of_day
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.pages.models import Draft
from righthelp.foundation.refusals import Refused
from righthelp.practice.front_door import queries, record, record_decision, record_owner, record_referral
from righthelp.practice.front_door.models import Call, Contact, Referral, Screening, Word
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import HandoverNote
from tests.stories.desk_house import as_application, signed_in, text_of
from tests.stories.front_door_house import NOW, FrontDoorHouse, account_of, london

HOUR = timedelta(hours=1)
NEW = "/front-door/new"


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[FrontDoorHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield FrontDoorHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def typed(**more: Any) -> dict[str, Any]:
    """A form filled in, at noon on 1 September 2021."""
    return {
        "received_day": "1",
        "received_month": "9",
        "received_year": "2021",
        "received_time": "11:50",
        "channel": "phone",
        "source": "2A",
        "organisation": "Sheepcote",
        "caller": "Joan Applewhite",
        "reached_at": "0121 496 0000",
        "why": "neglect",
        "words": "Hungry on three days this week.",
        "consent": "given",
        **more,
    }


def test_a_school_tells_of_two_siblings_and_each_has_a_decision_of_their_own(house: FrontDoorHouse) -> None:
    amira, yusuf, _ = house.family()
    browser = signed_in(house.karen)
    as_application()
    checked = text_of(browser.post(NEW, typed(about_1="Amira Hassan 14/5/2006", check="1")))
    assert "Amira Hassan" in checked
    assert f'value="{amira.pk}"' in checked
    assert not Call.objects.exists()
    again = text_of(browser.post(NEW, typed(about_1="Amira Hassan 14/5/2006", pick_1=str(amira.pk), check="1")))
    assert "Yusuf Hassan, brother or sister" in again or "Yusuf Hassan, sibling" in again
    said = typed(about_1="Amira Hassan 14/5/2006", pick_1=str(amira.pk), also=[str(yusuf.pk)])
    response = browser.post(NEW, said)
    call = Call.objects.get()
    assert response.headers["Location"] == reverse("front_door:contact", args=[call.pk])
    assert call.organisation == house.school
    assert {each.child_id for each in call.contacts.all()} == {amira.pk, yusuf.pk}
    assert not Draft.objects.exists()
    first, second = call.contacts.order_by("pk")
    record_decision.decided(
        contacts=[first.pk],
        outcome="referral",
        level="complex",
        rationale="Hurt at home.",
        team=house.teams["asti-east-1"].pk,
        by=account_of(house.moira),
        now=NOW,
    )
    second.refresh_from_db()
    assert second.decided is None
    assert Referral.objects.get().child_id == first.child_id


def test_a_new_brother_is_registered_without_typing_his_surname(house: FrontDoorHouse) -> None:
    said = typed(about_1="Zofia Brzoza 3/5/2014", pick_1="new", about_2="Jan 8/8/2017", pick_2="new")
    signed_in(house.karen).post(NEW, said)
    assert {str(each.child) for each in Contact.objects.all()} == {"Zofia Brzoza", "Jan Brzoza"}
    assert Person.objects.get(forename="Jan").birth_date == date(2017, 8, 8)


def test_nothing_is_recorded_until_it_is_said_who_the_child_is_and_nothing_typed_is_lost(house: FrontDoorHouse) -> None:
    browser = signed_in(house.karen)
    page = text_of(browser.post(NEW, typed(about_1="Zofia Brzoza 3/5/2014")))
    assert "say who this is" in page
    assert "Hungry on three days this week." in page
    assert not Call.objects.exists()
    assert "Hungry on three days this week." in text_of(browser.get(NEW))  # a fresh window finds the draft


def test_an_anonymous_neighbour_gives_no_name_and_a_description(house: FrontDoorHouse) -> None:
    said = typed(
        source="9", organisation="", caller="", reached_at="", about_1="boy of six at 14 Larch Rd", pick_1="described"
    )
    said |= {"consent": "not-asked", "without": "public"}
    signed_in(house.karen).post(NEW, said)
    contact = Contact.objects.get()
    assert (contact.child, contact.described) == (None, "boy of six at 14 Larch Rd")
    assert not contact.answerable
    with pytest.raises(Refused, match="not known yet who the child is"):
        house.decided(contact.call, "referral")
    child = house.child("Toby", "Larch", worker=False)
    record.child_found(contact=contact.pk, child=child.pk, by=account_of(house.karen), now=NOW)
    house.decided(contact.call, "referral")
    assert not Word.objects.exists()  # nobody can be told
    assert not DueMoment.objects.filter(clock__contains="word").exists()


def test_somebody_anonymous_has_no_name(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    with pytest.raises(Refused, match="has no name here"):
        house.told(amira, source="9", organisation=None)


def test_a_referral_within_twelve_months_is_a_re_referral_with_the_earlier_outcome(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    winter = london("2021-01-11 10:00")
    house.decided(house.told(amira, now=winter), "referral", now=winter + HOUR)
    first = Referral.objects.get()
    record_referral.accepted(referral=first.pk, by=account_of(house.iqbal), now=winter + 2 * HOUR)
    closed: dict[str, Any] = {"closing": "early-help", "why": "The school leads a family plan."}
    closed["by"] = account_of(house.iqbal)
    record_referral.referral_closed(referral=first.pk, now=london("2021-03-01 10:00"), **closed)
    call = house.told(amira)
    page = text_of(signed_in(house.moira).get(reverse("front_door:decide", args=[call.pk])))
    assert "Re-referral" in page
    assert "The school leads a family plan." in page
    house.decided(call, "referral")
    second = Referral.objects.get(closed__isnull=True)
    assert (second.again, second.earlier) == (True, first)


def test_a_referral_thirteen_months_ago_makes_no_re_referral(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    then = london("2020-07-30 10:00")
    house.decided(house.told(amira, now=then), "referral", now=then)
    made = Referral.objects.get()
    record_referral.referral_closed(
        referral=made.pk, closing="nfa", why="No concern.", by=account_of(house.iqbal), now=then + HOUR
    )
    house.decided(house.told(amira), "referral")
    assert not Referral.objects.get(closed__isnull=True).again


def test_going_on_without_agreement_says_on_what_ground_and_why(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    with pytest.raises(Refused, match="on what ground"):
        house.told(amira, consent="refused")
    with pytest.raises(Refused, match="overridden"):
        house.told(amira, consent="refused", without="harm")
    call = house.told(amira, consent="refused", without="harm", without_why="A mark like a belt on her back.")
    page = text_of(signed_in(house.karen).get(reverse("front_door:contact", args=[call.pk])))
    assert "A mark like a belt on her back." in page
    with pytest.raises(Refused, match="needs the family’s agreement"):
        house.decided(call, "early-help")
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.filter(pk=call.pk).update(without_why="")


def test_at_night_emergency_duty_has_it_and_decides_alone(
    house: FrontDoorHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    amira, *_ = house.family()
    night = london("2021-09-01 23:30")
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: night)
    call = house.told(amira, now=night, by=house.lorna, danger=True)
    assert call.team.code == "emergency-duty"
    (decided,) = house.decided(call, "referral", now=night + HOUR, by=house.lorna)
    assert decided.alone
    page = text_of(signed_in(house.moira).get(reverse("front_door:contact", args=[call.pk])))
    assert "Decided at night by whoever wrote it down" in page


def test_by_day_nobody_decides_on_what_they_wrote_and_no_officer_decides_at_all(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    with pytest.raises(Refused, match="wrote this down yourself"):
        house.decided(house.told(amira, by=house.moira), "referral")
    with pytest.raises(Refused, match="manager of the front door"):
        house.decided(house.told(amira, words="Another thing."), "referral", by=house.dev)
    call = house.told(amira, words="A third thing.")
    assert signed_in(house.karen).get(reverse("front_door:decide", args=[call.pk])).status_code == 403


def test_what_the_day_leaves_passes_to_emergency_duty_with_a_note_on_its_rota(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    call = house.told(amira)
    record_owner.taken(call=call.pk, by=account_of(house.karen), now=NOW)
    said = {"calls": [call.pk], "to": "night", "note": "Ring the aunt before nine."}
    signed_in(house.karen).post(reverse("front_door:shift"), said)
    call.refresh_from_db()
    assert (call.team.code, call.worker) == ("emergency-duty", None)
    note = HandoverNote.objects.get()
    assert note.rota == house.rota
    assert "Ring the aunt before nine." in note.text


def test_of_two_officers_who_take_the_same_contact_the_second_is_told(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    call = house.told(amira)
    take = reverse("front_door:take", args=[call.pk])
    assert signed_in(house.karen).post(take).status_code == 302
    page = text_of(signed_in(house.dev).post(take))
    assert "Karen Holmcombe has taken this" in page
    record_owner.put_back(call=call.pk, note="The caller rings at two.", by=account_of(house.karen), now=NOW)
    assert signed_in(house.dev).post(take).status_code == 302
    call.refresh_from_db()
    assert call.worker == house.dev
    assert call.turns.count() == 4


def test_pressed_twice_is_recorded_once(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    assert house.told(amira) == house.told(amira)
    assert Contact.objects.count() == 1


def test_one_working_day_runs_over_the_weekend_and_danger_asks_for_four_hours(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    friday = london("2021-08-27 16:00")  # Monday is a bank holiday
    call = house.told(amira, now=friday, danger=True)
    due = dict(DueMoment.objects.filter(journey="contact").values_list("clock", "due_at"))
    assert sorted(due.values()) == [friday + 4 * HOUR, end_of_day(date(2021, 8, 31))]
    house.decided(call, "referral", now=friday + HOUR)
    left = DueMoment.objects.filter(journey="contact")
    assert [each.due_at for each in left] == [end_of_day(date(2021, 8, 31))]  # the word to the school
    assert DueMoment.objects.filter(journey="referral").count() == 1


def test_a_decision_taken_back_drops_the_word_and_the_referral_and_keeps_what_it_was(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    call = house.told(amira)
    (contact,) = house.decided(call, "referral")
    undo = reverse("front_door:undo", args=[contact.pk])
    assert signed_in(house.moira).post(undo, {"why": "The wrong sister."}).status_code == 302
    contact.refresh_from_db()
    assert (contact.decided, contact.outcome) == (None, None)
    assert Referral.objects.get().withdrawn
    assert Word.objects.get().dropped
    assert contact.undone.get().outcome == "referral"
    house.decided(call, "advice", advice="Ask the school nurse.")
    assert Word.objects.filter(dropped__isnull=True).count() == 1


def test_an_accepted_referral_is_closed_by_its_team_not_undone(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    (contact,) = house.decided(house.told(amira), "referral")
    page = reverse("front_door:accept", args=[Referral.objects.get().pk])
    assert signed_in(house.iqbal).post(page).status_code == 302
    assert Referral.objects.get().accepted_by == house.iqbal
    with pytest.raises(Refused, match="has accepted"):
        record_decision.decision_undone(contact=contact.pk, why="No.", by=account_of(house.moira), now=NOW)


def test_a_referral_sent_back_is_the_front_doors_again(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    house.decided(house.told(amira), "referral")
    row = Referral.objects.get()
    record_referral.sent_back(referral=row.pk, why="They live in the South.", by=account_of(house.iqbal), now=NOW)
    row.refresh_from_db()
    assert (row.team.code, row.sent_back) == ("cass", "They live in the South.")
    assert DueMoment.objects.filter(journey="referral").exists()  # the clock runs on


def test_a_child_is_never_on_two_open_referrals(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    house.decided(house.told(amira), "referral")
    other = house.told(amira, words="A second school says the same.")
    with pytest.raises(Refused, match="open with ASTI East 1"):
        house.decided(other, "mash")
    row = Referral.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.create(
            child=amira,
            contact=other.contacts.get(),
            kind="mash",
            made=NOW,
            placed=NOW,
            made_by=house.moira,
            team=row.team,
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"decided": NOW, "outcome": "referral", "level": "complex"},
        {"rationale": "For no decision."},
        {"told": NOW},
        {"withdrawn": NOW},
    ],
)
def test_the_database_refuses_a_decision_without_a_reason(house: FrontDoorHouse, wrong: dict[str, Any]) -> None:
    amira, *_ = house.family()
    call = house.told(amira)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.filter(call=call).update(**wrong)


def test_nobody_told_us_in_the_future(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    with pytest.raises(Refused, match="in the future"):
        house.told(amira, received=NOW + HOUR)
    call = house.told(amira)
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.filter(pk=call.pk).update(received=NOW + HOUR)


def test_the_word_back_names_nobody(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    call = house.told(amira)
    house.decided(call, "referral")
    page = reverse("front_door:word", args=[call.pk])
    browser = signed_in(house.karen)
    composed = Word.objects.get().text
    assert "Hassan" not in composed
    refused = text_of(browser.post(page, {"words": "Amira has a social worker now.", "how": "Telephone"}))
    assert "names a child" in refused
    browser.post(page, {"words": composed, "how": "Telephone"})
    assert Contact.objects.get().told == NOW


def test_a_neighbour_hears_only_that_it_was_decided(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    said: dict[str, Any] = {"source": "1B", "organisation": None, "consent": "not-asked", "without": "public"}
    house.decided(house.told(amira, **said), "referral")
    assert "we cannot say more" in Word.objects.get().text
    assert "social work" not in Word.objects.get().text


def test_a_screening_keeps_every_answer_and_the_judgement(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    call = house.told(amira)
    page = reverse("front_door:screen", args=[call.contacts.get().pk, "fgm"])
    browser = signed_in(house.karen)
    answers = dict.fromkeys(("mother", "said", "journey", "ceremony", "pain"), "no")
    missing = text_of(browser.post(page, {**answers, "risk": "emerging", "rationale": "A visit is planned."}))
    assert "‘Not known’ is an answer" in missing
    browser.post(page, {**answers, "absent": "not-known", "risk": "emerging", "rationale": "A visit is planned."})
    screening = Screening.objects.get()
    assert screening.answers.count() == 6
    assert screening.answers.get(question="absent").answer == "not-known"


def test_a_surge_is_said_against_the_same_weekday(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    for week in range(1, 9):
        for n in range(2):
            house.told(amira, now=NOW - timedelta(days=7 * week, minutes=n), words=f"{week} {n}")
    house.told(amira, now=NOW - timedelta(days=7) + HOUR, words="later in the day, which does not count")
    assert queries.surge(NOW) == queries.Surge(0, 2.0)
    for n in range(7):
        house.told(amira, now=NOW - timedelta(minutes=n), words=f"today {n}")
    surge = queries.surge(NOW)
    assert (surge.today, surge.percent, surge.warns) == (7, 250, True)
    assert "More than usual" in text_of(signed_in(house.karen).get(reverse("front_door:queue")))


def test_the_queue_is_oldest_first_and_asks_the_same_however_long_it_is(
    house: FrontDoorHouse, django_assert_max_num_queries: Any
) -> None:
    amira, yusuf, _ = house.family()
    late = house.told(yusuf, now=london("2021-08-26 10:00"), words="Old.")
    house.told(amira, words="New.")
    items = queries.queue(account_of(house.karen), NOW)
    assert [(each.id == late.pk, each.part) for each in items] == [(True, "late"), (False, "time")]
    browser = signed_in(house.karen)
    for n in range(8):
        house.told(amira, words=f"More {n}.")
    with django_assert_max_num_queries(22):
        assert browser.get(reverse("front_door:queue")).status_code == 200
