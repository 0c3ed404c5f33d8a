"""The pages of plans: who reads and writes what, what is counted, and what leaves as a file with its mark."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import docx
import pytest
from django.db import connection

from righthelp.foundation.audit.models import Look
from righthelp.governance.plan import record
from righthelp.governance.plan.models import Action, Plan
from tests.stories.desk_house import as_application, signed_in, text_of
from tests.stories.plan_house import NOW, PlanHouse


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[PlanHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield PlanHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def test_a_plan_is_begun_filled_and_adopted_on_the_pages(house: PlanHouse) -> None:
    marcia = signed_in(house.marcia)
    as_application()
    sent = {
        "name": "Fostering delivery plan",
        "kind": "delivery",
        "service": "fostering",
        "owner_post": "AD, Placements",
    }
    assert "The plan is begun as a draft" in text_of(marcia.post("/trust-plans/new", sent, follow=True))
    plan = Plan.objects.get()
    objectives = {"name": "Enough carers", "sponsor_post": "Director of Commissioning", "objectives": "More\n\nBetter"}
    marcia.post(f"/trust-plans/{plan.pk}/priorities/new", objectives)
    action = {
        "what": "Open three information evenings a month.", "by_when": "commences", "day_day": "1", "day_month": "10",
        "day_year": "2021", "accountable": "Head of fostering", "worker": str(house.petra.pk),
        "priority": str(plan.priorities.get().pk), "beside_1": "Marketing manager",
    }  # fmt: skip
    page = text_of(marcia.post(f"/trust-plans/{plan.pk}/actions/new", action, follow=True))
    assert "Head of fostering; Marketing manager" in page
    assert "DRAFT</strong> not adopted." in page
    assert marcia.get(f"/trust-plans/{plan.pk}/adopt").status_code == 403
    adopted = {"on_day": "1", "on_month": "9", "on_year": "2021", "where": "Trust Board, item 3"}
    page = text_of(signed_in(house.anthea).post(f"/trust-plans/{plan.pk}/adopt", adopted, follow=True))
    assert "adopted on 1 September 2021 (Trust Board, item 3)." in page


def test_a_refused_update_keeps_what_was_typed_and_the_next_one_stands(house: PlanHouse) -> None:
    action = house.in_force()
    petra = signed_in(house.petra)
    as_application()
    sent = {"rag": "amber", "progress": "Two of five workshops held.", "next_step": "", "evidence": "", "page": ""}
    page = text_of(petra.post(f"/trust-plans/actions/{action.pk}/update", sent))
    assert "Say what is done next, by whom." in page
    assert "Two of five workshops held." in page
    petra.post(f"/trust-plans/actions/{action.pk}/update", sent | {"next_step": "Petra books the other three."})
    page = text_of(petra.get(f"/trust-plans/actions/{action.pk}"))
    assert "Petra books the other three." in page
    assert "Take it back" in page


def test_the_history_of_an_action_shows_every_update_the_taken_back_one_too(house: PlanHouse) -> None:
    action = house.in_force(since="2021-03-15")
    house.said(action, "2021-04-09", "red")
    said = house.said(action, "2021-09-01")
    petra = signed_in(house.petra)
    petra.post(f"/trust-plans/updates/{said.pk}/take-back")
    page = text_of(petra.get(f"/trust-plans/actions/{action.pk}"))
    assert "9 April 2021" in page
    assert "Taken back" in page
    assert "No update in May 2021, June 2021, July 2021, August 2021." in page


def test_a_plan_counts_late_behind_and_empty_and_each_number_leads_to_its_actions(house: PlanHouse) -> None:
    plan = house.plan()
    late = house.action(plan, "2021-06-30", priority=house.priority(plan).pk)
    quiet = house.action(plan, what="Map the offer of training.")
    house.adopted(plan)
    house.said(late, "2021-09-01", "red")
    anthea = signed_in(house.anthea)
    page = text_of(anthea.get(f"/trust-plans/{plan.pk}"))
    assert f"/trust-plans/{plan.pk}?actions_standing=empty#actions" in page
    assert "1 of 1 action open, 1 late, 0 whose monthly update is late." in page
    for standing, shown in (("late", late), ("empty", quiet), ("behind", quiet)):
        rows = csv.DictReader(
            io.StringIO(
                text_of(anthea.get(f"/trust-plans/{plan.pk}?actions_standing={standing}&format=csv")).lstrip("\ufeff")
            )
        )
        assert [row["Action"] for row in rows] == [shown.text]


def test_the_list_is_filtered_by_lead_and_colour(house: PlanHouse) -> None:
    plan = house.plan()
    red, other = house.action(plan), house.action(plan, accountable="Head of Legal Services", beside=[], worker=None)
    house.adopted(plan)
    house.said(red, "2021-09-01", "red")
    anthea = signed_in(house.anthea)
    by_colour = text_of(anthea.get(f"/trust-plans/{plan.pk}?actions_rag=red"))
    assert (f"actions/{red.pk}" in by_colour, f"actions/{other.pk}" in by_colour) == (True, False)
    by_lead = text_of(anthea.get(f"/trust-plans/{plan.pk}?actions_lead=Head+of+Legal+Services"))
    assert (f"actions/{red.pk}" in by_lead, f"actions/{other.pk}" in by_lead) == (False, True)


def test_my_actions_are_those_i_lead_alone_or_with_others_in_plans_in_force(house: PlanHouse) -> None:
    action = house.in_force()
    draft = house.action(house.plan("Another plan", "other"), what="Not in force yet.")
    gurdeep = text_of(signed_in(house.gurdeep).get("/trust-plans/mine"))
    assert f"actions/{action.pk}" in gurdeep
    assert f"actions/{draft.pk}" not in gurdeep
    assert f"actions/{action.pk}" not in text_of(signed_in(house.denise).get("/trust-plans/mine"))


def test_a_councillor_reads_what_is_adopted_no_draft_and_writes_nothing(house: PlanHouse) -> None:
    action = house.in_force()
    draft = house.plan("Next year", "other")
    clement = signed_in(house.clement)
    assert "Next year" not in text_of(clement.get("/trust-plans/"))
    assert clement.get(f"/trust-plans/{draft.pk}").status_code == 404
    assert clement.get(f"/trust-plans/{draft.pk}/file.pdf").status_code == 404
    page = text_of(clement.get(f"/trust-plans/actions/{action.pk}"))
    assert "Give this month’s update" not in page
    assert clement.get(f"/trust-plans/actions/{action.pk}/update").status_code == 403


def test_the_name_of_a_draft_does_not_reach_a_councillor_through_the_plan_that_delivers_it(house: PlanHouse) -> None:
    over = house.plan("Next year’s priorities", "development")
    priority = house.priority(over)
    plan = house.in_force().plan
    Plan.objects.filter(pk=plan.pk).update(under=priority)
    clement, marcia = signed_in(house.clement), signed_in(house.marcia)
    for page in (f"/trust-plans/{plan.pk}", f"/trust-plans/{plan.pk}/print"):
        assert "Next year’s priorities" not in text_of(clement.get(page)), page
        assert "Next year’s priorities" in text_of(marcia.get(page)), page


def test_a_list_taken_away_is_an_export_in_the_audit_and_carries_its_mark_and_day(house: PlanHouse) -> None:
    plan = house.in_force().plan
    draft = house.plan("Next year", "other")
    petra = signed_in(house.petra)
    for page, name in (
        (f"{plan.pk}", f"plan-{plan.pk}-final-2021-09-01.csv"),
        (f"{draft.pk}", f"plan-{draft.pk}-draft-2021-09-01.csv"),
        ("mine", "my-actions-final-2021-09-01.csv"),
    ):
        before = Look.objects.filter(kind="export").count()
        assert name in petra.get(f"/trust-plans/{page}?format=csv")["Content-Disposition"]
        assert Look.objects.filter(kind="export").count() == before + 1, page


def test_a_draft_is_put_right_on_the_pages_and_discarded(house: PlanHouse) -> None:
    plan = house.plan()
    priority, action = house.priority(plan), house.action(plan, "2021-10-31")
    other = house.action(plan, what="Open a phone line.")
    marcia = signed_in(house.marcia)
    as_application()
    page = text_of(marcia.get(f"/trust-plans/actions/{action.pk}/change"))
    assert "Review the disruption process." in page
    assert "Also leads" not in page
    changed = {
        "what": "Review the matching process.", "difference": "Fewer moves.", "priority": str(priority.pk),
        "by_when": "complete", "day_day": "30", "day_month": "11", "day_year": "2021",
    }  # fmt: skip
    page = text_of(marcia.post(f"/trust-plans/actions/{action.pk}/change", changed, follow=True))
    assert "Review the matching process." in page
    assert "30 November 2021" in page
    assert f"/trust-plans/actions/{action.pk}/move" not in text_of(marcia.get(f"/trust-plans/actions/{action.pk}"))
    page = text_of(marcia.post(f"/trust-plans/actions/{other.pk}/remove", follow=True))
    assert "The action is taken out." in page
    assert "Open a phone line." not in page
    sent = {"sponsor_post": "Director of Practice"}
    page = text_of(marcia.post(f"/trust-plans/priorities/{priority.pk}/sponsor", sent, follow=True))
    assert "Sponsor: Director of Practice" in page
    assert "1 action:" in text_of(marcia.get(f"/trust-plans/{plan.pk}/print"))
    assert "The draft is discarded." in text_of(marcia.post(f"/trust-plans/{plan.pk}/discard", follow=True))
    assert not Plan.objects.exists()


def test_a_plan_in_force_offers_neither_to_change_nor_to_discard(house: PlanHouse) -> None:
    action = house.in_force()
    marcia = signed_in(house.marcia)
    assert f"actions/{action.pk}/change" not in text_of(marcia.get(f"/trust-plans/actions/{action.pk}"))
    assert f"{action.plan_id}/discard" not in text_of(marcia.get(f"/trust-plans/{action.plan_id}"))
    marcia.post(f"/trust-plans/{action.plan_id}/discard")
    marcia.post(f"/trust-plans/actions/{action.pk}/remove")
    assert Action.objects.get() == action


def test_a_start_by_mistake_is_taken_back_on_the_page_by_whoever_leads_it(house: PlanHouse) -> None:
    action = house.in_force("2021-05-01", by_when="commences")
    petra, address = signed_in(house.petra), f"/trust-plans/actions/{action.pk}"
    assert "start/take-back" not in text_of(petra.get(address))
    petra.post(f"{address}/start", {"on_day": "10", "on_month": "6", "on_year": "2021"})
    assert "start/take-back" in text_of(petra.get(address))
    assert signed_in(house.denise).post(f"{address}/start/take-back").status_code == 403
    assert "The start is taken back." in text_of(petra.post(f"{address}/start/take-back", follow=True))
    assert house.fresh(action).started is None


def test_an_update_of_a_closed_plan_is_not_offered_to_be_taken_back(house: PlanHouse) -> None:
    action = house.in_force()
    house.done(action, "2021-09-01")
    petra, page = signed_in(house.petra), f"/trust-plans/actions/{action.pk}"
    assert "Take it back" in text_of(petra.get(page))
    record.plan_closed(plan=action.plan_id, why="The year is over.", by=house.anthea, now=NOW)
    assert "Take it back" not in text_of(petra.get(page))


def test_my_late_and_my_unbegun_actions_are_two_numbers_that_lead_to_what_they_count(house: PlanHouse) -> None:
    plan = house.plan()
    late, unbegun = house.action(plan, "2021-06-30"), house.action(plan, "2021-06-30", by_when="commences")
    house.adopted(plan)
    petra = signed_in(house.petra)
    page = text_of(petra.get("/trust-plans/mine"))
    for standing, shown, other in (("late", late, unbegun), ("unbegun", unbegun, late)):
        assert f"/trust-plans/mine?actions_standing={standing}" in page
        listed = text_of(petra.get(f"/trust-plans/mine?actions_standing={standing}"))
        assert (f"actions/{shown.pk}" in listed, f"actions/{other.pk}" in listed) == (True, False)


def test_a_manager_who_does_not_lead_an_action_is_told_whom_to_ask(house: PlanHouse) -> None:
    action = house.in_force()
    answer = signed_in(house.denise).get(f"/trust-plans/actions/{action.pk}/update")
    assert answer.status_code == 403
    assert "Accountable: AD, Placements." in text_of(answer)


def test_a_social_worker_has_no_plans_in_the_menu_nor_at_the_address(house: PlanHouse) -> None:
    ruth = signed_in(house.ruth)
    assert ruth.get("/trust-plans/").status_code == 403
    assert 'href="/trust-plans/"' not in text_of(ruth.get("/"))


@pytest.mark.parametrize(("adopted", "mark"), [(False, "DRAFT"), (True, "FINAL")])
def test_the_file_carries_its_mark_the_day_and_posts_and_names_nobody(
    house: PlanHouse, adopted: bool, mark: str
) -> None:
    plan = house.plan()
    action = house.action(plan, recommendation="Learn from disruptions.")
    if adopted:
        house.adopted(plan)
        house.said(action, "2021-09-01")
    answer = signed_in(house.anthea).get(f"/trust-plans/{plan.pk}/file.docx")
    assert f"plan-{plan.pk}-{mark.lower()}-2021-09-01.docx" in answer["Content-Disposition"]
    made = docx.Document(io.BytesIO(answer.content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    words = "\n".join([paragraph.text for paragraph in made.paragraphs] + cells)
    assert mark in made.sections[0].header.paragraphs[0].text
    assert "As at 1 September 2021." in words
    assert "Answers: Learn from disruptions." in words
    assert "AD, Placements; Team manager, East" in words
    assert "Petra" not in words
    assert Look.objects.filter(act="plan.see", kind="export").exists()


def test_the_plan_is_printed_and_made_a_pdf(house: PlanHouse) -> None:
    plan = house.in_force().plan
    anthea = signed_in(house.anthea)
    page = text_of(anthea.get(f"/trust-plans/{plan.pk}/print"))
    assert "FINAL: adopted on 15 March 2021" in page
    assert "Nothing has been said yet." in page
    assert anthea.get(f"/trust-plans/{plan.pk}/file.pdf").content.startswith(b"%PDF")
    assert anthea.get(f"/trust-plans/{plan.pk}/file.exe").status_code == 404


def test_fostering_leads_to_its_plans(house: PlanHouse) -> None:
    house.in_force()
    house.plan("Development plan", "development", service="")
    page = text_of(signed_in(house.marcia).get("/fostering/households"))
    assert "/trust-plans/?plans_service=fostering" in page
    listed = text_of(signed_in(house.marcia).get("/trust-plans/?plans_service=fostering"))
    assert "Fostering action plan" in listed
    assert "Development plan</a>" not in listed


def test_an_action_leads_to_its_indicator_and_is_found_by_what_inspectors_judge(house: PlanHouse) -> None:
    action = house.in_force()
    anthea = signed_in(house.anthea)
    linked = {"inspection_area": "fostering", "indicator": "MIS-3", "self_assessment": "Fostering, 4.2"}
    page = text_of(anthea.post(f"/trust-plans/actions/{action.pk}/links", linked, follow=True))
    assert 'href="/indicators/MIS-3"' in page
    assert "Fostering, 4.2" in page
    shown = f"actions/{action.pk}"
    assert shown in text_of(anthea.get(f"/trust-plans/{action.plan_id}?actions_area=fostering"))
    assert shown not in text_of(anthea.get(f"/trust-plans/{action.plan_id}?actions_area=homes"))


def test_two_plans_that_ask_for_the_same_work_are_shown_side_by_side(house: PlanHouse) -> None:
    plan, other = house.plan(), house.plan("Placements strategy", "other")
    house.action(plan, what="Review the disruption process and protocol.")
    house.action(other, what="Rewrite the protocol of the disruption process.")
    house.action(other, what="Open a phone line for carers.")
    page = text_of(signed_in(house.marcia).get("/trust-plans/alike"))
    assert "2. Open a phone line" not in page
    assert "1. Rewrite the protocol" in page
    assert "disruption" in page


def test_every_page_of_a_plan_opens_for_who_writes_and_signs(house: PlanHouse) -> None:
    action = house.in_force()
    anthea = signed_in(house.anthea)
    for page in ("owner", "priorities/new", "actions/new", "sign-off", "close"):
        assert anthea.get(f"/trust-plans/{action.plan_id}/{page}").status_code == 200, page
    for page in ("leads", "links", "move", "start", "update", "done", "stop"):
        assert anthea.get(f"/trust-plans/actions/{action.pk}/{page}").status_code == 200, page
    sent = {"accountable": "Head of fostering", "beside_1": "HoS, ASTI"}
    anthea.post(f"/trust-plans/actions/{action.pk}/leads", sent)
    assert Action.objects.get().accountable == "Head of fostering"
