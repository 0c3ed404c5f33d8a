"""Every address of the house."""

from __future__ import annotations

from django.urls import include, path

from righthelp.foundation.intake.door import partner_api
from righthelp.practice.front_door import api as front_door_api
from righthelp.practice.missing import api as missing_api

urlpatterns = [
    path(
        "api/",
        partner_api(
            [
                ("/missing", missing_api.router, missing_api.POLICY),
                ("/front-door", front_door_api.router, front_door_api.POLICY),
            ]
        ),
    ),
    path("", include("righthelp.foundation.pages.urls")),
    path("", include("righthelp.foundation.sign_in.urls")),
    path("", include("righthelp.foundation.audit.urls")),
    path("", include("righthelp.desk.urls")),
    path("", include("righthelp.practice.people.urls")),
    path("", include("righthelp.practice.people.urls_family")),
    path("", include("righthelp.practice.workforce.urls")),
    path("duplicates/", include("righthelp.practice.duplicates.urls")),
    path("missing/", include("righthelp.practice.missing.urls")),
    path("", include("righthelp.practice.supervision.urls")),
    path("learning/", include("righthelp.practice.learning.urls")),
    path("recruitment/", include("righthelp.practice.recruitment.urls")),
    path("", include("righthelp.practice.front_door.urls")),
    path("", include("righthelp.practice.child_in_need.urls")),
    path("", include("righthelp.practice.assessment.urls")),
    path("", include("righthelp.practice.mash.urls")),
    path("", include("righthelp.practice.section47.urls")),
    path("", include("righthelp.practice.casework.urls")),
    path("", include("righthelp.practice.care.urls")),
    path("", include("righthelp.practice.care_plan.urls")),
    path("", include("righthelp.practice.health.urls")),
    path("", include("righthelp.practice.virtual_school.urls")),
    path("", include("righthelp.practice.leaving_care.urls")),
    path("", include("righthelp.practice.court.urls")),
    path("", include("righthelp.practice.matching.urls")),
    path("fostering/", include("righthelp.practice.fostering.urls")),
    path("", include("righthelp.practice.adoption.urls")),
    path("", include("righthelp.practice.family_group.urls")),
    path("", include("righthelp.practice.private_fostering.urls")),
    path("", include("righthelp.practice.asylum.urls")),
    path("", include("righthelp.practice.education.urls")),
    path("", include("righthelp.practice.protection.urls")),
    path("indicators/", include("righthelp.insight.indicators.urls")),
    path("privacy/", include("righthelp.governance.privacy.urls")),
    path("", include("righthelp.governance.release.urls")),
    path("staff-voice/", include("righthelp.governance.staff_voice.urls")),
    path("trust-plans/", include("righthelp.governance.plan.urls")),
    path("reports/", include("righthelp.governance.reports.urls")),
]

handler400 = "righthelp.foundation.pages.errors.bad_request"
handler403 = "righthelp.foundation.pages.errors.forbidden"
handler404 = "righthelp.foundation.pages.errors.not_found"
handler500 = "righthelp.foundation.pages.errors.failed"
