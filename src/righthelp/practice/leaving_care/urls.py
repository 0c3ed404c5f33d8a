"""Addresses of leaving care."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.leaving_care import pages, pages_birthdays, pages_doors, pages_offer, pages_write

app_name = "leaving_care"

_CHILD = "children/<int:child_id>/leaving-care"

urlpatterns = [
    path("leaving-care/", pages.board, name="board"),
    path("leaving-care/birthdays", pages_birthdays.birthdays, name="birthdays"),
    path("leaving-care/offer", pages_offer.offer, name="offer"),
    path("leaving-care/offer/begin", pages_offer.offer_begin, name="offer-begin"),
    path("leaving-care/offer/new", pages_offer.offer_new, name="offer-new"),
    path("leaving-care/offer/<int:entitlement_id>/change", pages_offer.offer_change, name="offer-change"),
    path("leaving-care/offer/<int:entitlement_id>/end", pages_offer.offer_end, name="offer-end"),
    path("leaving-care/asked", pages_offer.claims, name="claims"),
    path("leaving-care/council-tax", pages_offer.taxes, name="taxes"),
    path("leaving-care/asked/<int:claim_id>/answer", pages_offer.claim_answer, name="claim-answer"),
    path("leaving-care/asked/<int:claim_id>/used", pages_offer.claim_use, name="claim-use"),
    path("leaving-care/council-tax/<int:tax_id>/paid", pages_offer.tax_met, name="tax-met"),
    path("leaving-care/<str:kind>/<int:number>/take-back", pages_write.take_back, name="take-back"),
    path(f"{_CHILD}/offer", pages_offer.offer_of, name="offer-of"),
    path(f"{_CHILD}/offer/print", pages_offer.offer_print, name="offer-print"),
    path(f"{_CHILD}/offer/ask", pages_offer.ask, name="ask"),
    path(f"{_CHILD}/offer/council-tax", pages_offer.tax, name="tax"),
    path(_CHILD, pages.child, name="child"),
    path(f"{_CHILD}/take-on", pages_write.take_on, name="take-on"),
    path(f"{_CHILD}/adviser", pages_write.adviser, name="adviser"),
    path(f"{_CHILD}/needs", pages_write.needs, name="needs"),
    path(f"{_CHILD}/passport", pages_write.passport, name="passport"),
    path(f"{_CHILD}/end", pages_write.end, name="end"),
    path(f"{_CHILD}/plan", pages_write.plan, name="plan"),
    path(f"{_CHILD}/contact", pages_write.contact, name="contact"),
    path(f"{_CHILD}/doing", pages_write.doing, name="doing"),
    path(f"{_CHILD}/home", pages_write.home, name="home"),
    path("leaving-care/plans/<int:plan_id>/sign", pages_write.sign, name="sign"),
    path("leaving-care/help/<int:help_id>", pages_doors.of_help, name="of-help"),
    path("leaving-care/homes/<int:home_id>", pages_doors.of_home, name="of-home"),
    path("leaving-care/reviews-due/<int:due_id>", pages_doors.of_review_due, name="of-review-due"),
    path("leaving-care/contacts-due/<int:due_id>", pages_doors.of_touch_due, name="of-touch-due"),
    path("leaving-care/birthdays-due/<int:due_id>", pages_doors.of_birthday_due, name="of-birthday-due"),
]
