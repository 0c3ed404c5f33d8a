"""What care chooses from: code sets of the national return of children looked after (SSDA903) with plain words."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices


class Law(TextChoices):
    """By which law a child is looked after (code set LS). Short breaks (V3, V4) are not kept here:
    the child lives at home."""

    C1 = "C1", "Interim care order"
    C2 = "C2", "Care order"
    D1 = "D1", "Freeing order"
    E1 = "E1", "Placement order"
    V2 = "V2", "Section 20, accommodated by agreement"
    L1 = "L1", "Police protection"
    L2 = "L2", "Emergency protection order"
    L3 = "L3", "Child assessment order"
    J1 = "J1", "On remand"
    J2 = "J2", "Detained under the Police and Criminal Evidence Act"
    J3 = "J3", "Sentenced to live where the council says"


LAW_ENDED: Final[dict[str, int]] = {"D1": 2005}
"""Kinds of status that no court makes any more, with the last year in which it did."""


class Need(TextChoices):
    """Why the child first needed help (code set CIN): fixed on the day of coming into care."""

    N1 = "N1", "Abuse or neglect"
    N2 = "N2", "The child’s disability or illness"
    N3 = "N3", "A parent’s disability or illness"
    N4 = "N4", "Family in acute stress"
    N5 = "N5", "Family dysfunction"
    N6 = "N6", "Socially unacceptable behaviour"
    N7 = "N7", "Low income"
    N8 = "N8", "Absent parenting"


class Left(TextChoices):
    """Why a child stopped being looked after (code set REC, without X1)."""

    E11 = "E11", "Adopted, nobody opposed it"
    E12 = "E12", "Adopted, the court dispensed with consent"
    E2 = "E2", "The child died"
    E3 = "E3", "Another council took over"
    E4A = "E4A", "Went home to a parent, as planned"
    E4B = "E4B", "Went home to a parent, not planned"
    E13 = "E13", "Went to live with a relative or other person without parental responsibility"
    E41 = "E41", "Child arrangements order: the child lives with somebody named"
    E45 = "E45", "Special guardianship to the foster carer, who is a relative or friend"
    E46 = "E46", "Special guardianship to the foster carer, who is not a relative or friend"
    E47 = "E47", "Special guardianship to another relative or friend"
    E48 = "E48", "Special guardianship to somebody else"
    E5 = "E5", "Lives independently with support"
    E6 = "E6", "Lives independently without support"
    E7 = "E7", "Adult social care provides a home"
    E9 = "E9", "Sentenced to custody"
    E14 = "E14", "Remand ended"
    E15 = "E15", "Found to be 18 or over"
    E16 = "E16", "Moved abroad"
    E17 = "E17", "Turned 18 and stays with the same carers"
    E8 = "E8", "Another reason"


ADOPTED: Final = frozenset({"E11", "E12"})
HOME: Final = frozenset({"E4A", "E4B"})
STAYS: Final = ADOPTED | {"E2", "E17", "E45", "E46"}
"""Who leaves care for these reasons does not move on that day: their carers are their parents or guardians from now on,
or keep them on; nor does who has died."""
GUARDIAN: Final = frozenset({"E45", "E46", "E47", "E48"})


class Began(TextChoices):
    """Why an episode began (code set RNE)."""

    S = "S", "Came into care"
    L = "L", "Legal status changed"
    P = "P", "Placement and carer changed"
    T = "T", "Placement changed, same carer"
    B = "B", "Legal status, placement and carer changed"
    U = "U", "Legal status and placement changed, same carer"


GOES_ON: Final = "X1"
"""Code of an episode that ended because another began the same day."""


class Rule(TextChoices):
    """By which rule the next visit to a child in care is due."""

    FIRST = "first", "first week of a placement"
    SIX_WEEKS = "six-weeks", "every six weeks"
    LASTING = "lasting", "placement meant to last, after a year: every three months"
    AGREED = "agreed", "long-term foster home, after a year, the child agrees: every six months"
    WEEKLY = "weekly", "weekly until the first review"
    FOUR_WEEKS = "four-weeks", "every four weeks"
    ADOPTIVE = "adoptive", "placed for adoption: weekly until the first review"


class Part(TextChoices):
    """How the child took part in a review (code set REVIEW_CODE)."""

    PN0 = "PN0", "Under four years old"
    PN1 = "PN1", "Came and spoke"
    PN2 = "PN2", "Came; an advocate spoke for the child"
    PN3 = "PN3", "Came and showed what they think without words"
    PN4 = "PN4", "Came, and did not say or show what they think"
    PN5 = "PN5", "Did not come; had asked an advocate to speak"
    PN6 = "PN6", "Did not come; sent what they think in another way"
    PN7 = "PN7", "Did not come, and did not send what they think"
