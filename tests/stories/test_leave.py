"""Leave: asked for in sight of what it would do, answered by whoever leads, and an absence from then on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from righthelp.foundation.refusals import Refused
from righthelp.practice.missing.queries_reports import capacity
from righthelp.practice.workforce import record_leave
from righthelp.practice.workforce.models import Absence, LeaveRequest, LeaveState, Worker
from righthelp.practice.workforce.queries_leave import effect, to_decide
from tests.stories.desk_house import account_of, as_application, london, signed_in, text_of
from tests.stories.workforce_house import NOW, WorkforceHouse, day

FIRST, LAST = day("2021-09-13"), day("2021-09-17")


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkforceHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield WorkforceHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def asks(who: Worker, first: str = "2021-09-13", last: str = "2021-09-17", **more: int | str) -> LeaveRequest:
    """Somebody asks for annual leave."""
    given = {"kind": "leave", "starts": day(first), "last_day": day(last), **more}
    return record_leave.asked(by=account_of(who), now=NOW, **given)  # type: ignore[arg-type]  # the verb's own


def approves(request: LeaveRequest, by: Worker, **more: int | str) -> LeaveRequest:
    request.refresh_from_db()
    return record_leave.approved(
        request=request.pk, version=request.version, by=account_of(by), now=NOW, **more  # type: ignore[arg-type]
    )  # fmt: skip


def test_leave_is_an_absence_only_once_the_manager_has_said_yes(house: WorkforceHouse) -> None:
    request = asks(house.hannah, cover=house.ruth.pk)
    assert not Absence.objects.exists()
    approves(request, house.gurdeep, cover=house.ruth.pk)
    absence = Absence.objects.get()
    assert (absence.worker, absence.starts, absence.ends, absence.cover) == (
        house.hannah,
        FIRST,
        LAST + timedelta(days=1),
        house.ruth,
    )
    request.refresh_from_db()
    assert (request.state, request.decided_by, request.decided) == ("approved", house.gurdeep.account, NOW)


@pytest.mark.parametrize(("who", "may"), [("gurdeep", True), ("marcia", True), ("hannah", False), ("denise", False)])
def test_whoever_leads_answers_and_nobody_answers_themselves(house: WorkforceHouse, who: str, may: bool) -> None:
    request = asks(house.hannah)
    if may:
        assert approves(request, getattr(house, who)).state == LeaveState.APPROVED
        return
    with pytest.raises(Refused):
        approves(request, getattr(house, who))
    assert not Absence.objects.exists()


def test_a_manager_does_not_answer_the_one_they_answer_to(house: WorkforceHouse) -> None:
    own = asks(house.gurdeep)
    with pytest.raises(Refused, match="leads"):
        approves(own, house.gurdeep)
    assert approves(own, house.marcia).state == LeaveState.APPROVED
    assert house.marcia.pk not in {row.worker_id for row in to_decide(account_of(house.gurdeep))}


def test_what_falls_due_is_what_the_worklist_says(house: WorkforceHouse) -> None:
    kai = house.child("Kai", "Brightwell", worker=False)
    back = london("2021-08-31 21:00")
    house.missing(kai, "2021-08-31 18:00", "2021-08-31 21:00", support_worker=house.tariq, offered=back)
    would = effect(house.tariq, day("2021-09-02"), day("2021-09-07"), account_of(house.tariq), NOW)
    assert [(row.what, row.child) for row in would.due] == [("Return home interview", "Kai Brightwell")]
    assert effect(house.tariq, day("2021-09-04"), day("2021-09-07"), account_of(house.tariq), NOW).due == []


def test_the_missing_team_still_sees_leave_sink_what_it_can_offer(house: WorkforceHouse) -> None:
    Worker.objects.filter(pk=house.tariq.pk).update(manager=house.denise)
    before = capacity(NOW)
    approves(asks(house.tariq), house.denise)
    after = capacity(NOW)
    assert before != after


def test_days_asked_for_twice_are_refused_even_by_the_database(house: WorkforceHouse) -> None:
    request = asks(house.hannah)
    with pytest.raises(Refused, match="asked for some of these days already"):
        asks(house.hannah, "2021-09-17", "2021-09-20")
    approves(request, house.gurdeep)
    with pytest.raises(Refused, match="away already from 13 September 2021 to 17 September 2021"):
        asks(house.hannah, "2021-09-17", "2021-09-20")
    with pytest.raises(IntegrityError, match="absence_one_at_a_time"), transaction.atomic():
        Absence.objects.create(worker=house.hannah, kind="sickness", starts=LAST, ends=day("2021-09-20"))


def test_nobody_approves_days_they_have_not_seen(house: WorkforceHouse) -> None:
    request = asks(house.hannah)
    record_leave.changed(
        request=request.pk, kind="leave", starts=FIRST, last_day=day("2021-09-24"), by=account_of(house.hannah), now=NOW
    )
    with pytest.raises(Refused, match="has changed the days"):
        record_leave.approved(request=request.pk, version=0, by=account_of(house.gurdeep), now=NOW)


def test_other_days_instead_move_the_same_absence(house: WorkforceHouse) -> None:
    former = asks(house.hannah)
    approves(former, house.gurdeep)
    [absence] = Absence.objects.all()
    change = asks(house.hannah, "2021-09-15", "2021-09-21", instead_of=former.pk)
    assert Absence.objects.get().starts == FIRST  # it stands until the answer
    approves(change, house.gurdeep)
    moved = Absence.objects.get()
    assert (moved.pk, moved.starts, moved.ends) == (absence.pk, day("2021-09-15"), day("2021-09-22"))
    former.refresh_from_db()
    assert former.state == LeaveState.CANCELLED


def test_cancelled_leave_is_no_absence_and_begun_leave_is_not_cancelled(house: WorkforceHouse) -> None:
    request = asks(house.hannah)
    approves(request, house.gurdeep)
    with pytest.raises(Refused, match="early return"):
        record_leave.cancelled(request=request.pk, by=account_of(house.hannah), now=london("2021-09-14 09:00"))
    record_leave.cancelled(request=request.pk, by=account_of(house.hannah), now=NOW, why="The wedding is put off.")
    assert not Absence.objects.exists()
    request.refresh_from_db()
    assert (request.state, request.reason) == ("cancelled", "The wedding is put off.")


def test_asking_looking_and_answering_on_the_pages(house: WorkforceHouse) -> None:
    as_application()
    hannah, gurdeep = signed_in(house.hannah), signed_in(house.gurdeep)
    sent = {
        "kind": "leave", "starts_day": "13", "starts_month": "9", "starts_year": "2021", "last_day_day": "17",
        "last_day_month": "9", "last_day_year": "2021", "cover": str(house.ruth.pk), "note": "My sister’s wedding",
    }  # fmt: skip
    looked = text_of(hannah.post(reverse("leave-ask"), sent | {"look": "1"}))
    assert "What falls into these days" in looked
    assert "My sister’s wedding" in looked
    assert not LeaveRequest.objects.exists()
    assert hannah.post(reverse("leave-ask"), sent).status_code == 302
    request = LeaveRequest.objects.get()
    assert "Hannah Oakstead" in text_of(gurdeep.get(reverse("leave-to-decide")))
    page = reverse("leave-request", args=[request.pk])
    said = text_of(gurdeep.post(page, {"which": "decline", "reason": ""}))
    assert "Say why not" in said
    answer = gurdeep.post(page, {"which": "approve", "version": "0", "cover": str(house.ruth.pk), "reason": "Enjoy it"})
    assert answer.status_code == 302
    seen = text_of(hannah.get(page))
    assert "Gurdeep Sandgal, 1 September 2021" in seen
    assert "Enjoy it" in seen
    assert signed_in(house.ruth).get(page).status_code == 404
