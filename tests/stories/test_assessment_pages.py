"""Assessment through the real pages: the Hassans together and apart, Leo Marsh late, Zofia Brzoza with nothing to do,
Connor O’Dowd returned and then authorised; two who write at once, a session that ends, words that could be better."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from righthelp.foundation.access.models import NamedAccess
from righthelp.foundation.audit.models import Look
from righthelp.foundation.pages.models import Draft
from righthelp.practice.assessment import record_text
from righthelp.practice.assessment.models import Assessment, Text
from righthelp.practice.front_door import record as front_door_record
from righthelp.practice.front_door.models import Referral
from righthelp.practice.front_door.screening_tools import BY_CODE
from righthelp.practice.people.models import Person, Worry
from tests.stories.assessment_house import (
    DAY,
    NOW,
    SAID,
    AssessmentHouse,
    account_of,
    london,
    standards_form,
)
from tests.stories.desk_house import as_application, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[AssessmentHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield AssessmentHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def at(monkeypatch: pytest.MonkeyPatch, when: datetime) -> None:
    """It is ``when`` from here on."""
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: when)


def page(name: str, *args: Any) -> str:
    return reverse(f"assessment:{name}", args=args)


def hidden(shown: str, name: str) -> str:
    """The value of a hidden field of a page."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)">', shown)
    assert found is not None
    return found.group(1)


def typed(shown: str, name: str) -> str:
    """What stands in a box of a page."""
    found = re.search(rf'<textarea[^>]* name="{name}"[^>]*>(.*?)</textarea>', shown, re.DOTALL)
    assert found is not None
    return unescape(found.group(1))


def write(browser: Client, row: Assessment, key: str, text: str, **more: Any) -> Any:
    """What a browser sends when a section is saved as it was opened."""
    opened = text_of(browser.get(page("write", row.pk, key)))
    seen = {name: hidden(opened, name) for name in ("own_seen", "shared_seen")}
    return browser.post(page("write", row.pk, key), {"own": text, **seen, **more})


def decided(row: Assessment, now: datetime, **more: Any) -> dict[str, Any]:
    """A decision as a form sends it."""
    said = {"outcome": "cin", "level": "complex", "decision": "I agree.", **standards_form(now)}
    return said | more


def test_the_hassans_are_assessed_together_and_each_childs_own_text_is_kept_apart(
    house: AssessmentHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    amira, yusuf, _ = house.family()
    house.referred(amira, yusuf)
    browser = signed_in(house.meena)
    as_application()
    asks = text_of(browser.get(page("begin", amira.pk)))
    assert "Yusuf Hassan, brother or sister" in asks or "Yusuf Hassan" in asks
    sent = browser.post(page("begin", amira.pk), {"children": [amira.pk, yusuf.pk], "worker": house.meena.pk})
    one, other = Assessment.objects.order_by("child_id")
    assert sent.headers["Location"] == page("assessment", one.pk)
    assert one.together == other.together
    write(browser, one, "family", "Amira sleeps beside Nan.", shared="Four people in two rooms.")
    write(browser, one, "words", "“I am scared of the stairs at night.”")
    write(browser, other, "words", "“I want a dog.”")
    hers, his = (text_of(browser.get(page("assessment", row.pk))) for row in (one, other))
    assert "Four people in two rooms." in hers
    assert "Four people in two rooms." in his
    assert "I am scared of the stairs" in hers
    assert "I am scared of the stairs" not in his
    assert "I want a dog" not in hers
    assert "I want a dog" not in text_of(browser.get(page("print", one.pk)))
    pdf = browser.get(page("print", one.pk), {"format": "pdf"})
    assert pdf.content.startswith(b"%PDF")


def test_of_a_brother_whose_record_is_closed_nothing_is_there(house: AssessmentHouse) -> None:
    amira, yusuf, _ = house.family()
    one, other = house.assessing(amira, yusuf)
    given: dict[str, Any] = {"own_seen": 0, "by": account_of(house.meena), "now": NOW}
    record_text.written(assessment=one.pk, key="family", own="Hers.", shared="Yusuf’s father is in prison.", **given)
    record_text.written(assessment=other.pk, key="day", own="Yusuf walks alone.", **given)
    Person.objects.filter(pk=yusuf.pk).update(tier=2)
    NamedAccess.objects.create(
        account=account_of(house.paul), kind="child", subject_id=yusuf.pk, starts=NOW, ends=NOW + DAY, reason="Named."
    )
    browser = signed_in(house.meena)
    as_application()
    for name in ("assessment", "print"):
        shown = text_of(browser.get(page(name, one.pk)))
        assert "Hers." in shown
        assert "Yusuf" not in shown
        assert "prison" not in shown
    writing = text_of(browser.get(page("write", one.pk, "family")))
    assert "About all of them" not in writing
    assert "prison" not in writing
    assert browser.get(page("assessment", other.pk)).status_code == 404
    assert "Yusuf" not in text_of(browser.get(page("list")))
    browser.post(page("write", one.pk, "family"), {"own": "More.", "own_seen": "1", "shared": "Over it."})
    assert Text.objects.get(together=one.together).text == "Yusuf’s father is in prison."


def test_leo_marsh_is_late_and_the_manager_says_why(house: AssessmentHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    leo = house.child("Leo", "Marsh", worker=False)
    summer = london("2021-06-07 10:00")
    (row,) = house.assessing(leo, now=summer)
    house.visited(leo, now=summer + 3 * DAY)
    house.wrote(row, now=summer + 20 * DAY)
    browser = signed_in(house.meena)
    house.submitted(row, now=NOW - DAY)
    manager = signed_in(house.iqbal)
    shown = text_of(manager.get(page("decide", row.pk)))
    assert "Why it is late" in shown
    refused = text_of(manager.post(page("decide", row.pk), decided(row, NOW)))
    assert "past its forty-five working days" in refused
    assert "I agree." in refused
    said = decided(row, NOW, late="police", late_why="The police asked us to wait for their interview.")
    assert manager.post(page("decide", row.pk), said).status_code == 302
    done = text_of(browser.get(page("assessment", row.pk)))
    assert "a police or other investigation came first" in done
    assert "The police asked us to wait for their interview." in done


def test_zofia_brzoza_needs_nothing_more_and_her_referral_is_closed_next(
    house: AssessmentHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    zofia = house.child("Zofia", "Brzoza", born=date(2014, 5, 3), worker=False)
    (row,) = house.assessing(zofia)
    house.visited(zofia)
    house.wrote(row)
    browser = signed_in(house.meena)
    sent = browser.post(page("factors", row.pk), {"factors": ["21"]})
    assert sent.status_code == 302
    refused = text_of(browser.post(page("submit", row.pk), {"advised": "cin", "advised_level": "plus"}))
    assert "No factor was found" in refused
    assert browser.post(page("submit", row.pk), {"advised": "nfa", "advised_level": "plus"}).status_code == 302
    at(monkeypatch, NOW + DAY)
    manager = signed_in(house.iqbal)
    said = decided(row, NOW + DAY, outcome="nfa", level="universal")
    assert manager.post(page("decide", row.pk), said).status_code == 302
    shown = text_of(manager.get(page("assessment", row.pk)))
    assert "No further action" in shown
    assert reverse("front_door:close", args=[row.referral]) in shown


def test_connor_odowds_is_returned_with_a_reason_and_authorised_when_it_is_there(
    house: AssessmentHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    connor = house.child("Connor", "O’Dowd", worker=False)
    (row,) = house.assessing(connor)
    house.visited(connor)
    house.wrote(row)
    browser, manager = signed_in(house.meena), signed_in(house.iqbal)
    browser.post(page("submit", row.pk), {"advised": "cin", "advised_level": "complex"})
    assert browser.get(page("write", row.pk, "day")).status_code == 302  # the text rests while the manager has it
    manager.post(page("return", row.pk), {"why": "His father is not in it. Ring him."})
    shown = text_of(browser.get(page("assessment", row.pk)))
    assert "Returned by Iqbal Thornwood" in shown
    assert "His father is not in it. Ring him." in shown
    write(browser, row, "parenting", "His father rings every Sunday and wants him for half-term.")
    browser.post(page("submit", row.pk), {"advised": "cin", "advised_level": "complex"})
    at(monkeypatch, NOW + DAY)
    unmet = decided(row, NOW + DAY)
    first = next(key for key in unmet if key.startswith("standard_"))
    refused = text_of(manager.post(page("decide", row.pk), unmet | {first: "no"}))
    assert "Write what lacks" in refused
    manager.post(page("decide", row.pk), unmet | {first: "no", f"{first}_note": "His own words are thin."})
    shown = text_of(browser.get(page("assessment", row.pk)))
    assert "Child in need plan" in shown
    assert "His own words are thin." in shown


def test_a_worker_does_not_decide_and_a_colleague_of_another_team_sees_nothing(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    (row,) = house.assessing(amira)
    assert signed_in(house.meena).get(page("decide", row.pk)).status_code == 403
    assert signed_in(house.hannah).get(page("assessment", row.pk)).status_code == 404
    assert signed_in(house.sylvia).get(page("assessment", row.pk)).status_code == 404
    assert signed_in(house.iqbal).get(page("assessment", row.pk)).status_code == 200


def test_of_two_who_write_at_once_the_second_sees_both_texts_and_puts_them_together(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    (row,) = house.assessing(amira)
    address = page("write", row.pk, "day")
    first, second = signed_in(house.meena), signed_in(house.iqbal)
    first.post(address, {"own": "She wakes her brother.", "own_seen": "0"})
    shown = text_of(second.post(address, {"own": "She makes breakfast.", "own_seen": "0"}))
    assert "She wakes her brother." in shown
    assert "She makes breakfast." in shown
    assert Text.objects.get().text == "She wakes her brother."
    said = {"own": "She makes breakfast.", "own_seen": hidden(shown, "own_seen"), "both": "own"}
    both = text_of(second.post(address, said))
    assert typed(both, "own") == "She wakes her brother.\n\nShe makes breakfast."
    second.post(address, {"own": typed(both, "own"), "own_seen": hidden(both, "own_seen")})
    assert Text.objects.get().text == "She wakes her brother.\n\nShe makes breakfast."
    before = text_of(first.get(page("versions", row.pk, "day")))
    assert before.count("She wakes her brother.") == 2


def test_what_was_typed_outlives_a_session_that_ended(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    (row,) = house.assessing(amira)
    browser = signed_in(house.meena)
    address = page("write", row.pk, "analysis")
    browser.post(reverse("draft"), {"draft_path": address, "own": "The harm comes at", "own_seen": "0"})
    browser.session.flush()
    late = browser.post(address, {"own": "The harm comes at night.", "own_seen": "0"})
    assert late.status_code == 401  # the sign-in page, with the text in hand
    assert not Text.objects.exists()
    back = text_of(signed_in(house.meena).get(address))
    assert typed(back, "own") == "The harm comes at"
    assert Draft.objects.filter(account=account_of(house.meena), path=address).exists()
    assert typed(text_of(signed_in(house.iqbal).get(address)), "own") == ""


def test_words_that_blame_the_child_are_pointed_out_and_nothing_is_blocked(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    (row,) = house.assessing(amira)
    browser = signed_in(house.meena)
    address = page("write", row.pk, "worries")
    typed = "She absconded twice. Her aunt said: “She is promiscuous.” She puts herself at risk."
    shown = text_of(browser.post(address, {"own": typed, "own_seen": "0", "check": "1"}))
    assert "2 phrases to look at again" in shown
    assert "went missing" in shown
    assert not Text.objects.exists()
    assert "absconded twice" in text_of(browser.get(address))
    browser.post(address, {"own": typed, "own_seen": "0"})
    assert Text.objects.get().text == typed


def test_what_is_known_already_stands_beside_with_where_it_is_corrected(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    Worry.objects.create(person=amira, words="The stairs", whose="child", starts=date(2021, 3, 1))
    call = house.told(amira, words="She came in with a torn coat.")
    contact = call.contacts.get()
    front_door_record.screened(
        contact=contact.pk,
        tool="exploitation",
        answers={code: "not-known" for code, _ in BY_CODE["exploitation"].questions},
        risk="emerging",
        rationale="New phone, new friends.",
        by=account_of(house.karen),
        now=NOW,
    )
    house.missing(amira, "2021-08-20 20:00", "2021-08-21 07:00")
    (row,) = house.assessing(amira)
    browser = signed_in(house.meena)
    as_application()
    worries = text_of(browser.get(page("write", row.pk, "worries")))
    for words in ("The stairs", "She came in with a torn coat.", "New phone, new friends.", "Times missing"):
        assert words in worries, words
    assert reverse("front_door:contact", args=[call.pk]) in worries
    assert f"{reverse('facts', args=[amira.pk])}#worries" in worries
    family = text_of(browser.get(page("write", row.pk, "family")))
    assert "Salma Hassan" in family
    assert reverse("family", args=[amira.pk]) in family


def test_an_earlier_text_is_brought_forward_with_its_source_and_only_this_childs(house: AssessmentHouse) -> None:
    amira, yusuf, _ = house.family()
    winter = london("2020-11-02 10:00")
    before, his = house.whole(amira, yusuf, now=winter)
    (row,) = house.begun(amira, now=NOW)
    browser = signed_in(house.meena)
    address = page("write", row.pk, "strengths")
    asks = text_of(browser.get(address))
    assert asks.count(SAID["strengths"]) == 1
    source = Text.objects.get(assessment=before, key="strengths")
    assert f'name="bring" value="{source.pk}"' in asks
    brought = text_of(browser.post(address, {"own": "", "own_seen": "0", "bring": str(source.pk)}))
    assert typed(brought, "own") == f"From the assessment of 6 November 2020:\n{SAID['strengths']}"
    browser.post(address, {"own": typed(brought, "own"), "own_seen": "0", "source": hidden(brought, "source")})
    assert Text.objects.get(assessment=row).source == source
    theirs = Text.objects.get(assessment=his, key="strengths")
    browser.post(address, {"own": "Mine.", "own_seen": "1", "source": str(theirs.pk)})
    assert Text.objects.get(assessment=row).source is None


def test_a_partner_is_asked_answers_and_a_mistake_is_struck_out(house: AssessmentHouse) -> None:
    amira, yusuf, _ = house.family()
    one, other = house.assessing(amira, yusuf)
    browser = signed_in(house.meena)
    asked = {"asked_day": "1", "asked_month": "9", "asked_year": "2021"}
    given = {"given_day": "1", "given_month": "9", "given_year": "2021"}
    browser.post(page("contribute", one.pk), {"agency": "health", "who": "Dr Salt", "for_all": "on", **asked})
    assert "Not answered" in text_of(browser.get(page("assessment", other.pk)))
    said = text_of(browser.get(page("assessment", one.pk)))
    assert "Dr Salt" in said
    held = one.together.contributions.get()
    browser.post(page("answer", one.pk, held.pk), {"what": "Both are growing well.", **given})
    assert "Both are growing well." in text_of(browser.get(page("assessment", other.pk)))
    browser.post(page("strike", one.pk, held.pk), {"why": "It was about other children."})
    assert "Struck out" in text_of(browser.get(page("assessment", other.pk)))
    browser.post(page("contribute", other.pk), {"agency": "police", "what": "Two calls.", **given})
    assert "Two calls." not in text_of(browser.get(page("assessment", one.pk)))
    tomorrow = given | {"given_day": "2"}
    refused = browser.post(page("contribute", one.pk), {"agency": "police", "what": "Two calls.", **tomorrow})
    assert "is in the future" in text_of(refused)


def test_every_print_is_written_to_the_audit(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    (row,) = house.assessing(amira)
    signed_in(house.meena).get(page("print", row.pk))
    look = Look.objects.filter(act="assessment.see", kind="export").latest("pk")
    assert look.subject_ids == [amira.pk]
    assert look.account_id == account_of(house.meena).pk


def test_referrals_nobody_has_begun_or_nobody_holds_stand_out_until_they_do(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    leo = house.child("Leo", "Marsh", worker=False)
    house.referred(leo, now=NOW - 9 * DAY)
    house.decided(house.told(amira), "referral")
    waits = Referral.objects.get(child=amira)
    manager = signed_in(house.iqbal)
    assert "Amira" not in text_of(manager.get(page("waiting")))
    manager.post(reverse("front_door:accept", args=[waits.pk]))
    shown = text_of(manager.get(page("waiting")))
    assert shown.index("Leo Marsh") < shown.index("Amira Hassan")
    assert shown.count("No worker") == 1  # Leo is allocated already
    assert reverse("allocate", args=[amira.pk]) in shown
    house.begun(leo)
    assert "Leo Marsh" not in text_of(manager.get(page("waiting")))
    assert "Leo Marsh" in text_of(manager.get(page("list")))


def test_the_list_says_who_has_it_and_whom_nobody_has_seen(house: AssessmentHouse) -> None:
    amira, yusuf, _ = house.family()
    one, _ = house.assessing(amira, yusuf)
    house.visited(amira)
    house.wrote(one)
    house.submitted(one)
    manager = signed_in(house.iqbal)
    unseen = text_of(manager.get(page("list"), {"open_seen": "False"}))
    assert "Yusuf Hassan" in unseen
    assert "Amira Hassan" not in unseen
    waiting = text_of(manager.get(page("list"), {"open_stands": "manager"}))
    assert "Amira Hassan" in waiting
    assert "Yusuf Hassan" not in waiting
    csv = text_of(manager.get(page("list"), {"format": "csv"}))
    assert "With the manager" in csv
