"""The information-sharing protocol in words, agency by agency, and the standard questions.

What we may tell an agency is what it needs to answer; what it may tell us is what bears on the safety of this child.
The edition is kept with every question asked under it, so that what was agreed then can be read later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from righthelp.practice.mash.codes import Agency

EDITION: Final = 1

PRINCIPLES: Final = (
    "Share what is necessary for the child’s safety, with those who need it, and no more.",
    "Ask for agreement where it is safe. Where it is not, say on which ground you go on, and why.",
    "Say what is fact, what is opinion, and who said it. Give dates.",
    "What a partner tells us about an adult stays here: it goes no further without asking that partner.",
    "Say nothing of where somebody lives whose address is protected.",
    "Write down what was shared, with whom, and why; also when you decide not to share.",
)


@dataclass(frozen=True)
class Protocol:
    """What passes between us and one agency. ``question`` is the standard question; it can be changed when asking."""

    agency: str
    question: str
    we_tell: str
    they_tell: str
    not_shared: str

    @property
    def name(self) -> str:
        """The agency, as people say it."""
        return str(Agency(self.agency).label)


PROTOCOLS: Final[tuple[Protocol, ...]] = (
    Protocol(
        "police",
        "What do you know of the child and of the adults in the household in the last two years: calls to the address, "
        "domestic abuse, arrests, convictions and orders that bear on a child’s safety, children reported missing?",
        "Names, birth dates and addresses of the child and of adults who live or care there; what the worry is.",
        "Incidents, intelligence that may be shared, convictions and orders that bear on the safety of this child.",
        "Intelligence marked not for sharing, and adults who have nothing to do with the child.",
    ),
    Protocol(
        "health",
        "Is the child registered and seen? Missed appointments, injuries, emergency attendances, growth and "
        "immunisations; worries of the GP, health visitor, school nurse or midwife; who else works with them?",
        "Names, birth dates, NHS number and address of the child; the parents’ names; what the worry is.",
        "What bears on the child’s health and safety, and on a parent’s ability to care.",
        "Adults’ health that does not bear on their care of the child.",
    ),
    Protocol(
        "education",
        "Attendance and punctuality this year and last, exclusions, how the child presents, what they have said, "
        "special needs, early help in school, and who collects them?",
        "Name, birth date and school of the child; what the worry is, as far as the school needs it to answer.",
        "Attendance, behaviour, what the child said and to whom, the school’s safeguarding file.",
        "Results and reports that do not bear on the child’s safety; other pupils.",
    ),
    Protocol(
        "domestic",
        "Is the adult who is being harmed known to you? Risk assessments with their dates, a safety plan, refuge, a "
        "multi-agency risk assessment conference; what makes it more dangerous to act now; how is it "
        "safe to reach them?",
        "Names and birth dates of the adults and children; how it is safe to make contact.",
        "Risk, safety plan, conference decisions, and the words of the person harmed where they agreed.",
        "Where a refuge is. Nothing reaches the person who causes the harm.",
    ),
    Protocol(
        "adult-mind",
        "Does a parent or carer use your service? Diagnosis as far as it bears on their care, present risk to others, "
        "missed appointments, medication changes, who their worker is, and what they say about the children?",
        "Name, birth date and address of the adult; names and ages of the children.",
        "Risk, engagement and effect on their care of the child.",
        "History that does not bear on the child.",
    ),
    Protocol(
        "young-mind",
        "Is the child or young person, or a sibling or parent under 25, known to you? Referrals, waiting, self-harm, "
        "risk, what they say about home, and who works with them?",
        "Name, birth date and school of the child; what the worry is.",
        "Risk, plan, and what the young person said that bears on their safety.",
        "What the young person said in confidence and that does not bear on anybody’s safety.",
    ),
    Protocol(
        "housing",
        "Who holds the tenancy and who lives there? Condition of the home, arrears, complaints, notice to leave, and "
        "homelessness applications?",
        "Names and address; that we ask about the safety of a child.",
        "Tenancy, household, condition, complaints and notices.",
        "What the worry is, unless they need it to answer.",
    ),
    Protocol(
        "probation",
        "Is an adult of the household supervised? Offence, risk of serious harm and to whom, licence conditions about "
        "children, breaches, and the supervising officer?",
        "Name, birth date and address of the adult; names and ages of the children.",
        "Offence, risk, conditions and compliance that bear on the safety of this child.",
        "Reports to court in full.",
    ),
    Protocol(
        "other",
        "What do you know of the child and the family that bears on the child’s safety, since when, and who works with "
        "them?",
        "Names, and as much of the worry as they need to answer.",
        "What bears on the child’s safety.",
        "Everything else.",
    ),
)

BY_AGENCY: Final = {each.agency: each for each in PROTOCOLS}
