"""Addresses of the virtual school."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.virtual_school import pages

app_name = "virtual_school"

_CHILD = "children/<int:child_id>/education"
_PLAN = "virtual-school/plans/<int:plan_id>"

urlpatterns = [
    path("virtual-school/", pages.board, name="board"),
    path(_CHILD, pages.of_child, name="of-child"),
    path(f"{_CHILD}/plan", pages.make, name="make"),
    path(f"{_CHILD}/attainment", pages.attain, name="attain"),
    path(_PLAN, pages.of_plan, name="of-plan"),
    path(f"{_PLAN}/print", pages.plan_print, name="plan-print"),
    path(f"{_PLAN}/rate", pages.rate, name="rate"),
    path(f"{_PLAN}/premium", pages.spend, name="spend"),
    path("virtual-school/due/<int:due_id>", pages.of_due, name="of-due"),
    path("virtual-school/taken-back/<slug:kind>/<int:number>", pages.take_back, name="take-back"),
]
