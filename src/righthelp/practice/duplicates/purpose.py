"""Why records are opened here."""

from typing import Final

from righthelp.foundation.access.decision import Purpose

PURPOSE: Final = Purpose.CORRECTION
