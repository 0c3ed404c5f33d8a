"""How long each table is kept and on whose authority, and why a table without history has none.

Every model of ours, alone or with others of its area that are kept alike: a test holds this list and the models
together. Periods that the law leaves to the trust are local settings, marked so.
"""

from __future__ import annotations

from righthelp.site.keeping import (
    ACCESS,
    ADOPTION,
    APPLICANTS,
    AUDIT,
    CANDIDATE,
    CASE,
    EMPLOYMENT,
    FINANCE,
    HOMES,
    LIBRARIES,
    PLANS,
    PUBLISHED,
    QUALITY,
    RECRUITMENT,
    REGISTER,
    STAFF,
    TECHNICAL,
    VOICE,
    Keep,
)


def _all_of(area: str, keep: Keep, models: str) -> dict[str, Keep]:
    """Models of one area (their names, with spaces between) that are all kept alike."""
    return {f"{area}.{model}": keep for model in models.split()}


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
    **_all_of(
        "people",
        CASE,
        "Residence Relationship Move Moved MustNotKnow StruckOut Support Telling Identifier Involvement "
        "Placement Name About Disability Immigration CommunicationNeed ContactPoint Consent Worry Death "
        "AfterDeath KeptApart Photo",
    ),
    "people.PhotoImage": Keep(
        "as long as its photograph is not removed", "follows the case record", "written once; gone when removed"
    ),
    "people.Organisation": REGISTER,
    "people.OrganisationRole": REGISTER,
    "people.OrganisationContact": REGISTER,
    "people.Attendance": CASE,
    "people.Registration": CASE,
    **_all_of("care", CASE, "InCare LegalStatus Stay CareVisitDue ChangeBack CareReview CareReviewDue"),
    **_all_of(
        "care_plan",
        CASE,
        "CarePlan Permanence PermanenceDue Challenge ChallengeStep Recommendation Arrangement Refusal "
        "Session GuardianshipAsked Support SupportReview ClinicCase SiblingPlan SiblingPlace StoryItem",
    ),
    **_all_of("health", CASE, "Check HealthDue Referred Substance Passport"),
    "virtual_school.Pep": CASE,
    "virtual_school.PepDue": CASE,
    "virtual_school.Result": CASE,
    **_all_of(
        "leaving_care",
        CASE,
        "Support PathwayPlan ReviewDue BirthdayDue Claim Used CouncilTax Contact TouchDue Activity Lodging "
        "HousingAsked HousingOffered HomeAtRisk Homeless Chance Helps Custody PlanSeen",
    ),
    "leaving_care.Entitlement": REGISTER,
    **_all_of("care", HOMES, "Home Carer Terms Held Monitored OnFramework Suspension"),
    **{
        f"fostering.{name}": APPLICANTS
        for name in ("Applicant", "Application", "Check", "Conflict", "Item", "Meeting", "Member", "ReportPart", "Sat")
    },
    **{
        f"fostering.{name}": HOMES
        for name in ("Concern", "Due", "HomeVisit", "Household", "Review", "Standards", "TakenBack", "Training", "View")
    },
    **_all_of("fostering", CASE, "Family Finding KnownCarer LongTerm"),
    **{f"fostering.{name}": FINANCE for name in ("FeeLevel", "PayLine", "PayRun", "WeeklyRate")},
    **_all_of(
        "court",
        CASE,
        "Advice Matter MatterChild Extension Hearing Filing Delay Order FamilyAssessment Challenge TakenBack",
    ),
    **_all_of(
        "matching",
        CASE,
        "BreakSeries BreakStay Cost Delegated Disruption HomeOffer Notice Outside PanelItem PlacedDue "
        "PlacementPlan Request ReviewPanel Sought",
    ),
    **_all_of("family_group", CASE, "Back Check Edge Group Member Resource Return Siblings Work"),
    **_all_of("private_fostering", CASE, "Arrangement Back Checked VisitDue"),
    **_all_of("asylum", CASE, "AgeAssessed Application Arrival AskedHomeOffice Helped Stepped"),
    **_all_of(
        "education",
        CASE,
        "Agreed Attended CheckDue Checked Discussed FileLine NotOnRoll OutOfSchool Panel PlanAsked Query "
        "SchoolFile Step Surgery",
    ),
    **_all_of(
        "adoption",
        ADOPTION,
        "Adopting Linked ReviewDue Adopters Adopter Stage Pause Wait Keepsake TakingBack AdoptedAway Opening Came "
        "Course Exchange Interest Profiled Seat",
    ),
    "adoption.Claim": FINANCE,
    "adoption.Vault": Keep(ADOPTION.how_long, ADOPTION.why, "written once and never changed"),
    "court.Consent": CASE,
    "court.ConsentReview": CASE,
    "desk.Marked": CASE,
    "duplicates.Frequency": TECHNICAL,
    "duplicates.Pair": Keep("until scored again", "a list for people to look at", "recomputed from the register"),
    "duplicates.NotSame": CASE,
    "duplicates.Merge": CASE,
    "duplicates.MergedRow": Keep(
        "as long as the merge it undoes", "follows the case record", "written once, when the merge is made"
    ),
    "workforce.Team": REGISTER,
    "workforce.Worker": REGISTER,
    "workforce.LeaveRequest": STAFF,
    **_all_of("learning", STAFF, "Booking Cohort CohortMember Course Evaluation Learnt Need Session"),
    "workforce.Absence": EMPLOYMENT,
    "workforce.TeamStanding": REGISTER,
    "workforce.Post": REGISTER,
    **_all_of("workforce", EMPLOYMENT, "Holding Movement Qualification Registration"),
    "workforce.DbsCheck": Keep(
        "6 years after employment ends (local setting); the certificate itself is never kept",
        "DBS code of practice: the number and date of a check, not what it said",
    ),
    "workforce.Milestone": EMPLOYMENT,
    "workforce.FirstYear": EMPLOYMENT,
    "workforce.WorkingPattern": EMPLOYMENT,
    "workforce.Rota": REGISTER,
    "workforce.Shift": EMPLOYMENT,
    **_all_of(
        "workforce",
        CASE,
        "HandoverNote HandoverRead Allocation MistakenAllocation Reallocation PassedOn ExtraDemand",
    ),
    "recruitment.Vacancy": RECRUITMENT,
    "recruitment.Application": RECRUITMENT,
    "recruitment.Candidate": CANDIDATE,
    "recruitment.PreCheck": CANDIDATE,
    "recruitment.Note": CANDIDATE,
    **_all_of("recruitment", FINANCE, "Booking RateCap PayPoint MarketPay"),
    "staff_voice.Policy": REGISTER,
    "staff_voice.PolicyVersion": REGISTER,
    "staff_voice.PolicyReview": REGISTER,
    "staff_voice.Issue": VOICE,
    "staff_voice.Course": Keep("6 years (local setting)", "what the Employee Forum was told"),
    "staff_voice.Survey": Keep("6 years (local setting)", "what staff were asked"),
    "staff_voice.Question": Keep("6 years (local setting)", "what staff were asked"),
    "staff_voice.Answered": VOICE,
    "staff_voice.Answer": VOICE,
    **_all_of("plan", PLANS, "Plan Priority Objective Action CoLead Moved Update UpdateDue SignOff"),
    **_all_of("supervision", STAFF, "Session Group Present Addendum"),
    "supervision.Discussion": CASE,
    "supervision.Decision": CASE,
    "supervision.AgendaLine": STAFF,
    **_all_of(
        "child_in_need",
        CASE,
        "NeedPlan PartnerRole Review NeedDue Step Closing Oversight Escalation Family FamilyChild "
        "FamilyAdult MeansDecision FamilyAssessment Dealing",
    ),
    "child_in_need.Budget": FINANCE,
    **_all_of(
        "child_in_need",
        CASE,
        "WeeklySupport Payment Entitlement ShortBreak BreakUse Thing Advice Transition Specialist",
    ),
    **_all_of(
        "casework",
        CASE,
        "Plan Outcome Action Visit Visited VisitDue Meeting MeetingAbout Attendance Part DirectWork WorkFile TakenBack",
    ),
    "casework.WorkFileContent": Keep(
        "as long as its file is not removed", "follows the case record", "written once; gone when removed"
    ),
    **_all_of("section47", CASE, "Discussion Concerned Undecided Given TheirRecord Enquiry"),
    **_all_of("assessment", CASE, "Together Assessment Text Contribution FactorFound Step"),
    "assessment.Standard": REGISTER,
    "assessment.StandardCheck": CASE,
    "assessment.Cycle": QUALITY,
    "assessment.Audit": QUALITY,
    "assessment.ShortTerm": CASE,
    **_all_of(
        "protection",
        CASE,
        "ConferenceRecord ChildConference Score ProtectionPlan CategoryHeld CoreMember Stage Milestone "
        "Escalation TransferOut Oversight Report ReportPart",
    ),
    "protection.Slot": Keep("2 years after its day (local setting)", "who sat when; names no child"),
    **_all_of("front_door", CASE, "Call Contact Referral Turn Screening ScreeningAnswer Undone Word"),
    "front_door.Specialist": STAFF,
    "front_door.PlacedHere": CASE,
    "front_door.ChannelReferral": CASE,
    "front_door.ChannelPanel": CASE,
    "front_door.CallEdition": REGISTER,
    "front_door.CallStandard": REGISTER,
    "front_door.CallSample": QUALITY,
    "front_door.SampledCall": QUALITY,
    "front_door.CallAssessment": STAFF,
    "front_door.CallMark": STAFF,
    **_all_of("mash", CASE, "Work Enquiry Rated Sharing Check Step LeftOut Shared Undone"),
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
    "release.Packet": CASE,
    "release.PacketAbout": CASE,
    "release.Copy": CASE,
    "release.CopyFile": Keep(
        "as long as the copy's own row", "follows the case record", "written once: a copy cannot be changed"
    ),
    **_all_of("release", CASE, "Found CopyRead Astray Letter LetterFile"),
    "reports.Report": PUBLISHED,
    "reports.Prose": PUBLISHED,
    "reports.Claim": PUBLISHED,
    "reports.PublishedFigure": Keep(
        "permanently", "a public paper of the committee", "written once when the report is published"
    ),
    **_all_of(
        "missing",
        CASE,
        "Sighting Offer Interview InterviewPlace InterviewPerson RiskAssessment StrategyDiscussion Action "
        "Decision Together Check Forward Support",
    ),
    "missing.DipSample": QUALITY,
    "missing.SampledInterview": QUALITY,
}

__all__ = ["LIBRARIES", "RETENTION"]
