"""What whoever told us may hear. No name, no address and nothing of the family: a letter may be opened by anybody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from righthelp.foundation.calendar import say_moment
from righthelp.foundation.refusals import Refused
from righthelp.practice.front_door.codes import PUBLIC, Outcome, Source

_PROFESSIONAL: Final[dict[str, str]] = {
    Outcome.ADVICE: "A manager has decided that advice is enough for now. What was advised has been written down.",
    Outcome.SIGNPOST: "A manager has decided that another service can help best. Please help the family to reach it.",
    Outcome.EARLY_HELP: "A manager has decided that early help is right. You may be asked to take part in the plan.",
    Outcome.REFERRAL: "A manager has referred this to a social work team. A social worker will be in touch with you.",
    Outcome.MASH: "A manager has asked partners to share what they know. You may be asked today what you know.",
    Outcome.NRPF: "A manager has passed this to a specialist team, which will be in touch with you.",
    Outcome.DISABLED: "A manager has passed this to a specialist team, which will be in touch with you.",
    Outcome.AUTHORITY: "Another council answers for this child. We have sent on what you told us.",
    Outcome.ALREADY: "Somebody works with this child already and has been told what you told us.",
}
_PUBLIC: Final = (
    "A manager has read what you told us and has decided what happens next. To keep families’ lives private we cannot "
    "say more. We do not say to anybody who told us."
)


def composed(*, reference: int, received: datetime, source: str, outcome: str) -> str:
    """The word to somebody who told us: what was decided for professionals, that it was decided for everybody else."""
    said = _PUBLIC if Source(source) in PUBLIC else _PROFESSIONAL[outcome]
    return (
        f"Thank you for telling us on {say_moment(received)}. Our reference is C{reference}.\n\n{said}\n\n"
        "If you are worried again, or something changes, tell us at once. If a child is in danger now, ring 999."
    )


def names_nobody(text: str, names: Iterable[str]) -> None:
    """Refuse a word that names a child: it may be read by whoever opens it."""
    low = f" {' '.join(''.join(c if c.isalpha() else ' ' for c in text.lower()).split())} "
    for name in names:
        tidy = " ".join(name.lower().split())
        if len(tidy) > 1 and f" {tidy} " in low:
            raise Refused("text", "This names a child or their family. Write it without names: the reference says it.")
