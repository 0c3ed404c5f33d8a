"""How good assessments are: standards as data, audit cycles drawn by lot and dip sampled, teams, volumes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from righthelp.foundation.refusals import Refused
from righthelp.practice.assessment import law, queries_audit, queries_teams, record_quality, record_steps
from righthelp.practice.assessment.models import Assessment, Audit, Cycle, ShortTerm, Standard
from righthelp.practice.people.models import Person
from tests.stories.assessment_house import DAY, NOW, AssessmentHouse, account_of, london
from tests.stories.desk_house import signed_in, text_of

pytestmark = pytest.mark.django_db
AUGUST: dict[str, Any] = {"since": date(2021, 8, 1), "until": date(2021, 8, 31)}


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[AssessmentHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield AssessmentHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def page(name: str, *args: Any) -> str:
    return reverse(f"assessment:{name}", args=args)


def authorised_in_august(house: AssessmentHouse, many: int) -> list[Assessment]:
    found = []
    for number in range(many):
        child = house.child(f"Child{number}", "Ashdown", worker=False)
        found += house.whole(child, now=london(f"2021-08-{2 + number:02d} 10:00"))
    return found


def test_a_cycle_is_drawn_audited_dip_sampled_compared_and_closed(house: AssessmentHouse) -> None:
    rows = authorised_in_august(house, 3)
    head, auditor = signed_in(house.helen), signed_in(house.sylvia)
    given = {"name": "August 2021", "wanted": "40"}
    for field, day, month in (("since", "1", "8"), ("until", "31", "8")):
        given |= {f"{field}_day": day, f"{field}_month": month, f"{field}_year": "2021"}
    assert head.post(page("draw"), given).status_code == 302
    assert {each.auditor for each in Audit.objects.all()} == {house.sylvia}  # Iqbal authorised all of them
    assert "Yours to audit" in text_of(auditor.get(page("cycles")))
    assert auditor.get(page("assessment", rows[0].pk)).status_code == 200  # the draw is the tie
    first, *others = Audit.objects.order_by("pk")
    judged = {"act": "judge", "grade": "good", "well": "She is heard.", "better": "Her father is thin in it."}
    auditor.post(page("audit", first.assessment_id, first.pk), judged)
    dip = {"act": "dip", "dip_grade": "improve", "dip_note": "The analysis repeats the story."}
    assert auditor.post(page("audit", first.assessment_id, first.pk), dip).status_code == 200
    first.refresh_from_db()
    assert first.dipped is None
    head.post(page("audit", first.assessment_id, first.pk), dip)
    (compared,) = queries_audit.compared()
    assert (compared.drawn, compared.audited, compared.grades["good"]) == (3, 1, 1)
    assert (compared.dipped, compared.agreed) == (1, 0)
    cycle = Cycle.objects.get()
    assert "audits are not done yet" in text_of(head.post(page("cycle-close", cycle.pk), {"learned": "Hear fathers."}))
    for each in others:
        record_quality.audited(
            audit=each.pk, grade="improve", well="Kind.", better="Late.", by=account_of(house.sylvia), now=NOW
        )
    head.post(page("cycle-close", cycle.pk), {"learned": "Hear fathers."})
    assert "Hear fathers." in text_of(head.get(page("cycle", cycle.pk)))
    assert auditor.get(page("assessment", rows[0].pk)).status_code == 404  # the tie ends with the cycle


def test_nobody_audits_what_they_wrote_or_authorised_nor_dips_into_their_own(house: AssessmentHouse) -> None:
    authorised_in_august(house, 2)
    by = account_of(house.helen)
    record_quality.cycle_drawn(name="August", wanted=2, by=by, now=NOW, **AUGUST)
    first = Audit.objects.order_by("pk")[0]
    with pytest.raises(Refused, match="wrote or authorised"):
        record_quality.audit_given(audit=first.pk, to=house.iqbal.pk, by=by, now=NOW)
    with pytest.raises(Refused, match="Sylvia Marchbank audits this one"):
        record_quality.audited(audit=first.pk, grade="good", well="a", better="b", by=account_of(house.iqbal), now=NOW)
    with pytest.raises(Refused, match="not audited it yet"):
        record_quality.dip_sampled(audit=first.pk, grade="good", note="a", by=by, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Audit.objects.filter(pk=first.pk).update(done=NOW)


def test_a_draw_takes_nobody_whose_record_is_closely_held_and_only_the_days_asked(house: AssessmentHouse) -> None:
    rows = authorised_in_august(house, 3)
    Person.objects.filter(pk=rows[0].child_id).update(tier=3)
    record_quality.cycle_drawn(
        name="Early", since=date(2021, 8, 1), until=date(2021, 8, 7), wanted=9, by=account_of(house.helen), now=NOW
    )
    assert [each.assessment_id for each in Audit.objects.all()] == [rows[1].pk]
    with pytest.raises(Refused, match="No assessment was authorised"):
        record_quality.cycle_drawn(
            name="June", since=date(2021, 6, 1), until=date(2021, 6, 2), wanted=9, by=account_of(house.helen), now=NOW
        )
    with pytest.raises(Refused, match="head of service"):
        record_quality.cycle_drawn(name="Mine", wanted=9, by=account_of(house.iqbal), now=NOW, **AUGUST)


def test_the_five_standards_are_data_that_the_head_of_service_keeps(house: AssessmentHouse) -> None:
    assert [each.place for each in record_steps.standards_on(NOW)] == [1, 2, 3, 4, 5]
    (row,) = house.whole(house.child("Amira", "Hassan", worker=False), now=NOW - 9 * DAY)
    head = signed_in(house.helen)
    said = {"name": "Fathers are in it", "ask": "Is every father in it?", "place": "2"}
    starts = {"starts_day": "2", "starts_month": "9", "starts_year": "2021"}
    assert head.post(page("standard-add"), said | starts).status_code == 302
    assert "The whole family is in it" in [each.name for each in record_steps.standards_on(NOW)]
    assert "Fathers are in it" in [each.name for each in record_steps.standards_on(NOW + DAY)]
    assert row.checks.count() == 5
    shown = text_of(signed_in(house.iqbal).get(page("standards-list")))
    assert "1 (100%)" in shown
    assert signed_in(house.iqbal).get(page("standard-add")).status_code == 403
    with pytest.raises(IntegrityError), transaction.atomic():
        Standard.objects.create(name="x", ask="y", place=1, starts=date(2021, 9, 1))


def test_standards_are_checked_on_the_way_and_not_asked_twice(house: AssessmentHouse) -> None:
    (row,) = house.assessing(house.child("Amira", "Hassan", worker=False))
    manager = signed_in(house.iqbal)
    marks = {f"standard_{each.pk}": "yes" for each in record_steps.standards_on(NOW)}
    last = max(marks)
    refused = text_of(manager.post(page("standards", row.pk), marks | {last: "partly"}))
    assert "Write what lacks" in refused
    manager.post(page("standards", row.pk), marks | {last: "partly", f"{last}_note": "Not yet told."})
    assert row.checks.get(met="partly").note == "Not yet told."
    house.visited(row.child)
    house.wrote(row)
    house.submitted(row)
    house.authorised(row, now=NOW + DAY, standards={})
    assert row.checks.count() == 5


def test_the_dashboard_counts_what_its_list_shows(house: AssessmentHouse) -> None:
    amira, yusuf, _ = house.family()
    house.whole(house.child("Leo", "Marsh", worker=False), now=london("2021-08-02 10:00"))
    house.assessing(amira, now=london("2021-06-01 10:00"))
    house.referred(yusuf)
    sealed = house.child("Zara", "Brook", worker=False)
    house.assessing(sealed)
    Person.objects.filter(pk=sealed.pk).update(tier=3)
    east = next(
        row for area in queries_teams.teams(NOW, soon=law.NEARLY) for row in area.teams if row.name == "ASTI East 1"
    )
    assert (east.open, east.late, east.unseen, east.not_looked) == (1, 1, 1, 1)
    assert (east.not_begun, east.no_worker) == (1, 0)
    assert (east.authorised, east.in_time, east.percent) == (1, 1, 100)
    shown = text_of(signed_in(house.helen).get(page("teams")))
    assert shown.index("East, 1 team") < shown.index("South, 1 team")
    listed = text_of(signed_in(house.iqbal).get(page("list"), {"open_part": "late"}))
    assert "Amira Hassan" in listed


def test_volumes_stand_beside_what_assessments_led_to(house: AssessmentHouse) -> None:
    house.whole(house.child("Leo", "Marsh", worker=False), now=london("2021-08-02 10:00"), outcome="strategy")
    august = next(row for row in queries_teams.months(NOW) if row.month.code == "2021-08")
    assert (august.authorised, august.outcomes["strategy"], august.discussions) == (1, 1, 0)
    assert "August 2021" in text_of(signed_in(house.helen).get(page("volumes")))


def test_short_term_work_ends_with_its_reason_and_a_step_down_has_a_lead(house: AssessmentHouse) -> None:
    (row,) = house.whole(house.child("Amira", "Hassan", worker=False), now=NOW - 9 * DAY, outcome="short-term")
    browser = signed_in(house.meena)
    began = {"what_for": "Nights are safe.", "agreed": "Her mother; Amira wants football."}
    until = {"until_day": "1", "until_month": "10", "until_year": "2021"}
    far = until | {"until_year": "2022"}
    assert "within 12 weeks" in text_of(browser.post(page("short-begin", row.pk), began | far))
    assert browser.post(page("short-begin", row.pk), began | until).status_code == 302
    ended = {"ending": "early-help", "why": "Nan sleeps there now."}
    today = {"ended_day": "1", "ended_month": "9", "ended_year": "2021"}
    assert "nobody steps down to nobody" in text_of(browser.post(page("short-end", row.pk), ended | today))
    browser.post(page("short-end", row.pk), ended | today | {"lead": "Joan Applewhite, school"})
    assert ShortTerm.objects.get().ending == "early-help"
    assert "Joan Applewhite, school" in text_of(browser.get(page("assessment", row.pk)))


def test_no_short_term_work_after_another_decision(house: AssessmentHouse) -> None:
    (row,) = house.whole(house.child("Amira", "Hassan", worker=False), now=NOW - 9 * DAY)
    with pytest.raises(Refused, match="something else"):
        record_quality.short_begun(
            assessment=row.pk,
            what_for="a",
            agreed="b",
            until=NOW.date() + timedelta(weeks=2),
            by=account_of(house.meena),
            now=NOW,
        )
