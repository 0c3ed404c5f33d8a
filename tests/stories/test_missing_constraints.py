"""What the database itself will not hold, whoever writes it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from righthelp.practice.missing import record
from righthelp.practice.missing.models import Episode
from tests.stories.missing_house import NOW, House, london

pytestmark = pytest.mark.django_db

WENT = london("2021-08-28 22:10")


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def gone(house: House) -> Episode:
    return record.notified(child=house.child().pk, missing_from=WENT, by=house.tariq, now=NOW)


@pytest.mark.parametrize(
    ("setting", "constraint"),
    [
        ("returned = missing_from", "episode_returned_after_missing"),
        ("notified = missing_from - interval '1 minute'", "episode_notified_after_missing"),
        ("offered = missing_from + interval '1 hour'", "episode_offer_after_return"),
        ("held = missing_from + interval '1 hour'", "episode_interview_after"),
        (
            "returned = missing_from + interval '2 hours', offered = missing_from + interval '3 hours', "
            "held = missing_from + interval '1 hour'",
            "episode_interview_after",
        ),
        (
            "returned = missing_from + interval '1 hour', held = missing_from + interval '2 hours'",
            "episode_interview_after_offer",
        ),
        (
            "returned = missing_from + interval '1 hour', offered = missing_from + interval '1 hour', "
            "declined = missing_from + interval '2 hours'",
            "episode_decline_says_who_and_why",
        ),
        ("cancelled = missing_from", "episode_cancelled_says_why"),
        (
            "authority = '333', returned = missing_from + interval '1 hour', "
            "offered = missing_from + interval '1 hour'",
            "episode_offer_only_to_our_children",
        ),
        ("where_from = 'care'", "episode_from_care_is_in_care"),
    ],
)
def test_the_database_refuses_facts_that_cannot_be(gone: Episode, setting: str, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE missing_episode SET {setting} WHERE id = %s", [gone.pk])


def test_no_two_episodes_of_a_child_overlap_unless_one_was_cancelled(gone: Episode) -> None:
    copy = (
        "INSERT INTO missing_episode (child_id, police_force, missing_from, notified, cancelled, cancelled_reason, "
        "where_from, status, placement, area, authority, unaccompanied, risk, last_seen, found_where, found_how, "
        "declined_by, decline_reason) SELECT child_id, '', missing_from + interval '1 hour', notified + interval "
        "'1 hour', {cancelled}, 'x', where_from, status, placement, area, authority, unaccompanied, risk, '', '', '', "
        "'', '' FROM missing_episode WHERE id = %s"
    )
    with connection.cursor() as cursor:
        with pytest.raises(IntegrityError, match="episode_one_at_a_time"), transaction.atomic():
            cursor.execute(copy.format(cancelled="NULL"), [gone.pk])
        cursor.execute(copy.format(cancelled="notified"), [gone.pk])
    assert Episode.objects.count() == 2


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        (
            "INSERT INTO missing_together (first_id, second_id, why, linked_at, by_id) "
            "VALUES ({episode}, {episode}, 'x', now(), {worker})",
            "together_lower_first",
        ),
        (
            "INSERT INTO missing_offer (episode_id, at, how, worker_id, spoken_to, answer, declined_by, "
            "decline_reason, in_hours, note) "
            "VALUES ({episode}, now(), 'phone', {worker}, '', 'declined', '', '', true, '')",
            "offer_decline_says_who_and_why",
        ),
        (
            "INSERT INTO missing_forward (episode_id, child_name, authority, due_at, how) "
            "VALUES ({episode}, 'x', '330', now(), '')",
            "forward_to_another_council",
        ),
        (
            "INSERT INTO missing_forward (child_name, authority, due_at, how) VALUES ('x', '333', now(), '')",
            "forward_of_something",
        ),
        (
            'INSERT INTO missing_interview (episode_id, held_at, recorded_at, worker_id, place_kind, "where", '
            "child_seen_alone, own_words, push_factors, pull_factors, harm, harm_note, summary) VALUES ({episode}, "
            "now(), now(), {worker}, 'home', '', true, 'x', '{{weather}}', '{{}}', '{{}}', '', '')",
            "interview_known_factors",
        ),
        (
            "INSERT INTO missing_check (episode_id, at, with_whom, by_id, outcome, next_due_at) "
            "VALUES ({episode}, now(), 'police', {worker}, 'x', now())",
            "check_next_is_later",
        ),
        (
            "INSERT INTO intake_message (id, sender, kind, key, revision, series, body, received_at, state, "
            "reason, owner, settled_by, note) VALUES (gen_random_uuid(), 's', 'k', 'k', 1, '', '{{}}', now(), "
            "'waiting', '', '', '', '')",
            "message_waiting_has_owner_and_due",
        ),
    ],
)
def test_the_database_refuses_work_that_says_too_little(
    house: House, gone: Episode, statement: str, constraint: str
) -> None:
    ready = statement.format(episode=gone.pk, worker=house.tariq.pk)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ready)


def test_history_keeps_what_was_and_cannot_be_changed(house: House, gone: Episode) -> None:
    record.found(episode=gone.pk, returned=WENT + timedelta(hours=3), by=house.tariq, now=NOW)
    events = Episode.pgh_event_models["update"].objects.filter(pgh_obj_id=gone.pk)
    assert list(events.order_by("pgh_id").values_list("pgh_label", flat=True))[-1] == "update"
    with pytest.raises(Exception, match="append"), transaction.atomic():
        events.update(risk="low")
