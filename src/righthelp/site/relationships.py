"""Every live tie that opens a child's record, in the order they are tried."""

from __future__ import annotations

from righthelp.practice.adoption.access import RELATIONSHIPS as ADOPTION
from righthelp.practice.assessment.access import RELATIONSHIPS as ASSESSMENT
from righthelp.practice.asylum.access import RELATIONSHIPS as ASYLUM
from righthelp.practice.care.access import RELATIONSHIPS as CARE
from righthelp.practice.casework.access import RELATIONSHIPS as CASEWORK
from righthelp.practice.child_in_need.access import RELATIONSHIPS as CHILD_IN_NEED
from righthelp.practice.education.access import RELATIONSHIPS as EDUCATION
from righthelp.practice.family_group.access import RELATIONSHIPS as FAMILY_GROUP
from righthelp.practice.fostering.access import RELATIONSHIPS as FOSTERING
from righthelp.practice.front_door.access import RELATIONSHIPS as FRONT_DOOR
from righthelp.practice.leaving_care.access import RELATIONSHIPS as LEAVING_CARE
from righthelp.practice.mash.access import RELATIONSHIPS as MASH
from righthelp.practice.missing.access import RELATIONSHIPS as MISSING
from righthelp.practice.protection.access import RELATIONSHIPS as PROTECTION
from righthelp.practice.recruitment.access import RELATIONSHIPS as RECRUITMENT
from righthelp.practice.section47.access import RELATIONSHIPS as SECTION47
from righthelp.practice.supervision.access import RELATIONSHIPS as SUPERVISION
from righthelp.practice.workforce.access import RELATIONSHIPS as WORKFORCE

# The missing room first: its ties ask the role before the database, so they cost the other roles nothing.
RELATIONSHIPS = (
    *MISSING,
    *WORKFORCE,
    *SUPERVISION,
    *FRONT_DOOR,
    *MASH,
    *ASSESSMENT,
    *CHILD_IN_NEED,
    *PROTECTION,
    *SECTION47,
    *CASEWORK,
    *CARE,
    *LEAVING_CARE,
    *FOSTERING,
    *ADOPTION,
    *FAMILY_GROUP,
    *ASYLUM,
    *EDUCATION,
    *RECRUITMENT,
)
