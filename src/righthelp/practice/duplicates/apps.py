from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    """Two records that may be one person: compared, told apart, merged by two people, and unmerged to the byte."""

    name = "righthelp.practice.duplicates"
    label = "duplicates"

    def ready(self) -> None:
        """Tell how two records are joined."""
        from righthelp.practice.duplicates import record
        from righthelp.practice.people import joining

        joining.knows_how(record.joined)
