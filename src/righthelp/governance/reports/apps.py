from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "righthelp.governance.reports"
    label = "reports"
