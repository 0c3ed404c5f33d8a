"""What goes with a letter takes the same way out: read first, read again for the recipient, opened by the second
reader."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from django.db import connection
from django.urls import reverse
from PIL import Image

from righthelp.foundation.refusals import Refused
from righthelp.governance.release import record, record_files, record_letters
from righthelp.governance.release.models import CopyFile, Found, Letter, Packet
from righthelp.practice.casework import record_work
from righthelp.practice.casework.models import WorkFile
from righthelp.site.bench import leak_files
from tests.stories.desk_house import signed_in, text_of
from tests.stories.release_house import NOW, ReleaseHouse, account_of


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReleaseHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield ReleaseHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def letter_to(house: ReleaseHouse, person: object) -> Letter:
    said = {"subject": "What you asked for", "body": "Dear Mr Hassan,\nHere it is."}
    return record_letters.written(
        child=house.amira.pk,
        person=person.pk,
        by=account_of(house.ruth),
        now=NOW,
        **said,  # type: ignore[attr-defined]
    )


def file_of(house: ReleaseHouse, body: bytes, name: str) -> WorkFile:
    ruth = account_of(house.ruth)
    work = record_work.worked_with(child=house.amira.pk, at=NOW, tool="talk", analysis="Calm.", by=ruth, now=NOW)
    return record_work.file_added(work=work.pk, name=name, content=body, by=ruth, now=NOW)


def enclosed(house: ReleaseHouse, letter: Letter, body: bytes, name: str = "sheet.docx") -> None:
    file = file_of(house, body, name)
    record_files.attached(
        letter=letter.pk, taken_from="work", number=file.pk, named="A sheet", by=account_of(house.ruth), now=NOW
    )


def prepared(house: ReleaseHouse, letter: Letter) -> Packet:
    return record.prepared(
        kind="letter", source=letter.pk, purpose="family", basis="task", formats=["docx"], by=account_of(house.ruth),
        now=NOW,
    )  # fmt: skip


def test_a_protected_address_in_a_comment_of_an_enclosed_file_never_reaches_the_father(house: ReleaseHouse) -> None:
    letter = letter_to(house, house.karim)
    enclosed(house, letter, leak_files.WORD["comment"]("They live at 7 Larchwood Row, Kings Norton."))
    packet = prepared(house, letter)
    found = Found.objects.get(copy__packet=packet, kind="protected")
    assert found.absolute
    assert found.where.startswith("enclosed 1, ")


def test_the_second_reader_opens_what_is_enclosed_too(house: ReleaseHouse) -> None:
    letter = letter_to(house, house.karim)
    enclosed(house, letter, leak_files.word_text("Amira likes drawing."))
    packet = prepared(house, letter)
    browser = signed_in(house.fiona)
    copy = packet.copies.get()
    browser.get(reverse("release:file", args=[copy.pk, "docx"]))
    with pytest.raises(Refused, match="copy 1, enclosed 1"):
        record.released(packet=packet.pk, by=account_of(house.fiona), now=NOW)
    answer = browser.get(reverse("release:enclosed", args=[copy.pk, 1]))
    assert answer.content == bytes(CopyFile.objects.get(copy=copy, place=1).body)
    assert record.released(packet=packet.pk, by=account_of(house.fiona), now=NOW).released


def test_a_file_put_to_a_letter_after_it_was_prepared_stops_it(house: ReleaseHouse) -> None:
    letter = letter_to(house, house.karim)
    packet = prepared(house, letter)
    enclosed(house, letter, leak_files.word_text("Amira likes drawing."))
    house.read_by(packet, house.fiona)
    with pytest.raises(Refused, match="The text of copy 1 has been changed"):
        record.released(packet=packet.pk, by=account_of(house.fiona), now=NOW)


def test_what_the_house_cannot_read_is_refused_with_the_reason(house: ReleaseHouse) -> None:
    with pytest.raises(Refused, match="the house cannot read"):
        enclosed(house, letter_to(house, house.karim), leak_files.painted("What it says nobody knows"))


def test_a_photograph_is_drawn_afresh_and_somebody_has_to_look_at_it(house: ReleaseHouse) -> None:
    out = io.BytesIO()
    picture = Image.new("RGB", (900, 600), "white")
    exif = picture.getexif()
    exif[0x010E] = "7 Larchwood Row, Kings Norton"
    picture.save(out, "JPEG", exif=exif)
    letter = letter_to(house, house.karim)
    enclosed(house, letter, out.getvalue(), "drawing.jpg")
    packet = prepared(house, letter)
    assert set(Found.objects.filter(copy__packet=packet).values_list("kind", "absolute")) == {("unreadable", False)}
    body = bytes(CopyFile.objects.get(copy__packet=packet, place=1).body)
    assert b"Larchwood" not in body


def test_a_copy_made_for_the_mother_does_not_go_to_the_father(house: ReleaseHouse) -> None:
    packet = house.prepared(house.conference())
    Found.objects.filter(copy__packet=packet).delete()
    house.read_by(packet, house.fiona)
    record.released(packet=packet.pk, by=account_of(house.fiona), now=NOW)
    hers = CopyFile.objects.get(copy__packet=packet, copy__person=house.salma)
    letter = letter_to(house, house.karim)
    with pytest.raises(Refused, match="somebody else’s"):
        record_files.attached(
            letter=letter.pk, taken_from="copy", number=hers.pk, named="The minutes", by=account_of(house.ruth), now=NOW
        )
    page = text_of(signed_in(house.ruth).get(reverse("release:letter-files", args=[house.amira.pk, letter.pk])))
    assert f"copy-{hers.pk}" not in page
    his = CopyFile.objects.get(copy__packet=packet, copy__person=house.karim)
    assert f"copy-{his.pk}" in page
