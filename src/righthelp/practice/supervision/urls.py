"""Addresses of the supervision room."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.supervision import pages, pages_children, pages_group, pages_rates

app_name = "supervision"
urlpatterns = [
    path("supervision/", pages.board, name="board"),
    path("supervision/rates", pages_rates.rates, name="rates"),
    path("supervision/decisions", pages_children.decisions, name="decisions"),
    path("supervision/decisions/<int:decision_id>", pages_children.decision, name="decision"),
    path("supervision/groups", pages_group.groups, name="groups"),
    path("supervision/groups/new", pages_group.group_new, name="group-new"),
    path("supervision/groups/<int:group_id>", pages_group.group, name="group"),
    path("supervision/groups/<int:group_id>/write", pages_group.group_write, name="group-write"),
    path("supervision/groups/<int:group_id>/sign", pages_group.group_sign, name="group-sign"),
    path("supervision/groups/<int:group_id>/children/<int:child_id>", pages_group.group_discuss, name="group-discuss"),
    path("supervision/call/<int:worker_id>", pages.call, name="call"),
    path("supervision/<int:session_id>", pages.session, name="session"),
    path("supervision/<int:session_id>/print", pages.printed, name="print"),
    path("supervision/<int:session_id>/plan", pages.plan, name="plan"),
    path("supervision/<int:session_id>/not-held", pages.cancel, name="cancel"),
    path("supervision/<int:session_id>/supervisor", pages.supervisor, name="supervisor"),
    path("supervision/<int:session_id>/reflection", pages.reflection, name="reflection"),
    path("supervision/<int:session_id>/children/<int:child_id>", pages_children.discuss, name="discuss"),
    path("supervision/<int:session_id>/sign", pages.sign, name="sign"),
    path("supervision/<int:session_id>/agree", pages.agree, name="agree"),
    path("supervision/<int:session_id>/add", pages.add, name="add"),
    path("children/<int:child_id>/supervision", pages_children.of_child, name="of-child"),
]
