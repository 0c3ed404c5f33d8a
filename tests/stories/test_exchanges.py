"""Perdita is profiled at an exchange event, where the Linfields ask about her; the Aldertons learn in a group."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.foundation.audit.models import Looked
from righthelp.foundation.refusals import Refused
from righthelp.practice.adoption import queries_events as queries
from righthelp.practice.adoption import record_events as record
from righthelp.practice.adoption.models import Came, Course, Exchange, Interest, Profiled, Seat
from righthelp.practice.people.models import Person
from tests.stories.adoption_house import AdoptionHouse
from tests.stories.care_house import account_of, as_application, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> AdoptionHouse:
    made = AdoptionHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def bare(page: str) -> str:
    """The words of a page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_match_that_came_of_an_exchange_event_is_read_from_the_plan(house: AdoptionHouse) -> None:
    perdita, linfields = house.child("Perdita", "Quayle", born=date(2019, 5, 4)), house.linfields()
    _, plan = house.to_be_placed(perdita, "2020-11-02", "2021-02-01", "2021-03-01", "2021-04-12")
    ruth = signed_in(house.ruth)
    days = {"on_day": "1", "on_month": "6", "on_year": "2021"}
    ruth.post(reverse("adoption:exchange-new"), days | {"partners": "Threshold Adoption"})
    event = Exchange.objects.get()
    given = {"by": account_of(house.ruth), "now": house.evening("2021-06-02")}
    ruth.post(reverse("adoption:exchange-profile", args=[event.pk]), {"plans": [plan.pk]})
    profile = Profiled.objects.get()
    with pytest.raises(Refused, match="Record first that they came"):
        record.interest_shown(profile=profile.pk, family=linfields.pk, said="She laughs like us.", **given)
    ruth.post(reverse("adoption:exchange-came", args=[event.pk]), {"families": [linfields.pk]})
    said = {"family": linfields.pk, "said": "She laughs like us."}
    ruth.post(reverse("adoption:exchange-interest", args=[profile.pk]), said)
    (found,) = queries.events()
    assert (found.profiled, found.families, found.interest, found.matches) == (1, 1, 1, 0)
    house.match(plan, linfields, "2021-07-12")
    assert queries.events()[0].matches == 1
    page = text_of(ruth.get(reverse("adoption:exchange", args=[event.pk])))
    assert "Matched with The Linfields" in page
    stranger = house.worker("Imogen Vale", title="Social worker", role="social_worker")
    hidden = text_of(signed_in(stranger).get(reverse("adoption:exchange", args=[event.pk])))
    assert "No child within your reach was profiled." in hidden
    back = reverse("adoption:event-back", args=["interest", Interest.objects.get().pk])
    assert signed_in(stranger).post(back, {"why": "Not mine."}).status_code == 404
    numbers = queries.named(event, account_of(stranger), house.now)
    assert (numbers.children, numbers.hidden, numbers.interest, numbers.matches) == ([], 1, 1, 1)
    again = record.exchange_held(on=date(2021, 6, 20), partners="Tern Adoption", **given | {"now": house.now})
    given["now"] = house.now
    (second,) = record.profiled(exchange=again.pk, plans=[plan.pk], **given)
    (there,) = record.adopters_came(exchange=again.pk, families=[linfields.pk], **given)
    asked = record.interest_shown(profile=second.pk, family=linfields.pk, said="Her again.", **given)
    listed = bare(text_of(ruth.get(reverse("adoption:exchanges"))))
    assert "1 match that came of it" in listed
    for kind, row in (("came", there.pk), ("profile", second.pk)):
        with pytest.raises(Refused, match="Take back first what"), transaction.atomic():
            record.event_row_back(kind=kind, number=row, why="Another day.", **given)
    for kind, row in (("interest", asked.pk), ("came", there.pk), ("profile", second.pk)):
        record.event_row_back(kind=kind, number=row, why="Another day.", **given)
    ruth.post(back, {"why": "They asked about another girl."})
    assert [each.matches for each in queries.events()] == [0, 0]


def an_event(house: AdoptionHouse) -> tuple[Exchange, Person, Profiled, Came]:
    """Perdita was profiled on 1 June, and the Linfields came."""
    perdita, linfields = house.child("Perdita", "Quayle", born=date(2019, 5, 4)), house.linfields()
    _, plan = house.to_be_placed(perdita, "2020-11-02", "2021-02-01", "2021-03-01", "2021-04-12")
    given = {"by": account_of(house.ruth), "now": house.evening("2021-06-02")}
    event = record.exchange_held(on=date(2021, 6, 1), partners="Threshold Adoption", **given)
    (there,) = record.profiled(exchange=event.pk, plans=[plan.pk], **given)
    (came,) = record.adopters_came(exchange=event.pk, families=[linfields.pk], **given)
    return event, perdita, there, came


def test_an_event_taken_back_takes_those_with_it_who_were_there_but_not_what_families_asked(
    house: AdoptionHouse,
) -> None:
    event, perdita, there, came = an_event(house)
    given = {"by": account_of(house.ruth), "now": house.evening("2021-06-02")}
    asked = record.interest_shown(profile=there.pk, family=came.adopters_id, said="She laughs like us.", **given)
    ruth, back = signed_in(house.ruth), reverse("adoption:event-back", args=["exchange", event.pk])
    assert "1 child profiled there and 1 family who came are taken back with it." in text_of(ruth.get(back))
    refused = text_of(ruth.post(back, {"why": "Recorded twice."}))
    assert "Take back first what families asked about children there: 1 on the page of the event." in refused
    record.event_row_back(kind="interest", number=asked.pk, why="Recorded twice.", **given)
    stranger = signed_in(house.worker("Imogen Vale", title="Social worker", role="social_worker"))
    assert "You may not open the record of a child" in text_of(stranger.post(back, {"why": "Recorded twice."}))
    assert Exchange.objects.get(pk=event.pk).withdrawn is None
    ruth.post(back, {"why": "Recorded twice."})
    assert Looked.objects.filter(route="adoption:event-back", subject_ids=[perdita.pk]).count() == 1, "written to"
    for row in (event, there, came):
        row.refresh_from_db()
        assert (row.withdrawn, row.withdrawn_why) == (house.now, "Recorded twice.")
    assert "No exchange event is recorded." in text_of(ruth.get(reverse("adoption:exchanges")))


def test_the_list_of_events_reads_nobodys_name(house: AdoptionHouse) -> None:
    _, _, there, came = an_event(house)
    given = {"by": account_of(house.ruth), "now": house.evening("2021-06-02")}
    record.interest_shown(profile=there.pk, family=came.adopters_id, said="She laughs like us.", **given)
    ruth = signed_in(house.ruth)
    with CaptureQueriesContext(connection) as asked:
        assert "Threshold Adoption" in text_of(ruth.get(reverse("adoption:exchanges")))
    read = [each["sql"] for each in asked.captured_queries if '"adoption_' in str(each["sql"])]
    assert any('"adoption_interest"' in sql for sql in read)
    for words in ('"people_person"', '"adoption_adopters"."name"', '"adoption_interest"."words"'):
        assert not [sql for sql in read if words in sql]


def test_families_come_to_a_group_week_by_week_and_say_whether_it_helped(house: AdoptionHouse) -> None:
    linfields, aldertons = house.linfields(), house.aldertons()
    ruth = signed_in(house.ruth)
    days = {"starts_day": "2", "starts_month": "8", "starts_year": "2021"}
    ruth.post(reverse("adoption:group-new"), days | {"weeks": "6", "led_by": "Farida Quill"})
    group = Course.objects.get()
    ruth.post(reverse("adoption:group-join", args=[group.pk]), {"families": [linfields.pk, aldertons.pk]})
    seat = Seat.objects.get(adopters=linfields)
    address = reverse("adoption:took-part", args=[seat.pk])
    assert "has not come yet" in text_of(ruth.post(address, {"came": ["1", "6"], "helped": "", "feedback": ""}))
    assert "Write what they said." in text_of(ruth.post(address, {"came": ["1", "2"], "helped": "much"}))
    ruth.post(address, {"came": ["1", "2", "4"], "helped": "much", "feedback": "We shout less."})
    page = text_of(ruth.get(reverse("adoption:group", args=[group.pk])))
    assert "came 3 of 5 times: week 1, 2, 4" in page
    assert "We shout less." in page
    listed = text_of(ruth.get(reverse("adoption:groups")))
    assert "30%" in listed  # of the five weeks that have come, for two families
    given = {"by": account_of(house.ruth), "now": house.now}
    other = record.group_begun(starts=date(2021, 8, 3), weeks=6, led_by="Hester Vane", **given)
    (place,) = record.families_joined(group=other.pk, families=[linfields.pk], **given)
    record.took_part(seat=place.pk, came=[1], helped="much", feedback="Again less.", **given)
    listed = bare(text_of(ruth.get(reverse("adoption:groups"))))
    assert "2 families 1 of them said whether it helped 1 it helped a lot" in listed
    aldertons.left, aldertons.left_why = date(2021, 8, 20), "They moved away."
    aldertons.save()
    who = {name for _, name in queries.families(date(2021, 8, 19), date(2021, 8, 19))}
    assert who == {aldertons.name, linfields.name}
    assert [name for _, name in queries.families(date(2021, 8, 21), date(2021, 8, 21))] == [linfields.name]
    assert queries.families(date(2020, 1, 1), date(2020, 1, 1)) == []
    record.event_row_back(kind="group", number=other.pk, why="Not ours.", **given)
    ruth.post(reverse("adoption:event-back", args=["group", group.pk]), {"why": "Another group."})
    assert "No group is recorded." in text_of(ruth.get(reverse("adoption:groups")))
