"""Conference minutes go to mother, father, police and school through the real pages; and a copy goes astray."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from righthelp.foundation.audit.models import Looked
from righthelp.foundation.calendar import say_deadline
from righthelp.governance.release import record
from righthelp.governance.release.models import Astray, Copy, Letter, Packet
from righthelp.practice.casework.models import Meeting
from righthelp.practice.casework.record_meetings import Written
from tests.stories.desk_house import as_application, signed_in, text_of
from tests.stories.release_house import CONFIDENTIAL, NOW, OPEN, ReleaseHouse, account_of, london

GIVEN = {"how": "hand", "at_day": "1", "at_month": "9", "at_year": "2021", "at_time": "12:00", "note": ""}


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReleaseHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield ReleaseHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def prepare_page(house: ReleaseHouse, meeting: Meeting) -> str:
    return reverse("release:prepare", args=[house.amira.pk, "minutes", meeting.pk])


def made_by_pages(house: ReleaseHouse, meeting: Meeting, formats: tuple[str, ...] = ("docx",)) -> Packet:
    said = {"purpose": "plan", "basis": "task", "formats": list(formats)}
    response = signed_in(house.ruth).post(prepare_page(house, meeting), said)
    assert response.status_code == 302, re.findall(r"error-message.*", text_of(response))
    return Packet.objects.get(source=meeting.pk, withdrawn__isnull=True)


def opened_by(reader: Any, packet: Packet) -> dict[str, int]:
    browser = signed_in(reader)
    found = {}
    for copy in packet.copies.all():
        found[copy.name] = browser.get(reverse("release:file", args=[copy.pk, "docx"])).status_code
    return found


def test_minutes_go_to_mother_father_police_and_school_each_with_their_own_copy(house: ReleaseHouse) -> None:
    meeting = house.conference()
    as_application()
    page = text_of(signed_in(house.ruth).get(prepare_page(house, meeting)))
    for name in ("Salma Hassan, Mother", "Karim Hassan, Father", "DC Dean Marlow, Police", "Sheepcote Vale Primary"):
        assert name in page
    packet = made_by_pages(house, meeting)
    assert set(opened_by(house.fiona, packet).values()) == {200}
    reader = signed_in(house.fiona)
    assert reader.post(reverse("release:release", args=[packet.pk]), {}).status_code == 302
    browser = signed_in(house.ruth)
    for copy in packet.copies.all():
        assert browser.post(reverse("release:give", args=[copy.pk]), GIVEN).status_code == 302
    assert Meeting.objects.get(pk=meeting.pk).minutes_sent == NOW
    log = text_of(browser.get(reverse("release:of-child", args=[house.yusuf.pk])))
    assert "So that everybody knows the plan and their part in it" in log
    assert "Our task under the Children Act 1989" in log
    assert log.count("Handed over") == 5
    seen = Looked.objects.filter(route="release:file", account_id=account_of(house.fiona).pk)
    assert seen.count() == 5


def test_the_fathers_copy_with_the_mothers_address_is_stopped_and_the_others_are_not(house: ReleaseHouse) -> None:
    meeting = house.conference([Written("Home", "They are safe at 7 Larchwood Row, Kings Norton, B98 7ZZ.")])
    packet = made_by_pages(house, meeting)
    page = text_of(signed_in(house.gurdeep).get(reverse("release:packet", args=[packet.pk])))
    assert "must not go out" in page
    assert "Larchwood" not in page
    bad = packet.copies.get(name="Karim Hassan").findings.filter(absolute=True)[0]
    answer = signed_in(house.gurdeep).post(
        reverse("release:waive", args=[bad.pk]), {"why": "He has been told it already, I think."}
    )
    assert "No reason makes this right" in text_of(answer)
    assert not packet.copies.get(name="Salma Hassan").findings.filter(absolute=True).exists()


def test_whoever_may_not_read_the_confidential_part_cannot_open_the_copy_that_has_it(house: ReleaseHouse) -> None:
    packet = house.prepared(house.conference())
    answers = opened_by(house.gurdeep, packet)
    assert answers == {
        "Salma Hassan": 200, "Karim Hassan": 200, "Joan Applewhite": 200, "DC Dean Marlow": 404, "Fiona Ashgrove": 404
    }  # fmt: skip


def test_a_stranger_to_the_children_is_told_that_there_is_no_such_document(house: ReleaseHouse) -> None:
    packet = house.prepared(house.conference())
    assert signed_in(house.tariq).get(reverse("release:packet", args=[packet.pk])).status_code == 404
    assert packet.title not in text_of(signed_in(house.tariq).get(reverse("release:board")))


def test_a_copy_goes_astray_and_the_privacy_officer_weighs_it(house: ReleaseHouse) -> None:
    packet = house.prepared(house.conference(), now=NOW - timedelta(hours=4))
    house.read_by(packet, house.fiona)
    record.released(packet=packet.pk, by=account_of(house.fiona), now=NOW - timedelta(hours=3))
    copy = packet.copies.get(name="Salma Hassan")
    browser = signed_in(house.ruth)
    assert browser.post(reverse("release:give", args=[copy.pk]), GIVEN | {"at_time": "10:00"}).status_code == 302
    said = {"aware_day": "1", "aware_month": "9", "aware_year": "2021", "aware_time": "11:30"}
    said |= {"reached": "A neighbour at her old flat", "happened": "Put through the wrong door."}
    answer = browser.post(
        reverse("release:astray", args=[copy.pk]), said | {"done": "Salma rung; fetched back from the neighbour."}
    )
    assert answer.status_code == 302
    owen = signed_in(house.owen)
    assert say_deadline(london("2021-09-04 11:30")) in text_of(owen.get(reverse("release:gone-astray")))
    weighed = owen.post(
        reverse("release:weigh", args=[Astray.objects.get().pk]),
        {"reported": "no", "why": "Back within the hour, envelope unopened."},
    )
    assert weighed.status_code == 302
    assert Astray.objects.get().reported is False


def test_a_file_is_known_again_and_an_altered_one_is_not(house: ReleaseHouse) -> None:
    packet = house.prepared(house.conference(), formats=("pdf",))
    body = bytes(Copy.objects.get(packet=packet, name="Karim Hassan").files.get().body)
    browser = signed_in(house.karen)

    def asked(data: bytes) -> str:
        return text_of(browser.post(reverse("release:verify"), {"file": SimpleUploadedFile("minutes.pdf", data)}))

    known = asked(body)
    assert "One of ours, unaltered" in known
    assert "for Karim Hassan, Father" in known
    assert "Not as it left us" in asked(body + b"\n% saved again")
    assert "Not one of ours" in asked(b"Minutes of something else")


def test_a_file_written_elsewhere_is_looked_through_and_not_kept(house: ReleaseHouse) -> None:
    report = SimpleUploadedFile("report.txt", b"Discharged home to 7 Larchwood Row, Kings Norton.")
    where = reverse("release:check", args=[house.amira.pk])
    page = text_of(signed_in(house.ruth).post(where, {"person": str(house.karim.pk), "words": "", "file": report}))
    assert "It must not go to this recipient." in page
    clean = SimpleUploadedFile("report.txt", b"Amira is well and growing.")
    page = text_of(signed_in(house.ruth).post(where, {"person": str(house.karim.pk), "words": "", "file": clean}))
    assert "Nothing was found." in page


def test_a_letter_to_the_father_goes_to_where_he_lives_on_the_day(house: ReleaseHouse) -> None:
    said = {"person": str(house.karim.pk), "organisation": "", "name": "", "address": ""}
    said |= {"subject": "Contact with Amira and Yusuf", "body": "Dear Mr Hassan,\nwe shall meet on Monday."}
    browser = signed_in(house.ruth)
    answer = browser.post(reverse("release:letter-new", args=[house.amira.pk]), said)
    letter = Letter.objects.get()
    where = reverse("release:prepare", args=[house.amira.pk, "letter", letter.pk])
    assert answer.headers["Location"] == where
    browser.post(where, {"purpose": "family", "basis": "task", "formats": ["docx"]})
    packet = Packet.objects.get()
    from tests.stories.test_release import said_in

    text = said_in(packet.copies.get())
    assert "31 Tollgate Street" in text
    assert "Yours sincerely" in text
    assert CONFIDENTIAL not in text
    assert OPEN not in text


def test_what_is_typed_in_a_letter_is_kept_when_it_is_refused(house: ReleaseHouse) -> None:
    where = reverse("release:letter-new", args=[house.amira.pk])
    said = {"person": "", "organisation": "", "name": "", "address": "", "subject": "A meeting", "body": "Dear friends"}
    page = text_of(signed_in(house.ruth).post(where, said))
    assert "Choose to whom the letter goes." in page
    assert "Dear friends" in text_of(signed_in(house.ruth).get(where))
