"""Addresses of the indicators."""

from __future__ import annotations

from django.urls import path

from righthelp.insight.indicators import pages

urlpatterns = [
    path("", pages.indicators, name="indicators"),
    path("<slug:code>", pages.indicator, name="indicator"),
    path("<slug:code>/chart.svg", pages.chart, name="indicator-chart"),
    path("<slug:code>/list/<slug:month>", pages.behind, name="indicator-list"),
]
