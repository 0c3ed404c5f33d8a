"""Every address of the house."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("righthelp.foundation.pages.urls")),
    path("", include("righthelp.foundation.audit.urls")),
    path("", include("righthelp.desk.urls")),
    path("", include("righthelp.practice.people.urls")),
    path("", include("righthelp.practice.workforce.urls")),
    path("missing/", include("righthelp.practice.missing.urls")),
    path("indicators/", include("righthelp.insight.indicators.urls")),
    path("reports/", include("righthelp.governance.reports.urls")),
]

handler400 = "righthelp.foundation.pages.errors.bad_request"
handler403 = "righthelp.foundation.pages.errors.forbidden"
handler404 = "righthelp.foundation.pages.errors.not_found"
handler500 = "righthelp.foundation.pages.errors.failed"
