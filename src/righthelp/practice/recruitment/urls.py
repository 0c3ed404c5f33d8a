"""Addresses of recruitment, rates and pay."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.recruitment import pages, pages_application, pages_rates

app_name = "recruitment"
urlpatterns = [
    path("", pages.board, name="board"),
    path("search", pages.search, name="search"),
    path("vacancies", pages.vacancies, name="vacancies"),
    path("vacancies/new", pages.vacancy_new, name="vacancy-new"),
    path("vacancies/<int:vacancy_id>", pages.vacancy, name="vacancy"),
    path("vacancies/<int:vacancy_id>/close", pages.vacancy_close, name="vacancy-close"),
    path("vacancies/<int:vacancy_id>/applied", pages.applied, name="applied"),
    path("figures", pages.figures, name="figures"),
    path("figures/chart", pages.figures_chart, name="figures-chart"),
    path("applications/<int:application_id>", pages_application.application, name="application"),
    path("applications/<int:application_id>/stage/<slug:stage>", pages_application.move_on, name="move-on"),
    path("applications/<int:application_id>/end", pages_application.end, name="end"),
    path("applications/<int:application_id>/owner", pages_application.owner, name="owner"),
    path("applications/<int:application_id>/checks/<slug:kind>", pages_application.check, name="check"),
    path("applications/<int:application_id>/first-day", pages_application.agree, name="agree"),
    path("applications/<int:application_id>/joins", pages_application.take_on, name="take-on"),
    path("applications/<int:application_id>/erase", pages_application.erase, name="erase"),
    path("rates", pages_rates.rates, name="rates"),
    path("rates/new", pages_rates.rate_new, name="rate-new"),
    path("rates/caps/new", pages_rates.cap_new, name="cap-new"),
    path("rates/<int:booking_id>", pages_rates.rate, name="rate"),
    path("rates/<int:booking_id>/decide", pages_rates.decide, name="rate-decide"),
    path("pay", pages_rates.pay, name="pay"),
    path("pay/chart", pages_rates.pay_chart, name="pay-chart"),
    path("pay/points/new", pages_rates.pay_point_new, name="pay-point-new"),
    path("pay/market/new", pages_rates.market_new, name="market-new"),
]
