"""What fostering chooses from when people ask to foster."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices


class Source(TextChoices):
    """How people came to ask."""

    CARER = "carer", "Told by a foster carer"
    WEB = "web", "The website"
    SOCIAL = "social", "Social media"
    RADIO = "radio", "Radio, television or newspaper"
    EVENT = "event", "An event"
    COMMUNITY = "faith", "A faith or community group"
    AGENCY = "agency", "They fostered for an agency or council"
    FAMILY = "family", "They look after, or know, the child"
    OTHER = "other", "Another way"


class Wish(TextChoices):
    """What kind of fostering people ask for."""

    TEENAGERS = "teens", "Teenagers"
    COMPLEX = "complex", "Children with complex needs"
    OUT_OF_HOURS = "hours", "At any hour"
    PARENT_CHILD = "parent", "A parent with a child"
    BREAKS = "breaks", "Short breaks"
    YOUNGER = "young", "Younger children"
    SIBLINGS = "kin", "Brothers and sisters together"
    KNOWN = "known", "A child they know"


class Stage(TextChoices):
    """How far an application is; the values are the columns that hold the day on which it got there."""

    ENQUIRED = "enquired", "Enquiry"
    VISITED = "visited", "Visited"
    REGISTERED = "registered", "Stage one"
    SECOND = "second", "Stage two"
    REPORTED = "reported", "Report written"
    APPROVED = "approved", "Approved"


STAGES: Final = tuple(Stage.values)


class CheckKind(TextChoices):
    """What is asked for each applicant in stage one (regulation 26 and schedule 3, part 1)."""

    DBS = "dbs", "Disclosure and Barring Service, enhanced"
    MEDICAL = "medical", "Medical report"
    REFERENCE_ONE = "ref-1", "Personal reference, first"
    REFERENCE_TWO = "ref-2", "Personal reference, second"
    AUTHORITY = "council", "Council where they live"
    EMPLOYER = "employer", "Employer, or work with children"


class Part(TextChoices):
    """Parts of the stage two report (regulation 26 and schedule 3, part 2)."""

    CHILDHOOD = "childhood", "Their own childhood, and who they are"
    RELATIONSHIPS = "relations", "Relationships and who supports them"
    HOUSEHOLD = "household", "Everybody in the home, their children first"
    HOME = "home", "Home and neighbourhood"
    PARENTING = "parenting", "Looking after children"
    SAFETY = "safety", "Keeping children safe"
    VALUES = "values", "Identity, faith and culture of a child"
    TOGETHER = "together", "Working with families and professionals"
    SECOND = "second", "Second opinion, by a colleague"


REQUIRED_PARTS: Final = frozenset(set(Part.values) - {Part.SECOND.value})
"""Without these a report is a brief one, and says why it stops."""


class Ending(TextChoices):
    """How an application ended without approval."""

    WITHDRAWN = "withdrawn", "They withdrew"
    NOT_TAKEN = "not-taken", "Told no before stage one"
    STAGE_ONE = "stage-one", "Turned down after stage one"
    NOT_APPROVED = "refused", "Not approved after panel"


class Why(TextChoices):
    """Why, for the figures; the words stand beside it."""

    ROOM = "room", "No spare room"
    WORK = "work", "Work, money or time"
    FAMILY = "family", "Changes in the family"
    HEALTH = "health", "Health"
    OTHER_SERVICE = "agency", "They foster for somebody else"
    NOT_YET = "not-yet", "Not now, perhaps later"
    CHECKS = "checks", "What checks or references said"
    SKILLS = "skills", "Not able to meet children’s needs"
    NO_ANSWER = "silent", "They no longer answered"
    OTHER = "other", "Another reason"


class Contest(TextChoices):
    """What people did who were told no."""

    PANEL = "panel", "Asked our panel to look again"
    REVIEW = "review", "Asked the independent review mechanism"
    COMPLAINT = "complaint", "Complained"


class Seat(TextChoices):
    """What a member of the panel sits for."""

    CHAIR = "chair", "Chair"
    VICE = "vice", "Vice chair"
    SOCIAL_WORK = "sw", "Social worker with three years’ experience"
    MEMBER = "member", "Member"


class Business(TextChoices):
    """What panel is asked."""

    APPROVAL = "approval", "Approval"
    FIRST_REVIEW = "review", "First review"
    TERMS = "terms", "Change of terms"
    ENDING = "ending", "End of approval"
    LONG_TERM = "long", "Long-term match"


class Advice(TextChoices):
    """What panel recommends, and what the decision maker decides."""

    YES = "yes", "Yes"
    NO = "no", "No"
    LATER = "later", "Put off, to come back"


class Left(TextChoices):
    """Why a household left (requirement of the annual return of fostering)."""

    RETIRED = "retired", "Retired"
    CIRCUMSTANCES = "family", "Changes in the family, health or work"
    ADOPTED = "adopted", "Adopted, or became guardians of, the child"
    AGENCY = "agency", "Fosters for another service"
    TREATED = "service", "Not content with the service"
    STAYING_PUT = "staying", "Gives a home to care leavers instead"
    TERMINATED = "ended", "Approval was ended"
    CHILD_MOVED = "moved", "The child they knew has moved or grown up"
    OTHER = "other", "Another reason"


class Owed(TextChoices):
    """What comes round for a household."""

    REVIEW = "review", "Review of the household"
    SURPRISE = "surprise", "Unannounced visit"
    SUPERVISION = "visit", "Supervision visit"


class Advised(TextChoices):
    """What a review of a household recommends."""

    STAYS = "stays", "Still suitable, the same terms"
    TERMS = "terms", "Still suitable, on other terms"
    ENDS = "ends", "No longer suitable"


class Course(TextChoices):
    """What carers learn."""

    STANDARDS = "standards", "Training, support and development standards"
    SAFEGUARDING = "safe", "Safeguarding and safer caring"
    FIRST_AID = "aid", "First aid for children"
    STABILITY = "stability", "Therapeutic care and stability"
    TEENAGERS = "teens", "Teenagers, exploitation and going missing"
    HEALTH = "health", "Health, medicines and complex needs"
    IDENTITY = "identity", "Identity, faith and culture"
    RECORDS = "records", "Keeping records"
    OTHER = "other", "Another course"


LASTS: Final = {Course.SAFEGUARDING.value: 36, Course.FIRST_AID.value: 36}
"""Months after which a course is to be taken again; the others do not lapse (local setting)."""
NEEDED: Final = (Course.SAFEGUARDING.value, Course.FIRST_AID.value)
"""Every carer holds these at any time (local setting)."""


class Settled(TextChoices):
    """How an approval for a time ended, if not with approval as a foster carer."""

    MOVED = "moved", "The child moved"
    HOME = "home", "The child went home"
    ORDER = "order", "The carers have an order for the child"
    REFUSED = "refused", "They were not approved as foster carers"
    WITHDREW = "withdrew", "They no longer wished to foster"


class Matter(TextChoices):
    """What a concern about a household is."""

    ALLEGATION = "alleged", "Allegation of harm"
    STANDARDS = "standard", "Standard of care"
    COMPLAINT = "complain", "Complaint about a carer"
    STAYING_PUT = "staying", "Conduct or breakdown in Staying Put"


class Outcome(TextChoices):
    """What came of a concern. The first five are the words for allegations against people who work with children."""

    SUBSTANTIATED = "true", "Substantiated"
    UNSUBSTANTIATED = "unproven", "Unsubstantiated"
    UNFOUNDED = "unfound", "Unfounded"
    FALSE = "false", "False"
    MALICIOUS = "malice", "Malicious"
    UPHELD = "upheld", "Upheld"
    PARTLY = "partly", "Upheld in part"
    NOT_UPHELD = "no", "Not upheld"


OF_ALLEGATIONS: Final = frozenset({"true", "unproven", "unfound", "false", "malice"})


class Rate(TextChoices):
    """What a weekly amount is for: an allowance for a child of an age, or the fee of a level of carers."""

    UNDER_FIVE = "0-4", "Allowance, 0 to 4"
    UNDER_ELEVEN = "5-10", "Allowance, 5 to 10"
    UNDER_SIXTEEN = "11-15", "Allowance, 11 to 15"
    OLDER = "16-17", "Allowance, 16 and 17"
    LEVEL_ONE = "one", "Fee, level one"
    LEVEL_TWO = "two", "Fee, level two"
    LEVEL_THREE = "three", "Fee, level three"


LEVELS: Final = ("one", "two", "three")


def band(age: int) -> str:
    """Which allowance is for a child of an age in whole years."""
    if age < 5:
        return Rate.UNDER_FIVE.value
    return Rate.UNDER_ELEVEN.value if age < 11 else Rate.UNDER_SIXTEEN.value if age < 16 else Rate.OLDER.value
