"""Addresses of the room for children in need."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.child_in_need import (
    pages,
    pages_back,
    pages_disabled,
    pages_doors,
    pages_family,
    pages_money,
    pages_moves,
    pages_plan,
)

app_name = "child_in_need"

_PLAN = "child-in-need/plans/<int:plan_id>"
_STEP = "child-in-need/steps/<int:step_id>"
_ESCALATION = "child-in-need/escalations/<int:escalation_id>"
_FAMILY = "child-in-need/families/<int:family_id>"
_CHILD = "children/<int:child_id>"

urlpatterns = [
    path("child-in-need/", pages.board, name="board"),
    path("child-in-need/to-take-on", pages.waiting, name="waiting"),
    path("child-in-need/answers", pages.answers, name="answers"),
    path("child-in-need/long", pages.long, name="long"),
    path("child-in-need/due/<int:due_id>", pages_doors.due, name="due"),
    path(_ESCALATION, pages_doors.escalation, name="of-escalation"),
    path("child-in-need/advice/<int:advice_id>/child", pages_doors.advice, name="of-advice"),
    path("child-in-need/specialist/<int:specialist_id>/child", pages_doors.specialist, name="of-specialist"),
    path(f"{_CHILD}/child-in-need", pages_plan.of_child, name="of-child"),
    path(f"{_CHILD}/child-in-need/take-on", pages_plan.take_on, name="take-on"),
    path(_PLAN, pages_plan.plan, name="plan"),
    path(f"{_PLAN}/print", pages_plan.printed, name="plan-print"),
    path(f"{_PLAN}/partner", pages_plan.partner, name="partner"),
    path(f"{_PLAN}/partners/<int:role_id>/over", pages_plan.partner_over, name="partner-over"),
    path(f"{_PLAN}/call", pages_plan.call, name="call"),
    path(f"{_PLAN}/review", pages_plan.review, name="review"),
    path("child-in-need/reviews/<int:review_id>/withdraw", pages_plan.withdraw_review, name="review-withdraw"),
    path(f"{_PLAN}/take-back", pages_back.take_back, name="take-back"),
    path("child-in-need/taken-back/<int:back_id>/agree", pages_back.agree, name="back-agree"),
    path("child-in-need/taken-back/<int:back_id>/stands", pages_back.decline, name="back-decline"),
    path(f"{_PLAN}/team", pages_plan.team, name="team"),
    path(f"{_PLAN}/step", pages_moves.step_new, name="step-new"),
    path(f"{_PLAN}/close", pages_moves.close, name="close"),
    path("child-in-need/closings/<int:closing_id>", pages_moves.closing, name="closing"),
    path(f"{_PLAN}/oversight", pages_moves.oversight, name="oversight"),
    path(f"{_PLAN}/escalate", pages_moves.escalate, name="escalate"),
    path(_STEP, pages_moves.step, name="step"),
    path(f"{_STEP}/answer", pages_moves.answer, name="step-answer"),
    path(f"{_STEP}/heard", pages_moves.answer_heard, name="step-heard"),
    path(f"{_STEP}/withdraw", pages_moves.step_withdraw, name="step-withdraw"),
    path(f"{_ESCALATION}/answer", pages_moves.escalation_answer, name="escalation-answer"),
    path(f"{_ESCALATION}/further", pages_moves.escalation_further, name="escalation-further"),
    path(f"{_ESCALATION}/settle", pages_moves.escalation_settle, name="escalation-settle"),
    path("child-in-need/families", pages_family.families, name="families"),
    path(f"{_CHILD}/child-in-need/family", pages_family.family_new, name="family-new"),
    path(_FAMILY, pages_family.family, name="family"),
    path(f"{_FAMILY}/print", pages_family.family_printed, name="family-print"),
    path(f"{_FAMILY}/means", pages_family.means, name="means"),
    path(f"{_FAMILY}/plans", pages_family.plans, name="family-plans"),
    path(f"{_FAMILY}/assess", pages_family.assess, name="assess"),
    path(f"{_FAMILY}/assessments/<int:assessment_id>/withdraw", pages_family.assess_withdraw, name="assess-withdraw"),
    path(f"{_FAMILY}/dealing", pages_family.dealing, name="dealing"),
    path(f"{_FAMILY}/join", pages_family.join, name="join"),
    path(f"{_FAMILY}/members/<int:member_id>/leave", pages_family.leave, name="leave"),
    path(f"{_FAMILY}/close", pages_family.family_close, name="family-close"),
    path(f"{_FAMILY}/weekly", pages_money.weekly, name="weekly"),
    path(f"{_FAMILY}/weekly/<int:weekly_id>/stop", pages_money.weekly_stop, name="weekly-stop"),
    path(f"{_FAMILY}/payment", pages_money.payment, name="payment"),
    path(f"{_FAMILY}/payments/<int:payment_id>/cancel", pages_money.payment_cancel, name="payment-cancel"),
    path("child-in-need/money", pages_money.money, name="money"),
    path("child-in-need/money/chart.svg", pages_money.money_chart, name="money-chart"),
    path("child-in-need/money/budget", pages_money.budget, name="budget"),
    path("child-in-need/disabled", pages_disabled.disabled_list, name="disabled-list"),
    path(f"{_CHILD}/disabled", pages_disabled.disabled, name="disabled"),
    path(f"{_CHILD}/disabled/entitled", pages_disabled.entitled, name="entitled"),
    path("child-in-need/entitled/<int:entitlement_id>/end", pages_disabled.entitlement_end, name="entitlement-end"),
    path(f"{_CHILD}/disabled/break", pages_disabled.break_new, name="break-new"),
    path("child-in-need/breaks/<int:break_id>/use", pages_disabled.break_use, name="break-use"),
    path("child-in-need/breaks/<int:break_id>/end", pages_disabled.break_end, name="break-end"),
    path(f"{_CHILD}/disabled/thing", pages_disabled.thing_new, name="thing-new"),
    path("child-in-need/things/<int:thing_id>", pages_disabled.thing_stage, name="thing-stage"),
    path(f"{_CHILD}/disabled/advice", pages_disabled.advice_new, name="advice-new"),
    path("child-in-need/advice/<int:advice_id>", pages_disabled.advice_give, name="advice-give"),
    path("child-in-need/advice/<int:advice_id>/exception", pages_disabled.advice_except, name="advice-except"),
    path(f"{_CHILD}/disabled/adult-life", pages_disabled.transition, name="transition"),
    path(f"{_CHILD}/disabled/assess", pages_disabled.specialist_new, name="specialist-new"),
    path("child-in-need/specialist/<int:specialist_id>", pages_disabled.specialist_finish, name="specialist-finish"),
    path("child-in-need/specialist/<int:specialist_id>/stop", pages_disabled.specialist_stop, name="specialist-stop"),
]
