"""Addresses of plans."""

from __future__ import annotations

from django.urls import path

from righthelp.governance.plan import pages, pages_actions

app_name = "plan"
urlpatterns = [
    path("", pages.plans, name="plans"),
    path("new", pages.plan_new, name="new"),
    path("mine", pages.mine, name="mine"),
    path("alike", pages.alike, name="alike"),
    path("<int:plan_id>", pages.plan, name="plan"),
    path("<int:plan_id>/print", pages.plan_print, name="print"),
    path("<int:plan_id>/file.<slug:kind>", pages.file, name="file"),
    path("<int:plan_id>/owner", pages.owner, name="owner"),
    path("<int:plan_id>/priorities/new", pages.priority_new, name="priority-new"),
    path("<int:plan_id>/actions/new", pages_actions.action_new, name="action-new"),
    path("<int:plan_id>/discard", pages.discard, name="discard"),
    path("priorities/<int:priority_id>/sponsor", pages.sponsor, name="sponsor"),
    path("<int:plan_id>/adopt", pages.adopt, name="adopt"),
    path("<int:plan_id>/sign-off", pages.sign_off, name="sign-off"),
    path("<int:plan_id>/close", pages.close, name="close"),
    path("actions/<int:action_id>", pages_actions.action, name="action"),
    path("actions/<int:action_id>/change", pages_actions.change, name="change"),
    path("actions/<int:action_id>/remove", pages_actions.remove, name="remove"),
    path("actions/<int:action_id>/leads", pages_actions.leads, name="leads"),
    path("actions/<int:action_id>/links", pages_actions.links, name="links"),
    path("actions/<int:action_id>/move", pages_actions.move, name="move"),
    path("actions/<int:action_id>/start", pages_actions.start, name="start"),
    path("actions/<int:action_id>/start/take-back", pages_actions.start_back, name="start-back"),
    path("actions/<int:action_id>/update", pages_actions.update, name="update"),
    path("actions/<int:action_id>/done", pages_actions.finish, name="done"),
    path("actions/<int:action_id>/stop", pages_actions.stop, name="stop"),
    path("updates/<int:update_id>/take-back", pages_actions.take_back, name="take-back"),
]
