from django.urls import path

from righthelp.practice.workforce import pages, pages_allocation
from righthelp.practice.workforce.urls_people import PATTERNS

urlpatterns = [
    *PATTERNS,
    path("teams/", pages.teams, name="teams"),
    path("teams/mine", pages.my_team, name="my-team"),
    path("teams/<int:team_id>", pages.team, name="team"),
    path("teams/<int:team_id>/absence", pages.absence, name="absence"),
    path("workers/<int:worker_id>", pages_allocation.worker, name="worker"),
    path("unallocated", pages_allocation.without_worker, name="unallocated"),
    path("children/<int:child_id>/allocate", pages_allocation.allocate, name="allocate"),
]
