from django.urls import path

from righthelp.practice.workforce import pages
from righthelp.practice.workforce.urls_people import PATTERNS
from righthelp.practice.workforce.urls_work import WORK

urlpatterns = [
    *PATTERNS,
    *WORK,
    path("teams/", pages.teams, name="teams"),
    path("teams/mine", pages.my_team, name="my-team"),
    path("teams/<int:team_id>", pages.team, name="team"),
    path("teams/<int:team_id>/absence", pages.absence, name="absence"),
]
