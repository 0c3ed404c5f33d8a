"""How long each table is kept and on whose authority, and why a table without history has none.

One line a model, for every model of ours: a test holds this list and the models together. Periods that the law leaves
to the trust are local settings, marked so.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Keep:
    """How long, why, and (where the table has no history) why not."""

    how_long: str
    why: str
    no_history: str = ""


CASE = Keep(
    "until the child's 75th birthday if ever in care; otherwise 35 years after closure (local setting)",
    "Care Planning Regulations 2010, regulation 50; the trust's schedule",
)
REGISTER = Keep("as long as any record that points to it", "follows the case record")
EMPLOYMENT = Keep("6 years after employment ends (local setting)", "Limitation Act 1980")
ACCESS = Keep("6 years after the account closes (local setting)", "Limitation Act 1980")
AUDIT = Keep("as long as the records it speaks of", "accountability, UK GDPR article 5(2)", "it is itself the history")
TECHNICAL = Keep("until replaced", "holds nothing that is not held elsewhere", "recomputed from facts")
QUALITY = Keep("6 years (local setting)", "practice evaluation; holds no more than ids and grades")
STAFF = Keep("6 years after employment ends (local setting)", "Limitation Act 1980; the worker’s own file")
FINANCE = Keep("6 years after the financial year (local setting)", "the trust’s financial regulations")
PUBLISHED = Keep("permanently", "a public paper of the committee")

LIBRARIES: dict[str, Keep] = {
    "account.EmailAddress": Keep("holds nothing", "allauth brings the table; the house does not use it", "empty"),
    "account.EmailConfirmation": Keep("holds nothing", "as above", "empty"),
    "axes.AccessAttempt": Keep("15 minutes", "counts wrong tries by a sealed name and an address", "no record"),
    "axes.AccessAttemptExpiration": Keep("holds nothing", "axes brings the table; the house does not use it", "empty"),
    "axes.AccessFailureLog": Keep("holds nothing", "as above", "empty"),
    "axes.AccessLog": Keep("holds nothing", "as above", "empty"),
    "mfa.Authenticator": Keep("until taken away or the account is reopened", "signs somebody in", "sealed secrets"),
    "socialaccount.SocialAccount": Keep("until the second factor is reset", "ties an account to a directory", "a tie"),
    "socialaccount.SocialApp": Keep("holds nothing", "the directory is configured by the environment", "empty"),
    "socialaccount.SocialToken": Keep("holds nothing", "tokens are thrown away", "empty"),
}
"""Tables that libraries for signing in bring with them."""

RETENTION: dict[str, Keep] = {
    "access.Account": ACCESS,
    "access.AccountSession": Keep("until it ends, at most 10 hours", "signs somebody in", "holds no record"),
    "access.Agreement": ACCESS,
    "access.Conflict": ACCESS,
    "access.NamedAccess": ACCESS,
    "access.EmergencyAccess": CASE,
    "access.PartnerKey": ACCESS,
    "sign_in.Standing": ACCESS,
    "sign_in.SetUpLink": ACCESS,
    "audit.Look": AUDIT,
    "audit.Looked": AUDIT,
    "calendar.Day": TECHNICAL,
    "city.CityLoad": TECHNICAL,
    "journey.DueMoment": TECHNICAL,
    "journey.FactsVersion": TECHNICAL,
    "intake.Message": CASE,
    "pages.Draft": Keep(
        "until recorded or thrown away; 90 days at most (local setting)", "not a record yet", "a draft"
    ),
    "people.Person": CASE,
    "people.Address": REGISTER,
    "people.Residence": CASE,
    "people.Relationship": CASE,
    "people.Move": CASE,
    "people.Moved": CASE,
    "people.MustNotKnow": CASE,
    "people.StruckOut": CASE,
    "people.Support": CASE,
    "people.Telling": CASE,
    "people.Identifier": CASE,
    "people.Involvement": CASE,
    "people.Placement": CASE,
    "people.Name": CASE,
    "people.About": CASE,
    "people.Disability": CASE,
    "people.Immigration": CASE,
    "people.CommunicationNeed": CASE,
    "people.ContactPoint": CASE,
    "people.Consent": CASE,
    "people.Worry": CASE,
    "people.Death": CASE,
    "people.AfterDeath": CASE,
    "people.Photo": CASE,
    "people.PhotoImage": Keep(
        "as long as its photograph is not removed", "follows the case record", "written once; gone when removed"
    ),
    "people.Organisation": REGISTER,
    "people.OrganisationRole": REGISTER,
    "people.OrganisationContact": REGISTER,
    "people.Attendance": CASE,
    "people.Registration": CASE,
    "duplicates.Frequency": TECHNICAL,
    "duplicates.Pair": Keep("until scored again", "a list for people to look at", "recomputed from the register"),
    "duplicates.NotSame": CASE,
    "duplicates.Merge": CASE,
    "duplicates.MergedRow": Keep(
        "as long as the merge it undoes", "follows the case record", "written once, when the merge is made"
    ),
    "workforce.Team": REGISTER,
    "workforce.Worker": REGISTER,
    "workforce.Absence": EMPLOYMENT,
    "workforce.TeamStanding": REGISTER,
    "workforce.Post": REGISTER,
    "workforce.Holding": EMPLOYMENT,
    "workforce.Movement": EMPLOYMENT,
    "workforce.Qualification": EMPLOYMENT,
    "workforce.Registration": EMPLOYMENT,
    "workforce.DbsCheck": Keep(
        "6 years after employment ends (local setting); the certificate itself is never kept",
        "DBS code of practice: the number and date of a check, not what it said",
    ),
    "workforce.Milestone": EMPLOYMENT,
    "workforce.FirstYear": EMPLOYMENT,
    "workforce.WorkingPattern": EMPLOYMENT,
    "workforce.Rota": REGISTER,
    "workforce.Shift": EMPLOYMENT,
    "workforce.HandoverNote": CASE,
    "workforce.HandoverRead": CASE,
    "workforce.Allocation": CASE,
    "workforce.MistakenAllocation": CASE,
    "workforce.Reallocation": CASE,
    "workforce.PassedOn": CASE,
    "workforce.ExtraDemand": CASE,
    "supervision.Session": STAFF,
    "supervision.Addendum": STAFF,
    "supervision.Discussion": CASE,
    "supervision.Decision": CASE,
    "supervision.AgendaLine": STAFF,
    "child_in_need.NeedPlan": CASE,
    "child_in_need.PartnerRole": CASE,
    "child_in_need.Review": CASE,
    "child_in_need.NeedDue": CASE,
    "child_in_need.Step": CASE,
    "child_in_need.Closing": CASE,
    "child_in_need.Oversight": CASE,
    "child_in_need.Escalation": CASE,
    "child_in_need.Family": CASE,
    "child_in_need.FamilyChild": CASE,
    "child_in_need.FamilyAdult": CASE,
    "child_in_need.MeansDecision": CASE,
    "child_in_need.FamilyAssessment": CASE,
    "child_in_need.Dealing": CASE,
    "child_in_need.Budget": FINANCE,
    "child_in_need.WeeklySupport": CASE,
    "child_in_need.Payment": CASE,
    "child_in_need.Entitlement": CASE,
    "child_in_need.ShortBreak": CASE,
    "child_in_need.BreakUse": CASE,
    "child_in_need.Thing": CASE,
    "child_in_need.Advice": CASE,
    "child_in_need.Transition": CASE,
    "child_in_need.Specialist": CASE,
    "casework.Plan": CASE,
    "casework.Outcome": CASE,
    "casework.Action": CASE,
    "casework.Visit": CASE,
    "casework.Visited": CASE,
    "casework.VisitDue": CASE,
    "casework.Meeting": CASE,
    "casework.MeetingAbout": CASE,
    "casework.Attendance": CASE,
    "casework.Part": CASE,
    "casework.DirectWork": CASE,
    "casework.WorkFile": CASE,
    "casework.WorkFileContent": Keep(
        "as long as its file is not removed", "follows the case record", "written once; gone when removed"
    ),
    "section47.Discussion": CASE,
    "section47.Concerned": CASE,
    "section47.Undecided": CASE,
    "section47.Given": CASE,
    "section47.TheirRecord": CASE,
    "section47.Enquiry": CASE,
    "assessment.Together": CASE,
    "assessment.Assessment": CASE,
    "assessment.Text": CASE,
    "assessment.Contribution": CASE,
    "assessment.FactorFound": CASE,
    "assessment.Step": CASE,
    "assessment.Standard": REGISTER,
    "assessment.StandardCheck": CASE,
    "assessment.Cycle": QUALITY,
    "assessment.Audit": QUALITY,
    "assessment.ShortTerm": CASE,
    "front_door.Call": CASE,
    "front_door.Contact": CASE,
    "front_door.Referral": CASE,
    "front_door.Turn": CASE,
    "front_door.Screening": CASE,
    "front_door.ScreeningAnswer": CASE,
    "front_door.Undone": CASE,
    "front_door.Word": CASE,
    "mash.Work": CASE,
    "mash.Enquiry": CASE,
    "mash.Rated": CASE,
    "mash.Sharing": CASE,
    "mash.Check": CASE,
    "mash.Step": CASE,
    "mash.LeftOut": CASE,
    "mash.Undone": CASE,
    "mash.Partner": STAFF,
    "mash.PartnerHours": STAFF,
    "mash.PartnerAway": STAFF,
    "desk.Seen": Keep("90 days (local setting)", "marks what an account has read", "holds no fact of a record"),
    "missing.Episode": CASE,
    "privacy.Declaration": ACCESS,
    "privacy.Suspicion": ACCESS,
    "privacy.OwnDetails": Keep("until employment ends (local setting)", "finding conflicts of interest, nothing else"),
    "privacy.Restriction": CASE,
    "privacy.Finding": Keep("6 years (local setting)", "accountability, UK GDPR article 5(2)"),
    "reports.Report": PUBLISHED,
    "reports.Prose": PUBLISHED,
    "reports.Claim": PUBLISHED,
    "reports.PublishedFigure": Keep(
        "permanently", "a public paper of the committee", "written once when the report is published"
    ),
    "missing.Sighting": CASE,
    "missing.Offer": CASE,
    "missing.Interview": CASE,
    "missing.InterviewPlace": CASE,
    "missing.InterviewPerson": CASE,
    "missing.RiskAssessment": CASE,
    "missing.StrategyDiscussion": CASE,
    "missing.Action": CASE,
    "missing.Decision": CASE,
    "missing.Together": CASE,
    "missing.Check": CASE,
    "missing.Forward": CASE,
    "missing.Support": CASE,
    "missing.DipSample": QUALITY,
    "missing.SampledInterview": QUALITY,
}
