from django.apps import AppConfig


class CityConfig(AppConfig):
    name = "righthelp.city"
    label = "city"
