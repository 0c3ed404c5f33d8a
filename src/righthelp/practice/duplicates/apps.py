from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    """Two records that may be one person: compared, told apart, merged by two people, and unmerged to the byte."""

    name = "righthelp.practice.duplicates"
    label = "duplicates"
