"""The board, the lists and the reports, each read back from stories told by the verbs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from righthelp.practice.missing import queries, queries_lists, queries_reports, record, team
from righthelp.practice.missing.models import Episode
from righthelp.practice.missing.record import PersonSaid, PlaceSaid
from righthelp.practice.people.models import Person, Tier
from righthelp.practice.workforce.models import Absence
from tests.stories.missing_house import NOW, House, arrives, letter, london

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return House()


def went(house: House, child: Person, at: str, home: str = "") -> Episode:
    """A child went missing, and perhaps came home."""
    moment = london(at)
    episode = record.notified(child=child.pk, missing_from=moment, told_at=moment, by=house.tariq, now=NOW)
    return record.found(episode=episode.pk, returned=london(home), by=house.tariq, now=NOW) if home else episode


def test_the_board_puts_each_child_where_somebody_must_act(house: House) -> None:
    longest = went(house, house.child("Amira"), "2021-08-27 08:00")
    recent = went(house, house.child("Ben"), "2021-09-01 06:00")
    to_offer = went(house, house.child("Cara"), "2021-08-31 01:00", "2021-08-31 20:00")
    due = went(house, house.child("Dev"), "2021-08-29 20:00", "2021-08-30 08:00")
    record.offer_accepted(episode=due.pk, at=london("2021-08-30 10:00"), by=house.tariq, now=NOW)
    overdue = went(house, house.child("Ella"), "2021-08-26 20:00", "2021-08-27 08:00")
    done = went(house, house.child("Finn"), "2021-08-20 20:00", "2021-08-21 08:00")
    record.offer_declined(
        episode=done.pk, at=NOW, declined_by="child", decline_reason="spoken", by=house.tariq, now=NOW
    )
    went(house, house.child("Sam", authority="333"), "2021-08-25 20:00", "2021-08-26 08:00")
    record.decided(episode=longest.pk, text="Ring the aunt.", by=house.tariq, now=NOW)
    record.decided(episode=longest.pk, text="Ask Locate.", by=house.tariq, now=NOW)

    board = queries.board(NOW)
    assert [row.id for row in board.missing_now] == [longest.pk, recent.pk]
    assert [(row.hours, row.late) for row in board.missing_now] == [(124, True), (6, False)]
    assert [row.id for row in board.found_since_yesterday] == [to_offer.pk]
    assert [(row.id, row.due_at) for row in board.to_offer] == [(to_offer.pk, london("2021-09-01 20:00"))]
    assert [(row.id, row.due_at, row.attempts) for row in board.due] == [(due.pk, london("2021-09-02 08:00"), 1)]
    assert [row.id for row in board.overdue] == [overdue.pk]
    assert board.decisions == {longest.pk: ["Ring the aunt.", "Ask Locate."]}
    assert board.forwards_due == 1


def test_the_board_takes_few_queries_however_many_children(house: House, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        went(house, house.child(f"Child{number}"), "2021-08-27 08:00", "2021-08-31 20:00" if number % 2 else "")
    with django_assert_max_num_queries(12):
        board = queries.board(NOW)
    assert (len(board.missing_now), len(board.found_since_yesterday)) == (6, 6)


def test_the_board_shows_only_what_the_reader_may_see(house: House) -> None:
    seen = went(house, house.child("Amira"), "2021-08-27 08:00")
    sealed = went(house, house.child("Ben"), "2021-08-27 09:00")
    Person.objects.filter(pk=sealed.child_id).update(tier=Tier.RESTRICTED)
    assert house.tariq.account
    board = queries.board(NOW, house.tariq.account)
    assert (board.ids, board.hidden) == ({seen.child_id}, 1)


def test_an_episode_is_read_with_everything_that_belongs_to_it(house: House) -> None:
    amira = house.child(police="P-100")
    arrives(letter("missing", "2021-08-28 22:10", child={"police_reference": "P-100"}))
    arrives(letter("found", "2021-08-29 09:30", child={"police_reference": "P-100"}))
    episode = Episode.objects.get(child=amira)
    record.attempted(episode=episode.pk, at=london("2021-08-30 10:00"), how="phone", by=house.tariq, now=NOW)
    found = queries.record_of(episode.pk, NOW)
    assert found is not None
    assert (len(found.notices), found.episode.offers.count()) == (2, 1)
    said = {each.clock.name: each.state.value for each in found.clocks}
    assert said["return home interview"] == "overdue"
    assert said["strategy discussion"] == "excused"
    assert queries.record_of(0, NOW) is None


def test_three_times_in_thirty_days_is_repeat_missing(house: House) -> None:
    amira, ben = house.child("Amira"), house.child("Ben")
    for day in (10, 15, 20):
        went(house, amira, f"2021-08-{day} 20:00", f"2021-08-{day} 23:00")
    for day in ("2021-07-20", "2021-08-15", "2021-08-20"):
        went(house, ben, f"{day} 20:00", f"{day} 23:00")
    assert [(row.child_id, row.times) for row in queries_lists.repeat_missing(NOW)] == [(amira.pk, 3)]


def test_the_hot_list_counts_episodes_and_children_by_home(house: House) -> None:
    amira, ben = house.child("Amira", in_care=True), house.child("Ben", in_care=True)
    went(house, amira, "2021-08-10 20:00", "2021-08-10 23:00")
    went(house, amira, "2021-08-12 20:00", "2021-08-12 23:00")
    went(house, ben, "2021-08-14 20:00", "2021-08-14 23:00")
    went(house, house.child("Cara"), "2021-08-14 20:00", "2021-08-14 23:00")
    [lodge] = queries_lists.hot_list(date(2021, 8, 1), date(2021, 9, 1), homes_only=True)
    assert (lodge.name, lodge.episodes, lodge.children) == ("Oak Lodge", 3, 2)
    everywhere = queries_lists.hot_list(date(2021, 8, 1), date(2021, 9, 1), at_least=1)
    assert [spot.episodes for spot in everywhere] == [3, 1]


def test_children_who_may_have_been_together_are_suggested(house: House) -> None:
    amira = went(house, house.child("Amira", in_care=True), "2021-08-28 20:00", "2021-08-29 01:00")
    ben = went(house, house.child("Ben", in_care=True), "2021-08-28 23:30", "2021-08-29 09:00")
    cara = went(house, house.child("Cara"), "2021-08-28 21:00", "2021-08-29 02:30")
    went(house, house.child("Dev"), "2021-08-28 21:00", "2021-08-29 09:00")
    found = queries_lists.maybe_together(amira.pk, NOW)
    assert {each.second.id for each in found} == {ben.pk, cara.pk}
    record.linked_together(episode=amira.pk, other=ben.pk, why="Both say so", by=house.tariq, now=NOW)
    assert {each.second.id for each in queries_lists.maybe_together(amira.pk, NOW)} == {cara.pk}


def test_children_at_home_without_a_worker_are_flagged(house: House) -> None:
    alone = went(house, house.child("Amira", worker=False), "2021-08-28 20:00", "2021-08-28 23:00")
    went(house, house.child("Ben"), "2021-08-28 20:00", "2021-08-28 23:00")
    went(house, house.child("Cara", worker=False, in_care=True), "2021-08-28 20:00", "2021-08-28 23:00")
    assert [row.id for row in queries_lists.without_worker(NOW)] == [alone.pk]


def test_interviews_wait_with_their_workers(house: House) -> None:
    mine = went(house, house.child("Amira"), "2021-08-26 20:00", "2021-08-27 08:00")
    went(house, house.child("Ben"), "2021-08-30 20:00", "2021-08-31 08:00")
    record.support_worker_assigned(episode=mine.pk, worker=house.grace, by=house.tariq, now=NOW)
    loads = queries_lists.waiting_by_worker(NOW)
    assert [(load.worker, load.waiting, load.late) for load in loads] == [("", 1, 0), ("Grace Adeyemi", 1, 1)]
    assert [row.id for row in queries_lists.waiting_for(house.grace.pk, NOW)] == [mine.pk]


def test_the_managers_report_says_who_is_new_and_who_was_found(house: House) -> None:
    still = went(house, house.child("Amira"), "2021-08-29 20:00")
    both = went(house, house.child("Ben"), "2021-08-30 20:00", "2021-08-31 08:00")
    went(house, house.child("Cara"), "2021-08-25 20:00", "2021-08-26 08:00")
    since = queries_reports.last_report_before(NOW)
    assert since == london("2021-08-30 09:00")
    report = queries_reports.managers_report(since, NOW)
    assert [row.id for row in report.missing_now] == [still.pk]
    assert [row.id for row in report.new] == [row.id for row in report.found] == [both.pk]


def test_the_briefing_counts_the_week_that_ended_yesterday(house: House) -> None:
    went(house, house.child("Amira", in_care=True), "2021-08-25 20:00", "2021-08-25 23:00")
    went(house, house.child("Ben"), "2021-08-31 20:00")
    went(house, house.child("Cara"), "2021-09-01 08:00")
    went(house, house.child("Sam", authority="333"), "2021-08-26 20:00")
    week = queries_reports.briefing(NOW)
    assert (week.starts, week.ends) == (date(2021, 8, 25), date(2021, 9, 1))
    assert (week.episodes, week.from_care, week.from_home, week.missing_now) == (2, 1, 1, 2)
    assert (week.returned, week.offered, week.homes) == (1, 0, [("Oak Lodge", 1)])


def test_the_guard_warns_when_leave_sinks_the_offer_rate(house: House) -> None:
    for number in range(28):
        day = date(2021, 7, 8) + timedelta(days=number)
        episode = went(house, house.child(f"Child{number}"), f"{day} 02:00", f"{day} 08:00")
        record.offer_accepted(episode=episode.pk, at=london(f"{day} 10:00"), by=house.tariq, now=NOW)
    steady = queries_reports.capacity(NOW)
    assert (steady.warns, steady.share) == (False, 1.0)
    for worker in (house.grace, house.tariq):
        Absence.objects.create(worker=worker, kind="leave", starts=date(2021, 9, 2), ends=date(2021, 9, 9))
    sinking = queries_reports.capacity(NOW)
    assert (sinking.warns, sinking.share) == (True, 0.5)
    assert "50% would be offered an interview" in sinking.sentence
    assert "Grace Adeyemi (7 days)" in sinking.sentence


def test_nothing_is_said_of_capacity_out_of_nothing(house: House) -> None:
    assert queries_reports.capacity(NOW).share is None


def test_places_and_people_named_are_counted_once_an_interview(house: House) -> None:
    for name in ("Amira", "Ben"):
        episode = went(house, house.child(name, in_care=True), "2021-08-28 20:00", "2021-08-28 23:00")
        record.interview_held(
            episode=episode.pk,
            held_at=london("2021-08-30 10:00"),
            place_kind="out",
            child_seen_alone=True,
            own_words="We went to the chicken shop.",
            push_factors=["placement"],
            places=[PlaceSaid("Chicken shop", "shop"), PlaceSaid("Chicken shop", "shop")],
            people=[PersonSaid("Big T", "adult")],
            by=house.tariq,
            now=NOW,
        )
    period = (date(2021, 8, 1), date(2021, 9, 1))
    [shop] = queries_reports.places_named(*period)
    assert (shop.name, shop.interviews, shop.children) == ("Chicken shop", 2, 2)
    assert [named.name for named in queries_reports.people_named(*period)] == ["Big T"]
    [news] = queries_reports.placement_news(*period)
    assert (news.name, news.interviews, news.reasons) == ("Oak Lodge", 2, [("placement", 2)])
    sent = queries_lists.sent_to(house.ruth.pk, london("2021-08-01 00:00"))
    assert len(sent) == 2
    sample = record.sample_drawn(starts=period[0], ends=period[1], size=2, seed=1, by=house.ruth, now=NOW)
    for row in sample.interviews.all():
        record.sample_graded(sampled=row.pk, grade="good", themes=["voice"], by=house.ruth, now=NOW)
    findings = queries_reports.sample_findings(sample.pk)
    assert findings is not None
    assert (findings.read, findings.themes) == (2, [("The child's own voice comes through", 2)])


def test_the_inbox_shows_the_notice_with_who_it_may_be(house: House) -> None:
    amira = house.child()
    said = {"forename": "Amira", "surname": "Hassan", "birth_date": "2006-05-14"}
    notice = arrives(letter("missing", "2021-08-28 22:10", child=said))
    [waiting] = queries_lists.inbox(NOW)
    assert (waiting.id, waiting.late) == (str(notice.pk), True)
    puzzle = queries_lists.puzzle(waiting.id)
    assert puzzle is not None
    assert [(c.id, c.because) for c in puzzle.candidates] == [(amira.pk, "same name and birth date")]


def test_checks_for_unaccompanied_children_come_due(house: House) -> None:
    yusuf = went(house, house.child("Yusuf", "Noor", in_care=True, unaccompanied=True), "2021-08-20 10:00")
    assert [(row.id, at) for row, at in queries_lists.checks_due(NOW)] == [(yusuf.pk, london("2021-08-27 10:00"))]


def test_who_counts_as_present_is_who_the_team_calls_a_support_worker(house: House) -> None:
    presence = {day.on: (day.present, day.away) for day in queries_reports.capacity(NOW).days}
    for day, (present, away) in presence.items():
        assert present + len(away) == team.support_workers(day).count()
