"""What somebody told us (a call), each child it is about (a contact), and the referral that may come of it.

A call about three brothers is one call and three contacts: each child has a decision and a clock of their own.
"""

from __future__ import annotations

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from righthelp.practice.front_door.codes import (
    Channel,
    Closing,
    Consent,
    Grade,
    Level,
    Outcome,
    ReferralKind,
    Source,
    Why,
    Without,
)
from righthelp.practice.people.models import Organisation, Person
from righthelp.practice.workforce.models import MomentRange, Team, Worker


@pghistory.track()
class Call(models.Model):
    """One time somebody told us something: who, how, in whose words, with whose agreement; and who has it now.

    ``team`` owns it always, ``worker`` while somebody has taken it. ``organisation_words`` is what was typed for one
    that is not on the partner register. ``version`` grows with every change of the owner. One that came through a
    partner's system has the number of its ``message`` instead of whoever wrote it down; ``incident`` and ``grade`` are
    those of the police, who screened it for domestic abuse.
    """

    received = models.DateTimeField()
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    message = models.UUIDField(null=True, unique=True)
    channel = models.CharField(max_length=9, choices=Channel)
    source = models.CharField(max_length=2, choices=Source)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    organisation_words = models.CharField(max_length=120, blank=True)
    caller = models.CharField(max_length=120, blank=True)
    caller_role = models.CharField(max_length=80, blank=True)
    reached_at = models.CharField(max_length=120, blank=True)
    call_back = models.CharField(max_length=120, blank=True)
    why = models.CharField(max_length=12, choices=Why)
    words = models.TextField()
    wants = models.TextField(blank=True)
    consent = models.CharField(max_length=9, choices=Consent)
    without = models.CharField(max_length=7, choices=Without, blank=True)
    without_why = models.CharField(max_length=400, blank=True)
    danger = models.BooleanField(default=False)
    incident = models.CharField(max_length=40, blank=True, db_default="")
    grade = models.CharField(max_length=8, choices=Grade, blank=True, db_default="")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(received__lte=F("recorded")), name="call_not_in_the_future"),
            models.CheckConstraint(condition=~Q(words=""), name="call_says_something"),
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=False) | Q(message__isnull=False), name="call_came_somehow"
            ),
            models.CheckConstraint(condition=Q(grade="") | ~Q(incident=""), name="call_grade_of_an_incident"),
            models.CheckConstraint(
                condition=~Q(source="9") | Q(caller="", organisation__isnull=True, organisation_words=""),
                name="call_anonymous_is_nameless",
            ),
            models.CheckConstraint(
                condition=Q(consent="given", without="") | (~Q(consent="given") & ~Q(without="") & ~Q(without_why="")),
                name="call_without_agreement_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["received"], name="call_received"),
            models.Index(fields=["organisation", "-received"], name="call_organisation"),
            models.Index(fields=["worker"], name="call_worker", condition=Q(worker__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"Call {self.pk}"


@pghistory.track()
class Contact(models.Model):
    """One child in a call, until it is decided what happens next.

    ``child`` is unknown while nobody could say who it is; ``described`` says what is known of them. ``received``,
    ``source`` and ``danger`` are the call's, and ``answerable`` says whether the caller can be reached: kept here
    because clocks read one row.
    ``alone``: decided while the offices were closed by the person who had recorded it.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="contacts")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="contacts")
    described = models.CharField(max_length=200, blank=True)
    received = models.DateTimeField()
    source = models.CharField(max_length=2, choices=Source)
    danger = models.BooleanField(default=False)
    answerable = models.BooleanField(default=True)
    decided = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    alone = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, choices=Outcome, null=True)
    level = models.CharField(max_length=10, choices=Level, null=True)
    rationale = models.TextField(blank=True)
    advice = models.TextField(blank=True)
    authority = models.CharField(max_length=3, blank=True)
    told = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "child"], name="contact_child_once"),
            models.CheckConstraint(condition=Q(child__isnull=False) | ~Q(described=""), name="contact_about_somebody"),
            models.CheckConstraint(
                condition=Q(
                    decided__isnull=True,
                    decided_by__isnull=True,
                    outcome__isnull=True,
                    level__isnull=True,
                    rationale="",
                )
                | (
                    Q(
                        decided__gte=F("received"),
                        decided_by__isnull=False,
                        outcome__isnull=False,
                        level__isnull=False,
                    )
                    & ~Q(rationale="")
                ),
                name="contact_decision_says_why",
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True) | ~Q(outcome__in=["advice", "signpost"]) | ~Q(advice=""),
                name="contact_advice_is_written",
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True)
                | ~Q(outcome__in=["referral", "mash", "nrpf", "disabled", "already"])
                | Q(child__isnull=False),
                name="contact_referred_is_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True) | ~Q(outcome="authority") | ~Q(authority=""),
                name="contact_authority_is_named",
            ),
            models.CheckConstraint(
                condition=Q(told__isnull=True) | Q(decided__isnull=False, told__gte=F("decided")),
                name="contact_told_when_decided",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=True) | (Q(decided__isnull=True) & ~Q(withdrawn_why="")),
                name="contact_withdrawn_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "-received"], name="contact_child"),
            models.Index(
                fields=["received"],
                name="contact_undecided",
                condition=Q(decided__isnull=True, withdrawn__isnull=True),
            ),
            models.Index(fields=["received", "outcome"], name="contact_received"),
        ]

    def __str__(self) -> str:
        return f"Contact {self.pk}"


@pghistory.track()
class Referral(models.Model):
    """A child referred to a team; one at a time. ``earlier`` is the referral of the twelve months before, if any.

    ``team`` answers for it always, and has had it to accept since ``placed``. When a team sends it back, the
    front door's team has it again and ``sent_back`` says why.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="referrals")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="referrals")
    kind = models.CharField(max_length=10, choices=ReferralKind)
    made = models.DateTimeField()
    made_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    placed = models.DateTimeField()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    accepted = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    sent_back = models.CharField(max_length=400, blank=True)
    again = models.BooleanField(default=False)
    earlier = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    closed = models.DateTimeField(null=True)
    closing = models.CharField(max_length=10, choices=Closing, blank=True)
    closing_why = models.CharField(max_length=400, blank=True)
    withdrawn = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="referral_one_at_a_time",
                expressions=[
                    ("child", RangeOperators.EQUAL),
                    (MomentRange(F("made"), F("closed")), RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["contact"], name="referral_once_of_a_contact", condition=Q(withdrawn__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(accepted__isnull=True, accepted_by__isnull=True)
                | Q(accepted__gte=F("made"), accepted_by__isnull=False),
                name="referral_accepted_after_made",
            ),
            models.CheckConstraint(
                condition=Q(closed__isnull=True, closing="")
                | (Q(closed__gt=F("made")) & ~Q(closing="") & ~Q(closing_why="")),
                name="referral_closed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=True) | (Q(accepted__isnull=True) & ~Q(withdrawn_why="")),
                name="referral_withdrawn_says_why",
            ),
            models.CheckConstraint(
                condition=Q(again=False, earlier__isnull=True) | Q(again=True, earlier__isnull=False),
                name="referral_again_names_earlier",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "-made"], name="referral_child"),
            models.Index(fields=["made"], name="referral_made"),
            models.Index(
                fields=["team"], name="referral_open", condition=Q(closed__isnull=True, withdrawn__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"Referral {self.pk}"


from righthelp.practice.front_door.models_around import (  # noqa: E402  # these point at the three above
    Screening,
    ScreeningAnswer,
    Turn,
    Undone,
    Word,
)
from righthelp.practice.front_door.models_calls import (  # noqa: E402  as above
    CallAssessment,
    CallEdition,
    CallMark,
    CallSample,
    CallStandard,
    SampledCall,
)
from righthelp.practice.front_door.models_registers import (  # noqa: E402  as above
    ChannelPanel,
    ChannelReferral,
    PlacedHere,
    Specialist,
)

__all__ = [
    "Call",
    "CallAssessment",
    "CallEdition",
    "CallMark",
    "CallSample",
    "CallStandard",
    "ChannelPanel",
    "ChannelReferral",
    "Contact",
    "PlacedHere",
    "Referral",
    "SampledCall",
    "Screening",
    "ScreeningAnswer",
    "Specialist",
    "Turn",
    "Undone",
    "Word",
]
