"""Addresses of care."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.care import pages, pages_change, pages_doors, pages_homes, pages_providers

app_name = "care"

_CARE = "care/<int:care_id>"
_HOME = "care/homes/<int:home_id>"
_PROVIDER = "care/providers/<int:organisation_id>"

urlpatterns = [
    path("care/", pages.board, name="board"),
    path("children/<int:child_id>/care", pages.child, name="child"),
    path("children/<int:child_id>/care/enter", pages_change.enter, name="enter"),
    path(f"{_CARE}/law", pages_change.law, name="law"),
    path(f"{_CARE}/move", pages_change.move, name="move"),
    path(f"{_CARE}/leave", pages_change.leave, name="leave"),
    path(f"{_CARE}/leave/back", pages_change.leave_back, name="leave-back"),
    path(f"{_CARE}/officer", pages_change.officer, name="officer"),
    path(f"{_CARE}/take-back", pages_change.take_back, name="take-back"),
    path(f"{_CARE}/review", pages_change.review, name="review"),
    path("care/stays/<int:stay_id>/fewer-visits", pages_change.less, name="less"),
    path("care/reviews/<int:review_id>/sent", pages_change.sent, name="sent"),
    path("care/reviews/<int:review_id>/withdraw", pages_change.withdraw, name="withdraw"),
    path("care/times/<int:care_id>", pages_doors.of_care, name="of-care"),
    path("care/reviews/<int:review_id>", pages_doors.of_review, name="of-review"),
    path("care/reviews-due/<int:due_id>", pages_doors.of_review_due, name="of-review-due"),
    path("care/visits-due/<int:due_id>", pages_doors.of_visit_due, name="of-visit-due"),
    path("care/homes", pages_homes.homes, name="homes"),
    path("care/homes/register", pages_homes.register, name="register"),
    path(_HOME, pages_homes.home, name="home"),
    path(f"{_HOME}/terms", pages_homes.terms, name="terms"),
    path(f"{_HOME}/carer", pages_homes.carer, name="carer"),
    path("care/homes/carers/<int:carer_id>/left", pages_homes.carer_left, name="carer-left"),
    path(f"{_HOME}/hold", pages_homes.hold, name="hold"),
    path("care/homes/held/<int:held_id>/free", pages_homes.free, name="free"),
    path(f"{_HOME}/close", pages_homes.close, name="close"),
    path("care/providers", pages_providers.providers, name="providers"),
    path("care/providers/join", pages_providers.join, name="join"),
    path(_PROVIDER, pages_providers.provider, name="provider"),
    path(f"{_PROVIDER}/look", pages_providers.look, name="look"),
    path(f"{_PROVIDER}/suspend", pages_providers.suspend, name="suspend"),
    path(f"{_PROVIDER}/lift", pages_providers.lift, name="lift"),
    path(f"{_PROVIDER}/leave", pages_providers.leave, name="framework-leave"),
    path("care/providers/visits/<int:visit_id>/done", pages_providers.settle, name="settle"),
    path("care/providers/visits/<int:visit_id>/not-done", pages_providers.not_done, name="not-done"),
    path("care/providers/taken-back/<slug:kind>/<int:number>", pages_providers.provider_back, name="provider-back"),
]
