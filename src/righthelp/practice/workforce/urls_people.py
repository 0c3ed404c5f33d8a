"""The addresses of posts, structure, movements, standing, absence and duty."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, path

from righthelp.practice.workforce import (
    pages_at_work,
    pages_away,
    pages_leave,
    pages_movements,
    pages_posts,
    pages_rota,
    pages_structure,
)

PATTERNS: Final[list[URLPattern]] = [
    path("teams/structure", pages_structure.structure, name="structure"),
    path("teams/<int:team_id>/structure", pages_structure.standing_change, name="standing-change"),
    path("teams/<int:team_id>/weeks", pages_away.team_weeks, name="team-weeks"),
    path("teams/posts", pages_posts.posts, name="posts"),
    path("teams/posts/chart", pages_posts.post_chart, name="post-chart"),
    path("teams/posts/list", pages_posts.post_seats, name="post-seats"),
    path("teams/posts/leavers", pages_posts.post_leavers, name="post-leavers"),
    path("teams/posts/new", pages_posts.post_new, name="post-new"),
    path("teams/posts/<int:post_id>", pages_posts.post, name="post"),
    path("teams/movements", pages_movements.movements, name="movements"),
    path("teams/movements/join", pages_movements.join, name="join"),
    path("teams/movements/<int:movement_id>/withdraw", pages_movements.withdraw, name="withdraw"),
    path("workers/<int:worker_id>/set-up-link", pages_movements.welcome, name="welcome"),
    path("workers/<int:worker_id>/move", pages_movements.move, name="worker-move"),
    path("workers/<int:worker_id>/leave", pages_movements.leave, name="leave"),
    path("workers/<int:worker_id>/standing", pages_at_work.worker_standing, name="worker-standing"),
    path("workers/<int:worker_id>/standing/<slug:what>", pages_at_work.standing_add, name="standing-add"),
    path("teams/standing", pages_at_work.standings, name="standings"),
    path("milestones/<int:milestone_id>", pages_at_work.milestone, name="milestone"),
    path("my-work-life", pages_at_work.my_work_life, name="my-work-life"),
    path("my-work-life/ill", pages_away.self_sick, name="self-sick"),
    path("my-work-life/leave", pages_leave.my_leave, name="my-leave"),
    path("my-work-life/leave/ask", pages_leave.leave_ask, name="leave-ask"),
    path("leave/<int:request_id>", pages_leave.leave_request, name="leave-request"),
    path("leave/<int:request_id>/change", pages_leave.leave_change, name="leave-change"),
    path("teams/leave", pages_leave.leave_to_decide, name="leave-to-decide"),
    path("teams/sickness", pages_away.sickness, name="sickness"),
    path("teams/sickness/chart", pages_away.sickness_chart, name="sickness-chart"),
    path("absences/<int:absence_id>", pages_away.absence_change, name="absence-change"),
    path("teams/duty", pages_rota.duty, name="duty"),
    path("teams/duty/<int:rota_id>", pages_rota.rota, name="rota"),
    path("teams/duty/shifts/<int:shift_id>", pages_rota.shift, name="shift"),
    path("teams/duty/notes/<int:note_id>/read", pages_rota.note_read, name="note-read"),
]
