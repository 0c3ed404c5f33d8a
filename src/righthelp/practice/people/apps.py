from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The register of people: who a child is, where they live, who matters to them."""

    name = "righthelp.practice.people"
    label = "people"
