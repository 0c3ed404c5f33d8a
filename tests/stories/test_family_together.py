"""Nia, Leo and Ada, whose family decides about all three at once: one conference, one plan; Leo is taken out."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse

from righthelp.foundation.audit.models import Looked
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.models import Action, MeetingAbout, Part
from righthelp.practice.casework.record_meetings import meeting_cancelled, meeting_held
from righthelp.practice.duplicates import merging
from righthelp.practice.family_group import queries, record, record_rows, record_together
from righthelp.practice.family_group.models import Back, Group
from righthelp.practice.people.models import Person, Relationship
from tests.stories.care_house import CareHouse, account_of, as_application, london, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> CareHouse:
    made = CareHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def three(house: CareHouse) -> tuple[Person, Person, Person]:
    """Brothers and sisters whom Ruth works with."""
    nia, leo, ada = (house.child(name, "Ruddock") for name in ("Nia", "Leo", "Ada"))
    for other in (leo, ada):
        Relationship.objects.create(person=nia, other=other, kind="sibling")
    return nia, leo, ada


def asked(house: CareHouse, child: Person, *also: Person) -> Group:
    """Asked for on 1 June for all of them, with their grandmother prepared, and called for 28 June."""
    given = {"by": account_of(house.ruth), "now": house.evening("2021-06-01")}
    held = record.group_asked(
        child=child.pk, also=[each.pk for each in also], kind="fgc", asked=date(2021, 6, 1), why="Mum is in hospital.",
        questions="Where do they sleep?", coordinator=house.hannah.pk, **given,
    )  # fmt: skip
    record.member_asked(group=held.pk, name="Nan Ruddock", who="grandmother of all three", coming="comes", **given)
    return record.conference_called(group=held.pk, planned=london("2021-06-28 17:00"), where="Nan’s", **given)


def met(house: CareHouse, group: Group) -> None:
    meeting_held(
        meeting=group.meeting_id or 0, at=london("2021-06-28 17:00"), by=account_of(house.ruth),
        now=house.evening("2021-06-28"),
    )  # fmt: skip


def row_of(child: Person) -> Group:
    return Group.objects.get(child=child)


def test_what_is_recorded_once_stands_on_the_record_of_each(house: CareHouse) -> None:
    nia, leo, ada = three(house)
    page = signed_in(house.ruth)
    answer = page.post(
        reverse("family_group:new", args=[nia.pk]),
        {
            "kind": "fgc", "also": [leo.pk, ada.pk], "asked_day": "1", "asked_month": "6", "asked_year": "2021",
            "why": "Mum is in hospital.", "questions": "Where do they sleep?", "coordinator": house.hannah.pk,
        },
    )  # fmt: skip
    assert answer.status_code == 302, text_of(answer)
    given = {"by": account_of(house.ruth), "now": house.evening("2021-06-10")}
    group = row_of(nia)
    record.member_asked(group=row_of(ada).pk, name="Nan Ruddock", who="grandmother", coming="comes", **given)
    record.conference_called(group=group.pk, planned=london("2021-06-28 17:00"), **given)
    group.refresh_from_db()
    met(house, group)
    evening = {"by": account_of(house.ruth), "now": house.evening("2021-06-29")}
    record.plan_written(group=row_of(leo).pk, plan="All three sleep at Nan’s.", **evening)
    record.promised(
        group=group.pk, what="School run", owner="Nan Ruddock", by_when=date(2021, 7, 5), also=[leo.pk], **evening
    )
    record.answered(group=group.pk, on=date(2021, 6, 29), agreed="yes", why="Safe, and warm.", **evening)
    rows = [row_of(child) for child in (nia, leo, ada)]
    assert len({row.meeting_id for row in rows}) == 1
    assert {(row.held, row.plan, row.agreed) for row in rows} == {
        (date(2021, 6, 28), "All three sleep at Nan’s.", "yes")
    }
    assert {row.members.get().name for row in rows} == {"Nan Ruddock"}
    assert set(Action.objects.values_list("child_id", flat=True)) == {nia.pk, leo.pk}
    seen = text_of(page.get(reverse("family_group:child", args=[ada.pk])))
    assert "Together with" in seen
    assert "Leo" in seen
    printed = text_of(page.get(reverse("family_group:plan-print", args=[row_of(ada).pk])))
    assert printed.count("Nan Ruddock: School run") == 1


def test_one_family_and_three_children_are_counted_apart(house: CareHouse) -> None:
    nia, leo, ada = three(house)
    group = asked(house, nia, leo, ada)
    alone = house.child("Maya", "Quist")
    record.group_asked(
        child=alone.pk, kind="fgc", asked=date(2021, 6, 2), why="Her father is ill.", questions="Who cooks?",
        by=account_of(house.ruth), now=house.evening("2021-06-02"),
    )  # fmt: skip
    met(house, group)
    house.now = house.evening("2021-06-30")
    month = queries.months(account_of(house.gurdeep), house.now, back=1)[0]
    assert (month.asked, month.asked_children, month.held, month.held_children) == (2, 4, 1, 3)
    board = text_of(signed_in(house.ruth).get(reverse("family_group:board")))
    assert "family group conference (4 children)" in board
    assert "3 children together" in board


def test_a_child_is_taken_out_with_a_reason_and_put_back(house: CareHouse) -> None:
    nia, leo, ada = three(house)
    group = asked(house, nia, leo, ada)
    given = {"by": account_of(house.ruth), "now": house.evening("2021-06-15")}
    record_together.taken_out(group=row_of(leo).pk, why="Leo moved to his father’s.", **given)
    assert not MeetingAbout.objects.filter(meeting_id=group.meeting_id, child=leo).exists()
    assert not DueMoment.objects.filter(journey="family-group", episode_id=row_of(leo).pk).exists()
    with pytest.raises(Refused, match="Nothing can be added"), transaction.atomic():
        record.plan_written(group=row_of(leo).pk, plan="Nobody asked him.", **given)
    met(house, group)
    record.plan_written(group=group.pk, plan="Both sleep at Nan’s.", **given | {"now": house.evening("2021-06-29")})
    assert (row_of(leo).held, row_of(leo).plan) == (None, "")
    house.now = house.evening("2021-06-30")
    assert queries.months(account_of(house.ruth), house.now, back=1)[0].held_children == 2
    record_together.put_back(
        group=row_of(leo).pk, why="He never moved: he came to the conference.", by=account_of(house.ruth), now=house.now
    )
    assert (row_of(leo).held, row_of(leo).plan, row_of(leo).closed) == (
        date(2021, 6, 28), "Both sleep at Nan’s.", None
    )  # fmt: skip
    assert Back.objects.get(child=leo).what == "Taken out, 15 June 2021: Leo moved to his father’s."
    record_together.taken_out(group=row_of(leo).pk, why="Now he has.", by=account_of(house.ruth), now=house.now)
    record_together.taken_out(group=row_of(ada).pk, why="She too.", by=account_of(house.ruth), now=house.now)
    with pytest.raises(Refused, match="this child alone"):
        record_together.taken_out(group=group.pk, why="Nobody left.", by=account_of(house.ruth), now=house.now)


def test_a_brother_joins_before_the_family_meets(house: CareHouse) -> None:
    nia, leo, _ = three(house)
    group = asked(house, nia)
    given = {"by": account_of(house.ruth), "now": house.evening("2021-06-15")}
    record_together.joined(group=group.pk, child=leo.pk, **given)
    assert row_of(leo).members.get().who == "grandmother of all three"
    assert MeetingAbout.objects.filter(meeting_id=group.meeting_id).count() == 2
    page = signed_in(house.ruth).get(reverse("family_group:take-out", args=[row_of(leo).pk]))
    assert page.status_code == 200


def test_a_second_record_of_one_of_them_stops_neither_the_conference_nor_is_left_open(house: CareHouse) -> None:
    nia, leo, ada = three(house)
    twice = house.child("Leo", "Rudock")
    group = asked(house, nia, leo, ada, twice)
    plan = merging.previewed(leo.pk, twice.pk, [], now=house.evening("2021-06-20"))
    assert [words[:42] for words in plan.blocked] == ["In both records the family is asked to dec"]
    Person.objects.filter(pk=twice.pk).update(merged_into=leo)  # as a row that had to stay would stand there
    met(house, group)
    given = {"by": account_of(house.ruth), "now": house.evening("2021-06-29")}
    record.plan_written(group=group.pk, plan="All sleep at Nan’s.", **given)
    assert (row_of(ada).plan, row_of(twice).plan) == ("All sleep at Nan’s.", "")
    with pytest.raises(Refused, match="merged into another"):
        record.plan_written(group=row_of(twice).pk, plan="Nobody.", **given)


def test_who_joined_while_a_verb_waited_is_written_too(house: CareHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    nia, leo, _ = three(house)
    group = asked(house, nia, leo)
    found, stale = record_rows._children, [{group.pk: nia.pk}]
    monkeypatch.setattr(record_rows, "_children", lambda one: stale.pop() if stale else found(one))
    with transaction.atomic():
        assert {row.child_id for row in record_rows.rows_of(group.pk)} == {nia.pk, leo.pk}
    assert not stale


def test_who_was_taken_out_comes_back_to_the_familys_list_or_was_never_part_of_it(house: CareHouse) -> None:
    nia, leo, ada = three(house)
    group = asked(house, nia, leo, ada)
    given = {"by": account_of(house.ruth), "now": house.evening("2021-06-15")}
    record_together.taken_out(group=row_of(leo).pk, why="He moved.", **given)
    told = {"coming": "words", "words_said": "Let them stay together."}
    record.member_asked(group=group.pk, name="Aunt Bea", who="aunt", **told, **given)
    record.member_asked(group=group.pk, name="Nan Ruddock", who="grandmother", coming="not", **given)
    record_together.put_back(group=row_of(leo).pk, why="He did not.", **given)
    heard = {(one.name, one.coming, one.words) for one in row_of(leo).members.all()}
    assert heard == {("Aunt Bea", "words", "Let them stay together."), ("Nan Ruddock", "not", "")}
    record_together.taken_out(group=row_of(leo).pk, why="He lodges there, and is no brother.", **given)
    assert "no longer counts for this child" in text_of(
        signed_in(house.ruth).get(reverse("family_group:withdraw", args=[row_of(leo).pk]))
    )
    record.withdrawn(group=row_of(leo).pk, why="Ticked by mistake.", **given)
    assert [row_of(child).counts for child in (nia, leo, ada)] == [True, False, True]
    record_together.taken_out(group=row_of(ada).pk, why="She too.", **given)
    meeting_cancelled(meeting=group.meeting_id or 0, why="Nobody can.", **given)
    record.withdrawn(group=group.pk, why="Asked twice.", **given)
    assert not Group.objects.filter(counts=True).exists()


def test_money_and_promises_outlast_who_is_taken_out(house: CareHouse) -> None:
    nia, leo, ada = three(house)
    group = asked(house, nia, leo, ada)
    met(house, group)
    given = {"by": account_of(house.ruth), "now": house.evening("2021-06-29")}
    manager = {"by": account_of(house.gurdeep), "now": given["now"]}
    record.plan_written(group=group.pk, plan="All three sleep at Nan’s.", **given)
    bed, bus = (
        record.resource_asked(group=row_of(leo).pk, what=what, pence=9_000, every="once", times=1, **given)
        for what in ("Bunk beds", "A bus pass")
    )
    record.resource_decided(resource=bed.pk, approved=True, why="They need them.", **manager)
    run = {"what": "School run", "by_when": date(2021, 7, 5), "also": [leo.pk, ada.pk]}
    record.promised(group=group.pk, owner="Nan Ruddock", **run, **given)
    first, second, _ = Action.objects.order_by("pk")
    record_together.taken_out(group=row_of(leo).pk, why="He moved.", **given)
    bus.refresh_from_db()
    assert (bus.child_id, bus.group_id) == (nia.pk, group.pk)
    assert record.resource_decided(resource=bus.pk, approved=True, why="Near school.", **manager).approved
    Action.objects.filter(child=nia).update(stopped=given["now"], stopped_why="Nia walks.")
    printed = reverse("family_group:plan-print", args=[group.pk])
    page = text_of(signed_in(house.ruth).get(printed))
    assert all(words in page for words in ("Bunk beds", "A bus pass", "Nan Ruddock: School run"))
    assert queries.as_one([first, second]) == [first]
    second.done = date(2021, 7, 1)
    assert queries.as_one([second, first]) == [first]
    first.worker = house.hannah
    assert queries.as_one([second, first]) == [second, first]


def test_minutes_about_one_child_are_not_left_where_nobody_may_see_them(house: CareHouse) -> None:
    nia, leo, _ = three(house)
    group = asked(house, nia, leo)
    given = {"by": account_of(house.ruth), "now": house.evening("2021-06-15")}
    Part.objects.create(meeting_id=group.meeting_id, place=1, heading="Leo", text="He is afraid of Kyle.", child=leo)
    with pytest.raises(Refused, match="about this child alone"):
        record_together.taken_out(group=row_of(leo).pk, why="He moved.", **given)
    assert row_of(leo).runs


def test_a_reader_is_told_of_others_without_names_and_their_records_say_who_wrote(house: CareHouse) -> None:
    nia, leo, _ = three(house)
    far = house.child("Tavi", "Moss", worker=False)
    group = asked(house, nia, leo, far)
    ruth = signed_in(house.ruth)
    page = text_of(ruth.get(reverse("family_group:child", args=[nia.pk])))
    form = reverse("family_group:coordinator", args=[group.pk])
    for seen in (page, text_of(ruth.get(form))):
        assert "on the record of other children" in seen
        assert "Tavi" not in seen
    assert "2 children together" in text_of(ruth.get(reverse("family_group:board")))
    assert ruth.post(form, {"coordinator": house.ruth.pk}).status_code == 302
    assert row_of(far).coordinator_id == house.ruth.pk
    assert Looked.objects.filter(route="family_group:coordinator", subject_ids__contains=[far.pk]).count() == 1


def test_a_child_whose_family_met_twice_in_a_year_is_one_child(house: CareHouse) -> None:
    nia, leo, _ = three(house)
    group = asked(house, nia, leo)
    met(house, group)
    Group.objects.filter(child__in=[nia, leo]).update(closed=date(2021, 7, 1), closing="held", closed_why="It goes on.")
    again = Group.objects.get(pk=group.pk)
    again.pk, again.together_id, again.asked, again.held = None, None, date(2021, 8, 1), date(2021, 8, 20)
    again.closed = date(2021, 8, 30)
    again.save()
    assert queries.children_heard(account_of(house.ruth), house.now, date(2021, 1, 1)) == 2
    assert "Children whose family met" in text_of(signed_in(house.ruth).get(reverse("family_group:months")))
