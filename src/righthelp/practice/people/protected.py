"""When an address is protected, in SQL: the condition that every read of where somebody lives must ask."""

from __future__ import annotations

from typing import Final

PROTECTED: Final = "Address protected"
"""What stands in place of a protected address for whoever need not know it."""

PROTECTED_HOME: Final = """
({home}.protected or exists (select from people_residence kept
  where kept.address_id = {home}.address_id and kept.protected and kept.person_id <> {home}.person_id
    and daterange(kept.starts, kept.ends) && daterange({home}.starts, {home}.ends)))"""
"""That a row of ``people_residence`` (``{home}``) is a protected home: its own, or that of somebody who lived there at
the same time. The mother of a child whose address is protected gives it away as surely as the child."""

PROTECTED_PLACEMENT: Final = """
(exists (select from people_residence kept where kept.protected
  and (kept.address_id = {placed}.address_id or kept.person_id = {placed}.child_id)
  and daterange(kept.starts, kept.ends) && daterange({placed}.starts, {placed}.ends)))"""
"""The same of a row of ``people_placement`` (``{placed}``)."""
