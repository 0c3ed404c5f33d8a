"""What work with children in education chooses from."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices


class Way(TextChoices):
    """Who asks whom about a child’s attendance."""

    SOCIAL = "social", "Social care asks the attendance team"
    TEAM = "team", "The attendance team asks social care"
    SCHOOL = "school", "A school asks the court section"


class Level(TextChoices):
    """What help the child has. Advice for a child with early help alone is kept apart from work with a plan."""

    PLAN = "plan", "Child in need or child protection plan"
    CARE = "care", "Looked after"
    EARLY = "early", "Early help, no plan"


class Came(TextChoices):
    """What came of a query."""

    BETTER = "better", "The child is in school more"
    SETTLED = "settled", "Answered, nothing more to do"
    PANEL = "panel", "Referred to the panel"
    LEGAL = "legal", "Challenge or legal steps"


class Decision(TextChoices):
    """What the Attendance and Children Out of School Panel decided."""

    SUPPORT = "support", "More support, agreed with school and family"
    PLACE = "place", "A place at a school is found"
    INTERIM = "interim", "Education elsewhere for now"
    CHALLENGE = "school", "The school is challenged"
    LEGAL = "legal", "Legal steps against parents"
    BACK = "back", "Sent back: more is to be tried first"


class Kind(TextChoices):
    """A step towards a child being in school, in the order in which they may be taken."""

    CHALLENGE = "challenge", "School challenged"
    HOSPITAL = "hospital", "Referral to the hospital school checked"
    FAST_TRACK = "fast", "FAST-track to Attendance"
    NOTICE = "notice", "Penalty notice"
    COURT = "court", "Court section asked to prosecute"
    OUTCOME = "outcome", "Outcome of the court"


BEFORE: Final[dict[str, tuple[str, ...]]] = {
    Kind.NOTICE.value: (Kind.HOSPITAL.value, Kind.FAST_TRACK.value),
    Kind.COURT.value: (Kind.HOSPITAL.value, Kind.FAST_TRACK.value),
    Kind.OUTCOME.value: (Kind.COURT.value,),
}
"""What has to be recorded, on or before that day, before a step may be."""


class Told(TextChoices):
    """Who told us that a child is on no school’s roll."""

    SCHOOL = "school", "A school"
    SOCIAL = "social", "Social care"
    FAMILY = "family", "The family"
    COUNCIL = "council", "Another council"
    HEALTH = "health", "Health"
    OTHER = "other", "Somebody else"


class Triage(TextChoices):
    """What is done first about a child on no roll."""

    VISIT = "visit", "Home visit today or tomorrow"
    ADMIT = "admit", "A school is asked to admit the child"
    SEARCH = "search", "Whereabouts unknown: other councils, health and police asked"
    CHALLENGE = "challenge", "The school that took the child off its roll is challenged"


class Found(TextChoices):
    """How it ended that a child was on no roll."""

    ROLL = "roll", "On a school’s roll"
    HOME = "home", "Educated at home by choice"
    ELSEWHERE = "away", "Moved: on a roll in another council’s area"
    ABROAD = "abroad", "Left the country, confirmed"
    OVER = "over", "Past compulsory school age"


class AskedBy(TextChoices):
    """Who asked for an assessment of a child’s education, health and care needs."""

    PARENT = "parent", "A parent"
    YOUNG = "young", "The young person"
    SCHOOL = "school", "A school or college"
    OTHER = "other", "Somebody else, who brought the child to our notice"


class Refused(TextChoices):
    """What was decided against."""

    ASSESS = "assess", "No assessment"
    PLAN = "plan", "No plan after the assessment"


class Excepted(TextChoices):
    """Why the time limit need not be kept (Special Educational Needs and Disability Regulations 2014, regulations 10(4)
    and 13(3))."""

    SCHOOL = "school", "The school asked for advice was closed for four weeks or more"
    NURSERY = "nursery", "The early years provider asked for advice was closed for four weeks or more"
    PERSONAL = "personal", "Exceptional personal circumstances of the child, parent or young person"
    AWAY = "away", "The child, parent or young person was away from the area for four weeks or more"
    CORONAVIRUS = "covid", "Coronavirus (only 1 May to 25 September 2020)"


class Sector(TextChoices):
    """What kind of provision a child with a plan has."""

    MAINTAINED = "maintained", "Maintained or academy"
    SPECIAL = "special", "Maintained special"
    INDEPENDENT = "independent", "Independent or non-maintained special"
    OTHER = "other", "Education otherwise than at school"


class WhyOut(TextChoices):
    """Why a child with a plan is out of school."""

    NEW = "new", "New to the city"
    NO_PLACE = "place", "No suitable place yet"
    EXCLUDED = "excluded", "Permanently excluded"
    ENGAGE = "engage", "Does not go, or the family does not agree"
    ILL = "ill", "Ill"


class Seen(TextChoices):
    """What a weekly check found."""

    WELL = "well", "Seen, safe and well"
    WORRY = "worry", "Seen, with a worry passed to social care"
    NOT_SEEN = "not", "Not seen"


__all__ = [
    "BEFORE", "AskedBy", "Came", "Decision", "Excepted", "Found", "Kind", "Level", "Refused", "Sector", "Seen", "Told",
    "Triage", "Way", "WhyOut",
]  # fmt: skip
