"""What leaving care chooses from: code sets of the national return (OC3 of SSDA903) with plain words."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices


class Touch(TextChoices):
    """Whether we are in touch (code set IN_TOUCH)."""

    YES = "YES", "In touch"
    NO = "NO", "Not in touch"
    REFU = "REFU", "Does not want contact"
    NREQ = "NREQ", "No longer needs help"
    RHOM = "RHOM", "Home with a parent for six months or more"
    DIED = "DIED", "Died"


NOT_ASKED: Final = frozenset({"REFU", "NREQ", "RHOM", "DIED"})
"""While one of these holds, nobody need be in touch every eight weeks."""


class Channel(TextChoices):
    """How a young person likes to be reached, or was."""

    TEXT = "text", "Text message"
    CALL = "call", "Phone call"
    WHATSAPP = "whatsapp", "WhatsApp"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"
    MEET = "meet", "Meeting face to face"


class Doing(TextChoices):
    """What a young person does (code set ACTIV, from 2021/22)."""

    F1 = "F1", "Higher education, full time"
    P1 = "P1", "Higher education, part time"
    F2 = "F2", "Other education, full time"
    P2 = "P2", "Other education, part time"
    F4 = "F4", "Apprenticeship, full time"
    P4 = "P4", "Apprenticeship, part time"
    F5 = "F5", "Training or work, full time"
    P5 = "P5", "Training or work, part time"
    G4 = "G4", "Neither: illness or disability"
    G6 = "G6", "Neither: pregnancy or a child"
    G5 = "G5", "Neither: other reasons"


NEITHER: Final = frozenset({"G4", "G5", "G6"})
"""Not in education, employment or training."""
HIGHER: Final = frozenset({"F1", "P1"})


class Living(TextChoices):
    """Where a young person lives (letters of code set ACCOM; the figure says whether it suits: 1 yes, 2 no)."""

    B = "B", "With parents or relatives"
    C = "C", "Community home or other residential care"
    D = "D", "Semi-independent, or with floating support"
    E = "E", "Supported lodgings"
    G = "G", "Abroad"
    H = "H", "Deported"
    K = "K", "Lodgings without support"
    R = "R", "Not known"
    S = "S", "No fixed home"
    T = "T", "Foyer or similar"
    U = "U", "Independent living"
    V = "V", "Emergency accommodation"
    W = "W", "Bed and breakfast"
    X = "X", "In custody"
    Y = "Y", "Elsewhere"
    Z = "Z", "Staying put with former foster carers"


NEVER_SUITS: Final = frozenset({"S", "X"})
FROM_18: Final = frozenset({"T", "Z"})
"""Kinds that cannot be before 18."""


class Ending(TextChoices):
    """Why help from leaving care ended."""

    AGE = "age", "Reached 25"
    WISH = "wish", "Wants no more help now"
    AWAY = "away", "Another council helps now"
    DIED = "died", "Died"


SECTIONS: Final = (
    ("home", "Home", "Where I live, where I want to live, what I need there."),
    ("health", "Health and feelings", "My doctor and dentist, what keeps me well, who I talk to."),
    ("learning", "Learning and work", "What I do, what I want to do, who helps."),
    ("money", "Money", "What comes in, what goes out, savings, debts."),
    ("people", "People", "Family, friends, who matters to me, who I can ring at night."),
    ("identity", "Who I am", "My history, language, faith, what I am proud of."),
    ("skills", "What I can do", "Cooking, forms, travel; what I want to learn."),
    ("contingency", "If things go wrong", "What we do if my home, my money or my work falls through."),
)
"""Sections of a pathway plan: field, title, hint (Children Act 1989, section 23E; Care Leavers (England) Regulations
2010, schedule 1)."""


class Source(TextChoices):
    """Who says that a care leaver may have something."""

    ACT = "act", "Children Act 1989, sections 23C to 24D"
    OFFER = "offer", "Local offer (Children and Social Work Act 2017, section 2)"
    CITY = "city", "The city’s own decision"


OUR_COUNCIL: Final = "Birmingham"
EXEMPT_TO: Final = 25
"""The birthday until which a care leaver is exempt from council tax in the city."""
BEGINNING: Final = (
    ("Setting up home allowance", "act", "Children Act 1989, section 24B; statutory guidance 2010", 18, 25, 200_000,
     "Money to furnish your first home: a bed, a cooker, pots, curtains. You choose the things, we pay the shop."),
    ("Higher education bursary", "act", "Children Act 1989, section 23C(5A)", 18, 25, 200_000,
     "£2,000 while you are at university, paid in parts as you wish."),
    ("A home in the holidays", "act", "Children Act 1989, section 24B(5)", 18, 25, None,
     "If you study away we pay for a place to stay in the holidays, or help you to find one."),
    ("Council tax", "city", "Local Government Finance Act 1992, section 13A; decision of the council", 18, 25, None,
     "You pay no council tax in Birmingham until you are 25. If you live elsewhere ask us: we can help with the cost."),
    ("Free prescriptions, dentist and glasses", "offer", "NHS low income scheme", 16, 25, None,
     "We help you with the form, so that you need not pay for medicines, the dentist or glasses."),
    ("Driving lessons", "offer", "Local offer", 17, 25, 40_000,
     "Your provisional licence, the theory test and a first course of lessons."),
    ("Travel to learn or work", "offer", "Local offer", 16, 25, 60_000,
     "A bus or train pass for college, training or the first weeks of a job."),
    ("Apprenticeship start", "offer", "Local offer; care leavers’ apprenticeship bursary", 16, 25, 100_000,
     "Clothes, tools and travel when an apprenticeship begins."),
    ("Passport, provisional licence or birth certificate", "act", "Children Act 1989, section 24B", 16, 25, 15_000,
     "The papers everybody asks you for. We pay for them, and help with the forms."),
    ("Leisure card", "city", "Local offer", 16, 25, None, "Swim and train for nothing in the city’s leisure centres."),
)  # fmt: skip
"""A local offer to begin with: name, who says so, where, from and until which age, pence in all, plain words."""


class Band(TextChoices):
    """The band of the council’s housing register."""

    FIRST = "1", "Band 1, the highest"
    SECOND = "2", "Band 2"
    THIRD = "3", "Band 3"
    FOURTH = "4", "Band 4"


class Housed(TextChoices):
    """How an application for housing ended."""

    HOUSED = "housed", "Has a home from it"
    WISH = "wish", "No longer wanted"
    LAPSED = "lapsed", "Closed by the housing register"


class Place(TextChoices):
    """What kind of home was offered."""

    COUNCIL = "council", "Council tenancy"
    ASSOCIATION = "assoc", "Housing association"
    SUPPORTED = "support", "Supported accommodation"
    LODGINGS = "lodging", "Supported lodgings"
    PRIVATE = "private", "Private tenancy"


class Risk(TextChoices):
    """Why a home may be lost."""

    ARREARS = "arrears", "Rent arrears"
    NOTICE = "notice", "Notice to leave"
    NEIGHBOURS = "near", "Trouble with neighbours"
    STATE = "state", "The state of the home"
    UNSAFE = "unsafe", "Not safe there"


class Roof(TextChoices):
    """What came of the assessment of a young person of 16 or 17 who was homeless."""

    CARE = "care", "Came into care (section 20)"
    DECLINED = "declined", "Was offered care, understood it and declined; housed and helped as a child in need"
    HOME = "home", "Home again, with help for the family"
    KIN = "kin", "With relatives or friends, with help"
    HOUSING = "housing", "Housed by the council’s housing service"
    ELSEWHERE = "away", "Another council answers for them"
    NOT = "not", "Had a home after all"


class Level(TextChoices):
    """The level of a course of higher education."""

    FOUNDATION = "found", "Foundation year, or access course"
    HIGHER = "higher", "Higher national certificate or diploma"
    DEGREE = "degree", "Degree"
    MASTERS = "master", "Master’s degree"
    DOCTOR = "doctor", "Doctorate"


class Chances(TextChoices):
    """What a young person was offered towards work."""

    APPRENTICE = "appr", "Apprenticeship"
    OURS = "ours", "Apprenticeship with the trust or the council"
    TASTER = "taste", "Work taster"
    INTERVIEW = "view", "Guaranteed interview"
    VOLUNTEER = "volunt", "Volunteering"
    COURSE = "course", "A course"


class Beside(TextChoices):
    """Who helps beside the adviser, and with what."""

    PARENT = "parent", "Help for a young parent"
    GROUP = "group", "Young parents’ group"
    CONSULT = "consult", "Consultation on emotional wellbeing"
    MIND = "mind", "Mental health service"
    ADULT = "adult", "Adult services: social care"
    SEND = "send", "Adult services: learning disability or health"
    ADVICE = "advice", "Legal or immigration advice"
    ENGLISH = "esol", "English for speakers of other languages"
    MENTOR = "mentor", "Mentor or independent visitor"


ADULTS: Final = frozenset({"adult", "send"})
"""Moving on to adult services."""
PARENTS: Final = frozenset({"parent", "group"})
CONSULTED: Final = frozenset({"consult", "mind"})


class Grade(TextChoices):
    """How good a pathway plan was found to be."""

    OUTSTANDING = "1", "Outstanding"
    GOOD = "2", "Good"
    BETTER = "3", "Requires improvement"
    INADEQUATE = "4", "Inadequate"


GOOD: Final = frozenset({"1", "2"})
"""Grades that are good or better."""
