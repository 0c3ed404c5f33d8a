"""Documents leave through one gate: a copy for each, checked in the finished file, read by a second person, sealed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from righthelp.foundation.documents.gate import sealed
from righthelp.foundation.documents.reading import pieces_of
from righthelp.foundation.refusals import Refused
from righthelp.governance.release import record, record_giving
from righthelp.governance.release.models import Copy, CopyFile, Found, Packet
from righthelp.practice.casework.models import Meeting
from righthelp.practice.casework.record_meetings import Written
from righthelp.practice.people.models import Relationship, Residence
from tests.stories.release_house import CONFIDENTIAL, NOW, OPEN, ReleaseHouse, account_of

HOUR = timedelta(hours=1)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReleaseHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield ReleaseHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def copy_of(packet: Packet, name: str) -> Copy:
    return packet.copies.get(name=name)


def said_in(copy: Copy) -> str:
    file = copy.files.get()
    return "\n".join(piece.text for piece in pieces_of(bytes(file.body), file.name))


def found(copy: Copy) -> list[tuple[str, bool]]:
    return [(each.kind, each.absolute) for each in copy.findings.order_by("kind")]


@pytest.mark.parametrize("format_", ["docx", "pdf"])
def test_the_confidential_part_is_absent_from_the_copies_of_those_who_may_not_see_it(
    house: ReleaseHouse, format_: str
) -> None:
    packet = house.prepared(house.conference(), formats=(format_,))
    flat = {copy.name: " ".join(said_in(copy).split()) for copy in packet.copies.all()}
    assert all(OPEN in text for text in flat.values())
    assert {name for name, text in flat.items() if CONFIDENTIAL in text} == {"DC Dean Marlow", "Fiona Ashgrove"}
    assert not Found.objects.exists()


def test_every_copy_is_stamped_with_whose_it_is(house: ReleaseHouse) -> None:
    packet = house.prepared(house.conference(), formats=("pdf",))
    for copy in packet.copies.all():
        stamp = f"Copy {copy.number} of 5 for {copy.name} ({copy.capacity}). 1 September 2021. Document {packet.pk}."
        assert stamp in said_in(copy)


def test_the_mothers_address_stops_the_fathers_copy_and_no_reason_makes_it_right(house: ReleaseHouse) -> None:
    words = "Salma and the children now live at 7 Larchwood Row, Kings Norton and feel safe there."
    packet = house.prepared(house.conference([Written("Home", words)]))
    father = copy_of(packet, "Karim Hassan")
    assert ("protected", True) in found(father)
    assert ("protected", True) not in found(copy_of(packet, "DC Dean Marlow"))
    bad = father.findings.get(kind="protected")  # one address, however many live there
    with pytest.raises(Refused, match="No reason makes this right"):
        record.waived(finding=bad.pk, why="He says that he knows it already.", by=account_of(house.gurdeep), now=NOW)
    house.read_by(packet, house.fiona)
    with pytest.raises(Refused, match="not put right"):
        record.released(packet=packet.pk, by=account_of(house.fiona), now=NOW)


def test_a_manager_who_did_not_write_it_may_say_why_something_found_goes_out(house: ReleaseHouse) -> None:
    packet = house.prepared(house.conference([Written("School", "Amira’s friend Zofia Brzoza came with her.")]))
    for each in Found.objects.filter(copy__packet=packet):
        assert each.kind == "person"
        with pytest.raises(Refused, match="Another manager"):
            record.waived(finding=each.pk, why="Her mother agreed to it.", by=account_of(house.ruth), now=NOW)
        record.waived(
            finding=each.pk, why="Danuta Brzoza agreed that she is named.", by=account_of(house.gurdeep), now=NOW
        )
    house.read_by(packet, house.fiona)
    assert record.released(packet=packet.pk, by=account_of(house.fiona), now=NOW).released == NOW


def test_nobody_releases_what_they_prepared_or_wrote_or_have_not_read(house: ReleaseHouse) -> None:
    packet = house.prepared(house.conference())
    with pytest.raises(Refused, match="Somebody else must read"):
        record.released(packet=packet.pk, by=account_of(house.ruth), now=NOW)
    with pytest.raises(Refused, match="Open every copy"):
        record.released(packet=packet.pk, by=account_of(house.fiona), now=NOW)


def _released(house: ReleaseHouse) -> Packet:
    packet = house.prepared(house.conference())
    house.read_by(packet, house.fiona)
    return record.released(packet=packet.pk, by=account_of(house.fiona), now=NOW)


def test_a_father_who_is_no_longer_tied_to_the_children_gets_no_copy_even_after_release(house: ReleaseHouse) -> None:
    packet = _released(house)
    Relationship.objects.filter(pk__in=[each.pk for each in house.fathers]).update(
        starts=date(2021, 1, 1), ends=date(2021, 9, 1), parental_responsibility=False
    )
    with pytest.raises(Refused, match="not to have one any more"):
        record_giving.given(
            copy=copy_of(packet, "Karim Hassan").pk, how="post", at=NOW, by=account_of(house.ruth), now=NOW
        )


def test_a_move_between_preparing_and_sending_stops_the_copy(house: ReleaseHouse) -> None:
    packet = house.prepared(house.conference())
    home = Residence.objects.get(person=house.karim)
    home.ends = date(2021, 8, 31)
    home.save()
    Residence.objects.create(person=house.karim, address=house.home, starts=date(2021, 8, 31))
    house.read_by(packet, house.fiona)
    with pytest.raises(Refused, match="has moved"):
        record.released(packet=packet.pk, by=account_of(house.fiona), now=NOW)


def test_giving_out_every_copy_stops_the_clock_of_the_minutes(house: ReleaseHouse) -> None:
    packet = _released(house)
    ruth = account_of(house.ruth)
    for copy in packet.copies.all():
        assert Meeting.objects.get(pk=packet.source).minutes_sent is None
        record_giving.given(copy=copy.pk, how="hand", at=NOW, by=ruth, now=NOW + HOUR)
    packet.refresh_from_db()
    assert packet.given_out == NOW + HOUR
    assert Meeting.objects.get(pk=packet.source).minutes_sent == NOW + HOUR


def test_a_sealed_file_cannot_be_changed(house: ReleaseHouse) -> None:
    packet = house.prepared(house.conference())
    file = CopyFile.objects.filter(copy__packet=packet)[0]
    assert sealed(bytes(file.body)) == file.sha256
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        CopyFile.objects.filter(pk=file.pk).update(body=b"another text")


def test_the_minutes_of_a_strategy_discussion_do_not_go_to_the_family(house: ReleaseHouse) -> None:
    packet = house.prepared(house.conference(kind="strategy"))
    assert set(packet.copies.values_list("name", flat=True)) == {"DC Dean Marlow", "Joan Applewhite", "Fiona Ashgrove"}
