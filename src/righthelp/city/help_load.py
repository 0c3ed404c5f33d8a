"""From contacts to plans: what explains every plan of the city, and what led to none. Loaded behind the rest of it.

Eight parts, by family; the front door's last weeks and what came of them, with the demonstration's own cases; the
history of each room; the clocks; what was done by hand. Each is a transaction of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from django.db import transaction
from psycopg import sql

from righthelp.city import (
    adoption_load,
    breaks_load,
    bulk,
    care_load,
    care_plan_load,
    court_load,
    desks,
    disruption_load,
    education_load,
    events_load,
    families_load,
    foster,
    front_door,
    health_load,
    heard,
    help_assessment,
    help_conference,
    help_door,
    help_enquiry,
    help_family,
    help_mash,
    help_meeting,
    help_need,
    help_plan,
    help_visits,
    histories,
    lasting_load,
    leaving_load,
    leaving_ways,
    matching_load,
    panel_load,
    private_load,
    school_load,
)
from righthelp.city.dice import Dice
from righthelp.city.help_ahead import Ahead, highest
from righthelp.city.help_office import Office
from righthelp.city.help_pen import Pen
from righthelp.city.help_read import PARTS
from righthelp.city.help_since import followed
from righthelp.city.help_today import ALLOCATED, ALLOCATION, today
from righthelp.city.models import HELP, CityLoad
from righthelp.foundation.journey import settle_all
from righthelp.practice.adoption import journey as adoption
from righthelp.practice.assessment.journey import Assessment
from righthelp.practice.asylum import journey as asylum
from righthelp.practice.care import journey as care
from righthelp.practice.care_plan import journey as care_plan
from righthelp.practice.casework import journey as casework
from righthelp.practice.child_in_need import journey as child_in_need
from righthelp.practice.court import journey as court
from righthelp.practice.education import journey as education
from righthelp.practice.family_group import journey as families
from righthelp.practice.fostering import journey as fostering
from righthelp.practice.front_door.journey import Contact, Referral
from righthelp.practice.health import journey as health
from righthelp.practice.leaving_care import journey as leaving
from righthelp.practice.mash.journey import MashCheck, MashEnquiry
from righthelp.practice.matching import journey as matching
from righthelp.practice.private_fostering import journey as private
from righthelp.practice.protection import journey as protection
from righthelp.practice.section47.journey import Enquiry, Strategy
from righthelp.practice.virtual_school import journey as school

TABLES: Final[dict[str, tuple[str, ...]]] = {
    **help_door.COLUMNS,
    **help_assessment.COLUMNS,
    **help_plan.COLUMNS,
    **help_meeting.COLUMNS,
    **help_visits.COLUMNS,
    **help_enquiry.COLUMNS,
    **help_conference.COLUMNS,
    **help_family.COLUMNS,
    **help_need.COLUMNS,
    **help_mash.COLUMNS,
    **care_load.COLUMNS,
    **care_plan_load.COLUMNS,
    **health_load.COLUMNS,
    **school_load.COLUMNS,
    **leaving_load.COLUMNS,
    **leaving_ways.COLUMNS,
    **court_load.COLUMNS,
    **adoption_load.COLUMNS,
    **foster.COLUMNS,
    **families_load.COLUMNS,
    **events_load.COLUMNS,
    **education_load.COLUMNS,
    **matching_load.COLUMNS,
    **disruption_load.COLUMNS,
    **panel_load.COLUMNS,
    **breaks_load.COLUMNS,
    **private_load.COLUMNS,
    **lasting_load.COLUMNS,
}
JOURNEYS: Final = (
    Contact, Referral, MashEnquiry, MashCheck, Assessment, Strategy, Enquiry, casework.Plan, casework.Action,
    casework.Visit, casework.VisitDue, casework.Meeting, protection.Conference, protection.ProtectionPlan,
    protection.Stage, protection.Milestone, child_in_need.NeedDue, child_in_need.Specialist,
    care.InCare, care.CareVisitDue, care.CareReviewDue, care.CareReview,
    care_plan.PermanenceDue, care_plan.Permanence, care_plan.Challenge, care_plan.ChallengeStep,
    adoption.Adoption, adoption.AdoptionLink, adoption.AdoptionReviewDue, adoption.AdoptersStage, adoption.AdoptersWait,
    health.HealthDue, health.Referred, school.PepDue, school.Pep,
    court.LegalAdvice, court.LegalMatter, court.CourtOrder, court.Consent, court.ConsentReview,
    leaving.Leaving, leaving.ReviewDue, leaving.TouchDue, leaving.BirthdayDue, leaving.Homeless,
    leaving.Lodging, leaving.Activity,
    fostering.Fostering, fostering.Brought, fostering.HouseholdDue, fostering.CarerStandards, fostering.KnownCarer,
    fostering.Concern,
    families.Group, families.Edge, families.Return, asylum.AgeAssessed, asylum.AskedHomeOffice,
    education.Query, education.Panel, education.Agreed, education.NotOnRoll, education.PlanAsked, education.OutOfSchool,
    education.Checked, education.CheckDue, matching.PlacedDue, matching.HomeSought, matching.HomeStep,
    matching.HomeBreaks, private.Private, private.PrivateVisitDue,
)  # fmt: skip
ROOMS: Final = tuple(dict.fromkeys(name.partition(".")[0] for name in TABLES))


def loaded(now: Callable[[], datetime], share: float = 1.0) -> None:
    """Load what is not there yet; ``share`` makes a small city's referrals without a plan fewer."""
    office = Office()
    steps: list[Callable[[Ahead], None]] = [
        *(partial(_part, part) for part in range(PARTS)),
        lambda _: _lately(office, now()),
        lambda _: care_load.loaded(office, highest(TABLES), now()),
        lambda _: care_plan_load.loaded(office, highest(TABLES), now()),
        lambda _: health_load.loaded(office, highest(TABLES)),
        lambda _: school_load.loaded(office, highest(TABLES)),
        lambda _: leaving_load.loaded(office, highest(TABLES), now()),
        lambda _: court_load.loaded(office, highest(TABLES), now()),
        lambda _: adoption_load.loaded(office, highest(TABLES), now()),
        lambda _: foster.loaded(office, highest(TABLES), now()),
        lambda _: families_load.loaded(office, highest(TABLES), now()),
        lambda _: events_load.loaded(office, highest(TABLES)),
        lambda _: education_load.loaded(office, highest(TABLES), now()),
        lambda _: matching_load.loaded(office, highest(TABLES)),
        lambda _: disruption_load.loaded(office, highest(TABLES)),
        lambda _: panel_load.loaded(office, highest(TABLES)),
        lambda _: breaks_load.loaded(office, highest(TABLES)),
        lambda _: private_load.loaded(office, highest(TABLES), now(), share),
        lambda _: lasting_load.loaded(office, highest(TABLES)),
        *(partial(_remembered, room, now) for room in ROOMS),
        lambda _: settled(now()),
        lambda _: desks.laid(),
        lambda _: heard.laid(),
    ]
    wanted = {"title": "From contacts to plans", "done": 0, "wanted": len(steps), "at": now()}
    done = CityLoad.objects.get_or_create(stage=HELP, defaults=wanted)[0].done
    with Ahead(office, share, done, TABLES) as ahead:
        for number, step in enumerate(steps):
            with transaction.atomic():
                stage = CityLoad.objects.select_for_update().get(stage=HELP)
                if stage.done == number:
                    step(ahead)
                    stage.done, stage.at = number + 1, now()
                    stage.save()


def _part(part: int, ahead: Ahead) -> None:
    if part == 0:
        for name in TABLES:
            bulk.sequence_set(name, bulk.HELP_END)
    ahead.pen(part).loaded(TABLES)


def _lately(office: Office, now: datetime) -> None:
    """The front door's last eight weeks, what came of them, and the demonstration's own cases."""
    follows = front_door.loaded(now)
    pen = Pen(Dice("help", "lately"), office, highest(TABLES))
    followed(pen, follows)
    pen.loaded(TABLES)
    before = bulk.highest(ALLOCATED)
    pen = Pen(Dice("help", "today"), office, {**highest(TABLES), ALLOCATED: before})
    today(pen)
    pen.loaded({**TABLES, **ALLOCATION})
    bulk.sequence_set(ALLOCATED, pen.highest[ALLOCATED] + 1)
    where = sql.SQL("id > {}").format(before)
    histories.first_events(ALLOCATED, context=histories.new_context(now), now=now, where=where)


def _remembered(room: str, now: Callable[[], datetime], _: Ahead) -> None:
    """Write the history of one room's tables."""
    histories.whole([name for name in TABLES if name.startswith(f"{room}.")], now())


def settled(now: datetime) -> None:
    """Set every clock of the rooms, and let the planner know their tables."""
    bulk.prints_sorted()
    bulk.analysed(TABLES)
    for each in JOURNEYS:
        settle_all(each, now)
