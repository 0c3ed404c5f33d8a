"""Addresses of the learning room."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.learning import pages, pages_people, pages_plan

app_name = "learning"
urlpatterns = [
    path("", pages.catalogue, name="catalogue"),
    path("mine", pages_people.my_learning, name="mine"),
    path("team", pages_people.team, name="team"),
    path("calendar", pages.calendar, name="calendar"),
    path("workers/<int:worker_id>", pages_people.worker, name="worker"),
    path("workers/<int:worker_id>/elsewhere", pages_people.elsewhere, name="elsewhere"),
    path("courses/new", pages.course_new, name="course-new"),
    path("courses/<int:course_id>", pages.course, name="course"),
    path("courses/<int:course_id>/change", pages.course_change, name="course-change"),
    path("courses/<int:course_id>/session", pages.session_new, name="session-new"),
    path("sessions/<int:session_id>", pages.session, name="session"),
    path("sessions/<int:session_id>/attendance", pages.attendance, name="attendance"),
    path("bookings/<int:booking_id>/cancel", pages.cancel, name="cancel"),
    path("bookings/<int:booking_id>/<slug:when>", pages_people.evaluate, name="evaluate"),
    path("plan", pages_plan.plan, name="plan"),
    path("plan/new", pages_plan.need_new, name="need-new"),
    path("plan/<int:need_id>", pages_plan.need, name="need"),
    path("plan/<int:need_id>/drop", pages_plan.need_drop, name="need-drop"),
    path("academies", pages_plan.academies, name="academies"),
    path("academies/new", pages_plan.cohort_new, name="cohort-new"),
    path("academies/<int:cohort_id>", pages_plan.cohort, name="cohort"),
    path("academies/members/<int:member_id>", pages_plan.member, name="member"),
]
