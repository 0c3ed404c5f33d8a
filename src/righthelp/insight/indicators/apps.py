from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "righthelp.insight.indicators"
    label = "indicators"
