"""The partner register: schools, surgeries, hospitals, police and the rest, what part each plays, whom to ask."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from righthelp.practice.people.models import Area, Person, ends_after_start, no_overlap


class OrganisationKind(models.TextChoices):
    SCHOOL = "school", "School"
    COLLEGE = "college", "College"
    NURSERY = "nursery", "Nursery or early years"
    ALTERNATIVE = "alternative", "Alternative provision"
    GP = "gp", "GP surgery"
    DENTIST = "dentist", "Dentist"
    HOSPITAL = "hospital", "Hospital"
    HEALTH_VISITING = "hv", "Health visiting and school nursing"
    MENTAL_HEALTH = "camhs", "Mental health service"
    POLICE = "police", "Police"
    YOUTH_JUSTICE = "yot", "Youth justice"
    PROBATION = "probation", "Probation"
    COUNCIL = "council", "Council service"
    AUTHORITY = "authority", "Another authority"
    VOLUNTARY = "voluntary", "Voluntary organisation"
    COURT = "court", "Court or CAFCASS"
    HOUSING = "housing", "Housing"
    OTHER = "other", "Other"


@pghistory.track()
class Organisation(models.Model):
    """An organisation we work with. ``code`` is the DfE's number (URN) of a school and the NHS's (ODS) of a surgery."""

    kind = models.CharField(max_length=11, choices=OrganisationKind)
    name = models.CharField(max_length=120)
    code = models.CharField(max_length=12, blank=True, default="", db_default="")
    line = models.CharField(max_length=120, blank=True, default="", db_default="")
    locality = models.CharField(max_length=60, blank=True, default="", db_default="")
    postcode = models.CharField(max_length=8, blank=True, default="", db_default="")
    area = models.CharField(max_length=8, choices=Area, default=Area.OUTSIDE)
    phone = models.CharField(max_length=30, blank=True, default="", db_default="")
    email = models.CharField(max_length=120, blank=True, default="", db_default="")
    closed_on = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "code"], condition=~Q(code=""), name="organisation_code_once"),
            models.UniqueConstraint("kind", Lower("name"), "postcode", name="organisation_once"),
        ]
        indexes = [models.Index(fields=["kind", "name"], name="organisation_kind")]

    def __str__(self) -> str:
        return self.name


class Process(models.TextChoices):
    """The work an organisation takes part in."""

    FRONT_DOOR = "front_door", "Front door and MASH"
    MISSING = "missing", "Children who go missing"
    STRATEGY = "strategy", "Strategy discussions and enquiries"
    CONFERENCE = "conference", "Conferences and core groups"
    NEED = "need", "Child in need and early help"
    CARE = "care", "Children in care: health and education"
    EXPLOITATION = "exploitation", "Exploitation"
    YOUTH_JUSTICE = "youth_justice", "Youth justice"
    COURT = "court", "Court"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class OrganisationRole(models.Model):
    """What part an organisation plays in one process: who is asked, for what, how fast."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="roles")
    process = models.CharField(max_length=13, choices=Process)
    part = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "process"], name="organisation_role_once")]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class OrganisationContact(models.Model):
    """Somebody to ask at an organisation: the safeguarding lead, the school nurse."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=80)
    role = models.CharField(max_length=80)
    phone = models.CharField(max_length=30, blank=True, default="", db_default="")
    email = models.CharField(max_length=120, blank=True, default="", db_default="")


class AttendanceKind(models.TextChoices):
    """Where a child learns, or that they do not. All but alternative provision exclude one another."""

    ON_ROLL = "on_roll", "On roll"
    EARLY_YEARS = "early_years", "Early years"
    COLLEGE = "college", "College or training"
    ALTERNATIVE = "alternative", "Alternative provision beside school"
    HOME = "home", "Educated at home by choice"
    OFF_ROLL = "off_roll", "On no school’s roll"
    MISSING = "missing", "Missing education"


AT_NO_SCHOOL = (AttendanceKind.HOME, AttendanceKind.OFF_ROLL, AttendanceKind.MISSING)


@pghistory.track()
class Attendance(models.Model):
    """A child's place at a school, or that they have none, from a day to a day. One at a time; alternative provision
    may run beside it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="pupils")
    kind = models.CharField(max_length=11, choices=AttendanceKind)
    starts = models.DateField()
    ends = models.DateField(null=True)
    why_over = models.CharField(max_length=120, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            no_overlap("attendance_one_at_a_time", "person", condition=~Q(kind="alternative")),
            no_overlap("attendance_one_beside", "person", condition=Q(kind="alternative")),
            ends_after_start("attendance_ends_after_start"),
            models.CheckConstraint(
                condition=Q(kind__in=["home", "off_roll", "missing"], organisation__isnull=True)
                | (~Q(kind__in=["home", "off_roll", "missing"]) & Q(organisation__isnull=False)),
                name="attendance_school_or_none",
            ),
        ]


class RegistrationKind(models.TextChoices):
    GP = "gp", "GP"
    DENTIST = "dentist", "Dentist"
    HEALTH_VISITOR = "hv", "Health visitor or school nurse"
    MENTAL_HEALTH = "camhs", "Mental health service"
    PAEDIATRICIAN = "paeds", "Hospital doctor"


@pghistory.track()
class Registration(models.Model):
    """A person is registered with a surgery or another health service; one of a kind at a time."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="registrations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="registered")
    kind = models.CharField(max_length=7, choices=RegistrationKind)
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            no_overlap("registered_one_of_a_kind", "person", "kind"),
            ends_after_start("registered_ends_after_start"),
        ]
