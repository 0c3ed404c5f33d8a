"""Addresses of care plans."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.care_plan import pages, pages_challenge, pages_family, pages_lasting, pages_plan

app_name = "care_plan"

_CHILD = "children/<int:child_id>/care-plan"
_PLAN = "care-plans/<int:plan_id>"
_CONTACT = "care-plans/contact/<int:arrangement_id>"
_RECOMMENDATION = "care-plans/decisions/<int:recommendation_id>"
_CHALLENGE = "care-plans/challenges/<int:challenge_id>"

urlpatterns = [
    path("care-plans/", pages.board, name="board"),
    path("care-plans/challenges/", pages.challenges, name="challenges"),
    path(_CHILD, pages.of_child, name="of-child"),
    path(f"{_CHILD}/begin", pages_plan.begin, name="begin"),
    path(f"{_CHILD}/permanence", pages_plan.permanence, name="permanence"),
    path(f"{_CHILD}/contact", pages_family.arrange, name="arrange"),
    path(f"{_CHILD}/story", pages_family.story, name="story"),
    path(f"{_CHILD}/challenge", pages_challenge.raise_one, name="raise"),
    path("care-plans/guardianship/", pages_lasting.guardianship, name="guardianship"),
    path("care-plans/support/", pages_lasting.supports, name="supports"),
    path("care-plans/clinics/", pages_lasting.clinics, name="clinics"),
    path(f"{_CHILD}/guardianship", pages_lasting.ask, name="ask-guardianship"),
    path(f"{_CHILD}/support", pages_lasting.support, name="support"),
    path(f"{_CHILD}/clinic", pages_lasting.clinic, name="clinic"),
    path(f"{_CHILD}/siblings", pages_lasting.siblings, name="siblings"),
    path("care-plans/support/<int:support_id>/review", pages_lasting.support_review, name="support-review"),
    path("care-plans/support/<int:support_id>/end", pages_lasting.support_end, name="support-end"),
    path("care-plans/clinics/<int:case_id>/advice", pages_lasting.advised, name="advised"),
    path("care-plans/clinics/<int:case_id>/done", pages_lasting.followed, name="followed"),
    path("care-plans/siblings/<int:place_id>/take-back", pages_lasting.siblings_back, name="siblings-back"),
    path("care-plans/guardianship/<int:asked_id>", pages_lasting.of_asked, name="of-asked"),
    path("care-plans/support/reviews/<int:review_id>", pages_lasting.of_support, name="of-support"),
    path("care-plans/clinics/<int:case_id>", pages_lasting.of_clinic, name="of-clinic"),
    path(_PLAN, pages.plan, name="plan"),
    path(f"{_PLAN}/print", pages.plan_print, name="plan-print"),
    path(f"{_PLAN}/write", pages_plan.write, name="write"),
    path(f"{_PLAN}/offer", pages_plan.offer, name="offer"),
    path(f"{_PLAN}/agree", pages_plan.agree, name="agree"),
    path(f"{_PLAN}/send-back", pages_plan.send_back, name="send-back"),
    path(f"{_PLAN}/share", pages_plan.share, name="share"),
    path(f"{_PLAN}/take-back", pages_plan.take_back, name="plan-take-back"),
    path(f"{_CONTACT}/end", pages_family.end, name="contact-end"),
    path(f"{_CONTACT}/refuse", pages_family.refuse, name="refuse"),
    path(f"{_CONTACT}/session", pages_family.session, name="session"),
    path("care-plans/refusals/<int:refusal_id>/again", pages_family.again, name="again"),
    path("care-plans/story/<int:item_id>/given", pages_family.given, name="given"),
    path("care-plans/reviews/<int:review_id>/decision", pages_family.recommend, name="recommend"),
    path(f"{_RECOMMENDATION}/done", pages_family.carried_out, name="done"),
    path(f"{_RECOMMENDATION}/stop", pages_family.stop, name="stop"),
    path("care-plans/taken-back/<slug:kind>/<int:number>", pages_family.take_back, name="take-back"),
    path(_CHALLENGE, pages.challenge, name="challenge"),
    path(f"{_CHALLENGE}/higher", pages_challenge.higher, name="higher"),
    path(f"{_CHALLENGE}/cafcass", pages_challenge.cafcass, name="cafcass"),
    path(f"{_CHALLENGE}/resolve", pages_challenge.resolve, name="resolve"),
    path(f"{_CHALLENGE}/take-back", pages_challenge.take_back, name="challenge-take-back"),
    path("care-plans/steps/<int:step_id>/answer", pages_challenge.answer, name="answer"),
    path("care-plans/steps/<int:step_id>", pages_challenge.of_step, name="of-step"),
    path("care-plans/permanence/<int:permanence_id>", pages_challenge.of_permanence, name="of-permanence"),
    path("care-plans/permanence-due/<int:due_id>", pages_challenge.of_permanence_due, name="of-permanence-due"),
    path("care-plans/refusals/<int:refusal_id>", pages_challenge.of_refusal, name="of-refusal"),
    path(_RECOMMENDATION, pages_challenge.of_recommendation, name="of-recommendation"),
]
