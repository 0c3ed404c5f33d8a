"""Addresses of child protection."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.protection import pages, pages_above, pages_ask, pages_live, pages_meeting, pages_plan

app_name = "protection"
urlpatterns = [
    path("protection/", pages.plans, name="plans"),
    path("protection/conferences/", pages.conferences, name="conferences"),
    path("protection/chairs/", pages.chairs, name="chairs"),
    path("protection/numbers/", pages.numbers, name="numbers"),
    path("protection/numbers/chart.svg", pages.numbers_chart, name="numbers-chart"),
    path("protection/conferences/<int:conference_id>/", pages_ask.conference, name="conference"),
    path("protection/conferences/<int:conference_id>/book", pages_ask.book, name="book"),
    path("protection/conferences/<int:conference_id>/not-needed", pages_ask.not_needed, name="not-needed"),
    path("protection/meetings/<int:meeting_id>/", pages_meeting.meeting, name="meeting"),
    path("protection/meetings/<int:meeting_id>/move", pages_ask.move, name="move"),
    path("protection/meetings/<int:meeting_id>/cancel", pages_ask.cancel, name="cancel"),
    path("protection/meetings/<int:meeting_id>/report", pages_ask.report, name="report"),
    path("protection/meetings/<int:meeting_id>/invite", pages_meeting.invite, name="invite"),
    path("protection/meetings/<int:meeting_id>/asked/<int:attendance_id>/off", pages_meeting.uninvite, name="uninvite"),
    path("protection/meetings/<int:meeting_id>/begin", pages_meeting.held, name="held"),
    path("protection/meetings/<int:meeting_id>/present", pages_meeting.present, name="present"),
    path("protection/meetings/<int:meeting_id>/record", pages_live.written, name="record"),
    path("protection/meetings/<int:meeting_id>/decide/<int:conference_id>", pages_live.decide, name="decide"),
    path("protection/meetings/<int:meeting_id>/sheet", pages_live.sheet, name="sheet"),
    path("protection/meetings/<int:meeting_id>/give", pages_live.give, name="give"),
    path("protection/plans/<int:plan_id>/", pages_plan.plan, name="plan"),
    path("protection/plans/<int:plan_id>/print", pages_plan.printed, name="print"),
    path("protection/plans/<int:plan_id>/scores.svg", pages_plan.scores_chart, name="scores"),
    path("protection/plans/<int:plan_id>/core-group", pages_plan.core_group, name="core-group"),
    path("protection/plans/<int:plan_id>/review", pages_ask.review, name="review"),
    path("protection/plans/<int:plan_id>/member", pages_above.member, name="member"),
    path("protection/plans/<int:plan_id>/category", pages_above.category, name="category"),
    path("protection/plans/<int:plan_id>/chair", pages_above.chair, name="chair"),
    path("protection/plans/<int:plan_id>/if-nothing-changes", pages_above.contingency, name="contingency"),
    path("protection/plans/<int:plan_id>/oversight", pages_above.oversight, name="oversight"),
    path("protection/plans/<int:plan_id>/escalate", pages_above.escalate, name="escalate"),
    path("protection/plans/<int:plan_id>/moves-away", pages_above.away, name="away"),
    path("protection/plans/<int:plan_id>/end", pages_above.end, name="end"),
    path("protection/members/<int:member_id>/left", pages_above.member_left, name="member-left"),
    path("protection/stages/<int:stage_id>/", pages.stage, name="stage"),
    path("protection/milestones/<int:milestone_id>/", pages.milestone, name="milestone"),
    path("protection/milestones/<int:milestone_id>/look", pages_above.look, name="look"),
    path("protection/escalations/<int:escalation_id>/", pages.escalation, name="escalation"),
    path("protection/escalations/<int:escalation_id>/answer", pages_above.answer, name="answer"),
    path("protection/transfers/<int:transfer_id>/", pages.transfer, name="transfer"),
    path("protection/transfers/<int:transfer_id>/taken-over", pages_above.taken, name="taken"),
    path("protection/transfers/<int:transfer_id>/stays", pages_above.stays, name="stays"),
    path("children/<int:child_id>/protection", pages.of_child, name="of-child"),
    path("children/<int:child_id>/protection/ask", pages_ask.ask, name="ask"),
    path("children/<int:child_id>/protection/transfer-in", pages_ask.transfer_in, name="transfer-in"),
]
