from django.apps import AppConfig


class ChildInNeedConfig(AppConfig):
    """Children in need: plans, reviews, step up and step down; no recourse to public funds; disabled children."""

    name = "righthelp.practice.child_in_need"
    label = "child_in_need"
