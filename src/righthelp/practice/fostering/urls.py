"""Addresses of fostering."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.fostering import (
    pages,
    pages_concern,
    pages_household,
    pages_known,
    pages_lasting,
    pages_panel,
    pages_pay,
    pages_regulator,
)

app_name = "fostering"

_APPLICATION = "applications/<int:application_id>"
_MEETING = "panel/<int:meeting_id>"
_ITEM = "panel/items/<int:item_id>"

_CONCERN = "concerns/<int:concern_id>"
_HOUSEHOLD = "households/<int:household_id>"

_FINDING = "long-term/<int:finding_id>"
_FAMILY = "long-term/families/<int:family_id>"
_MATCH = "long-term/matches/<int:match_id>"

urlpatterns = [
    path("applications", pages.board, name="board"),
    path("applications/figures", pages.figures, name="figures"),
    path("applications/new", pages.enquiry, name="enquiry"),
    path(_APPLICATION, pages.application, name="application"),
    path(f"{_APPLICATION}/visit", pages.visit, name="visit"),
    path(f"{_APPLICATION}/register", pages.register, name="register"),
    path(f"{_APPLICATION}/applicant", pages.applicant, name="applicant"),
    path("applications/checks/<int:check_id>", pages.check, name="check"),
    path(f"{_APPLICATION}/stage-two", pages.stage_two, name="stage-two"),
    path(f"{_APPLICATION}/parts/<slug:part>", pages.part, name="part"),
    path(f"{_APPLICATION}/report", pages.report, name="report"),
    path(f"{_APPLICATION}/report/back", pages.reopen, name="reopen"),
    path(f"{_APPLICATION}/end", pages.end, name="end"),
    path(f"{_APPLICATION}/end/back", pages.end_back, name="end-back"),
    path(f"{_APPLICATION}/complaint", pages.complain, name="complain"),
    path("households", pages_household.register, name="register-of-homes"),
    path("households/figures", pages_household.service, name="service"),
    path("households/begin", pages_household.take_over, name="take-over"),
    path(_HOUSEHOLD, pages_household.household, name="household"),
    path(f"{_HOUSEHOLD}/review", pages_household.review, name="review"),
    path(f"{_HOUSEHOLD}/visit", pages_household.visit, name="home-visit"),
    path(f"{_HOUSEHOLD}/training", pages_household.training, name="training"),
    path(f"{_HOUSEHOLD}/back/<slug:kind>/<int:row_id>", pages_household.take_back, name="take-back"),
    path(f"{_HOUSEHOLD}/leave", pages_household.leave, name="leave"),
    path("concerns", pages_concern.concerns, name="concerns"),
    path(f"{_HOUSEHOLD}/concern", pages_concern.concern_new, name="concern-new"),
    path(_CONCERN, pages_concern.concern, name="concern"),
    path(f"{_CONCERN}/officer", pages_concern.officer, name="officer"),
    path(f"{_CONCERN}/strategy", pages_concern.strategy, name="strategy"),
    path(f"{_CONCERN}/support", pages_concern.support, name="support"),
    path(f"{_CONCERN}/deals", pages_concern.deals, name="deals"),
    path(f"{_CONCERN}/outcome", pages_concern.conclude, name="conclude"),
    path(f"{_CONCERN}/open-again", pages_concern.reopen, name="concern-reopen"),
    path("children/<int:child_id>", pages_known.of_child, name="of-child"),
    path("children/<int:child_id>/approve", pages_known.approve, name="approve"),
    path("for-a-time/<int:known_id>", pages_known.of_known, name="of-known"),
    path("for-a-time/<int:known_id>/extend", pages_known.extend, name="extend"),
    path("for-a-time/<int:known_id>/end", pages_known.end, name="known-end"),
    path("long-term", pages_lasting.board, name="lasting"),
    path("children/<int:child_id>/long-term", pages_lasting.begin, name="finding-begin"),
    path(_FINDING, pages_lasting.finding, name="finding"),
    path(f"{_FINDING}/print", pages_lasting.finding_print, name="finding-print"),
    path(f"{_FINDING}/write", pages_lasting.write, name="finding-write"),
    path(f"{_FINDING}/consider", pages_lasting.consider, name="consider"),
    path(f"{_FINDING}/end", pages_lasting.end, name="finding-end"),
    path(f"{_FAMILY}/heard", pages_lasting.heard, name="heard"),
    path(f"{_FAMILY}/match", pages_lasting.match, name="match"),
    path(f"{_MATCH}/panel", pages_lasting.to_panel, name="to-panel"),
    path(f"{_MATCH}/begins", pages_lasting.begins, name="begins"),
    path("long-term/mistakes/<str:kind>/<int:number>", pages_lasting.take_back, name="lasting-back"),
    path("regulator", pages_regulator.pack, name="regulator"),
    path("regulator/print", pages_regulator.pack_print, name="regulator-print"),
    path("payments", pages_pay.pay, name="pay"),
    path("payments/amount", pages_pay.rate, name="rate"),
    path("payments/prepare", pages_pay.prepare, name="prepare"),
    path("payments/<int:run_id>", pages_pay.run, name="run"),
    path("payments/<int:run_id>/release", pages_pay.release, name="release"),
    path(f"{_HOUSEHOLD}/level", pages_pay.level, name="level"),
    path("panel", pages_panel.panel, name="panel"),
    path("panel/members/new", pages_panel.member_new, name="member-new"),
    path("panel/members/<int:member_id>/left", pages_panel.member_left, name="member-left"),
    path("panel/new", pages_panel.meeting_new, name="meeting-new"),
    path(_MEETING, pages_panel.meeting, name="meeting"),
    path(f"{_MEETING}/cancel", pages_panel.cancel, name="cancel"),
    path(f"{_MEETING}/present", pages_panel.present, name="present"),
    path(f"{_MEETING}/bring", pages_panel.bring, name="bring"),
    path(_ITEM, pages_panel.item, name="item"),
    path(f"{_ITEM}/conflict", pages_panel.conflict, name="conflict"),
    path(f"{_ITEM}/advice", pages_panel.advise, name="advise"),
    path(f"{_ITEM}/advice/back", pages_panel.advice_back, name="advice-back"),
    path(f"{_ITEM}/decide", pages_panel.decide, name="decide"),
    path(f"{_ITEM}/decide/back", pages_panel.decision_back, name="decision-back"),
    path(f"{_ITEM}/told", pages_panel.tell, name="tell"),
    path(f"{_ITEM}/contest", pages_panel.contest, name="contest"),
]
