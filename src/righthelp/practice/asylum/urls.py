"""Addresses of work with children who came alone."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.asylum import pages, pages_write

app_name = "asylum"

_CHILD = "children/<int:child_id>/came-alone"

urlpatterns = [
    path("came-alone/", pages.board, name="board"),
    path("came-alone/months", pages.months, name="months"),
    path(_CHILD, pages.child, name="child"),
    path(f"{_CHILD}/arrived", pages_write.arrived, name="arrived"),
    path(f"{_CHILD}/dispute", pages_write.dispute, name="dispute"),
    path(f"{_CHILD}/apply", pages_write.apply, name="apply"),
    path(f"{_CHILD}/ask", pages_write.ask, name="ask"),
    path(f"{_CHILD}/help", pages_write.helps, name="help"),
    path("came-alone/ages/<int:age_id>/hear", pages_write.hear, name="hear"),
    path("came-alone/ages/<int:age_id>/decide", pages_write.decide, name="decide"),
    path("came-alone/ages/<int:age_id>/challenge", pages_write.challenge, name="challenge"),
    path("came-alone/applications/<int:application_id>/step", pages_write.step, name="step"),
    path("came-alone/applications/<int:application_id>/answered", pages_write.answered, name="answered"),
    path("came-alone/asked/<int:asked_id>/came", pages_write.came, name="came"),
    path("came-alone/help/<int:help_id>/help-end", pages_write.help_end, name="help-end"),
    path("came-alone/ages/<int:age_id>", pages.of_age, name="of-age"),
    path("came-alone/asked/<int:asked_id>", pages.of_asked, name="of-asked"),
    path("came-alone/<str:what>/<int:row_id>/withdraw", pages_write.withdraw, name="withdraw"),
]
