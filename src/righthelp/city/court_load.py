"""Legal work: what led to each interim order since 2018, families before a court now, and agreements to section 20."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from righthelp.city import names
from righthelp.city.court_words import (
    AGREED,
    ANSWER,
    DECIDED,
    DELAYS,
    FILINGS,
    QUESTIONS,
    REVIEWED,
    STEPPED_DOWN,
    THRESHOLD,
    WHY_LONGER,
)
from righthelp.city.dice import Dice, at
from righthelp.city.help_days import CARRIED_OVER, YESTERDAY, on_or_before, shifted
from righthelp.city.help_office import Office
from righthelp.city.help_pen import Pen, asked
from righthelp.city.staff import TODAY
from righthelp.foundation.calendar import add_months
from righthelp.practice.court.law import CONSENT_MONTHS, COURT_WEEKS, EXTENSION_DAYS

COLUMNS: Final = {
    "court.Advice": (
        "child_id", "asked", "asked_by_id", "question", "answered", "solicitor", "advice", "recorded_by_id",
    ),
    "court.Matter": (
        "decision", "meeting_id", "threshold", "solicitor", "review_by", "application", "court", "number", "judge",
        "recorded", "recorded_by_id",
    ),
    "court.MatterChild": (
        "matter_id", "child_id", "decided", "letter", "exited", "exit", "exit_why", "issued", "extended", "until_eve",
        "closed",
    ),
    "court.Extension": ("matter_id", "ordered", "since", "until", "why", "recorded", "recorded_by_id"),
    "court.Hearing": ("matter_id", "kind", "day", "held", "decided"),
    "court.Filing": ("matter_id", "what", "files", "who", "due", "filed"),
    "court.Delay": ("matter_id", "day", "cause", "note", "owner", "recorded", "recorded_by_id"),
    "court.Order": ("child_id", "on_id", "kind", "starts", "ends", "holder", "said", "recorded", "recorded_by_id"),
    "court.Consent": (
        "child_id", "care_id", "agreed", "who", "capacity", "advised", "interpreter", "aim", "plan", "ended",
        "recorded", "recorded_by_id",
    ),
    "court.ConsentReview": ("child_id", "consent_id", "since", "held", "ended", "aim", "note", "reviewer_id"),
}  # fmt: skip
_LAWS: Final = """
select l.child_id, l.care_id, l.law, l.starts, l.ends, l.recorded_by_id, c.ends, coalesce(c.left, ''), c.need,
       (select n.law from care_legalstatus n where n.care_id = l.care_id and n.starts = l.ends)
  from care_legalstatus l join care_incare c on c.id = l.care_id
 where l.law in ('C1', 'V2') order by l.child_id, l.starts
"""
_PRE: Final = """
select v.child_id, v.starts, min(al.worker_id) from people_involvement v
  join workforce_allocation al on al.child_id = v.child_id and al."primary" and al.ends is null
 where v.kind = 'cp' and v.ends is null and v.starts < %s
   and not exists (select from care_incare c where c.child_id = v.child_id)
 group by v.child_id, v.starts order by v.child_id
"""
_COURT: Final = "Family Court at Birmingham"
_WEEKS: Final = timedelta(weeks=COURT_WEEKS)
_FINAL: Final = {"E41": "cao", "E45": "sgo", "E46": "sgo", "E47": "sgo", "E4A": "supervision", "E13": "cao"}
_SOLICITORS: Final = [names.of_worker(Dice("court", "solicitors", n)) for n in range(24)]
_JUDGES: Final = [f"District Judge {names.of_worker(Dice('court', 'judges', n)).split()[-1]}" for n in range(9)]


class Law(NamedTuple):
    """An interim order or section 20, in a time in care that ended on ``out`` in the way of ``left``; ``after`` is the
    law that followed."""

    child: int
    care: int
    law: str
    starts: date
    ends: date | None
    worker: int
    out: date | None
    left: str
    need: str
    after: str | None


class Legal:
    """Draws matters and agreements."""

    def __init__(self, pen: Pen) -> None:
        self.pen, self.dice = pen, pen.dice
        self._numbers: dict[int, int] = defaultdict(int)

    def proceedings(self, law: Law) -> None:
        """A family before the court: from the planning meeting to the last order, or as far as it has come."""
        dice, pen, child, worker = self.dice, self.pen, law.child, law.worker
        interim, final = law.starts, law.ends
        issued = shifted(interim, -dice.whole(1, 6))
        pre = dice.chance(0.55)
        letter = issued - timedelta(days=dice.whole(40, 118)) if pre else None
        decided = shifted(letter or issued, -dice.whole(1, 5))
        ends = issued + _WEEKS
        matter = self._matter("pre" if pre else "issue", decided, worker, issued)
        extensions = self._extended(matter, ends, final or TODAY, worker)
        until = extensions[-1] if extensions else None
        on = pen.add(
            "court.MatterChild", matter, child, decided, letter, issued if pre else None, "issued" if pre else None,
            "The application was made to court." if pre else "", issued,
            ends - timedelta(days=10) if until else None, until - timedelta(days=1) if until else None, final,
        )  # fmt: skip
        self._hearings(matter, issued, interim, final, until or ends)
        for what, who, days in FILINGS:
            due = on_or_before(issued + timedelta(days=days))
            if final is None or due <= final:
                late = dice.whole(1, 12) if dice.chance(0.15) else -dice.whole(0, 3)
                filed = max(shifted(due, late), issued)
                pen.add("court.Filing", matter, what, who, "", due, filed if filed <= YESTERDAY else None)
        if until or dice.chance(0.2):
            day, cause = min(issued + timedelta(days=dice.whole(60, 170)), YESTERDAY), dice.pick(sorted(DELAYS))
            if final is None or day < final:
                owner = dice.pick(_SOLICITORS)
                pen.add("court.Delay", matter, day, cause, DELAYS[cause], owner, at(day, 17), worker)
        self._order(child, on, "C1", interim, final, worker)
        if final is not None:
            gone = _FINAL.get(law.left, "none") if law.out == final else "none"
            self._order(child, on, law.after if law.after in ("C2", "E1") else gone, final, None, worker)

    def _matter(
        self, decision: str, decided: date, worker: int, issued: date | None, review: date | None = None
    ) -> int:
        dice = self.dice
        number = ""
        if issued:
            self._numbers[issued.year] += 1
            number = f"BM{issued.year % 100}C{self._numbers[issued.year]:05d}"
        return self.pen.add(
            "court.Matter", decision, None, dice.pick(THRESHOLD), dice.pick(_SOLICITORS), review,
            "care" if issued else None, _COURT if issued else "", number, dice.pick(_JUDGES) if issued else "",
            at(decided, 17), worker,
        )  # fmt: skip

    def _extended(self, matter: int, ends: date, last: date, worker: int) -> list[date]:
        """Eight weeks at a time until the matter has ended; now and then the court has not been asked yet."""
        found = list[date]()
        while ends < last and not (last == TODAY and (last - ends).days < 21 and self.dice.chance(0.5)):
            until, ordered = ends + timedelta(days=EXTENSION_DAYS), ends - timedelta(days=10)
            self.pen.add(
                "court.Extension", matter, ordered, ends, until, self.dice.pick(WHY_LONGER), at(ordered, 17), worker
            )
            found.append(until)
            ends = until
        return found

    def _hearings(self, matter: int, issued: date, interim: date, final: date | None, ends: date) -> None:
        dice = self.dice
        days = {
            "first": interim,
            "case": on_or_before(issued + timedelta(days=dice.whole(12, 18))),
            "resolution": on_or_before(issued + timedelta(days=dice.whole(126, 150))),
            "final": final or on_or_before(max(ends - timedelta(days=dice.whole(4, 20)), TODAY + timedelta(days=5))),
        }
        for kind, day in days.items():
            if final is not None and kind != "final" and day >= final:
                continue
            held = True if day <= YESTERDAY else None
            self.pen.add("court.Hearing", matter, kind, day, held, dice.pick(DECIDED[kind]) if held else "")

    def _order(self, child: int, on: int, kind: str, starts: date, ends: date | None, worker: int) -> None:
        holder = "A relative, assessed and approved" if kind in ("sgo", "cao") else ""
        self.pen.add("court.Order", child, on, kind, starts, ends, holder, "", at(starts, 17), worker)

    def before(self, child: int, since: date, worker: int) -> None:
        """A family in pre-proceedings: asked to meet, to change what the letter says, with lawyers at the table."""
        dice = self.dice
        decided = on_or_before(TODAY - timedelta(days=dice.whole(8, 125)))
        letter = shifted(decided, dice.whole(1, 4))
        over = dice.chance(0.2) and (YESTERDAY - letter).days > 50
        exited = on_or_before(YESTERDAY - timedelta(days=dice.whole(1, 15))) if over else None
        review = on_or_before(TODAY + timedelta(days=dice.whole(-3, 28)))
        matter = self._matter("pre", decided, worker, None, review)
        self.pen.add(
            "court.MatterChild", matter, child, decided, letter if letter <= YESTERDAY else None, exited,
            "down" if exited else None, STEPPED_DOWN if exited else "", None, None, None, exited,
        )  # fmt: skip
        if dice.chance(0.4):
            moment = at(max(since, decided - timedelta(days=9)), 11)
            answered = moment + timedelta(days=dice.whole(1, 4), hours=2)
            self.pen.add(
                "court.Advice", child, moment, worker, dice.pick(QUESTIONS), answered, dice.pick(_SOLICITORS), ANSWER,
                worker,
            )  # fmt: skip

    def agreement(self, law: Law) -> None:
        """A parent agreed to section 20; it is looked at every three months while it lasts."""
        dice, pen, starts, ends = self.dice, self.pen, law.starts, law.ends
        short = ends is not None or (TODAY - starts).days < 200
        aim = "home" if short else dice.weighed({"home": 3, "permanence": 6, "unclear": 1})
        able = "assessed" if dice.chance(0.1) else "yes"
        who = dice.weighed({"Mother": 6, "Both parents": 2, "Father": 1, "Mother, with an advocate": 1})
        consent = pen.add(
            "court.Consent", law.child, law.care, starts, who, able, dice.chance(0.6),
            "there" if dice.chance(0.12) else "not", aim, dice.pick(AGREED), ends, at(starts, 17), law.worker,
        )  # fmt: skip
        since = starts
        while True:
            due = add_months(since, CONSENT_MONTHS)
            held = (
                due - timedelta(days=dice.whole(1, 15))
                if dice.chance(0.92)
                else due + timedelta(days=dice.whole(2, 40))
            )
            held = on_or_before(held)
            if held > YESTERDAY or (ends and held >= ends):
                pen.add("court.ConsentReview", law.child, consent, since, None, ends, None, "", None)
                return
            pen.add("court.ConsentReview", law.child, consent, since, held, None, aim, dice.pick(REVIEWED), law.worker)
            since = held


def loaded(office: Office, highest: dict[str, int], now: datetime) -> None:
    """Draw and load it, in the caller's transaction."""
    pen = Pen(Dice("court"), office, highest)
    legal = Legal(pen)
    for law in (Law(*row) for row in asked(_LAWS)):
        if law.law == "C1" and law.starts >= CARRIED_OVER:
            legal.proceedings(law)
        elif law.law == "V2" and law.need != "N8" and (law.ends is None or law.starts >= CARRIED_OVER):
            legal.agreement(law)
    for child, since, worker in asked(_PRE, add_months(TODAY, -5)):
        if pen.dice.chance(0.16):
            legal.before(child, since, worker)
    pen.loaded(COLUMNS)
