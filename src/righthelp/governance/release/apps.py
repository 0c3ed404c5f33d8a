from django.apps import AppConfig


class ReleaseConfig(AppConfig):
    """Documents on their way out: prepared, checked, read by a second person, sealed, given out, logged."""

    name = "righthelp.governance.release"
    label = "release"

    def ready(self) -> None:
        from righthelp.foundation.documents.gate import configure
        from righthelp.governance.release.detectors import DETECTORS
        from righthelp.governance.release.hearing import decision_taken_back
        from righthelp.governance.release.kinds import KINDS
        from righthelp.practice.casework.hearing import listen_to_taking_back

        configure(kinds=KINDS, detectors=DETECTORS)
        listen_to_taking_back("release", decision_taken_back)
