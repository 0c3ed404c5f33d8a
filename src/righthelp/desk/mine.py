"""Whose work a due moment is: what "my work" means for an account."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from righthelp.foundation.access import ties
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition, within_reach
from righthelp.foundation.calendar import local_date
from righthelp.foundation.database import kept
from righthelp.foundation.journey import registry
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.adoption.models import Adopters
from righthelp.practice.assessment.journey import ASSESSMENT as ASSESSED
from righthelp.practice.assessment.journey import REVIEW_POINT
from righthelp.practice.assessment.models import Assessment
from righthelp.practice.care.models import InCare
from righthelp.practice.care_plan.models import ChallengeStep
from righthelp.practice.casework.models import Action, MeetingAbout
from righthelp.practice.child_in_need.models import Step as Asked
from righthelp.practice.education.models import Query
from righthelp.practice.front_door.models import Contact, Referral
from righthelp.practice.mash.models import Check as MashCheck
from righthelp.practice.mash.models import Enquiry as MashEnquiry
from righthelp.practice.missing.models import Episode
from righthelp.practice.people.models import Person
from righthelp.practice.protection.codes import Step
from righthelp.practice.protection.models import Stage
from righthelp.practice.section47.models import Concerned, Enquiry
from righthelp.practice.supervision.models import Session
from righthelp.practice.workforce.models import Absence, Allocation, Team

MISSING_ROLES = frozenset({"missing_support_worker", "missing_coordinator", "missing_manager"})
"""Roles whose work is the missing episode itself rather than the child they are allocated."""

FRONT_DOOR = ("contact", "referral", "mash", "mash_check")
"""Journeys whose work is that of whoever has the contact or manages the team, whoever is allocated to the child."""

SECTION47 = ("strategy", "section47")
"""Journeys whose work is that of whoever chairs the discussion or makes the enquiry, whoever is allocated."""

CASEWORK = ("action", "meeting")
"""Journeys whose work is that of whoever is named for it. A visit that is due is the work of the child's own worker."""


STEPS = ("need-step",)
"""A step up or down is the work of whoever is asked."""

REVIEWS = ("care-review-due", "care-review", "care-permanence-due")
"""Journeys of a child in care that are the work of the child's own worker and of the reviewing officer, both."""

CHALLENGES = ("care-challenge-step",)
"""A reviewing officer's challenge is the work of whoever is to answer; the officer who raised it follows it."""

IN_EDUCATION = ("school-plan", "school-roll", "school-check-due")
"""Plans, children on no roll and weekly checks are the work of the advisers for children in education, as one team;
queries and what was agreed are theirs and that of the child's own worker."""


def within(account: Account, now: datetime) -> QuerySet[DueMoment]:
    """The due moments of children whose records the account may open."""
    moments = DueMoment.objects.filter(journey__in=registry.about("child"))
    return within_reach(moments, account, "child.see", kind="child", field="subject_id", now=now)


def of_the_dead() -> Q:
    """Due moments of children who have died: nothing is asked of anybody as due or late for them."""
    died = Person.objects.filter(died_on__isnull=False).values("pk")
    return Q(journey__in=registry.about("child"), subject_id__in=died)


def reachable(children: Collection[int], account: Account, now: datetime) -> set[int]:
    """Of these children, those whose records the account may open. One query, for pages made of several short lists."""
    if not children:
        return set()
    condition = reach_condition(account, "child.see", kind="child", column="p.id")
    known = {**ties.values(account, "child", now), "among": list(children)}
    sql = f"select p.id from people_person p where p.id = any(%(among)s::bigint[]) and {condition}"  # noqa: S608  ours
    return {row[0] for row in kept.rows(sql, known)}


def held_by(workers: Q, now: datetime) -> QuerySet[Allocation]:
    """Present primary allocations of the workers that ``workers`` (a condition on allocations) names."""
    return Allocation.objects.filter(workers, primary=True, ends__isnull=True, starts__lte=now)


def covered_accounts(account: Account, on: date) -> QuerySet[Absence]:
    """Absences today of workers whom the account's worker covers."""
    return Absence.objects.filter(cover__account=account, starts__lte=on, ends__gt=on)


def of_account(account: Account, now: datetime) -> Q:
    """Due moments that are this account's own to act on: children held, episodes assigned, and those of whoever is
    covered today."""
    away = covered_accounts(account, local_date(now)).values("worker_id")
    children = held_by(Q(worker__account=account) | Q(worker_id__in=away), now).values("child_id")
    episodes = Episode.objects.filter(Q(support_worker__account=account) | Q(support_worker_id__in=away)).values("pk")
    if MISSING_ROLES & set(account.roles):
        # An interview belongs to the support worker; the child's own social worker is told its outcome.
        return Q(journey="missing", episode_id__in=episodes) | casework(account, children)
    others = ("assessment", *FRONT_DOOR, *SECTION47, *CASEWORK, *STEPS, *CHALLENGES, *IN_EDUCATION)
    theirs = Q(journey__in=registry.about("child"), subject_id__in=children) & ~Q(journey__in=others)
    interviews = Q(journey="missing", episode_id__in=episodes)
    first = theirs | interviews | front_door(account) | section47(account) | assessments(account, away)
    return first | casework(account, children) | steps(account) | reviews(account) | education(account)


def front_door(account: Account) -> Q:
    """Contacts the account has taken, referrals its team is to accept, MASH work it has and answers it chases: none of
    them is the work of the child's own worker."""
    contacts = Contact.objects.filter(call__worker__account=account, told__isnull=True).values("pk")
    referrals = Referral.objects.filter(team__manager__account=account, accepted__isnull=True).values("pk")
    enquiries = MashEnquiry.objects.filter(work__worker__account=account, decided__isnull=True).values("pk")
    checks = MashCheck.objects.filter(owner__account=account, answered__isnull=True).values("pk")
    theirs = Q(journey="contact", episode_id__in=contacts) | Q(journey="referral", episode_id__in=referrals)
    return theirs | Q(journey="mash", episode_id__in=enquiries) | Q(journey="mash_check", episode_id__in=checks)


def assessments(account: Account, away: QuerySet[Absence, Any]) -> Q:
    """Assessments the account writes, or whoever it covers, until they are sent; as the manager of the team, those that
    were sent, and the look that is due at each."""
    open_ones = Assessment.objects.filter(authorised__isnull=True, withdrawn__isnull=True)
    writes = open_ones.filter(Q(worker__account=account) | Q(worker_id__in=away), submitted__isnull=True)
    manages = open_ones.filter(team__manager__account=account)
    sent = manages.filter(submitted__isnull=False)
    whole = Q(episode_id__in=writes.values("pk")) | Q(episode_id__in=sent.values("pk"))
    look = Q(episode_id__in=manages.values("pk"))
    clocks = Q(clock=ASSESSED.code) & whole | Q(clock=REVIEW_POINT.code) & look
    return Q(journey="assessment") & clocks


def section47(account: Account) -> Q:
    """Discussions the account chairs, or asked for while nobody is named to chair; enquiries it makes, and those with a
    finding that it is to authorise as the manager of whoever makes them."""
    chairs = Q(discussion__meeting__chair__account=account)
    asked = Q(discussion__asked_by__account=account, discussion__meeting__chair__isnull=True)
    discussions = Concerned.objects.filter(chairs | asked, actions_given__isnull=True, cancelled__isnull=True)
    open_ones = Enquiry.objects.filter(authorised__isnull=True, withdrawn__isnull=True)
    makes = Q(worker__account=account, completed__isnull=True)
    manages = Q(worker__manager__account=account) | Q(worker__team__manager__account=account)
    enquiries = open_ones.filter(makes | (manages & Q(completed__isnull=False)))
    return Q(journey="strategy", episode_id__in=discussions.values("pk")) | Q(
        journey="section47", episode_id__in=enquiries.values("pk")
    )


def casework(account: Account, children: QuerySet[Allocation, Any]) -> Q:
    """Actions the account is to do, and those that somebody outside does for the children it holds; the minutes of
    meetings it chairs, or called while nobody is named to chair."""
    open_ones = Action.objects.filter(done__isnull=True, stopped__isnull=True)
    actions = open_ones.filter(Q(worker__account=account) | Q(worker__isnull=True, child_id__in=children))
    leads = Q(meeting__chair__account=account) | Q(meeting__chair__isnull=True, meeting__called_by__account=account)
    meetings = MeetingAbout.objects.filter(leads, minutes_sent__isnull=True, cancelled__isnull=True)
    return Q(journey="action", episode_id__in=actions.values("pk")) | Q(
        journey="meeting", episode_id__in=meetings.values("pk")
    )


def steps(account: Account) -> Q:
    """Steps up, down or across that a team the account manages is to answer, and those asked of somebody without a
    sign-in here, whose answer the account who asked brings in."""
    waiting = Asked.objects.filter(answered__isnull=True, withdrawn__isnull=True)
    mine = waiting.filter(Q(team__manager__account=account) | Q(team__isnull=True, asked_by__account=account))
    return Q(journey="need-step", episode_id__in=mine.values("pk"))


def reviews(account: Account) -> Q:
    """Reviews and permanence of the children in care whose reviewing officer the account is, review conferences of the
    plans it chairs, and challenges that it raised or is to answer."""
    looked_after = InCare.objects.filter(officer__account=account, left__isnull=True).values("child_id")
    chairs = Stage.objects.filter(plan__chair__account=account, step=Step.REVIEW, held__isnull=True).values("pk")
    asked = ChallengeStep.objects.filter(Q(to__account=account) | Q(raised_by__account=account), answered__isnull=True)
    return (
        Q(journey__in=REVIEWS, subject_id__in=looked_after)
        | Q(journey="protection-step", episode_id__in=chairs)
        | Q(journey__in=CHALLENGES, episode_id__in=asked.values("pk"))
    )


def education(account: Account) -> Q:
    """Queries about attendance that the account made or is asked; for an adviser, all that is due to the team."""
    if "education_adviser" in account.roles:
        return Q(journey__in=(*IN_EDUCATION, "school-query", "school-agreed"))
    asked = Query.objects.filter(Q(whom__account=account) | Q(recorded_by__account=account), closed__isnull=True)
    return Q(journey="school-query", episode_id__in=asked.values("pk"))


def of_teams(teams: list[Team], now: datetime) -> Q:
    """Due moments of children held by the workers of these teams, and of episodes assigned to them."""
    ids = [team.pk for team in teams]
    children = held_by(Q(worker__team_id__in=ids), now).values("child_id")
    # Looked up for each due moment: a team that interviews has held thousands of episodes, and few are still due.
    theirs = Episode.objects.filter(pk=OuterRef("episode_id"), support_worker__team_id__in=ids)
    of_children = Q(journey__in=registry.about("child"), subject_id__in=children)
    return of_children | Q(Exists(theirs), journey="missing")


def households(account: Account) -> QuerySet[DueMoment]:
    """What is due of the adopters whom the account supports: their stages, their reviews, what they are to be given."""
    theirs = Adopters.objects.filter(worker__account=account).values("pk")
    return DueMoment.objects.filter(journey__in=registry.about("adopters"), subject_id__in=theirs)


def supervisions(account: Account, whose: str) -> QuerySet[DueMoment]:
    """Supervisions still to be held: those the account gives, and (unless asked for a team's) its own."""
    mine = Q(supervisor__account=account)
    if whose != "team":
        mine |= Q(worker__account=account)
    return DueMoment.objects.filter(journey="supervision", episode_id__in=Session.objects.filter(mine).values("pk"))
