"""Addresses of leaving care."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.leaving_care import pages

app_name = "leaving_care"

urlpatterns = [
    path("leaving-care/", pages.board, name="board"),
    path("children/<int:child_id>/leaving-care", pages.child, name="child"),
]
