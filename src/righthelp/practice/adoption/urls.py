"""Addresses of adoption."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.adoption import (
    pages,
    pages_adopters,
    pages_back,
    pages_events,
    pages_figures,
    pages_keepsakes,
    pages_links,
    pages_seal,
    pages_support,
)

app_name = "adoption"

_CHILD = "children/<int:child_id>/adoption"
_PLAN = "adoption/plans/<int:plan_id>"
_LINK = "adoption/links/<int:link_id>"
_EXCHANGE = "adoption/exchanges/<int:exchange_id>"
_ADOPTERS = "adoption/adopters/<int:adopters_id>"

urlpatterns = [
    path("adoption/", pages.board, name="board"),
    path("adoption/disruptions", pages.disruptions, name="disruptions"),
    path("adoption/figures", pages_figures.figures, name="figures"),
    path("adoption/figures/<str:key>", pages_figures.behind, name="behind"),
    path("adoption/claims", pages_support.claims, name="claims"),
    path("adoption/claims/<int:claim_id>/decide", pages_support.decide, name="claim-decide"),
    path("adoption/claims/<int:claim_id>/withdraw", pages_support.withdraw, name="claim-withdraw"),
    path(f"{_CHILD}/claim", pages_support.claim, name="claim"),
    path(_CHILD, pages.child, name="child"),
    path(f"{_CHILD}/plan", pages.new, name="new"),
    path(_PLAN, pages_links.of_plan, name="of-plan"),
    path(f"{_PLAN}/decide", pages.decide, name="decide"),
    path(f"{_PLAN}/family", pages.family, name="family"),
    path(f"{_PLAN}/consider", pages.consider, name="consider"),
    path(f"{_PLAN}/change", pages.change, name="change"),
    path(f"{_PLAN}/change-back", pages.change_back, name="change-back"),
    path(f"{_PLAN}/withdraw", pages.withdraw, name="withdraw"),
    path(f"{_PLAN}/order", pages.order, name="order"),
    path(f"{_PLAN}/seal", pages_seal.seal, name="seal"),
    path("adoption/vault", pages_seal.openings, name="vault"),
    path("adoption/vault/<int:opening_id>/answer", pages_seal.answer, name="vault-answer"),
    path("adoption/vault/<int:opening_id>/join", pages_seal.join, name="vault-join"),
    path("adoption/vault/<int:opening_id>/read", pages_seal.read, name="vault-read"),
    path(f"{_PLAN}/decision-back", pages_back.decision, name="decision-back"),
    path(f"{_PLAN}/order-back", pages_back.order, name="order-back"),
    path(f"{_LINK}/panel-back", pages_back.panel, name="panel-back"),
    path(f"{_LINK}/match-back", pages_back.match, name="match-back"),
    path("adoption/taken-back/<int:back_id>", pages_back.answer, name="back-answer"),
    path("adoption/taken-back/<int:back_id>/stands", pages_back.thought_better, name="back-stands"),
    path(_LINK, pages_links.of_link, name="of-link"),
    path(f"{_LINK}/decline", pages_links.decline, name="decline"),
    path(f"{_LINK}/panel", pages_links.panel, name="panel"),
    path(f"{_LINK}/match", pages_links.match, name="match"),
    path(f"{_LINK}/introductions", pages_links.meet, name="meet"),
    path(f"{_LINK}/place", pages_links.place, name="place"),
    path(f"{_LINK}/disrupt", pages_links.disrupt, name="disrupt"),
    path(f"{_LINK}/disrupt-back", pages_links.disrupt_back, name="disrupt-back"),
    path(f"{_LINK}/learn", pages_links.learn, name="learn"),
    path("adoption/reviews-due/<int:due_id>", pages_links.of_review_due, name="of-review-due"),
    path("adoption/exchanges", pages_events.exchanges, name="exchanges"),
    path("adoption/exchanges/new", pages_events.exchange_new, name="exchange-new"),
    path(_EXCHANGE, pages_events.exchange, name="exchange"),
    path(f"{_EXCHANGE}/profile", pages_events.profile, name="exchange-profile"),
    path(f"{_EXCHANGE}/came", pages_events.came, name="exchange-came"),
    path("adoption/exchanges/profiles/<int:profiled_id>", pages_events.interest, name="exchange-interest"),
    path("adoption/groups", pages_events.groups, name="groups"),
    path("adoption/groups/new", pages_events.group_new, name="group-new"),
    path("adoption/groups/<int:course_id>", pages_events.group, name="group"),
    path("adoption/groups/<int:course_id>/join", pages_events.join_group, name="group-join"),
    path("adoption/groups/places/<int:seat_id>", pages_events.took_part, name="took-part"),
    path("adoption/events/taken-back/<slug:kind>/<int:number>", pages_events.event_back, name="event-back"),
    path("adoption/adopters", pages_adopters.register, name="register"),
    path("adoption/adopters/sufficiency", pages_adopters.sufficiency, name="sufficiency"),
    path("adoption/adopters/new", pages_adopters.new, name="adopters-new"),
    path(_ADOPTERS, pages_adopters.adopters, name="adopters"),
    path(f"{_ADOPTERS}/about", pages_adopters.change, name="adopters-change"),
    path(f"{_ADOPTERS}/person", pages_adopters.person, name="adopters-person"),
    path(f"{_ADOPTERS}/stage", pages_adopters.stage, name="adopters-stage"),
    path(f"{_ADOPTERS}/pause", pages_adopters.pause, name="adopters-pause"),
    path(f"{_ADOPTERS}/resume", pages_adopters.resume, name="adopters-resume"),
    path(f"{_ADOPTERS}/stage-end", pages_adopters.stage_end, name="adopters-stage-end"),
    path(f"{_ADOPTERS}/stage-back", pages_adopters.stage_back, name="adopters-stage-back"),
    path(f"{_ADOPTERS}/approve", pages_adopters.approve, name="adopters-approve"),
    path(f"{_ADOPTERS}/review", pages_adopters.review, name="adopters-review"),
    path(f"{_ADOPTERS}/leave", pages_adopters.leave, name="adopters-leave"),
    path(f"{_ADOPTERS}/celebration", pages_keepsakes.celebrate, name="celebrate"),
    path("adoption/keepsakes/<int:keepsake_id>/handed", pages_keepsakes.hand, name="keepsake-hand"),
    path("adoption/keepsakes/<int:keepsake_id>/take-back", pages_keepsakes.take_back, name="keepsake-back"),
    path("adoption/keepsakes/<int:keepsake_id>", pages_keepsakes.of_keepsake, name="of-keepsake"),
    path("adoption/stages/<int:stage_id>", pages_adopters.of_stage, name="of-stage"),
    path("adoption/waits/<int:wait_id>", pages_adopters.of_wait, name="of-wait"),
]
