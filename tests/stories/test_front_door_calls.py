"""Managers listen to calls and hold them against fourteen standards; the handler reads it, answers, and sees only
their own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from righthelp.foundation.refusals import Refused
from righthelp.practice.front_door import queries_calls, record_calls
from righthelp.practice.front_door.models import Call, CallAssessment, CallEdition, CallMark, CallSample
from righthelp.practice.people.models import Person, Tier
from righthelp.practice.workforce.models import Worker
from tests.stories.desk_house import as_application, signed_in, text_of
from tests.stories.front_door_house import NOW, FrontDoorHouse, account_of, london

DAY = timedelta(days=1)
AUGUST = date(2021, 8, 1)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[FrontDoorHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield FrontDoorHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def heard(house: FrontDoorHouse, call: Call, *, by: Worker | None = None, **lacks: str) -> CallAssessment:
    """Moira has listened: everything met but for what ``lacks`` says, like ``s3="not-met"``."""
    edition = queries_calls.edition_on(call.received.date())
    assert edition is not None
    marks = {}
    for each in edition.standards.all():
        mark = lacks.get(f"s{each.place}", "met")
        marks[each.pk] = (mark, "" if mark == "met" else "Stated.")
    return record_calls.call_assessed(
        call=call.pk, listened="recorded", marks=marks, well="Calm and warm.", better="Ask for the school.",
        by=account_of(by or house.moira), now=NOW,
    )  # fmt: skip


def test_a_manager_listens_and_the_handler_reads_and_answers(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    call = house.told(amira)
    moira, karen = signed_in(house.moira), signed_in(house.karen)
    as_application()
    page = reverse("front_door:assess-call", args=[call.pk])
    empty = text_of(moira.get(page))
    assert "14. Writes it down well" in empty
    assert "Hungry on three days" not in empty  # nothing of the family is here
    standards = list(CallEdition.objects.get().standards.order_by("place"))
    assert len(standards) == 14
    typed: dict[str, Any] = {f"mark_{each.pk}": "met" for each in standards}
    typed |= {"listened": "live", "well": "She gave her name first.", "better": "Ask what Amira said."}
    ninth = standards[8].pk
    lacking = text_of(moira.post(page, typed | {f"mark_{ninth}": "not-met"}))
    assert "Write what was missing" in lacking
    assert "She gave her name first." in lacking  # nothing typed is lost
    moira.post(page, typed | {f"mark_{ninth}": "not-met", f"note_{ninth}": "Nobody asked how she is."})
    row = CallAssessment.objects.get()
    mine = reverse("front_door:call-assessment", args=[row.pk])
    assert "1 of your calls was listened to" in text_of(karen.get(reverse("front_door:calls")))
    shown = text_of(karen.get(mine))
    assert "13 of 14 standards met" in shown
    assert "Nobody asked how she is." in shown
    karen.post(mine, {"answer": "She rang off; I asked the school later."})
    assert "I asked the school later" in text_of(moira.get(mine))
    assert "has read it" in text_of(moira.post(page, typed))  # and stands from now on
    assert CallMark.objects.get(assessment=row, standard=ninth).mark == "not-met"


def test_a_handler_sees_only_their_own_and_a_manager_elsewhere_none(house: FrontDoorHouse) -> None:
    amira, yusuf, _ = house.family()
    of_karen = heard(house, house.told(amira))
    of_dev = heard(house, house.told(yusuf, by=house.dev), s3="not-met")
    for worker, sees in ((house.karen, [of_karen]), (house.dev, [of_dev]), (house.iqbal, []), (house.moira, 2)):
        browser = signed_in(worker)
        listed = queries_calls.assessments(account_of(worker))
        assert (listed.count() if sees == 2 else list(listed)) == sees
        for each in (of_karen, of_dev):
            page = reverse("front_door:call-assessment", args=[each.pk])
            seen = sees == 2 or each in (sees if isinstance(sees, list) else [])
            assert browser.get(page).status_code == (200 if seen else 404)
    report = text_of(signed_in(house.dev).get(reverse("front_door:calls-month")))
    assert "Dev Parmenter" in report
    assert "Karen" not in report
    assert signed_in(house.ruth).get(reverse("front_door:calls")).status_code == 403
    listen = reverse("front_door:assess-call", args=[of_dev.call_id])
    assert signed_in(house.karen).get(listen).status_code == 403
    assert signed_in(house.iqbal).get(listen).status_code == 404


def test_nobody_assesses_their_own_call_nor_writes_over_anothers(house: FrontDoorHouse) -> None:
    amira, yusuf, salma = house.family()
    own = house.told(amira, by=house.moira)
    with pytest.raises(Refused, match="You took this call"):
        heard(house, own)
    row = heard(house, house.told(yusuf))
    other = house.worker("Head Helen", team="cass", title="Head of service", role="head_of_service")
    with pytest.raises(Refused, match="Somebody else has assessed"):
        heard(house, row.call, by=other)
    with pytest.raises(Refused, match="manager of the front door"):
        heard(house, house.told(salma), by=house.iqbal)
    with pytest.raises(IntegrityError), transaction.atomic():
        CallAssessment.objects.update(by=row.handler)


def test_the_months_report_has_exact_denominators_and_agrees_with_its_list(house: FrontDoorHouse) -> None:
    children = [house.child(f"Child{n}", "Call", worker=False) for n in range(4)]
    calls = [house.told(child, words=str(n)) for n, child in enumerate(children[:3])]
    calls.append(house.told(children[3], by=house.dev, words="3"))
    heard(house, calls[0])
    heard(house, calls[1], s9="not-met", s10="none")
    heard(house, calls[2], s10="none")
    heard(house, calls[3], s9="not-met", s11="not-met")
    found = queries_calls.month(account_of(house.moira), date(2021, 9, 1))
    assert (found.calls, found.full, found.missed) == (4, 2, [(0, 2), (1, 1), (2, 1)])
    assert [(each.name, each.calls, each.full, each.met, each.judged) for each in found.handlers] == [
        ("Dev Parmenter", 1, 0, 12, 14),
        ("Karen Holmcombe", 3, 2, 14 + 12 + 13, 14 + 13 + 13),
    ]
    by_place = {each.place: (each.met, each.judged, each.none) for each in found.standards}
    assert by_place[9] == (2, 4, 0)
    assert by_place[10] == (2, 2, 2)
    assert by_place[1] == (4, 4, 0)
    moira = signed_in(house.moira)
    full = text_of(moira.get(reverse("front_door:calls") + "?calls_month=2021-09&calls_full=yes"))
    assert full.count("14 of 14") == 1
    assert full.count("13 of 13") == 1
    sheet = moira.get(reverse("front_door:calls-month") + "?format=csv&table=standards").content.decode()
    assert "Asks about agreement,1,2,2,100,2" in sheet
    assert "C" + str(calls[3].pk) in text_of(moira.get(reverse("front_door:calls") + "?q=dev"))
    assert queries_calls.month(account_of(house.moira), AUGUST).calls == 0


def test_calls_are_drawn_at_random_from_a_stated_population_and_anybody_can_draw_them_again(
    house: FrontDoorHouse,
) -> None:
    august = london("2021-08-11 10:00")
    calls = []
    for n in range(8):
        child = house.child(f"Child{n}", "Drawn", worker=False)
        calls.append(house.told(child, now=august + n * DAY, words=str(n), channel="letter" if n == 7 else "phone"))
    Person.objects.filter(forename="Child6").update(tier=Tier.RESTRICTED)  # and the eighth was a letter
    given: dict[str, Any] = {"month": AUGUST, "size": 3, "seed": 20210811, "by": account_of(house.moira), "now": NOW}
    with pytest.raises(Refused, match="month that is over"):
        record_calls.calls_drawn(**given | {"month": date(2021, 9, 1)})
    sample = record_calls.calls_drawn(**given)
    numbers = [call.pk for call in calls[:6]]
    again = sorted(numbers, key=lambda pk: hashlib.sha256(f"20210811/{pk}".encode()).hexdigest())[:3]
    assert (sample.population, list(sample.calls.order_by("place").values_list("call_id", flat=True))) == (6, again)
    with pytest.raises(Refused, match="drawn already"):
        record_calls.calls_drawn(**given | {"seed": 1})
    page = reverse("front_door:call-sample", args=[sample.pk])
    shown = text_of(signed_in(house.moira).get(page))
    assert "seed <strong>20210811</strong>" in shown
    assert f"Listen to call C{again[0]}" in shown
    Person.objects.filter(contacts__call=again[0]).update(tier=Tier.RESTRICTED)
    assert f"C{again[0]}<" not in text_of(signed_in(house.moira).get(page))
    assert signed_in(house.karen).get(page).status_code == 403
    assert CallSample.objects.count() == 1


def test_a_closely_held_call_is_not_assessed_and_drops_out_of_lists_and_figures(house: FrontDoorHouse) -> None:
    amira, yusuf, _ = house.family()
    row = heard(house, house.told(amira))
    held = house.told(yusuf)
    Person.objects.filter(pk__in=[amira.pk, yusuf.pk]).update(tier=Tier.RESTRICTED)
    with pytest.raises(Refused, match="closely held"):
        heard(house, held)
    moira = signed_in(house.moira)
    assert moira.get(reverse("front_door:call-assessment", args=[row.pk])).status_code == 404
    assert queries_calls.month(account_of(house.moira), date(2021, 9, 1)).calls == 0


def test_new_standards_hold_for_later_calls_only(house: FrontDoorHouse) -> None:
    helen = house.worker("Helen Marlowe", team="cass", title="Head of service", role="head_of_service")
    amira, yusuf, _ = house.family()
    before = house.told(amira)
    browser = signed_in(helen)
    page = reverse("front_door:new-call-standards")
    assert "Opens well: " in text_of(browser.get(page))
    day = {"starts_day": "2", "starts_month": "9", "starts_year": "2021"}
    assert "a colon" in text_of(browser.post(page, day | {"standards": "Listens"}))
    browser.post(page, day | {"standards": "Listens: lets them finish.\nActs: does what was said."})
    assert heard(house, before).marks.count() == 14
    tomorrow = NOW + DAY
    call = house.told(yusuf, now=tomorrow)
    edition = queries_calls.edition_on(tomorrow.date())
    assert edition is not None
    assert edition.number == 2
    assert [each.name for each in edition.standards.order_by("place")] == ["Listens", "Acts"]
    marks = {each.pk: ("met", "") for each in edition.standards.all()}
    with pytest.raises(Refused, match="standards of that day"):
        record_calls.call_assessed(
            call=before.pk, listened="live", marks=marks, well="a", better="b", by=account_of(house.moira), now=tomorrow
        )
    assert call.pk
    assert signed_in(house.moira).post(page, day | {"standards": "A: b"}).status_code == 200  # a head of service does
