"""Beside the contacts: specialists on some days, children placed here, Channel, FGM, and the managers' figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from righthelp.foundation.journey import explain
from righthelp.foundation.refusals import Refused
from righthelp.practice.front_door import queries_figures, record, record_registers
from righthelp.practice.front_door.journey import CONTACT_DECISION
from righthelp.practice.front_door.models import ChannelReferral, Contact, PlacedHere, Specialist
from righthelp.practice.front_door.screening_tools import BY_CODE
from righthelp.practice.people.models import Address, Residence
from righthelp.practice.workforce.models import Absence
from tests.stories.desk_house import as_application, signed_in, text_of
from tests.stories.front_door_house import NOW, FrontDoorHouse, account_of, london

DAY = timedelta(days=1)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[FrontDoorHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield FrontDoorHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def day_of(name: str, day: date) -> dict[str, str]:
    """A day as a form sends it."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def screened(house: FrontDoorHouse, contact: Contact, tool: str, risk: str) -> None:
    answers = {code: "no" for code, _ in BY_CODE[tool].questions}
    record.screened(
        contact=contact.pk,
        tool=tool,
        answers=answers,
        risk=risk,
        rationale="What he says at school.",
        by=account_of(house.karen),
        now=NOW,
    )


def test_a_specialist_of_ours_shows_on_the_queue_on_their_day_unless_they_are_away(house: FrontDoorHouse) -> None:
    moira = signed_in(house.moira)
    as_application()
    add = reverse("front_door:add-specialist")
    given = {"specialism": "nrpf", "worker": house.hannah.pk, "weekdays": ["2"], "comes": "9:00", "goes": "17:00"}
    given |= day_of("starts", date(2021, 8, 1))
    neither = text_of(moira.post(add, given | {"worker": ""}))
    assert "Choose a colleague, or write the name" in neither
    moira.post(add, given)
    moira.post(add, given | {"specialism": "police", "worker": "", "name": "PC Fern Aldous", "weekdays": ["3"]})
    queue = reverse("front_door:queue")
    page = text_of(signed_in(house.karen).get(queue))
    assert "Hannah Oakstead (No recourse to public funds), in until 17:00" in page
    assert "PC Fern Aldous" not in page  # Thursdays; this is a Wednesday
    assert "PC Fern Aldous" in text_of(moira.get(reverse("front_door:specialists")))
    Absence.objects.create(worker=house.hannah, kind="leave", starts=NOW.date(), ends=NOW.date() + DAY)
    assert "away today" in text_of(signed_in(house.karen).get(queue))
    ours = Specialist.objects.get(worker=house.hannah)
    moira.post(reverse("front_door:end-specialist", args=[ours.pk]), day_of("last", NOW.date() - DAY))
    assert "Hannah Oakstead" not in text_of(signed_in(house.karen).get(queue))
    assert signed_in(house.karen).get(add).status_code == 403


def test_a_child_placed_here_by_another_council_goes_on_the_register_and_off_it(house: FrontDoorHouse) -> None:
    leo = house.child("Leo", "Marsh", authority="333", worker=False)
    karen = signed_in(house.karen)
    as_application()
    add = reverse("front_door:add-placed")
    given: dict[str, Any] = {"search": "Leo Marsh", "authority": "333", "address": "14 Larch Road, B12 9QR"}
    given |= {"provider": "Larch House", "concerns": "Missing twice in August.", **day_of("informed", NOW.date())}
    given |= day_of("starts", date(2021, 8, 20))
    looked = text_of(karen.post(add, given | {"look": "1"}))
    assert f'value="{leo.pk}"' in looked
    assert "Missing twice in August." in looked
    karen.post(add, given | {"child": leo.pk})
    row = PlacedHere.objects.get()
    assert (row.child, row.authority) == (leo, "333")
    shown = text_of(karen.get(reverse("front_door:placed") + "?placed_authority=333&placed_here=yes"))
    assert "Leo Marsh" in shown
    assert "1 child is here now" in shown
    assert "Leo Marsh" not in text_of(karen.get(reverse("front_door:placed") + "?placed_authority=332"))
    sheet = karen.get(reverse("front_door:placed") + "?format=csv&table=placed").content.decode()
    assert 'Leo Marsh,Sandwell,"14 Larch Road, B12 9QR"' in sheet
    change = {"address": "2 Elm Row, B13 1AA", "concerns": "Settled."}
    karen.post(reverse("front_door:change-placed", args=[row.pk]), change)
    end = reverse("front_door:end-placed", args=[row.pk])
    assert "future" in text_of(karen.post(end, {"why": "Home.", **day_of("last", NOW.date() + DAY)}))
    karen.post(end, {"why": "Home to Sandwell.", **day_of("last", NOW.date())})
    row.refresh_from_db()
    assert (row.address, row.ended_why) == ("2 Elm Row, B13 1AA", "Home to Sandwell.")
    assert signed_in(house.ruth).get(reverse("front_door:placed")).status_code == 403


def test_a_child_is_once_on_the_register_and_never_placed_here_by_us(house: FrontDoorHouse) -> None:
    leo = house.child("Leo", "Marsh", authority="333", worker=False)
    said: dict[str, Any] = {"child": leo.pk, "address": "14 Larch Road", "informed": NOW.date(), "now": NOW}
    said |= {"starts": NOW.date(), "by": account_of(house.karen)}
    with pytest.raises(Refused, match="Choose the council"):
        record_registers.placed_here(authority="330", **said)
    record_registers.placed_here(authority="333", **said)
    assert record_registers.placed_here(authority="333", **said).pk  # pressed twice
    with pytest.raises(Refused, match="already"):
        record_registers.placed_here(authority="332", **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlacedHere.objects.update(authority="330")


def test_a_sign_of_radicalisation_goes_to_channel_and_the_panels_answer_is_kept(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    contact = house.told(amira, why="radical").contacts.get()
    karen = signed_in(house.karen)
    refer = reverse("front_door:refer-to-channel", args=[contact.pk])
    given = {"why": "He was sent films and speaks of leaving.", "agreed": "yes"}
    assert "Answer the radicalisation screening first" in text_of(karen.post(refer, given))
    screened(house, contact, "radicalisation", "moderate")
    page = reverse("front_door:contact", args=[contact.call_id])
    assert "Refer to Channel" in text_of(karen.get(page))
    karen.post(refer, given)
    assert "the panel has not said yet" in text_of(karen.get(page))
    assert "already" in text_of(karen.post(refer, given | {"why": "Again."}))
    row = ChannelReferral.objects.get()
    karen.post(reverse("front_door:channel-panel", args=[row.pk]), day_of("panel_on", date(2021, 9, 14)))
    assert "panel on" in text_of(karen.get(reverse("front_door:channel")))
    said = reverse("front_door:channel-said", args=[row.pk])
    answer = {"said": "adopted", **day_of("said_on", NOW.date())}
    assert "Write what support there is" in text_of(karen.post(said, answer))
    karen.post(said, answer | {"support": "A mentor, weekly."})
    row.refresh_from_db()
    assert (row.said, row.support) == ("adopted", "A mentor, weekly.")


def test_the_lead_for_fgm_is_named_where_a_sign_was_found_and_the_quarter_counts_it(house: FrontDoorHouse) -> None:
    amira, yusuf, _ = house.family()
    contact = house.told(amira).contacts.get()
    record_registers.specialist_added(
        specialism="fgm",
        worker=house.gurdeep.pk,
        reached_at="0121 496 0303",
        weekdays=["0"],
        comes=NOW.time().replace(hour=9),
        goes=NOW.time().replace(hour=17),
        starts=date(2021, 1, 4),
        by=account_of(house.moira),
        now=NOW,
    )
    page = reverse("front_door:contact", args=[contact.call_id])
    karen = signed_in(house.karen)
    assert "Lead for FGM" not in text_of(karen.get(page))
    screened(house, contact, "fgm", "emerging")
    assert "Gurdeep Sandgal, 0121 496 0303" in text_of(karen.get(page))
    house.decided(contact.call, "referral")
    spring = london("2021-05-04 10:00")
    house.told(yusuf, why="fgm", now=spring, words="A visit is planned.")
    (this, before) = queries_figures.fgm(NOW)[:2]
    assert (this.name, this.contacts, this.screened, this.signs, this.referrals, this.opened) == (
        "July to September 2021", 1, 1, 1, 1, 1,
    )  # fmt: skip
    assert (before.contacts, before.screened, before.referrals) == (1, 0, 0)
    report = text_of(signed_in(house.moira).get(reverse("front_door:fgm")))
    assert "July to September 2021" in report
    assert karen.get(reverse("front_door:fgm")).status_code == 403


def test_a_mother_refers_herself_and_gets_an_offer_and_the_figures_compare(house: FrontDoorHouse) -> None:
    amira, yusuf, _ = house.family()
    herself: dict[str, Any] = {"source": "1A", "organisation": None, "caller": "Salma Hassan", "caller_role": "Mother"}
    karen = signed_in(house.karen)
    typed = {
        "received_day": "1",
        "received_month": "9",
        "received_year": "2021",
        "received_time": "11:50",
        "channel": "phone",
        "source": "1A",
        "caller": "Salma Hassan",
        "caller_role": "Mother",
        "reached_at": "07700 900123",
        "why": "parent",
        "words": "I am ill and I cannot manage the mornings on my own.",
        "consent": "given",
        "about_1": "Amira Hassan 14/5/2006",
        "pick_1": str(amira.pk),
    }
    karen.post(reverse("front_door:new"), typed)
    mine = Contact.objects.get()
    moira = signed_in(house.moira)
    decide = {"contacts": [mine.pk], "level": "additional", "outcome": "early-help", "rationale": "She asks for help."}
    moira.post(reverse("front_door:decide", args=[mine.call_id]), decide)
    mine.refresh_from_db()
    assert mine.outcome == "early-help"
    # before that she had been sent away with advice about Yusuf, until the school rang
    asked = house.told(yusuf, now=NOW - 30 * DAY, words="Mornings.", **herself)
    house.decided(asked, "advice", now=NOW - 29 * DAY, advice="Ask the school.", level="plus")
    rang = house.told(yusuf, now=NOW - 9 * DAY, words="Late every day.")
    house.decided(rang, "referral", now=NOW - 9 * DAY)
    family, _, agency = queries_figures.grouped(queries_figures.sources(NOW))
    assert (family.children, family.offered, family.advice, family.again) == (2, 1, 1, 1)
    assert (agency.children, agency.offered, agency.again) == (1, 1, 0)
    page = text_of(moira.get(reverse("front_door:offers")))
    assert "The family or the child asked" in page
    assert "1 (50%)" in page


def test_the_days_figures_agree_with_the_clocks_of_the_contacts(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    friday, holiday = london("2021-08-27 16:00"), london("2021-08-30 11:00")
    for n, (told, decided) in enumerate(
        (
            (friday, london("2021-08-31 23:00")),  # the next working day is the Tuesday
            (friday, london("2021-09-01 00:30")),
            (holiday, None),
            (holiday, london("2021-08-31 09:00")),
            (NOW, None),
        )
    ):
        call = house.told(amira, now=told, words=str(n))
        if decided:
            house.decided(call, "advice", now=decided, advice="Ask the school nurse.")
    rows = {row.day: row for row in queries_figures.days(NOW)}
    for told, wanted in ((friday, (2, 2, 1, 0, 0)), (holiday, (2, 1, 1, 1, 1)), (NOW, (1, 0, 0, 0, 1))):
        row = rows[told.date()]
        assert (row.calls, row.decided, row.in_time, row.late, row.waiting) == wanted
        states = [
            explain(CONTACT_DECISION, each, now=NOW).state.value for each in Contact.objects.filter(received=told)
        ]
        assert (states.count("met"), states.count("overdue")) == (row.in_time, row.late)
    assert dict(queries_figures.hours(friday.date(), NOW))[16] == 2
    moira = signed_in(house.moira)
    page = text_of(moira.get(reverse("front_door:volume") + "?day=2021-08-27"))
    assert "Friday 27 August 2021" in page or "27 August 2021, by the hour" in page
    sheet = moira.get(reverse("front_door:volume") + "?format=csv&table=days").content.decode()
    assert sheet.splitlines()[1].startswith("2021-09-01,1,")
    assert signed_in(house.karen).get(reverse("front_door:volume")).status_code == 403


def test_a_surge_is_marked_against_the_same_weekday_of_eight_weeks(house: FrontDoorHouse) -> None:
    amira, *_ = house.family()
    for week in range(1, 9):
        for n in range(2):
            house.told(amira, now=NOW - 7 * week * DAY - timedelta(minutes=n), words=f"{week} {n}")
    for n in range(7):
        house.told(amira, now=NOW - timedelta(minutes=n), words=f"today {n}")
    today = queries_figures.days(NOW)[0]
    assert (today.calls, today.usual, today.surge) == (7, 2.0, True)
    assert "Surge" in text_of(signed_in(house.moira).get(reverse("front_door:volume")))


def test_the_pages_ask_the_same_however_much_there_is(
    house: FrontDoorHouse, django_assert_max_num_queries: Any
) -> None:
    karen, moira = signed_in(house.karen), signed_in(house.moira)
    for n in range(6):
        child = house.child(f"Child{n}", "Many", authority="333", worker=False)
        house.told(child, words=str(n))
        record_registers.placed_here(
            child=child.pk,
            authority="333",
            address=f"{n} Larch Road",
            informed=NOW.date(),
            starts=NOW.date(),
            by=account_of(house.karen),
            now=NOW,
        )
    for browser, name, most in (
        (karen, "queue", 26),
        (karen, "placed", 18),
        (karen, "specialists", 14),
        (karen, "channel", 14),
        (moira, "volume", 14),
        (moira, "offers", 14),
    ):
        with django_assert_max_num_queries(most):
            assert browser.get(reverse(f"front_door:{name}")).status_code == 200


def test_a_protected_home_is_on_no_list_of_children_placed_here(house: FrontDoorHouse) -> None:
    leo = house.child("Leo", "Marsh", authority="333", worker=False)
    home = Address.objects.create(line="14 Larch Road", locality="Moseley", postcode="B13 9QR", area="south")
    Residence.objects.filter(person=leo).update(address=home, protected=True)
    row = record_registers.placed_here(
        child=leo.pk,
        authority="333",
        address="14 Larch Road, B13 9QR",
        informed=NOW.date(),
        starts=NOW.date(),
        by=account_of(house.karen),
        now=NOW,
    )
    karen = signed_in(house.karen)
    one = reverse("front_door:placed-one", args=[row.pk])
    change = reverse("front_door:change-placed", args=[row.pk])
    everything = reverse("front_door:placed")
    for page in (everything, f"{everything}?format=csv&table=placed", one, change):
        assert "Larch" not in text_of(karen.get(page)), page
