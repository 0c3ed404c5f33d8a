"""Addresses of the reports."""

from __future__ import annotations

from django.urls import path

from righthelp.governance.reports import pages

urlpatterns = [
    path("", pages.reports, name="reports"),
    path("begin", pages.begin, name="report-begin"),
    path("<int:report_id>", pages.report, name="report"),
    path("<int:report_id>/chart/<int:number>.svg", pages.chart, name="report-chart"),
    path("<int:report_id>/file/<slug:kind>", pages.file, name="report-file"),
    path("<int:report_id>/section/<slug:key>", pages.section, name="report-section"),
    path("<int:report_id>/section/<slug:key>/claim", pages.claim, name="report-claim"),
    path("<int:report_id>/claim/<int:claim_id>/out", pages.claim_out, name="report-claim-out"),
    path("<int:report_id>/approve", pages.approve, name="report-approve"),
    path("<int:report_id>/send-back", pages.send_back, name="report-send-back"),
    path("<int:report_id>/publish", pages.publish, name="report-publish"),
]
