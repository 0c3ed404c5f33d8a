"""Addresses of work with families."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.family_group import pages, pages_group, pages_home

app_name = "family_group"

_CHILD = "children/<int:child_id>/family-work"
_GROUP, _EDGE = "families/conferences/<int:group_id>", "families/edge/<int:edge_id>"
_HOME = "families/home/<int:plan_id>"

urlpatterns = [
    path("families/", pages.board, name="board"),
    path("families/months", pages.months, name="months"),
    path(_CHILD, pages.child, name="child"),
    path(f"{_CHILD}/new", pages_group.new, name="new"),
    path(f"{_CHILD}/edge", pages_home.edge_new, name="edge-new"),
    path(f"{_CHILD}/home", pages_home.return_new, name="return-new"),
    path(_GROUP, pages.of_group, name="of-group"),
    path(f"{_GROUP}/print", pages.plan_print, name="plan-print"),
    path(f"{_GROUP}/coordinator", pages_group.coordinator, name="coordinator"),
    path(f"{_GROUP}/member", pages_group.member, name="member"),
    path(f"{_GROUP}/call", pages_group.call, name="call"),
    path(f"{_GROUP}/plan", pages_group.plan, name="plan"),
    path(f"{_GROUP}/promise", pages_group.promise, name="promise"),
    path(f"{_GROUP}/answer", pages_group.answer, name="answer"),
    path(f"{_GROUP}/answer-back", pages_group.answer_back, name="answer-back"),
    path(f"{_GROUP}/resource", pages_group.resource, name="resource"),
    path(f"{_GROUP}/review", pages_group.review, name="review"),
    path(f"{_GROUP}/close", pages_group.close, name="close"),
    path(f"{_GROUP}/reopen", pages_group.reopen, name="reopen"),
    path(f"{_GROUP}/withdraw", pages_group.withdraw, name="withdraw"),
    path(f"{_GROUP}/join", pages_group.join, name="join"),
    path(f"{_GROUP}/take-out", pages_group.take_out, name="take-out"),
    path(f"{_GROUP}/put-back", pages_group.put_back, name="put-back"),
    path("families/money/<int:resource_id>", pages_group.decide, name="decide"),
    path(_EDGE, pages.of_edge, name="of-edge"),
    path(f"{_EDGE}/edge-worker", pages_home.edge_worker, name="edge-worker"),
    path(f"{_EDGE}/work", pages_home.work, name="work"),
    path(f"{_EDGE}/edge-end", pages_home.edge_end, name="edge-end"),
    path(f"{_EDGE}/edge-reopen", pages_home.edge_reopen, name="edge-reopen"),
    path(f"{_EDGE}/edge-withdraw", pages_home.edge_withdraw, name="edge-withdraw"),
    path("families/edge-work/<int:work_id>/withdraw", pages_home.work_withdraw, name="work-withdraw"),
    path(f"{_HOME}/ready", pages_home.ready, name="ready"),
    path(f"{_HOME}/stages", pages_home.stages, name="stages"),
    path(f"{_HOME}/return-decide", pages_home.return_decide, name="return-decide"),
    path(f"{_HOME}/decision-back", pages_home.decision_back, name="decision-back"),
    path(f"{_HOME}/stop", pages_home.stop, name="stop"),
    path(f"{_HOME}/return-withdraw", pages_home.return_withdraw, name="return-withdraw"),
    path(f"{_HOME}/cause", pages_home.cause, name="cause"),
    path("families/checks/<int:check_id>/withdraw", pages_home.check_withdraw, name="check-withdraw"),
    path(_HOME, pages.of_return, name="of-return"),
    path(f"{_HOME}/go", pages_home.go, name="go"),
    path(f"{_HOME}/check", pages_home.check, name="check"),
]
