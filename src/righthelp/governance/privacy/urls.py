"""Addresses of the privacy room."""

from __future__ import annotations

from django.urls import path

from righthelp.governance.privacy import pages, pages_emergency, pages_notices

app_name = "privacy"
urlpatterns = [
    path("emergencies", pages_emergency.emergencies, name="emergencies"),
    path("emergencies/<int:emergency_id>", pages_emergency.emergency, name="emergency"),
    path("emergency", pages_emergency.open_by_name, name="open-by-name"),
    path("emergency/<int:child_id>", pages_emergency.open_emergency, name="open"),
    path("emergency/<int:child_id>/end", pages_emergency.end_emergency, name="emergency-end"),
    path("conflicts", pages.declarations, name="declarations"),
    path("conflicts/mine", pages.mine, name="mine"),
    path("conflicts/<int:declaration_id>", pages.declaration, name="declaration"),
    path("conflicts/declare/<int:child_id>", pages.declare, name="declare"),
    path("conflicts/declare/<int:child_id>/about", pages.declare_about, name="declare-about"),
    path("likenesses", pages.suspicions, name="suspicions"),
    path("likenesses/<int:suspicion_id>", pages.suspicion, name="suspicion"),
    path("own-details", pages.own_details, name="own-details"),
    path("restricted", pages.restrictions, name="restrictions"),
    path("restricted/<int:restriction_id>", pages.restriction, name="restriction"),
    path("restricted/<int:restriction_id>/lift", pages.lift, name="lift"),
    path("restrict/<int:child_id>", pages.restrict, name="restrict"),
    path("notices", pages_notices.notices, name="notices"),
    path("notices/<int:forward_id>", pages_notices.notice, name="notice"),
    path("held", pages_notices.held, name="held"),
    path("looks", pages.findings, name="findings"),
    path("looks/<int:finding_id>", pages.finding, name="finding"),
]
