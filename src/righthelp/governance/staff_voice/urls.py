"""Addresses of staff voice."""

from __future__ import annotations

from django.urls import path

from righthelp.governance.staff_voice import pages, pages_surveys

app_name = "staff_voice"
urlpatterns = [
    path("", pages.forum, name="forum"),
    path("raise", pages.raise_issue, name="raise"),
    path("issues/<int:issue_id>", pages.issue, name="issue"),
    path("issues/<int:issue_id>/take-up", pages.take_up, name="take-up"),
    path("issues/<int:issue_id>/answer", pages.answer, name="answer"),
    path("policies", pages.policies, name="policies"),
    path("policies/new", pages.policy_new, name="policy-new"),
    path("policies/<int:policy_id>", pages.policy, name="policy"),
    path("policies/<int:policy_id>/review", pages.review, name="review"),
    path("policies/<int:policy_id>/owner", pages.kept, name="kept"),
    path("surveys", pages_surveys.surveys, name="surveys"),
    path("surveys/new", pages_surveys.survey_new, name="survey-new"),
    path("surveys/<int:survey_id>", pages_surveys.survey, name="survey"),
    path("surveys/<int:survey_id>/questions", pages_surveys.questions, name="questions"),
    path("surveys/<int:survey_id>/answer", pages_surveys.answer_survey, name="answer-survey"),
]
