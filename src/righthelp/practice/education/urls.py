"""Addresses of children in education."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.education import pages, pages_files, pages_lists, pages_plans, pages_write

app_name = "education"

_CHILD = "children/<int:child_id>/in-education"
_QUERY = "in-education/queries/<int:query_id>"
_PANEL = "in-education/panel/<int:panel_id>"
_ROLL = "in-education/no-roll/<int:roll_id>"
_PLAN = "in-education/plans/<int:plan_id>"
_OUT = "in-education/out/<int:out_id>"

urlpatterns = [
    path("in-education/", pages.board, name="board"),
    path("in-education/months", pages.months, name="months"),
    path("in-education/plans/months", pages.plan_months, name="plan-months"),
    path("in-education/files", pages_files.files, name="files"),
    path("in-education/files/receive", pages_files.receive, name="receive"),
    path("in-education/files/<int:file_id>", pages_files.file, name="file"),
    path("in-education/lines/<int:line_id>", pages_files.line, name="line"),
    path("in-education/lines/<int:line_id>/aside", pages_files.set_aside, name="line-aside"),
    path("in-education/queries", pages_lists.queries, name="queries"),
    path("in-education/panel", pages_lists.panels, name="panels"),
    path("in-education/no-roll", pages_lists.no_roll, name="no-roll"),
    path("in-education/plans", pages_lists.plans, name="plans"),
    path("in-education/surgeries", pages_lists.surgeries, name="surgeries"),
    path("in-education/surgeries/new", pages_lists.surgery_new, name="surgery-new"),
    path("in-education/surgeries/<int:surgery_id>", pages_lists.surgery, name="surgery"),
    path("in-education/surgeries/<int:surgery_id>/discuss", pages_lists.discuss, name="discuss"),
    *(
        path(f"in-education/due/{kind}/<int:number>", pages.of_row, {"kind": kind}, name=f"of-{kind}")
        for kind in ("query", "panel", "agreed", "roll", "plan", "out", "check", "check-due")
    ),
    path("in-education/<slug:kind>/<int:number>/take-back", pages_write.take_back, name="take-back"),
    path(_CHILD, pages.child, name="child"),
    path(f"{_CHILD}/ask", pages_write.ask, name="ask"),
    path(f"{_CHILD}/refer", pages_write.refer, name="refer"),
    path(f"{_CHILD}/step", pages_write.step, name="step"),
    path(f"{_CHILD}/no-roll", pages_write.no_roll, name="roll"),
    path(f"{_CHILD}/plan", pages_plans.plan_ask, name="plan-ask"),
    path(f"{_QUERY}/answer", pages_write.answer, name="answer"),
    path(f"{_QUERY}/follow", pages_write.follow, name="follow"),
    path(f"{_QUERY}/refer", pages_write.refer_query, name="refer-query"),
    path(f"{_PANEL}/decide", pages_write.decide, name="decide"),
    path(f"{_PANEL}/agreed", pages_write.panel_agreed, name="panel-agreed"),
    path("in-education/discussed/<int:discussed_id>/agreed", pages_write.surgery_agreed, name="surgery-agreed"),
    path("in-education/agreed/<int:agreed_id>/done", pages_write.agreed_done, name="agreed-done"),
    path(f"{_ROLL}/triage", pages_write.triage, name="triage"),
    path(f"{_ROLL}/ended", pages_write.roll_end, name="roll-end"),
    path(f"{_PLAN}/assess", pages_plans.assess, name="assess"),
    path(f"{_PLAN}/refuse", pages_plans.refuse, name="refuse"),
    path(f"{_PLAN}/exception", pages_plans.exception, name="exception"),
    path(f"{_PLAN}/issue", pages_plans.issue, name="issue"),
    path(f"{_PLAN}/provision", pages_plans.provision, name="provision"),
    path(f"{_PLAN}/cease", pages_plans.cease, name="cease"),
    path(f"{_PLAN}/out", pages_plans.out, name="out"),
    path(f"{_OUT}/interim", pages_plans.interim, name="interim"),
    path(f"{_OUT}/check", pages_plans.check, name="check"),
    path(f"{_OUT}/again", pages_plans.again, name="again"),
]
