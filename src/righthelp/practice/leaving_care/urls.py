"""Addresses of leaving care."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.leaving_care import pages, pages_birthdays, pages_doors, pages_write

app_name = "leaving_care"

_CHILD = "children/<int:child_id>/leaving-care"

urlpatterns = [
    path("leaving-care/", pages.board, name="board"),
    path("leaving-care/birthdays", pages_birthdays.birthdays, name="birthdays"),
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
