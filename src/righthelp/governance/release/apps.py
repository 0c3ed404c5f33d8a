from django.apps import AppConfig


class ReleaseConfig(AppConfig):
    """Documents on their way out: prepared, checked, read by a second person, sealed, given out, logged."""

    name = "righthelp.governance.release"
    label = "release"

    def ready(self) -> None:
        from righthelp.foundation.documents.gate import configure
        from righthelp.governance.release.detectors import DETECTORS
        from righthelp.governance.release.kinds import KINDS

        configure(kinds=KINDS, detectors=DETECTORS)
