"""What the pages of this room share: whom a page is about, what the reader may do, heads and crumbs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Subject
from righthelp.foundation.access.route import PageRequest, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form
from righthelp.foundation.pages.render import render
from righthelp.governance.release import queries
from righthelp.governance.release.models import Copy, Found, Packet, PacketAbout
from righthelp.practice.people.queries import Named, named

Crumbs = list[dict[str, str]]
LARGEST = 20 * 1024 * 1024


def child_subject(child_id: int, **_: Any) -> Subject:
    """The child whom the address names."""
    return Subject("child", child_id)


def packet_subject(packet_id: int) -> Subject:
    """The first child of a packet; the others are asked about by :func:`the_packet`."""
    children = queries.children_of(packet_id)
    if not children:
        raise Http404
    return Subject("child", children[0])


def copy_subject(copy_id: int, **_: Any) -> Subject:
    """The first child of a copy's packet."""
    return packet_subject(_one(Copy.objects.filter(pk=copy_id).values_list("packet_id", flat=True)))


def finding_subject(finding_id: int) -> Subject:
    """The first child of the packet in which something was found."""
    return packet_subject(_one(Found.objects.filter(pk=finding_id).values_list("copy__packet_id", flat=True)))


def _one(rows: Any) -> int:
    found = rows.first()
    if found is None:
        raise Http404
    return int(found)


def the_packet(request: PageRequest, packet_id: int, act: str = "document.see") -> Packet:
    """The packet; absent unless the reader may do ``act`` to every child whom it is about."""
    found = Packet.objects.select_related("prepared_by", "released_by", "withdrawn_by").filter(pk=packet_id).first()
    children = queries.children_of(packet_id)
    if found is None or not queries.reaches_all(children, request.account, act, request.now):
        raise Http404
    saw(request, children)
    return found


def the_copy(request: PageRequest, copy_id: int, act: str = "document.see") -> tuple[Packet, Copy]:
    """A copy and its packet."""
    copy = Copy.objects.filter(pk=copy_id).first()
    if copy is None:
        raise Http404
    return the_packet(request, copy.packet_id, act), copy


def the_child(request: PageRequest, child_id: int) -> Named:
    """The child a page is about."""
    found = named(child_id, local_date(request.now))
    if found is None:
        raise Http404
    return found


def crumbs_of(child: Named) -> Crumbs:
    """The way back to the child's documents."""
    return [
        {"text": child.name, "href": reverse("child", args=[child.id])},
        {"text": "Documents", "href": reverse("release:of-child", args=[child.id])},
    ]


def packet_crumbs(packet: Packet) -> Crumbs:
    """The way back to the packet."""
    return [
        {"text": "Documents", "href": reverse("release:board")},
        {"text": packet.title, "href": reverse("release:packet", args=[packet.pk])},
    ]


def asked(
    request: PageRequest,
    form: Form,
    *,
    title: str,
    button: str,
    crumbs: Crumbs,
    fields: Sequence[str],
    lines: Sequence[str] = (),
    warn: bool = False,
) -> HttpResponse:
    """A page that is one form."""
    context = {
        "title": title,
        "crumbs": crumbs,
        "form": form,
        "button": button,
        "fields": fields,
        "lines": lines,
        "warn": warn,
    }
    wrong = form.sent and bool(form.errors)
    return render(request, "release/form.html", context, status=400 if wrong else 200)


def children_named(packet: Packet) -> list[tuple[int, str]]:
    """The children of a packet with their names."""
    rows = PacketAbout.objects.filter(packet=packet).select_related("child").order_by("child_id")
    return [(row.child_id, str(row.child)) for row in rows]
