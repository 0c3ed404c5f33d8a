from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "righthelp.desk"
    label = "desk"
