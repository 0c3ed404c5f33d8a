"""Group supervision: thought about together, decided for the child, and nobody's own supervision of the month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from righthelp.foundation.refusals import Refused
from righthelp.practice.people.models import Person
from righthelp.practice.supervision import queries, record_children, record_group
from righthelp.practice.supervision.agenda import agenda
from righthelp.practice.supervision.models import Decision, Discussion, Group, Session
from righthelp.practice.supervision.record_children import Said
from tests.stories.desk_house import as_application, signed_in, text_of
from tests.stories.supervision_house import HOUR, NOW, SupervisionHouse, london

AUGUST = london("2021-08-18 10:00")


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[SupervisionHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield SupervisionHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def met(house: SupervisionHouse) -> Group:
    """Gurdeep leads Hannah and Ruth."""
    return record_group.group_held(
        title="Systemic group, East 1", held_at=AUGUST, present=[house.hannah.pk, house.ruth.pk], by=house.gurdeep,
        now=AUGUST + HOUR,
    )  # fmt: skip


def thought(house: SupervisionHouse, group: Group, child: Person, what: str = "") -> Discussion:
    """A hypothesis about a child, and perhaps a decision for Hannah by 25 August."""
    decisions = [Said(what, house.hannah.pk, date(2021, 8, 25), "1")] if what else []
    return record_group.group_discussed(
        group=group.pk, child=child.pk, hypothesis="Who would lose if Kai got better?", decisions=decisions,
        by=house.gurdeep, now=AUGUST + HOUR,
    )  # fmt: skip


def test_what_the_group_decided_comes_back_in_the_workers_next_own_supervision(house: SupervisionHouse) -> None:
    kai = house.hannahs("Kai")
    thought(house, met(house), kai, "Ask the grandmother what she fears")
    september = house.called(house.hannah)
    [line] = agenda(september, NOW)
    assert "Not done, was due 25 August 2021: Ask the grandmother what she fears" in [f.words for f in line.flags]
    page = text_of(signed_in(house.gurdeep).get(reverse("supervision:of-child", args=[kai.pk])))
    assert "Who would lose if Kai got better?" in page
    assert "group supervision, Systemic group, East 1, brought by Hannah Oakstead" in page


def test_a_group_is_nobodys_own_supervision_of_the_month(house: SupervisionHouse) -> None:
    house.called(house.hannah, "2021-08-01", AUGUST)
    thought(house, met(house), house.hannahs("Kai"))
    [session] = Session.objects.filter(worker=house.hannah)
    assert session.held is None
    assert queries.states([session], NOW)[session.pk] == "overdue"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("hannah", 200),
        ("ruth", 200),
        ("gurdeep", 200),
        ("marcia", 200),
        ("denise", 404),
        ("karen", 404),
        ("amrit", 404),
    ],
)
def test_those_who_were_there_and_those_above_read_it(house: SupervisionHouse, who: str, status: int) -> None:
    group = met(house)
    as_application()
    assert signed_in(getattr(house, who)).get(reverse("supervision:group", args=[group.pk])).status_code == status


def test_a_colleague_who_was_there_reads_no_child_they_may_not_open(house: SupervisionHouse) -> None:
    group = met(house)
    thought(house, group, house.hannahs("Kai"))
    as_application()
    page = reverse("supervision:group", args=[group.pk])
    assert "Kai Brightwell" in text_of(signed_in(house.hannah).get(page))
    assert "Kai Brightwell" not in text_of(signed_in(house.ruth).get(page))


def test_only_children_of_those_present_are_thought_about(house: SupervisionHouse) -> None:
    stranger = house.child("Lena", "Marsh", worker=False)
    with pytest.raises(Refused, match="Nobody who was there works with this child"):
        thought(house, met(house), stranger)


def test_what_is_signed_stands_and_what_the_group_decided_only_the_line_moves(house: SupervisionHouse) -> None:
    group = met(house)
    thought(house, group, house.hannahs("Kai"), "Ask the grandmother")
    record_group.group_signed(group=group.pk, by=house.gurdeep, now=AUGUST + HOUR)
    with pytest.raises(IntegrityError, match="signed"), transaction.atomic():
        Group.objects.filter(pk=group.pk).update(reflection="Something else")
    decision = Decision.objects.get()
    with pytest.raises(Refused, match="led this group"):
        record_children.decision_stopped(decision=decision.pk, by=house.hannah, now=NOW, why="Not needed.")
    record_children.decision_moved(decision=decision.pk, by=house.marcia, now=NOW, by_when=date(2021, 9, 9))
    decision.refresh_from_db()
    assert decision.by_when == date(2021, 9, 9)


def test_a_note_stands_in_one_supervision_and_not_in_two(house: SupervisionHouse) -> None:
    session = house.called(house.hannah)
    discussion = thought(house, met(house), house.hannahs("Kai"))
    with pytest.raises(IntegrityError, match="discussion_one_supervision"), transaction.atomic():
        Discussion.objects.filter(pk=discussion.pk).update(session=session)


def test_a_whole_group_supervision_by_its_pages(house: SupervisionHouse) -> None:
    kai = house.hannahs("Kai")
    as_application()
    gurdeep = signed_in(house.gurdeep)
    when = {"held_at_day": "18", "held_at_month": "8", "held_at_year": "2021", "held_at_time": "10:00am"}
    there = {"title": "Systemic group", "present": [str(house.hannah.pk), str(house.ruth.pk)]}
    made = gurdeep.post(reverse("supervision:group-new"), when | there | {"reflection": "We rush to fix."})
    assert made.status_code == 302
    group = Group.objects.get()
    page = reverse("supervision:group", args=[group.pk])
    assert "We rush to fix." in text_of(gurdeep.get(page))
    assert "nobody’s own supervision of the month" in text_of(gurdeep.get(page))
    discuss = reverse("supervision:group-discuss", args=[group.pk, kai.pk])
    said = {"hypothesis": "He keeps the adults together.", "what1": "Ask him who worries most"}
    said |= {"who1": str(house.hannah.pk), "by1_day": "20", "by1_month": "9", "by1_year": "2021"}
    assert gurdeep.post(discuss, said).status_code == 302
    assert "Ask him who worries most" in text_of(gurdeep.get(page))
    assert gurdeep.post(reverse("supervision:group-sign", args=[group.pk])).status_code == 302
    assert "Signed" in text_of(signed_in(house.hannah).get(page))
    assert "Systemic group" in text_of(signed_in(house.ruth).get(reverse("supervision:groups")))
    one = text_of(gurdeep.get(reverse("supervision:decision", args=[Decision.objects.get().pk])))
    assert "in group supervision" in one
