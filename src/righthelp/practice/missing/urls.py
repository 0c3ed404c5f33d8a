"""Addresses of the missing room."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.missing import (
    pages_board,
    pages_episode,
    pages_inbox,
    pages_interview,
    pages_missing,
    pages_plan,
    pages_report,
    pages_reports,
    pages_samples,
)

app_name = "missing"
urlpatterns = [
    path("", pages_board.board, name="board"),
    path("report", pages_report.report, name="report"),
    path("report/<int:child_id>", pages_report.report_child, name="report-child"),
    path("managers-report", pages_reports.managers_report, name="managers-report"),
    path("briefing", pages_reports.briefing, name="briefing"),
    path("repeat", pages_reports.repeat_missing, name="repeat"),
    path("hot-list", pages_reports.hot_list, name="hot-list"),
    path("hot-list/<int:address_id>", pages_reports.address, name="address"),
    path("named", pages_reports.named, name="named"),
    path("unallocated", pages_reports.unallocated, name="unallocated"),
    path("samples", pages_samples.samples, name="samples"),
    path("samples/<int:sample_id>", pages_samples.sample, name="sample"),
    path("samples/<int:sample_id>/<int:sampled_id>", pages_samples.sampled, name="sampled"),
    path("inbox/", pages_inbox.inbox, name="inbox"),
    path("inbox/forwards/<int:forward_id>", pages_inbox.forward, name="forward"),
    path("inbox/<uuid:message_id>", pages_inbox.message, name="message"),
    path("inbox/<uuid:message_id>/this-is/<int:child_id>", pages_inbox.this_is, name="this-is"),
    path("inbox/<uuid:message_id>/new-child", pages_inbox.new_child, name="new-child"),
    path("inbox/<uuid:message_id>/elsewhere", pages_inbox.elsewhere, name="elsewhere"),
    path("inbox/<uuid:message_id>/close", pages_inbox.close, name="close"),
    path("children/<int:child_id>/risk-assessment", pages_plan.risk_assessment, name="risk-assessment"),
    path(
        "children/<int:child_id>/risk-assessment/print", pages_plan.risk_assessment_print, name="risk-assessment-print"
    ),
    path("<int:episode_id>", pages_episode.episode, name="episode"),
    path("<int:episode_id>/found", pages_missing.found, name="found"),
    path("<int:episode_id>/sighted", pages_missing.sighted, name="sighted"),
    path("<int:episode_id>/cancelled", pages_missing.cancelled, name="cancelled"),
    path("<int:episode_id>/risk", pages_missing.risk_graded, name="risk"),
    path("<int:episode_id>/strategy-discussion", pages_missing.strategy, name="strategy"),
    path("<int:episode_id>/check", pages_missing.checked, name="checked"),
    path("<int:episode_id>/offer", pages_interview.offered, name="offered"),
    path("<int:episode_id>/accepted", pages_interview.accepted, name="accepted"),
    path("<int:episode_id>/declined", pages_interview.declined, name="declined"),
    path("<int:episode_id>/interview", pages_interview.interview, name="interview"),
    path("<int:episode_id>/interview/correct", pages_interview.corrected, name="corrected"),
    path("<int:episode_id>/interview/shared", pages_interview.shared, name="shared"),
    path("<int:episode_id>/worker", pages_plan.assigned, name="assigned"),
    path("<int:episode_id>/decision", pages_plan.decided, name="decided"),
    path("<int:episode_id>/action", pages_plan.action_agreed, name="action"),
    path("<int:episode_id>/actions/<int:action_id>/done", pages_plan.action_done, name="action-done"),
    path("<int:episode_id>/support", pages_plan.supported, name="supported"),
    path("<int:episode_id>/together", pages_plan.together, name="together"),
]
