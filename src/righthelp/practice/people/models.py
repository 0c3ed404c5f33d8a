"""The register of people, first floor: names, addresses, relationships, identifiers, plans and placements.

Plans and placements stand here as plain periods until the rooms for protection, child in need and care are
built; what other rooms need of them today is only which of them was in force on a date.
"""

from __future__ import annotations

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower

from righthelp.foundation.database.apart import Apart
from righthelp.practice.people.kinds import (
    HowResponsible,
    Parted,
    Quality,
    RelationshipKind,
    Situation,
    Together,
)
from righthelp.practice.people.search_keys import IN_PARTS, Bare, FirstPart, LastPart, Plain, Sound, Street


class DateRange(Func):
    """``daterange(starts, ends)``: half open, as every period in the house."""

    function = "DATERANGE"
    output_field = DateRangeField()


class Area(models.TextChoices):
    """The trust's three areas, and everywhere else."""

    EAST = "east", "East"
    SOUTH = "south", "South"
    NORTH_WEST_CENTRAL = "nwc", "North, West and Central"
    OUTSIDE = "outside", "Outside the city"


class Sex(models.TextChoices):
    """Sex as registered; the person's own words for themselves belong in their preferred name and notes."""

    FEMALE = "F", "Female"
    MALE = "M", "Male"
    UNKNOWN = "U", "Not recorded"


class BirthDateKind(models.TextChoices):
    KNOWN = "known", "Known"
    ESTIMATED = "estimated", "Estimated"
    DUE = "due", "Due date of an unborn child"


class Tier(models.IntegerChoices):
    """How closely a record is held."""

    CASE = 1, "Ordinary record"
    RESTRICTED = 2, "Restricted to named people"
    SEALED = 3, "Sealed"


@pghistory.track()
class Person(models.Model):
    """Anyone the trust knows: child, parent, carer, neighbour. One person, one record."""

    forename = models.CharField(max_length=80)
    surname = models.CharField(max_length=80)
    preferred_name = models.CharField(max_length=80, blank=True)
    birth_date = models.DateField(null=True)
    birth_date_kind = models.CharField(max_length=10, choices=BirthDateKind, default=BirthDateKind.KNOWN)
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    ethnicity = models.CharField(max_length=4, blank=True)
    language = models.CharField(max_length=40, blank=True)
    needs_interpreter = models.BooleanField(default=False)
    unaccompanied = models.BooleanField(default=False)
    authority = models.CharField(max_length=3, default="330")
    tier = models.SmallIntegerField(choices=Tier, default=Tier.CASE)
    died_on = models.DateField(null=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged_from", db_index=False
    )

    class Meta:
        indexes = [
            models.Index(fields=["birth_date"], name="person_birth_date"),
            models.Index(Lower("surname"), Lower("forename"), name="person_exact_names"),
            models.Index(Plain("surname"), Plain("forename"), name="person_plain_names"),
            models.Index(Plain("preferred_name"), name="person_goes_by", condition=~Q(preferred_name="")),
            models.Index(Sound("surname"), F("birth_date"), name="person_surname_sound"),
            models.Index(Sound("forename"), F("birth_date"), name="person_forename_sound"),
            models.Index(FirstPart("surname"), F("birth_date"), name="person_first_part", condition=IN_PARTS),
            models.Index(LastPart("surname"), F("birth_date"), name="person_last_part", condition=IN_PARTS),
            models.Index(fields=["tier"], name="person_close_held", condition=Q(tier__gt=1)),
            models.Index(fields=["merged_into"], name="person_merged", condition=Q(merged_into__isnull=False)),
            models.Index(fields=["id"], name="person_died", condition=Q(died_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.forename} {self.surname}"

    @property
    def called(self) -> str:
        """The name the person likes to be called by."""
        return self.preferred_name or self.forename


class AddressKind(models.TextChoices):
    HOME = "home", "Family home"
    RESIDENTIAL = "residential", "Residential home"
    FOSTER = "foster", "Foster home"
    SUPPORTED = "supported", "Supported accommodation"
    OTHER = "other", "Other"


@pghistory.track()
class Address(models.Model):
    """A place people live. Residential homes carry a name."""

    name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=12, choices=AddressKind, default=AddressKind.HOME)
    line = models.CharField(max_length=120)
    locality = models.CharField(max_length=60)
    postcode = models.CharField(max_length=8)
    area = models.CharField(max_length=8, choices=Area)
    authority = models.CharField(max_length=3, default="330")
    country = models.CharField(max_length=60, blank=True, default="", db_default="")  # empty in the United Kingdom

    class Meta:
        indexes = [
            models.Index(fields=["postcode"], name="address_postcode"),
            models.Index(fields=["kind"], name="address_homes", condition=~Q(kind="home")),
            models.Index(Street("line"), name="address_street"),
            models.Index(Plain("name"), name="address_home_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.name, self.line, self.locality, self.postcode, self.country)))


def no_overlap(name: str, *fields: str | Apart, condition: Q | None = None) -> ExclusionConstraint:
    """No two rows with the same ``fields`` may cover the same day."""
    period = (DateRange("starts", "ends"), RangeOperators.OVERLAPS)
    same = [(field, RangeOperators.EQUAL) for field in fields]
    return ExclusionConstraint(name=name, expressions=[*same, period], condition=condition)


def ends_after_start(name: str) -> models.CheckConstraint:
    """A period that has ended ended later than it began."""
    return models.CheckConstraint(condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")), name=name)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Residence(models.Model):
    """Where a person lives, from a day (inclusive) to a day (exclusive); open while they live there.

    ``protected``: the address must not be given to anybody but those who work with the person. ``starts_about``: the
    day is not known for certain. ``why_changed`` is the reason of the latest correction.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="residences")
    address = models.ForeignKey(Address, on_delete=models.PROTECT, null=True, related_name="residents")
    starts = models.DateField()
    ends = models.DateField(null=True)
    protected = models.BooleanField(default=False)
    situation = models.CharField(max_length=8, choices=Situation, default=Situation.ADDRESS, db_default="address")
    temporary = models.BooleanField(default=False, db_default=False)
    starts_about = models.BooleanField(default=False, db_default=False)
    why_changed = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            no_overlap("residence_one_at_a_time", Apart("person")),
            ends_after_start("residence_ends_after_start"),
            models.CheckConstraint(
                condition=Q(situation="address", address__isnull=False)
                | (~Q(situation="address") & Q(address__isnull=True)),
                name="residence_address_or_none",
            ),
        ]
        indexes = [models.Index(fields=["address"], name="residence_protected", condition=Q(protected=True))]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Relationship(models.Model):
    """``other`` is the ``kind`` of ``person``: the mother of this child. Ended when ``ends`` is given.

    ``parental_responsibility`` is whether ``other`` holds it for ``person`` now; ``responsible_how`` and the days
    beside it stay when it has ended. ``quality`` is how the two get on. ``why_changed`` is the reason of the latest
    correction.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships_of")
    kind = models.CharField(max_length=12, choices=RelationshipKind)
    parental_responsibility = models.BooleanField(default=False)
    responsible_how = models.CharField(max_length=10, choices=HowResponsible, blank=True, default="", db_default="")
    responsible_from = models.DateField(null=True)
    responsible_until = models.DateField(null=True)
    together = models.CharField(max_length=10, choices=Together, blank=True, default="", db_default="")
    parted = models.CharField(max_length=9, choices=Parted, blank=True, default="", db_default="")
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    quality = models.CharField(max_length=8, choices=Quality, blank=True, default="", db_default="")
    words = models.CharField(max_length=300, blank=True, default="", db_default="")
    why_changed = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "other", "kind"], condition=Q(ends__isnull=True), name="relationship_once"
            ),
            models.CheckConstraint(condition=~Q(person=F("other")), name="relationship_to_another"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=True) | Q(ends__gt=F("starts")),
                name="relationship_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(kind="partner") | Q(together="", parted=""), name="relationship_partners_only"
            ),
            models.CheckConstraint(
                condition=Q(parental_responsibility=False) | Q(responsible_until__isnull=True),
                name="relationship_responsible_or_ended",
            ),
        ]


class IdentifierKind(models.TextChoices):
    NHS = "nhs", "NHS number"
    UPN = "upn", "Unique pupil number"
    FORMER_UPN = "former_upn", "Former pupil number"
    ULN = "uln", "Unique learner number"
    POLICE = "police", "Police person reference"
    HOME_OFFICE = "home_office", "Home Office reference"


@pghistory.track()
class Identifier(models.Model):
    """A number another organisation knows the person by; ended when it was never, or is no longer, theirs."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=12, choices=IdentifierKind)
    value = models.CharField(max_length=40)
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=120, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "value"], condition=Q(ended_on__isnull=True), name="identifier_one_person"
            )
        ]
        indexes = [models.Index(Bare("value"), name="identifier_bare", condition=Q(kind__in=["police", "home_office"]))]


class InvolvementKind(models.TextChoices):
    """The plan or status a child may have with us; more than one may run at a time."""

    CARE = "care", "Child in care"
    PROTECTION = "cp", "Child protection plan"
    NEED = "cin", "Child in need plan"


@pghistory.track()
class Involvement(models.Model):
    """A period in which a child was in care or had a plan."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="involvements")
    kind = models.CharField(max_length=5, choices=InvolvementKind)
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            no_overlap("involvement_one_of_a_kind", Apart("child"), "kind"),
            ends_after_start("involvement_ends_after_start"),
        ]
        indexes = [models.Index(fields=["kind", "starts"], name="involvement_kind")]


class PlacementKind(models.TextChoices):
    TRUST_FOSTER = "trust_foster", "Foster carer of the Trust"
    AGENCY_FOSTER = "agency_foster", "Foster carer of an agency"
    RESIDENTIAL = "residential", "Residential home"
    SUPPORTED = "supported", "Supported accommodation"
    RELATIVES = "relatives", "Relatives or friends"
    PARENTS = "parents", "With parents"
    ADOPTERS = "adopters", "With adopters"
    INDEPENDENT = "independent", "Living independently"
    HEALTH = "health", "Hospital or other health setting"
    CUSTODY = "custody", "Custody"
    AWAY = "away", "Away for a while"
    OTHER = "other", "Another placement"


@pghistory.track()
class Placement(models.Model):
    """Where a child in care lives and in what kind of placement; one at a time."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="placements")
    address = models.ForeignKey(Address, on_delete=models.PROTECT, related_name="placements")
    kind = models.CharField(max_length=14, choices=PlacementKind)
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            no_overlap("placement_one_at_a_time", Apart("child")),
            ends_after_start("placement_ends_after_start"),
        ]


from righthelp.practice.people.models_family import (  # noqa: E402
    Move,
    Moved,
    MustNotKnow,
    StruckOut,
    Support,
    Telling,
)
from righthelp.practice.people.models_identity import (  # noqa: E402  # these point at Person, so they come after it
    About,
    AfterDeath,
    CommunicationNeed,
    Consent,
    ContactPoint,
    Death,
    Disability,
    Immigration,
    KeptApart,
    Name,
    NameKind,
    Photo,
    PhotoImage,
    Worry,
)
from righthelp.practice.people.models_partners import (  # noqa: E402
    Attendance,
    Organisation,
    OrganisationContact,
    OrganisationRole,
    Registration,
)

__all__ = [
    "About",
    "Address",
    "AddressKind",
    "AfterDeath",
    "Area",
    "Attendance",
    "BirthDateKind",
    "CommunicationNeed",
    "Consent",
    "ContactPoint",
    "DateRange",
    "Death",
    "Disability",
    "HowResponsible",
    "Identifier",
    "IdentifierKind",
    "Immigration",
    "Involvement",
    "InvolvementKind",
    "KeptApart",
    "Move",
    "Moved",
    "MustNotKnow",
    "Name",
    "NameKind",
    "Organisation",
    "OrganisationContact",
    "OrganisationRole",
    "Parted",
    "Person",
    "Photo",
    "PhotoImage",
    "Placement",
    "PlacementKind",
    "Quality",
    "Registration",
    "Relationship",
    "RelationshipKind",
    "Residence",
    "Sex",
    "Situation",
    "StruckOut",
    "Support",
    "Telling",
    "Tier",
    "Together",
    "Worry",
    "ends_after_start",
    "no_overlap",
]
