"""Vacancies, the people who apply, and how far each application has come.

Two kinds of row. What says how recruitment went (vacancies, applications with their days and coded reasons) is kept
with its history. What says who somebody is (name, contact, notes, numbers of checks) has no history and is erased on
its day, so that erased means gone.
"""

from __future__ import annotations

from itertools import pairwise

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from righthelp.foundation.access.models import Account
from righthelp.practice.people.models import Tier
from righthelp.practice.recruitment.codes import STAGES, CheckKind, Closed, Ending, Source, Why
from righthelp.practice.recruitment.models_money import Booking, MarketPay, PayPoint, RateCap
from righthelp.practice.workforce.models import Basis, Post, Worker

_ROOM = """
perform 1 from workforce_post where id = new.post_id for update;
if not exists (select 1 from workforce_post p where p.id = new.post_id
                and daterange(p.starts, p.ends) @> new.free_from) then
  raise exception 'a vacancy stands on an established post'
    using errcode = 'check_violation', constraint = 'vacancy_on_established_post';
end if;
if new.wte + coalesce((select sum(h.wte) from workforce_holding h
      where h.post_id = new.post_id and daterange(h.starts, h.ends) @> new.free_from), 0)
    > (select wte from workforce_post where id = new.post_id) then
  raise exception 'the post is held on that day'
    using errcode = 'exclusion_violation', constraint = 'vacancy_has_room';
end if;
return new;
"""


@pghistory.track()
class Vacancy(models.Model):
    """A post, or part of one, that is to be filled: from the day recruitment began until it is filled or given up.

    ``free_from`` is the first day on which nobody holds it; ``apply_by`` is empty for recruitment that is always on.
    ``lead`` answers for it and owns an application's next step unless somebody else is named.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="vacancies")
    basis = models.CharField(max_length=12, choices=Basis, default=Basis.PERMANENT)
    wte = models.DecimalField(max_digits=3, decimal_places=2)
    lead = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="vacancies_led")
    opened = models.DateField()
    free_from = models.DateField()
    apply_by = models.DateField(null=True)
    closed = models.DateField(null=True)
    closed_why = models.CharField(max_length=8, choices=Closed, blank=True)
    tier = models.SmallIntegerField(choices=Tier, default=Tier.CASE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post"], condition=Q(closed__isnull=True), name="vacancy_once_open"),
            models.CheckConstraint(condition=Q(wte__gt=0) & Q(wte__lte=1), name="vacancy_wte_a_person"),
            models.CheckConstraint(condition=~Q(basis=Basis.AGENCY), name="vacancy_not_for_agency"),
            models.CheckConstraint(
                condition=Q(closed__isnull=True, closed_why="")
                | Q(closed__gte=F("opened")) & Q(closed_why__in=Closed.values),
                name="vacancy_closed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(apply_by__isnull=True) | Q(apply_by__gte=F("opened")), name="vacancy_apply_by_after_opening"
            ),
        ]
        triggers = [pgtrigger.Trigger(name="has_room", when=pgtrigger.Before, operation=pgtrigger.Insert, func=_ROOM)]


class Candidate(models.Model):
    """Somebody who has applied, once or more. Erased ``erase_on``: then only the number is left.

    ``worker`` is set for somebody who works or has worked here. No history is kept, so that what is erased is gone.
    """

    name = models.CharField(max_length=120, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    source = models.CharField(max_length=10, choices=Source)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    erase_on = models.DateField(null=True)
    erased = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="candidate_address_once"),
            models.CheckConstraint(
                condition=Q(erased__isnull=True) & ~Q(name="") & ~Q(email="")
                | Q(erased__isnull=False, name="", email="", phone=""),
                name="candidate_erased_whole",
            ),
        ]
        indexes = [models.Index(fields=["erase_on"], name="candidate_to_erase", condition=Q(erased__isnull=True))]

    @property
    def called(self) -> str:
        """Their name; what is said instead once it is erased."""
        return self.name or f"Candidate {self.pk}, details erased"


def _in_order() -> Q:
    """Each stage has its day only if the one before has, and not before it."""
    whole = Q()
    for before, after in pairwise(STAGES):
        whole &= Q(**{f"{after}__isnull": True}) | Q(**{f"{after}__gte": F(before)})
    return whole


@pghistory.track()
class Application(models.Model):
    """One candidate's application for one vacancy: the day of each stage, and who owns the next step.

    ``starts_on`` is the first day that was agreed; ``started`` is recorded with the joining itself, whose ``worker`` it
    names. An application that ends has its day, by whom and why.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="applications")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="applications")
    owner = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    applied = models.DateField()
    shortlisted = models.DateField(null=True)
    interviewed = models.DateField(null=True)
    offered = models.DateField(null=True)
    cleared = models.DateField(null=True)
    agreed = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    started = models.DateField(null=True)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="applications")
    ended = models.DateField(null=True)
    ending = models.CharField(max_length=12, choices=Ending, blank=True)
    why = models.CharField(max_length=14, choices=Why, blank=True)
    tier = models.SmallIntegerField(choices=Tier, default=Tier.CASE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "vacancy"], condition=Q(ended__isnull=True), name="application_once"
            ),
            models.CheckConstraint(condition=_in_order(), name="application_in_order"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{after}__isnull": True}) | Q(**{f"{before}__isnull": False}),
                    name=f"application_{after}_after_{before}",
                )
                for before, after in pairwise(STAGES[1:])
            ),
            models.CheckConstraint(
                condition=Q(agreed__isnull=True, starts_on__isnull=True)
                | Q(agreed__isnull=False, starts_on__isnull=False),
                name="application_agreed_says_when",
            ),
            models.CheckConstraint(
                condition=Q(started__isnull=True, worker__isnull=True)
                | Q(started__isnull=False, worker__isnull=False, ended__isnull=True),
                name="application_started_is_a_worker",
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True, ending="", why="")
                | Q(ended__gte=F("applied")) & ~Q(ending="") & ~Q(why=""),
                name="application_ended_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["vacancy"], name="application_live", condition=Q(ended__isnull=True, started__isnull=True)
            ),
            models.Index(fields=["applied"], name="application_applied"),
        ]

    @property
    def live(self) -> bool:
        """Neither over nor recorded as starting."""
        return self.ended is None and self.started is None


class PreCheck(models.Model):
    """A reference or check before somebody starts: asked for, then in. Erased with the candidate; the number of a DBS
    certificate or a registration goes into the worker's own record when they start."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="checks")
    kind = models.CharField(max_length=14, choices=CheckKind)
    asked = models.DateField()
    received = models.DateField(null=True)
    satisfied = models.BooleanField(null=True)
    number = models.CharField(max_length=16, blank=True)
    issued = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "kind"], name="precheck_once"),
            models.CheckConstraint(
                condition=Q(received__isnull=True, satisfied__isnull=True)
                | Q(received__gte=F("asked"), satisfied__isnull=False),
                name="precheck_answer_whole",
            ),
        ]


class Note(models.Model):
    """What somebody wrote of an application: of an interview, why it ended. Erased with the candidate."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="notes")
    words = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")


__all__ = ["Application", "Booking", "Candidate", "MarketPay", "Note", "PayPoint", "PreCheck", "RateCap", "Vacancy"]
