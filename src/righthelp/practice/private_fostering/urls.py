"""Addresses of private fostering."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.private_fostering import pages

app_name = "private_fostering"

_CHILD = "children/<int:child_id>/private-fostering"
_ONE = "private-fostering/<int:arrangement_id>"

urlpatterns = [
    path("private-fostering/", pages.board, name="board"),
    path(_CHILD, pages.child, name="child"),
    path(f"{_CHILD}/told", pages.told, name="told"),
    path(_ONE, pages.of_arrangement, name="of-arrangement"),
    path(f"{_ONE}/check", pages.check, name="check"),
    path(f"{_ONE}/assess", pages.assess, name="assess"),
    path(f"{_ONE}/end", pages.end, name="end"),
    path(f"{_ONE}/reopen", pages.reopen, name="reopen"),
    path(f"{_ONE}/withdraw", pages.withdraw, name="withdraw"),
    path("private-fostering/visits-due/<int:due_id>", pages.of_visit_due, name="of-visit-due"),
]
