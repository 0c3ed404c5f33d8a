"""Addresses of assessment."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.assessment import (
    pages,
    pages_audit,
    pages_decide,
    pages_one,
    pages_print,
    pages_short,
    pages_teams,
    pages_write,
)

app_name = "assessment"
_ONE = "assessments/<int:assessment_id>"
urlpatterns = [
    path("assessments/", pages.assessments, name="list"),
    path("assessments/waiting", pages.waiting, name="waiting"),
    path("assessments/teams", pages_teams.teams, name="teams"),
    path("assessments/volumes", pages_teams.volumes, name="volumes"),
    path("assessments/standards/", pages_audit.standards, name="standards-list"),
    path("assessments/standards/add", pages_audit.standard_add, name="standard-add"),
    path("assessments/standards/<int:standard_id>/end", pages_audit.standard_end, name="standard-end"),
    path("assessments/cycles/", pages_audit.cycles, name="cycles"),
    path("assessments/cycles/new", pages_audit.draw, name="draw"),
    path("assessments/cycles/<int:cycle_id>/", pages_audit.cycle, name="cycle"),
    path("assessments/cycles/<int:cycle_id>/close", pages_audit.close, name="cycle-close"),
    path(f"{_ONE}/", pages_one.assessment, name="assessment"),
    path(f"{_ONE}/together", pages_one.join, name="join"),
    path(f"{_ONE}/apart", pages_one.part, name="part"),
    path(f"{_ONE}/hand-over", pages_one.hand_over, name="hand-over"),
    path(f"{_ONE}/withdraw", pages_one.withdraw, name="withdraw"),
    path(f"{_ONE}/write/<slug:key>", pages_write.write, name="write"),
    path(f"{_ONE}/versions/<slug:key>", pages_write.versions, name="versions"),
    path(f"{_ONE}/partners/new", pages_write.contribute, name="contribute"),
    path(f"{_ONE}/partners/<int:contribution_id>/answer", pages_write.answer, name="answer"),
    path(f"{_ONE}/partners/<int:contribution_id>/strike", pages_write.strike, name="strike"),
    path(f"{_ONE}/factors", pages_write.factors, name="factors"),
    path(f"{_ONE}/look", pages_decide.review, name="review"),
    path(f"{_ONE}/submit", pages_decide.submit, name="submit"),
    path(f"{_ONE}/decide", pages_decide.decide, name="decide"),
    path(f"{_ONE}/return", pages_decide.give_back, name="return"),
    path(f"{_ONE}/standards", pages_decide.standards, name="standards"),
    path(f"{_ONE}/take-back", pages_decide.take_back, name="take-back"),
    path(f"{_ONE}/print", pages_print.printed, name="print"),
    path(f"{_ONE}/short-term", pages_short.begin, name="short-begin"),
    path(f"{_ONE}/short-term/end", pages_short.end, name="short-end"),
    path(f"{_ONE}/audits/<int:audit_id>", pages_audit.audit, name="audit"),
    path("children/<int:child_id>/assessments", pages.of_child, name="of-child"),
    path("children/<int:child_id>/assessments/begin", pages.begin, name="begin"),
]
