"""Addresses of health of children looked after."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.health import pages, pages_write

app_name = "care_health"

_CHILD = "children/<int:child_id>/health"
_REFERRAL = "care-health/referrals/<int:referral_id>"
_PASSPORT = "care-health/passports/<int:passport_id>"

urlpatterns = [
    path("care-health/", pages.board, name="board"),
    path("care-health/waiting/", pages.waiting, name="waiting"),
    path("care-health/oc2/", pages.oc2, name="oc2"),
    path(_CHILD, pages.of_child, name="of-child"),
    path(f"{_CHILD}/ask", pages_write.ask, name="ask"),
    path(f"{_CHILD}/checks/<slug:kind>", pages_write.came, name="came"),
    path(f"{_CHILD}/service", pages_write.refer, name="refer"),
    path(f"{_CHILD}/substance", pages_write.substance, name="substance"),
    path(f"{_CHILD}/passport", pages_write.passport, name="passport"),
    path(f"{_CHILD}/passport-on-paper", pages_write.paper, name="paper"),
    path("care-health/checks/<int:check_id>/appointment", pages_write.appoint, name="appoint"),
    path(f"{_REFERRAL}/answered", pages_write.answered, name="answered"),
    path(f"{_REFERRAL}/seen", pages_write.seen, name="seen"),
    path(f"{_REFERRAL}/ended", pages_write.ended, name="ended"),
    path(_REFERRAL, pages_write.of_referral, name="of-referral"),
    path("care-health/substances/<int:substance_id>/offered", pages_write.offered, name="offered"),
    path(f"{_PASSPORT}/print", pages.passport_print, name="passport-print"),
    path(f"{_PASSPORT}/given", pages_write.given, name="given"),
    path("care-health/due/<int:due_id>", pages_write.of_due, name="of-due"),
    path("care-health/taken-back/<slug:kind>/<int:number>", pages_write.take_back, name="take-back"),
]
