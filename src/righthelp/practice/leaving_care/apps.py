from django.apps import AppConfig


class LeavingCareConfig(AppConfig):
    """Young people who may count on help after care, until 25."""

    name = "righthelp.practice.leaving_care"
    label = "leaving_care"
