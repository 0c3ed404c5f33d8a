"""The addresses of allocation and caseload."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, path

from righthelp.practice.workforce import pages_allocation, pages_caseload, pages_reallocation

WORK: Final[list[URLPattern]] = [
    path("workers/<int:worker_id>", pages_allocation.worker, name="worker"),
    path("workers/<int:worker_id>/pass-on", pages_reallocation.pass_on, name="pass-on"),
    path("reallocations/<int:reallocation_id>", pages_reallocation.reallocation, name="reallocation"),
    path("handovers", pages_reallocation.handovers, name="handovers"),
    path("handovers/<int:passed_id>", pages_reallocation.handover, name="handover"),
    path("unallocated", pages_allocation.without_worker, name="unallocated"),
    path("children/<int:child_id>/allocate", pages_allocation.allocate, name="allocate"),
    path("children/<int:child_id>/workers", pages_allocation.workers, name="child-workers"),
    path("children/<int:child_id>/workers/beside", pages_allocation.beside, name="co-work"),
    path("children/<int:child_id>/workers/stop", pages_allocation.stop, name="stop-working"),
    path("children/<int:child_id>/workers/undo/<int:allocation_id>", pages_allocation.undo, name="undo-allocation"),
    path("children/<int:child_id>/workers/demand", pages_allocation.demand, name="demand"),
    path("children/<int:child_id>/workers/demand/<int:demand_id>", pages_allocation.demand_ends, name="demand-ends"),
    path("caseloads", pages_caseload.caseloads, name="caseloads"),
    path("teams/<int:team_id>/caseload", pages_caseload.team_load, name="team-load"),
]
