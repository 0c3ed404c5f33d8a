"""Addresses of matching."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.matching import pages

app_name = "matching"

_SOUGHT = "homes-sought/<int:sought_id>"

urlpatterns = [
    path("homes-sought/", pages.board, name="board"),
    path("children/<int:child_id>/homes-sought", pages.of_child, name="of-child"),
    path("children/<int:child_id>/homes-sought/new", pages.new, name="new"),
    path(_SOUGHT, pages.sought, name="sought"),
    path(f"{_SOUGHT}/join", pages.join, name="join"),
    path(f"{_SOUGHT}/search", pages.search, name="search"),
    path(f"{_SOUGHT}/offers/<int:offer_id>/answer", pages.answer, name="answer"),
    path(f"{_SOUGHT}/offers/<int:offer_id>/match", pages.match, name="match"),
    path(f"{_SOUGHT}/give-up", pages.give_up, name="give-up"),
]
