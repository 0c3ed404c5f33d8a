"""Posts, who holds them, how teams stand in the structure, and everybody's comings and goings.

A post is a chair: it belongs to a team and stays when people go. A holding is somebody sitting in it, wholly or for
part of the week. What a worker is today (team, title, manager) is written on the worker from their holding; what they
were on any day is read from here.
"""

from __future__ import annotations

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from righthelp.foundation.access.models import Account
from righthelp.practice.people.models import Area, DateRange

PERIOD = (DateRange("starts", "ends"), RangeOperators.OVERLAPS)


def ends_after(name: str) -> models.CheckConstraint:
    """A period that ends does so after it began."""
    return models.CheckConstraint(condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")), name=name)


class Service(models.TextChoices):
    """What a team is for; the trust's services in the order of a child's journey."""

    LEADERSHIP = "leadership", "Leadership"
    FRONT_DOOR = "front-door", "Front door"
    EMERGENCY_DUTY = "emergency-duty", "Emergency duty"
    FAMILY_SUPPORT = "family-support", "Family support"
    ASSESSMENT = "assessment", "Assessment and short-term intervention"
    SAFEGUARDING = "safeguarding", "Safeguarding"
    DISABILITY = "disability", "Disabled children"
    CARE = "care", "Children in care"
    LEAVING_CARE = "leaving-care", "Leaving care (18+)"
    ASYLUM = "asylum", "Unaccompanied asylum-seeking children"
    NO_RECOURSE = "no-recourse", "Families with no recourse to public funds"
    EDGE_OF_CARE = "edge-of-care", "Edge of care and family group conferences"
    MISSING = "missing", "Exploitation and missing"
    YOUTH_JUSTICE = "youth-justice", "Youth offending"
    FOSTERING = "fostering", "Fostering"
    ADOPTION = "adoption", "Adoption"
    PLACEMENTS = "placements", "Placements"
    CARE_HOMES = "care-homes", "Residential homes"
    REVIEWING = "reviewing", "Conferences and reviews"
    PRACTICE = "practice", "Practice improvement and learning"
    VOICE = "voice", "Rights, participation and complaints"
    CORPORATE = "corporate", "Corporate services"


class Locality(models.TextChoices):
    """The ten localities, by area."""

    HODGE_HILL = "hodge-hill", "Hodge Hill"
    YARDLEY = "yardley", "Yardley"
    EDGBASTON = "edgbaston", "Edgbaston"
    HALL_GREEN = "hall-green", "Hall Green"
    NORTHFIELD = "northfield", "Northfield"
    SELLY_OAK = "selly-oak", "Selly Oak"
    ERDINGTON = "erdington", "Erdington"
    LADYWOOD = "ladywood", "Ladywood"
    PERRY_BARR = "perry-barr", "Perry Barr"
    SUTTON_COLDFIELD = "sutton-coldfield", "Sutton Coldfield"


LOCALITIES: dict[str, tuple[Locality, ...]] = {
    Area.EAST: (Locality.HODGE_HILL, Locality.YARDLEY),
    Area.SOUTH: (Locality.EDGBASTON, Locality.HALL_GREEN, Locality.NORTHFIELD, Locality.SELLY_OAK),
    Area.NORTH_WEST_CENTRAL: (
        Locality.ERDINGTON,
        Locality.LADYWOOD,
        Locality.PERRY_BARR,
        Locality.SUTTON_COLDFIELD,
    ),
}


@pghistory.track()
class TeamStanding(models.Model):
    """How a team stands in the structure from a day to a day: under which unit, led by whom, in which area."""

    team = models.ForeignKey("workforce.Team", on_delete=models.PROTECT, related_name="standings")
    under = models.ForeignKey("workforce.Team", on_delete=models.PROTECT, null=True, related_name="standings_under")
    manager = models.ForeignKey("workforce.Worker", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    area = models.CharField(max_length=8, choices=Area, blank=True)
    locality = models.CharField(max_length=20, choices=Locality, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            ends_after("standing_ends_after_start"),
            ExclusionConstraint(name="standing_one_at_a_time", expressions=[("team", RangeOperators.EQUAL), PERIOD]),
            models.CheckConstraint(
                condition=Q(under__isnull=True) | ~Q(under=F("team")), name="standing_under_another"
            ),
        ]


@pghistory.track()
class Post(models.Model):
    """An established post of a team, from the day it was agreed to the day it was deleted."""

    number = models.CharField(max_length=12, unique=True)
    team = models.ForeignKey("workforce.Team", on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=120)
    grade = models.CharField(max_length=12)
    qualified = models.BooleanField(default=False)  # only a registered social worker may hold it
    leads = models.BooleanField(default=False)  # its holder manages the team
    wte = models.DecimalField(max_digits=3, decimal_places=2, default=1)
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after("post_ends_after_start"),
            models.CheckConstraint(condition=Q(wte__gt=0) & Q(wte__lte=1), name="post_wte_a_person"),
        ]
        indexes = [models.Index(fields=["team"], name="post_established", condition=Q(ends__isnull=True))]

    def __str__(self) -> str:
        return f"{self.number}, {self.title}"


class Basis(models.TextChoices):
    """On what footing somebody holds a post."""

    PERMANENT = "permanent", "Permanent"
    FIXED_TERM = "fixed-term", "Fixed term"
    SECONDMENT = "secondment", "Secondment"
    AGENCY = "agency", "Agency or interim"


_WITHIN = """
perform 1 from workforce_post where id = new.post_id for update;
perform 1 from workforce_worker where id = new.worker_id for update;
if exists (select 1 from workforce_post p where p.id = new.post_id
            and not daterange(p.starts, p.ends) @> daterange(new.starts, new.ends)) then
  raise exception 'a post is held only while it is established'
    using errcode = 'check_violation', constraint = 'holding_while_established';
end if;
if exists (
  select 1 from (
    select h.starts as day from workforce_holding h
     where h.post_id = new.post_id and h.id <> new.id and h.starts >= new.starts
       and (new.ends is null or h.starts < new.ends)
    union select new.starts) days
  where new.wte + coalesce((select sum(o.wte) from workforce_holding o
          where o.post_id = new.post_id and o.id <> new.id
            and daterange(o.starts, o.ends) @> days.day), 0)
        > (select wte from workforce_post where id = new.post_id)) then
  raise exception 'a post is held for more than it is'
    using errcode = 'exclusion_violation', constraint = 'holding_within_post';
end if;
if exists (
  select 1 from (
    select h.starts as day from workforce_holding h
     where h.worker_id = new.worker_id and h.id <> new.id and h.starts >= new.starts
       and (new.ends is null or h.starts < new.ends)
    union select new.starts) days
  where new.wte + coalesce((select sum(o.wte) from workforce_holding o
          where o.worker_id = new.worker_id and o.id <> new.id
            and daterange(o.starts, o.ends) @> days.day), 0) > 1) then
  raise exception 'a worker holds more than one whole post'
    using errcode = 'exclusion_violation', constraint = 'holding_within_worker';
end if;
return new;
"""


@pghistory.track()
class Holding(models.Model):
    """A worker holds a post, or a part of it, from a day to a day.

    The parts that a post is held by never add up to more than the post, nor a worker's to more than one whole person:
    a trigger sees to it, with the post and the worker locked, so that of two appointments at once one is refused.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    worker = models.ForeignKey("workforce.Worker", on_delete=models.PROTECT, related_name="holdings")
    basis = models.CharField(max_length=12, choices=Basis)
    wte = models.DecimalField(max_digits=3, decimal_places=2, default=1)
    agency = models.CharField(max_length=80, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after("holding_ends_after_start"),
            models.CheckConstraint(condition=Q(wte__gt=0) & Q(wte__lte=1), name="holding_wte_a_person"),
            models.CheckConstraint(condition=Q(agency="") | Q(basis=Basis.AGENCY), name="holding_agency_of_agency"),
        ]
        indexes = [models.Index(fields=["worker", "starts"], name="holding_of_worker")]
        triggers = [
            pgtrigger.Trigger(
                name="within",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_WITHIN,
            )
        ]


class MovementKind(models.TextChoices):
    """Somebody comes, changes place, goes, or comes back."""

    JOINED = "joined", "Joined"
    MOVED = "moved", "Moved team or post"
    LEFT = "left", "Left"
    RETURNED = "returned", "Came back"


class Leaving(models.TextChoices):
    """Why somebody leaves."""

    ANOTHER = "another", "To another authority or trust"
    AGENCY = "agency", "To work for an agency"
    OTHER_WORK = "other-work", "To other work"
    RETIRED = "retired", "Retired"
    CONTRACT = "contract", "The contract or assignment ended"
    HEALTH = "health", "Health"
    PERSONAL = "personal", "Family or personal reasons"
    DISMISSED = "dismissed", "Dismissed"
    REDUNDANT = "redundant", "Redundancy"
    DIED = "died", "Died"


@pghistory.track()
class Movement(models.Model):
    """A joining, a move, a leaving or a return, with the day on which it takes effect.

    Recorded ahead it waits: ``applied`` is empty until the day has come and the worker and the account have been
    changed. The holdings are written when it is recorded, so any date's figures know it already.
    """

    worker = models.ForeignKey("workforce.Worker", on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=8, choices=MovementKind)
    effective = models.DateField()
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey("workforce.Team", on_delete=models.PROTECT, null=True, related_name="+")
    former_team = models.ForeignKey("workforce.Team", on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=120, blank=True)
    manager = models.ForeignKey("workforce.Worker", on_delete=models.PROTECT, null=True, related_name="+")
    roles: ArrayField[list[str], list[str]] = ArrayField(models.CharField(max_length=40), default=list)
    leaving = models.CharField(max_length=10, choices=Leaving, blank=True)
    note = models.CharField(max_length=200, blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    applied = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind="left") ^ Q(leaving=""), name="movement_says_why_left"),
            models.CheckConstraint(
                condition=Q(applied__isnull=True) | Q(withdrawn__isnull=True), name="movement_applied_or_withdrawn"
            ),
        ]
        indexes = [
            models.Index(
                fields=["effective"],
                name="movement_waiting",
                condition=Q(applied__isnull=True, withdrawn__isnull=True),
            ),
            models.Index(fields=["worker", "effective"], name="movement_of_worker"),
        ]
