"""What is done in and after a missing episode: sightings, offers, the interview, decisions and forwards.

The dated facts that clocks and indicators read stand on ``Episode``; the rows here say how each came about.
"""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from righthelp.foundation.intake.models import Message
from righthelp.practice.missing.models import DeclinedBy, DeclineReason, Episode
from righthelp.practice.people.models import Address
from righthelp.practice.workforce.models import Worker


class Source(models.TextChoices):
    """Who told us."""

    POLICE = "police", "Police"
    CARER = "carer", "Carer"
    PARENT = "parent", "Parent"
    WORKER = "worker", "Worker"
    PUBLIC = "public", "Somebody else"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Sighting(models.Model):
    """The missing child was seen. ``notice_key`` is the police's key of the notice that said so, if one did."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="sightings")
    seen_at = models.DateTimeField()
    place = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=6, choices=Source)
    notice_key = models.CharField(max_length=120, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "notice_key"],
                name="sighting_once_per_notice",
                condition=Q(notice_key__isnull=False),
            )
        ]


class How(models.TextChoices):
    IN_PERSON = "person", "In person"
    PHONE = "phone", "By phone"
    TEXT = "text", "By text message"
    LETTER = "letter", "By letter"
    CARER = "carer", "Through the carer"
    SOCIAL_WORKER = "worker", "Through the social worker"


class Answer(models.TextChoices):
    NO_ANSWER = "none", "No answer"
    MESSAGE_LEFT = "message", "Message left"
    COME_BACK = "later", "Asked us to come back later"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


@pghistory.track()
class Offer(models.Model):
    """One attempt to offer a return home interview, and the answer to it.

    An attempt that reached nobody (``no answer``) is persistence, not yet an offer; every other answer means an
    offer was made. ``in_hours`` is whether it fell on a working day between 09:00 and 17:00 in London.
    """

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="offers")
    at = models.DateTimeField()
    how = models.CharField(max_length=6, choices=How)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    spoken_to = models.CharField(max_length=120, blank=True)
    answer = models.CharField(max_length=8, choices=Answer)
    declined_by = models.CharField(max_length=6, choices=DeclinedBy, blank=True)
    decline_reason = models.CharField(max_length=12, choices=DeclineReason, blank=True)
    in_hours = models.BooleanField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(answer="declined") & ~Q(declined_by="") & ~Q(decline_reason=""))
                | (~Q(answer="declined") & Q(declined_by="", decline_reason="")),
                name="offer_decline_says_who_and_why",
            )
        ]
        indexes = [models.Index(fields=["worker", "at"], name="offer_by_worker")]


class InterviewSetting(models.TextChoices):
    HOME = "home", "At home"
    PLACEMENT = "placement", "Where the child lives in care"
    SCHOOL = "school", "At school"
    OUT = "out", "Out: a café, a park, a walk"
    OFFICE = "office", "At an office"
    REMOTE = "remote", "By phone or video"


class Push(models.TextChoices):
    """What made the child go."""

    CONFLICT = "conflict", "Arguments at home or placement"
    HARM_AT_HOME = "harm_home", "Being hurt or frightened at home"
    UNHAPPY_PLACEMENT = "placement", "Unhappy in the placement"
    FAR_FROM_FAMILY = "distance", "Placed far from family and friends"
    SCHOOL = "school", "Trouble at school or no school"
    BULLYING = "bullying", "Being bullied"
    RULES = "rules", "Rules felt unfair"
    MENTAL_HEALTH = "mind", "Feeling low or overwhelmed"
    NOT_HEARD = "not_heard", "Not being listened to"


class Pull(models.TextChoices):
    """What drew the child."""

    FAMILY = "family", "To be with family"
    FRIENDS = "friends", "To be with friends"
    PARTNER = "partner", "Boyfriend or girlfriend"
    SEXUAL_EXPLOITATION = "cse", "Being drawn in for sexual exploitation"
    CRIMINAL_EXPLOITATION = "cce", "Being drawn in for criminal exploitation"
    SUBSTANCES = "substances", "Alcohol or drugs"
    ONLINE = "online", "Somebody met online"
    FUN = "fun", "A party or time out"
    MONEY = "money", "Money or gifts"


class Harm(models.TextChoices):
    """What was done to the child while missing."""

    HURT = "hurt", "Was physically hurt"
    SEXUAL = "sexual", "Was sexually harmed"
    EXPLOITED = "exploited", "Was exploited"
    ROUGH = "rough", "Slept rough or with strangers"
    SUBSTANCES = "substances", "Was given alcohol or drugs"
    CARRIED = "carried", "Was made to carry or sell drugs"
    THREATENED = "threatened", "Was threatened"


def some_of(longest: int, choices: type[models.TextChoices]) -> ArrayField[list[str], list[str]]:
    """A column that holds any number of the choices, each once."""
    return ArrayField(models.CharField(max_length=longest, choices=choices), default=list, blank=True)


@pghistory.track()
class Interview(models.Model):
    """The return home interview: an independent person listened, and this is what was learned.

    ``own_words`` is what the child said, as they said it. ``sent_to`` is the child's primary social worker, to
    whom it goes the moment it is recorded; without one it goes to nobody and the child shows as needing a worker.
    """

    episode = models.OneToOneField(Episode, on_delete=models.PROTECT, related_name="interview")
    held_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="interviews_held")
    place_kind = models.CharField(max_length=9, choices=InterviewSetting)
    where = models.CharField(max_length=200, blank=True)
    child_seen_alone = models.BooleanField()
    own_words = models.TextField()
    push_factors = some_of(10, Push)
    pull_factors = some_of(10, Pull)
    harm = some_of(10, Harm)
    harm_note = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    sent_to = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="interviews_received")
    sent_at = models.DateTimeField(null=True)
    shared_with_police_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_to__isnull=True, sent_at__isnull=True)
                | Q(sent_to__isnull=False, sent_at__isnull=False),
                name="interview_sent_to_and_when",
            ),
            models.CheckConstraint(
                condition=Q(push_factors__contained_by=Push.values)
                & Q(pull_factors__contained_by=Pull.values)
                & Q(harm__contained_by=Harm.values),
                name="interview_known_factors",
            ),
        ]
        indexes = [
            models.Index(fields=["held_at"], name="interview_held"),
            models.Index(fields=["sent_to", "sent_at"], name="interview_sent"),
        ]


class PlaceKind(models.TextChoices):
    HOUSE = "house", "House or flat"
    PARK = "park", "Park or street"
    SHOP = "shop", "Shop, takeaway or café"
    HOTEL = "hotel", "Hotel or short let"
    TRANSPORT = "transport", "Station or transport"
    SCHOOL = "school", "School or college"
    ONLINE = "online", "Online"
    OTHER = "other", "Another place"


@pghistory.track()
class InterviewPlace(models.Model):
    """A place the child spoke of."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="places")
    name = models.CharField(max_length=200)
    address = models.ForeignKey(Address, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=9, choices=PlaceKind, default=PlaceKind.OTHER)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="interview_place_named")]
        indexes = [models.Index(fields=["name"], name="interview_place")]


class PersonRelation(models.TextChoices):
    FRIEND = "friend", "Friend"
    FAMILY = "family", "Family"
    PARTNER = "partner", "Boyfriend or girlfriend"
    ADULT = "adult", "Adult known to the child"
    ONLINE = "online", "Met online"
    OTHER = "other", "Other"


@pghistory.track()
class InterviewPerson(models.Model):
    """A person the child spoke of, by name or by the name they go by."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=8, choices=PersonRelation, default=PersonRelation.OTHER)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="interview_person_named")]


@pghistory.track()
class StrategyDiscussion(models.Model):
    """Social care and police together on a child still missing, due at 72 hours."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="strategy_discussions")
    held_at = models.DateTimeField()
    chaired_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    present = models.CharField(max_length=500)
    decisions = models.TextField()


@pghistory.track()
class Action(models.Model):
    """Something agreed for a child because of an episode: the missing action plan is its actions together."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="actions")
    text = models.CharField(max_length=500)
    owner = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="missing_actions")
    agreed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(due_at__gte=F("agreed_at")), name="action_due_after_agreed"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | (Q(done_at__gte=F("agreed_at")) & ~Q(outcome="")),
                name="action_done_says_outcome",
            ),
        ]
        indexes = [models.Index(fields=["owner", "due_at"], name="action_open", condition=Q(done_at__isnull=True))]


@pghistory.track()
class Decision(models.Model):
    """One line decided at the daily triage meeting."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="decisions")
    meeting_on = models.DateField()
    decided_at = models.DateTimeField()
    text = models.CharField(max_length=300)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="decision_says_something")]
        indexes = [models.Index(fields=["meeting_on"], name="decision_meeting")]


@pghistory.track()
class Together(models.Model):
    """Two episodes in which the children were missing together; the lower id stands first."""

    first = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="together_with_later")
    second = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="together_with_earlier")
    why = models.CharField(max_length=300)
    linked_at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="together_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="together_lower_first"),
        ]


class CheckWith(models.TextChoices):
    POLICE = "police", "Police"
    HOME_OFFICE = "home_office", "Home Office"


@pghistory.track()
class Check(models.Model):
    """For an unaccompanied child still missing: we asked the police or the Home Office for news."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="checks")
    at = models.DateTimeField()
    with_whom = models.CharField(max_length=11, choices=CheckWith)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=500)
    next_due_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(next_due_at__gt=F("at")), name="check_next_is_later")]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Forward(models.Model):
    """A police notice about another council's child, to be sent on to that council, due at once.

    ``episode`` is empty when we do not know the child; ``child_name`` is then what the notice says.
    """

    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, related_name="+")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, null=True, related_name="forwards")
    child_name = models.CharField(max_length=170)
    authority = models.CharField(max_length=3)
    due_at = models.DateTimeField()
    forwarded_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message"], name="forward_once_per_message"),
            models.CheckConstraint(
                condition=Q(message__isnull=False) | Q(episode__isnull=False), name="forward_of_something"
            ),
            models.CheckConstraint(
                condition=Q(forwarded_at__isnull=True, by__isnull=True, how="")
                | (Q(forwarded_at__isnull=False, by__isnull=False) & ~Q(how="")),
                name="forward_says_by_whom_and_how",
            ),
            models.CheckConstraint(condition=~Q(authority="330"), name="forward_to_another_council"),
        ]
        indexes = [models.Index(fields=["due_at"], name="forward_due", condition=Q(forwarded_at__isnull=True))]
