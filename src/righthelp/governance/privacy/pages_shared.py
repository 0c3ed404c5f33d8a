"""What the pages of this room share."""

from __future__ import annotations

from righthelp.foundation.access.decision import Subject


def about_child(child_id: int) -> Subject:
    """The child a page is about."""
    return Subject("child", child_id)
