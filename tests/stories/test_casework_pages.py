"""The pages of casework, through a browser: visits of siblings, direct work, plans and actions."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from PIL import Image

from righthelp.foundation.pages.models import Draft
from righthelp.practice.casework import record
from righthelp.practice.casework.models import (
    Action,
    DirectWork,
    Plan,
    Visit,
    Visited,
    WorkFile,
    WorkFileContent,
)
from righthelp.practice.people.models import Person
from tests.stories.casework_house import NOW, CaseworkHouse, account_of, moment, page
from tests.stories.desk_house import as_application, signed_in, text_of


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[CaseworkHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield CaseworkHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def went(house: CaseworkHouse, *seen: tuple[Person, str], **more: Any) -> dict[str, Any]:
    """A visit form filled in."""
    said: dict[str, Any] = {
        **moment("at", "31/8/2021 16:00"),
        "where": "home",
        "announced": "yes",
        "visitor": house.ruth.pk,
        "purpose": "To see how bedtime is going",
        "note": "The bedrooms were warm.",
    }
    for child, how in seen:
        said[f"seen_{child.pk}"] = how
    return said | more


def test_one_form_for_three_children_and_each_has_their_own_words(house: CaseworkHouse) -> None:
    kezia, jonah, milo = house.family()
    house.plan(kezia)
    browser = signed_in(house.ruth)
    as_application()
    form = page(browser, "visit-new", kezia.pk)
    for child in (kezia, jonah, milo):
        assert f"Was {child.forename} seen?" in form
    said = went(house, (kezia, "alone"), (jonah, "with"), (milo, "no"))
    said |= {f"words_{kezia.pk}": "I like it when Mum is awake.", f"why_{jonah.pk}": "He held on to his sister"}
    browser.post(reverse("casework:visit-new", args=[kezia.pk]), said)
    visit = Visit.objects.get()
    assert {each.child_id for each in visit.children.all()} == {kezia.pk, jonah.pk}
    listed = page(browser, "visits", kezia.pk)
    assert "Seen alone" in listed
    assert "because" in listed  # when the next visit is due, and why
    mine = page(browser, "visit", kezia.pk, visit.children.get(child=kezia).pk)
    assert "I like it when Mum is awake." in mine
    assert "Jonah Oyelaran" in mine
    his = page(browser, "visit", jonah.pk, visit.children.get(child=jonah).pk)
    assert "He held on to his sister" in his
    assert "I like it when Mum is awake." not in his
    assert "I like it when Mum is awake." in page(browser, "visits-print", kezia.pk)


def test_a_visit_form_asks_why_a_child_was_not_seen_alone_and_keeps_what_was_typed(house: CaseworkHouse) -> None:
    kezia, jonah, milo = house.family()
    browser = signed_in(house.ruth)
    address = reverse("casework:visit-new", args=[kezia.pk])
    answer = text_of(browser.post(address, went(house, (kezia, "not"), (jonah, "no"), (milo, "no"))))
    assert "Say why Kezia was not seen." in answer
    assert "The bedrooms were warm." in answer
    nobody = text_of(browser.post(address, went(house, (kezia, "no"), (jonah, "no"), (milo, "no"))))
    assert "Choose at least one child" in nobody
    future = went(house, (kezia, "alone"), (jonah, "no"), (milo, "no"), **moment("at", "2/9/2021 16:00"))
    assert "in the future" in text_of(browser.post(address, future))
    assert not Visit.objects.exists()
    assert "The bedrooms were warm." in text_of(browser.get(address))  # a fresh window finds the draft


def test_a_visit_form_sent_twice_records_one_visit(house: CaseworkHouse) -> None:
    kezia, jonah, milo = house.family()
    browser = signed_in(house.ruth)
    address = reverse("casework:visit-new", args=[kezia.pk])
    said = went(house, (kezia, "alone"), (jonah, "no"), (milo, "no"), key="0b8f3a56-5a30-4a6f-9c6b-5f4f3f5c8a11")
    first, second = browser.post(address, said), browser.post(address, said)
    assert first.headers["Location"] == second.headers["Location"] == reverse("casework:visits", args=[kezia.pk])
    assert Visit.objects.count() == 1
    assert not Draft.objects.exists()


def test_the_list_of_visits_is_filtered_exported_and_a_visit_withdrawn_from_it(house: CaseworkHouse) -> None:
    kezia, *_ = house.family()
    house.plan(kezia)
    house.visit(kezia, at="2021-08-20 17:00", seen=False)
    house.visit(kezia, at="2021-08-24 17:00")
    browser = signed_in(house.ruth)
    address = reverse("casework:visits", args=[kezia.pk])
    assert text_of(browser.get(f"{address}?visits_seen=not&format=csv")).count("\n") == 2
    assert text_of(browser.get(f"{address}?format=csv")).count("\n") == 3
    row = Visited.objects.get(seen=True)
    withdraw = reverse("casework:visit-withdraw", args=[kezia.pk, row.pk])
    assert "Write why" in text_of(browser.post(withdraw, {"why": ""}))
    browser.post(withdraw, {"why": "It was her cousin"})
    assert "It was her cousin" in page(browser, "visit", kezia.pk, row.pk)
    assert "Withdrawn" in page(browser, "visits", kezia.pk)
    row.refresh_from_db()
    assert row.withdrawn == NOW


def test_a_visit_counts_for_an_action_of_the_plan(house: CaseworkHouse) -> None:
    kezia, jonah, milo = house.family()
    plan = house.plan(kezia)
    action = record.action_agreed(
        child=kezia.pk,
        what="Talk with Kezia about school",
        by_when=date(2021, 9, 9),
        plan=plan.pk,
        worker=house.ruth.pk,
        by=account_of(house.ruth),
        now=NOW,
    )
    browser = signed_in(house.ruth)
    assert "Talk with Kezia about school" in page(browser, "visit-new", kezia.pk)
    said = went(house, (kezia, "alone"), (jonah, "no"), (milo, "no"), **{f"action_{kezia.pk}": action.pk})
    browser.post(reverse("casework:visit-new", args=[kezia.pk]), said)
    assert Visited.objects.get().action == action
    assert "Talk with Kezia about school" in page(browser, "visit", kezia.pk, Visited.objects.get().pk)


def drawing(name: str = "my house.png") -> SimpleUploadedFile:
    """A child's drawing, as a PNG."""
    out = io.BytesIO()
    Image.new("RGB", (900, 600), "orange").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def word(*more: str) -> SimpleUploadedFile:
    """A Word file with some further parts in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for name in ("[Content_Types].xml", "word/document.xml", *more):
            parts.writestr(name, "<x/>")
    return SimpleUploadedFile("worksheet.docx", out.getvalue())


def worked(**more: Any) -> dict[str, Any]:
    """A form of direct work filled in."""
    return {
        **moment("at", "31/8/2021 16:00"),
        "tool": "three-houses",
        "words": "In my house of dreams there is a door that locks.",
        "analysis": "Kezia does not feel safe at night.",
        **more,
    }


def test_direct_work_with_a_drawing_is_kept_and_comes_back_as_a_file(house: CaseworkHouse) -> None:
    kezia, *_ = house.family()
    browser = signed_in(house.ruth)
    as_application()
    browser.post(reverse("casework:work-new", args=[kezia.pk]), worked(file=drawing()))
    work, file = DirectWork.objects.get(), WorkFile.objects.get()
    shown = page(browser, "work-one", kezia.pk, work.pk)
    assert "a door that locks" in shown
    assert "my house.jpg" in shown
    answer = browser.get(reverse("casework:work-file", args=[kezia.pk, file.pk]))
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Image.open(io.BytesIO(answer.content)).size == (900, 600)
    browser.post(reverse("casework:work-file-remove", args=[kezia.pk, file.pk]), {"why": "Her brother’s drawing"})
    assert not WorkFileContent.objects.exists()
    assert browser.get(reverse("casework:work-file", args=[kezia.pk, file.pk])).status_code == 404
    assert "Her brother’s drawing" in page(browser, "work-one", kezia.pk, work.pk)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (SimpleUploadedFile("run.exe", b"MZ\x90\x00" * 50), "something else"),
        (SimpleUploadedFile("page.pdf", b"<html><script>alert(1)</script></html>"), "something else"),
        (SimpleUploadedFile("form.pdf", b"%PDF-1.7\n1 0 obj <</OpenAction 2 0 R>>"), "runs something"),
        (word("word/vbaProject.bin"), "macros"),
        (SimpleUploadedFile("cut.png", drawing().read()[:200]), "damaged"),
        (SimpleUploadedFile("long.pdf", b"%PDF-1.7" + b" " * (8 * 1024 * 1024)), "over 8 MB"),
        (SimpleUploadedFile("archive.zip", b"PK\x03\x04 nothing"), "something else"),
    ],
    ids=["program", "page", "running pdf", "macros", "cut", "long", "archive"],
)
def test_a_file_that_may_do_harm_is_refused_and_the_words_are_kept(
    house: CaseworkHouse, file: SimpleUploadedFile, said: str
) -> None:
    kezia, *_ = house.family()
    browser = signed_in(house.ruth)
    file.seek(0)
    answer = text_of(browser.post(reverse("casework:work-new", args=[kezia.pk]), worked(file=file)))
    assert said in answer
    assert "a door that locks" in answer
    assert not DirectWork.objects.exists()


def test_a_word_file_and_a_pdf_may_be_kept(house: CaseworkHouse) -> None:
    kezia, *_ = house.family()
    browser = signed_in(house.ruth)
    address = reverse("casework:work-new", args=[kezia.pk])
    browser.post(address, worked(file=word(), tool="other", tool_words="Our own worksheet"))
    work = DirectWork.objects.get()
    browser.post(
        reverse("casework:work-one", args=[kezia.pk, work.pk]),
        {"file": SimpleUploadedFile("../../etc/scan 2.pdf", b"%PDF-1.7\n%%EOF")},
    )
    assert [each.name for each in WorkFile.objects.order_by("pk")] == ["worksheet.docx", "scan 2.pdf"]
    assert "Our own worksheet" in page(browser, "work", kezia.pk)
    assert "say what you used" in text_of(browser.post(address, worked(tool="other"))).lower()


def test_a_plan_page_shows_outcomes_actions_the_next_visit_and_the_plans_before(house: CaseworkHouse) -> None:
    kezia, *_ = house.family()
    by: dict[str, Any] = {"by": account_of(house.ruth), "now": NOW}
    browser = signed_in(house.ruth)
    assert "has no plan now" in page(browser, "plan", kezia.pk)
    first = house.plan(kezia, "2021-03-01", kind="cin")
    record.plan_ended(plan=first.pk, ends=date(2021, 8, 2), ending="step-up", why="The bruise in July.", **by)
    house.plan(kezia)
    browser.post(reverse("casework:outcome-new", args=[kezia.pk]), {"what": "Kezia goes to bed fed and on time"})
    outcome = Plan.objects.get(ends=None).outcomes.get()
    said = {"what": "Buy a bed", "owner": "Grace", "outcome": outcome.pk, **moment("by_when", "9/9/2021")}
    browser.post(reverse("casework:action-new", args=[kezia.pk]), said)
    shown = page(browser, "plan", kezia.pk)
    for words in ("Kezia goes to bed fed and on time", "Buy a bed", "because", "The bruise in July."):
        assert words in shown
    assert "The bruise in July." in page(browser, "plan-before", kezia.pk, first.pk)
    met = reverse("casework:outcome-met", args=[kezia.pk, outcome.pk])
    browser.post(met, moment("on", "31/8/2021"))
    outcome.refresh_from_db()
    assert outcome.met == date(2021, 8, 31)
    browser.post(met, {})
    outcome.refresh_from_db()
    assert outcome.met is None


def test_whoever_is_to_do_something_for_a_child_may_open_the_record_until_it_is_done(house: CaseworkHouse) -> None:
    kezia, *_ = house.family()
    plan = house.plan(kezia)
    stranger = house.worker("Imogen Fairbrook", team="missing", title="Social worker", role="social_worker")
    browser = signed_in(stranger)
    assert browser.get(reverse("child", args=[kezia.pk])).status_code == 404
    asked: dict[str, Any] = {"child": kezia.pk, "plan": plan.pk, "by": account_of(house.ruth), "now": NOW}
    action = record.action_agreed(what="Find a boxing club", by_when=date(2021, 9, 9), worker=stranger.pk, **asked)
    assert browser.get(reverse("child", args=[kezia.pk])).status_code == 200
    assert "Find a boxing club" in text_of(browser.get(reverse("casework:mine")))
    assert browser.get(reverse("casework:to-action", args=[action.pk])).status_code == 302
    step = reverse("casework:action-step", args=[kezia.pk, action.pk, "done"])
    assert "what came of it" in text_of(browser.post(step, {"note": ""}))
    browser.post(step, {"note": "She starts on Monday."})
    action.refresh_from_db()
    assert action.done == NOW
    assert browser.get(reverse("child", args=[kezia.pk])).status_code == 404
    assert "Find a boxing club" not in text_of(browser.get(reverse("casework:mine")))


def test_an_action_is_moved_given_and_opened_again_on_its_page(house: CaseworkHouse) -> None:
    kezia, *_ = house.family()
    plan = house.plan(kezia)
    by: dict[str, Any] = {"by": account_of(house.ruth), "now": NOW}
    action = record.action_agreed(
        child=kezia.pk, plan=plan.pk, what="A bed", by_when=date(2021, 9, 9), worker=house.ruth.pk, **by
    )
    browser = signed_in(house.ruth)

    def step(name: str, **said: Any) -> str:
        return text_of(browser.post(reverse("casework:action-step", args=[kezia.pk, action.pk, name]), said))

    assert "past" in step("moved", **moment("by_when", "30/8/2021"))
    step("moved", **moment("by_when", "20/9/2021"))
    assert "first agreed for 9 September 2021" in page(browser, "action", kezia.pk, action.pk)
    browser.post(reverse("casework:action-give", args=[kezia.pk, action.pk]), {"owner": "Grace", "worker": ""})
    step("stopped", why="Her aunt gave her one.")
    assert "Her aunt gave her one." in page(browser, "action", kezia.pk, action.pk)
    step("reopened")
    held = Action.objects.get()
    assert (held.owner, held.worker, held.stopped, held.by_when) == ("Grace", None, None, date(2021, 9, 20))
    assert browser.get(reverse("casework:action-step", args=[kezia.pk, action.pk, "sold"])).status_code == 404


def test_the_pages_of_a_child_take_few_queries_however_many_rows(
    house: CaseworkHouse, django_assert_max_num_queries: Any
) -> None:
    kezia, *_ = house.family()
    plan = house.plan(kezia, "2021-03-01")
    by: dict[str, Any] = {"by": account_of(house.ruth), "now": NOW}
    outcomes = [record.outcome_set(plan=plan.pk, what=f"Change {n}", **by) for n in range(6)]
    for n in range(18):
        record.action_agreed(
            child=kezia.pk, outcome=outcomes[n % 6].pk, what=f"Do {n}", by_when=date(2021, 9, 9), owner="Grace", **by
        )
        house.visit(kezia, at=f"2021-07-{n + 1:02} 16:00")
        house.meeting(kezia, planned=f"2021-09-{n + 2:02} 10:00")
    browser = signed_in(house.ruth)
    for name in ("visits", "plan", "actions", "meetings", "visits-print", "work"):
        page(browser, name, kezia.pk)
        with django_assert_max_num_queries(22):
            page(browser, name, kezia.pk)


def test_the_worklist_says_what_is_to_be_done_and_by_whom(house: CaseworkHouse) -> None:
    kezia, *_ = house.family()
    plan = house.plan(kezia)
    stranger = house.worker("Imogen Fairbrook", team="missing", title="Social worker", role="social_worker")
    asked: dict[str, Any] = {"child": kezia.pk, "plan": plan.pk, "by": account_of(house.ruth), "now": NOW}
    record.action_agreed(what="Find a boxing club", by_when=date(2021, 9, 2), worker=stranger.pk, **asked)
    record.action_agreed(what="Register with a dentist", by_when=date(2021, 9, 2), owner="Grace", **asked)
    hers = text_of(signed_in(stranger).get("/worklist?whose=mine"))
    assert "Find a boxing club" in hers
    assert "Register with a dentist" not in hers
    ruths = text_of(signed_in(house.ruth).get("/worklist?whose=mine"))
    assert "Register with a dentist" in ruths  # somebody outside does it; the child's own worker sees that it is done
    assert "Grace" in ruths
    assert "Find a boxing club" not in ruths
    assert "Visit under a child protection plan" in ruths
