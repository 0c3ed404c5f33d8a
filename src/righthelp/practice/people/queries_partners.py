"""Named reads of the partner register."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from righthelp.practice.people.models_partners import AttendanceKind, Organisation, OrganisationKind

_OFFERED = 8


def matching(text: str, *, kinds: Collection[OrganisationKind]) -> list[Organisation]:
    """Open organisations of these kinds by code, whole name, or part of it; the surest only, where one is sure."""
    tidy = " ".join(text.split())
    if not tidy:
        return []
    open_ones = Organisation.objects.filter(kind__in=list(kinds), closed_on=None)
    for exact in (Q(code__iexact=tidy), Q(name__iexact=tidy)):
        sure = list(open_ones.filter(exact)[:_OFFERED])
        if sure:
            return sure
    every = Q()
    for word in tidy.split():
        every &= Q(name__icontains=word) | Q(locality__icontains=word)
    begins = Case(When(name__istartswith=tidy, then=Value(0)), default=Value(1), output_field=IntegerField())
    return list(open_ones.filter(every).order_by(begins, "name")[:_OFFERED])


def register(text: str) -> QuerySet[Organisation]:
    """The partner register, by part of a name, code or district; with how many children are on roll or registered."""
    found = Organisation.objects.all()
    for word in text.split():
        found = found.filter(
            Q(name__icontains=word)
            | Q(locality__icontains=word)
            | Q(code__istartswith=word)
            | Q(postcode__istartswith=word)
        )
    return found.order_by("name", "pk")


def children_with(organisation: int) -> dict[str, int]:
    """How many people are there now: on roll (alternative provision beside) and registered. Two queries."""
    pupils: dict[str, Any] = Organisation.objects.filter(pk=organisation).aggregate(
        pupils=Count("pupils", filter=Q(pupils__ends=None) & ~Q(pupils__kind=AttendanceKind.ALTERNATIVE)),
    )
    patients: dict[str, Any] = Organisation.objects.filter(pk=organisation).aggregate(
        registered=Count("registered", filter=Q(registered__ends=None)),
    )
    return {"pupils": int(pupils["pupils"] or 0), "registered": int(patients["registered"] or 0)}
