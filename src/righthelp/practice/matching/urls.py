"""Addresses of matching."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.matching import pages, pages_after, pages_breaks, pages_cost, pages_placed

app_name = "matching"

_PLAN = "placements/plans/<int:plan_id>"
_STAY = "placements/<int:stay_id>"
_SERIES = "placements/short-breaks/<int:series_id>"
_PANEL = "placements/panels/<int:panel_id>"
_ITEM = "placements/panels/items/<int:item_id>"
_SOUGHT = "homes-sought/<int:sought_id>"

urlpatterns = [
    path("homes-sought/", pages.board, name="board"),
    path("children/<int:child_id>/homes-sought", pages.of_child, name="of-child"),
    path("children/<int:child_id>/homes-sought/new", pages.new, name="new"),
    path(_SOUGHT, pages.sought, name="sought"),
    path(f"{_SOUGHT}/join", pages.join, name="join"),
    path(f"{_SOUGHT}/search", pages.search, name="search"),
    path(f"{_SOUGHT}/offers/<int:offer_id>/answer", pages.answer, name="answer"),
    path(f"{_SOUGHT}/offers/<int:offer_id>/match", pages.match, name="match"),
    path(f"{_SOUGHT}/give-up", pages.give_up, name="give-up"),
    path("placements/", pages_placed.placements, name="placements"),
    path(f"{_STAY}/plan", pages_placed.begin, name="plan-begin"),
    path(f"{_STAY}/told", pages_placed.told, name="told"),
    path(f"{_STAY}/outside", pages_placed.outside, name="outside"),
    path(_PLAN, pages_placed.plan, name="plan"),
    path(f"{_PLAN}/print", pages_placed.plan_print, name="plan-print"),
    path(f"{_PLAN}/write", pages_placed.plan_write, name="plan-write"),
    path(f"{_PLAN}/authority", pages_placed.plan_authority, name="plan-authority"),
    path(f"{_PLAN}/agree", pages_placed.plan_agree, name="plan-agree"),
    path("placements/disruptions/", pages_after.disruptions, name="disruptions"),
    path("placements/disruptions/causes", pages_after.causes, name="causes"),
    path("placements/disruptions/<int:disruption_id>/learned", pages_after.learn, name="learn"),
    path(f"{_STAY}/disruption", pages_after.call, name="disruption-call"),
    path(f"{_STAY}/disruption/none", pages_after.spare, name="disruption-none"),
    path("placements/costs/", pages_cost.costs, name="costs"),
    path("placements/costs/totals", pages_cost.totals, name="totals"),
    path(f"{_STAY}/cost", pages_cost.cost, name="cost"),
    path("placements/panels/", pages_cost.panels, name="panels"),
    path("placements/panels/new", pages_cost.panel_new, name="panel-new"),
    path(_PANEL, pages_cost.panel, name="panel"),
    path(f"{_PANEL}/print", pages_cost.panel_print, name="panel-print"),
    path(f"{_PANEL}/agenda", pages_cost.agenda, name="agenda"),
    path(f"{_PANEL}/cancel", pages_cost.cancel, name="panel-cancel"),
    path(f"{_ITEM}/looked", pages_cost.look, name="look"),
    path(f"{_ITEM}/home", pages_cost.seek, name="seek"),
    path(f"{_ITEM}/done", pages_cost.step, name="step"),
    path(_ITEM, pages_cost.of_item, name="of-item"),
    path("placements/short-breaks/", pages_breaks.board, name="breaks"),
    path("children/<int:child_id>/short-breaks/new", pages_breaks.begin, name="breaks-new"),
    path(_SERIES, pages_breaks.of_series, name="of-series"),
    path(f"{_SERIES}/stay", pages_breaks.plan, name="break-plan"),
    path(f"{_SERIES}/review", pages_breaks.review, name="breaks-review"),
    path(f"{_SERIES}/end", pages_breaks.end, name="breaks-end"),
    path("placements/short-breaks/stays/<int:break_id>", pages_breaks.over, name="break-over"),
    path("placements/due/<int:due_id>", pages_placed.of_due, name="of-due"),
    path("placements/mistakes/<str:kind>/<int:number>", pages_placed.take_back, name="take-back"),
]
