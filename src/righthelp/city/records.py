"""The rest of an episode's record: risk, sightings, strategy discussions, decisions, actions, interviews, checks."""

from __future__ import annotations

from datetime import datetime, timedelta

from righthelp.city import words
from righthelp.city.after import board_day
from righthelp.city.cast import Child, Episode
from righthelp.city.dice import Dice, at, in_the_day
from righthelp.city.staff import MISSING, TODAY, Staff
from righthelp.city.tables import Tables
from righthelp.foundation.calendar import Month, is_working_day, local, local_date

HOUR = timedelta(hours=1)
_TRIAGE_SINCE = Month(2018, 4).starts_at
_SETTINGS = {
    "home": {"home": 52, "school": 24, "out": 14, "office": 4, "remote": 6},
    "care": {"placement": 56, "school": 14, "out": 20, "office": 3, "remote": 7},
}


class Records:
    """Writes what people recorded on each episode, and then the episode."""

    def __init__(self, tables: Tables, staff: Staff) -> None:
        self.dice = Dice("records")
        self.tables = tables
        self.staff = staff
        self.coordinators = [each.id for each in staff.members(MISSING) if each.role == "missing_coordinator"]
        self.manager = staff.worker("missing_manager").id
        self.interviews: list[tuple[int, datetime]] = []
        self.checked: dict[int, datetime] = {}

    def prepared(self, episodes: list[Episode]) -> None:
        """Number the episodes and set what the police told us, before the offers are written."""
        dice = self.dice
        for number, episode in enumerate(sorted(episodes, key=lambda each: each.start), 1):
            episode.id = number
            wait = timedelta(minutes=int(25 + dice.spread(100)))
            latest = (episode.end or board_day()) - timedelta(minutes=4)
            notified = min(episode.start + wait, latest, board_day() - timedelta(minutes=15))
            episode.notified = max(episode.start, notified).replace(second=0, microsecond=0)
            episode.reference = f"20/SYN/{number:06d}/{local(episode.start):%y}"
            episode.risk = dice.weighed({"high": 16, "medium": 62, "low": 18, "none": 4})

    def written(self, episodes: list[Episode]) -> None:
        for episode in sorted(episodes, key=lambda each: each.id):
            if not episode.cancelled:
                self._course(episode)
                if episode.held:
                    self._interview(episode, episode.held)
            self._episode(episode)

    def _course(self, episode: Episode) -> None:
        """What happened while the child was missing, and what was decided."""
        dice, now = self.dice, board_day()
        end = episode.end or now
        lasted = end - episode.start
        if lasted > 8 * HOUR and dice.chance(0.2):
            seen = dice.moment_between(episode.start + HOUR, end - timedelta(minutes=30))
            source = dice.weighed({"police": 4, "carer": 2, "parent": 2, "public": 2})
            place = dice.pick(
                ("New Street station", "Near the school", "In the park by home", "On a bus into town", "Outside a shop")
            )
            self.tables.add("missing.Sighting", episode.id, seen, place, source, None)
        if episode.child.authority != "330":
            self._forwarded(episode)
            return
        if lasted > 70 * HOUR and not (episode.end is None and lasted < 96 * HOUR and dice.chance(0.5)):
            self._strategy(episode, end)
        if episode.start >= _TRIAGE_SINCE and dice.chance(0.8):
            self._decision(episode)
        if episode.start >= Month(2020, 9).starts_at and dice.chance(0.2):
            self._action(episode, end)
        if episode.child.unaccompanied and lasted > timedelta(days=7):
            self._checks(episode, end)
        if episode.end and dice.chance(0.05):
            moment = in_the_day(episode.end + HOUR * dice.between(20, 160), dice)
            if moment < now:
                kind, note = dice.pick(_SUPPORT)
                worker = episode.worker or self.coordinators[0]
                self.tables.add("missing.Support", episode.id, moment, kind, worker, note)

    def _strategy(self, episode: Episode, end: datetime) -> None:
        held = in_the_day(episode.start + HOUR * self.dice.between(46, 76), self.dice, 9, 17)
        if held >= end or held > board_day():
            return
        episode.strategy = held.replace(second=0, microsecond=0)
        chair = episode.primary or self.manager
        present = "Police Locate team, social worker, team manager, missing co-ordinator, health"
        decisions = self.dice.pick(
            (
                "Police to visit the three addresses named before. Phone work asked for. Family rung twice a day.",
                "All that is known was shared. Photograph released. Meet again in seven days.",
                "Police to check with the force where the child was found in spring. Carers ring every evening.",
            )
        )
        self.tables.add("missing.StrategyDiscussion", episode.id, episode.strategy, chair, present, decisions)

    def _decision(self, episode: Episode) -> None:
        day = local_date(episode.notified or episode.start) + timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
        if day >= TODAY:
            return
        moment = at(day, 9, self.dice.whole(0, 40))
        text = self.dice.pick(words.DECISIONS).format(worker="the child’s usual worker")
        self.tables.add("missing.Decision", episode.id, day, moment, text, self.dice.pick(self.coordinators))

    def _action(self, episode: Episode, end: datetime) -> None:
        dice = self.dice
        agreed = in_the_day(end + HOUR * dice.between(10, 60), dice)
        if agreed > board_day():
            return
        text, outcome = dice.pick(words.ACTIONS)
        due = agreed + timedelta(days=dice.pick((7, 14, 28)))
        done = agreed + (due - agreed) * dice.between(0.4, 1.3)
        finished = done < board_day() and dice.chance(0.94)
        owner = episode.primary or episode.worker or self.coordinators[0]
        self.tables.add(
            "missing.Action",
            episode.id,
            text,
            owner,
            agreed,
            due,
            done if finished else None,
            outcome if finished else "",
        )

    def _checks(self, episode: Episode, end: datetime) -> None:
        """Every week: the police, and now and then the Home Office."""
        moment = in_the_day(episode.start + timedelta(days=6, hours=12), self.dice, 10, 16)
        while moment < min(end, board_day()):
            whom = "home_office" if self.dice.chance(0.3) else "police"
            by = episode.primary or self.coordinators[0]
            following = moment + timedelta(days=7)
            self.tables.add("missing.Check", episode.id, moment, whom, by, self.dice.pick(_NEWS), following)
            self.checked[episode.id] = moment
            moment = in_the_day(moment + timedelta(days=6, hours=self.dice.between(10, 22)), self.dice, 10, 16)

    def _forwarded(self, episode: Episode) -> None:
        told = episode.notified or episode.start
        waiting = told > board_day() - 14 * HOUR
        sent = None if waiting else in_the_day(told + HOUR * self.dice.between(0.3, 8), self.dice, 8, 19)
        if sent and sent >= board_day():
            sent = None
        episode.forwarded = sent
        name = f"{episode.child.forename} {episode.child.surname}"
        self.tables.add(
            "missing.Forward",
            episode.id,
            name,
            episode.child.authority,
            told + HOUR,
            sent,
            self.coordinators[0] if sent else None,
            "By secure e-mail to the council’s duty team" if sent else "",
        )

    def _interview(self, episode: Episode, held: datetime) -> None:
        dice, child = self.dice, episode.child
        end = episode.end or held
        number = len(self.interviews) + 1
        learned = words.heard(dice, episode.where, (end - episode.start) / HOUR, child.forename)
        recorded = min(held + HOUR * dice.between(0.5, 26), board_day() - timedelta(minutes=20))
        recorded = max(recorded, held)
        sent_to = next(
            (w for w, starts, stops in child.allocated if starts <= recorded and (stops is None or recorded < stops)),
            None,
        )
        shared = recorded + HOUR * dice.between(4, 60) if learned.harm or dice.chance(0.6) else None
        if shared and shared > board_day():
            shared = None
        setting = dice.weighed(_SETTINGS["care" if episode.where == "care" else "home"])
        self.tables.add(
            "missing.Interview",
            number,
            episode.id,
            held,
            recorded,
            episode.worker,
            setting,
            "",
            dice.chance(0.9),
            learned.own_words,
            learned.push,
            learned.pull,
            learned.harm,
            learned.harm_note,
            learned.summary,
            sent_to,
            recorded if sent_to else None,
            shared,
        )
        self.interviews.append((number, held))
        for name, kind in learned.places:
            self.tables.add("missing.InterviewPlace", number, name, kind)
        for name, relation, note in learned.people:
            self.tables.add("missing.InterviewPerson", number, name, relation, note)

    def _episode(self, episode: Episode) -> None:
        dice, child = self.dice, episode.child
        end = episode.end
        where, how = dice.pick(words.FOUND) if end and not episode.cancelled else ("", "")
        cancelled = None
        if episode.cancelled:
            cancelled, end = episode.end, None
        self.tables.add(
            "missing.Episode",
            episode.id,
            child.id,
            "west-midlands-police",
            episode.reference,
            episode.start,
            episode.notified,
            end,
            cancelled,
            dice.pick(words.CANCELLED) if cancelled else "",
            episode.where,
            episode.address,
            child.status,
            episode.placement,
            episode.area,
            episode.team,
            child.authority,
            episode.forwarded,
            child.unaccompanied,
            episode.risk,
            dice.pick(words.LAST_SEEN),
            where,
            how,
            episode.strategy,
            self.checked.get(episode.id),
            episode.worker,
            episode.offered,
            episode.accepted,
            episode.declined,
            episode.declined_by if episode.declined else "",
            episode.decline_reason if episode.declined else "",
            episode.held,
        )

    # beside the episodes

    def assessed(self, children: list[Child]) -> None:
        """Missing risk assessments, held by the carers of children in care who are likely to go missing."""
        dice = self.dice
        for child in children:
            open_care = any(kind == "care" and ended is None for kind, _, ended in child.involved)
            if not open_care or child.authority != "330" or not dice.chance(0.68):
                continue
            worker = child.allocated[-1][0] if child.allocated else self.manager
            made = [at(TODAY - timedelta(days=dice.whole(4, 160)), dice.whole(9, 16), dice.whole(0, 59))]
            if dice.chance(0.4):
                made.insert(0, made[0] - timedelta(days=dice.whole(100, 300)))
            for number, moment in enumerate(made):
                superseded = made[number + 1] if number + 1 < len(made) else None
                given = moment + HOUR * dice.between(1, 70)
                self.tables.add(
                    "missing.RiskAssessment",
                    child.id,
                    moment,
                    worker,
                    dice.pick(_LOOKS),
                    dice.pick(_CONTACTS),
                    dice.pick(_LIKELY),
                    dice.pick(_RISKS),
                    dice.pick(_HELPS),
                    given if given < board_day() else None,
                    superseded,
                )

    def linked(self, pairs: list[tuple[Episode, Episode, str]]) -> None:
        """Episodes of children who were missing together."""
        done: set[tuple[int, int]] = set()
        for one, other, why in pairs:
            first, second = sorted((one.id, other.id))
            if (first, second) in done or one.cancelled or other.cancelled:
                continue
            done.add((first, second))
            linked = min(max(one.start, other.start) + HOUR * self.dice.between(3, 60), board_day() - HOUR)
            self.tables.add("missing.Together", first, second, why, linked, self.dice.pick(self.coordinators))

    def sampled(self) -> None:
        """The dip sample of a hundred interviews of the first quarter of 2021, read and graded."""
        starts, ends = Month(2021, 1).first_day, Month(2021, 4).first_day
        pool = [number for number, held in self.interviews if starts <= local_date(held) < ends]
        drawn, by = at(Month(2021, 4).first_day + timedelta(days=11), 10), self.manager
        self.tables.add("missing.DipSample", 1, starts, ends, 330, min(100, len(pool)), drawn, by)
        for number in self.dice.some(pool, 100):
            grade = self.dice.weighed({"good": 58, "improve": 34, "inadequate": 8})
            themes = self.dice.some(
                ("voice", "reasons", "places") if grade == "good" else ("no_voice", "no_reasons", "no_plan", "late"), 2
            )
            graded = drawn + timedelta(days=self.dice.whole(1, 20))
            self.tables.add("missing.SampledInterview", 1, number, grade, themes, "", graded, by)


_NEWS = (
    "No news. Phone still off.",
    "Seen on a camera in another city; local force told.",
    "No claim and no contact with the Home Office.",
    "Police spoke to the cousin; nothing heard.",
)
_SUPPORT = (
    ("medical", "Went with the child to the walk-in centre."),
    ("police", "Sat beside the child at the police interview."),
    ("meeting", "Beside the child at the planning meeting."),
    ("one_to_one", "One hour on phones, maps and who to ring."),
    ("call", "Rang; the child is doing well."),
)
_LOOKS = (
    "Slim, short dark hair, often a black puffer jacket.",
    "Tall, glasses, school blazer or grey hoodie.",
    "Long hair tied back, white trainers.",
    "Curly hair, small scar on the chin, blue tracksuit.",
)
_CONTACTS = (
    "Keyworker, night line of the home, older sister.",
    "Foster carers, nan, social worker.",
    "Manager of the home; friend’s mother.",
)
_LIKELY = (
    "Nan’s house; New Street station.",
    "Friends near the old school.",
    "The canal, when upset.",
    "Coach station.",
)
_RISKS = (
    "Being exploited by adults who give lifts and money.",
    "Asthma: inhaler is often left behind.",
    "Feels low; may walk for hours alone.",
    "Made-up debts used by adults to control the child.",
)
_HELPS = (
    "A text, not a call. Say there is food.",
    "The same worker. Time outdoors.",
    "Knowing that nobody is angry.",
    "Music in the car on the way back.",
)
