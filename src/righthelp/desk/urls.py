from django.urls import path

from righthelp.desk import pages, pages_child, pages_gaps, pages_search, pages_timeline

urlpatterns = [
    path("", pages.home, name="home"),
    path("worklist", pages.worklist, name="worklist"),
    path("alerts", pages.alerts_page, name="alerts"),
    path("search", pages_search.search, name="search"),
    path("children/<int:child_id>", pages_child.child, name="child"),
    path("children/<int:child_id>/summary", pages_child.summary, name="summary"),
    path("facts-to-find", pages_gaps.teams, name="gaps"),
    path("facts-to-find/<int:team_id>", pages_gaps.team, name="team-gaps"),
    path("children/<int:child_id>/timeline", pages_timeline.timeline, name="timeline"),
    path("children/<int:child_id>/timeline/print", pages_timeline.timeline_print, name="timeline-print"),
    path("children/<int:child_id>/timeline.pdf", pages_timeline.timeline_pdf, name="timeline-pdf"),
    path("children/<int:child_id>/timeline/<slug:entry>/mark", pages_timeline.mark, name="timeline-mark"),
    path("children/<int:child_id>/history", pages.history, name="history"),
    path("children/<int:child_id>/who-looked", pages.looked, name="looked"),
]
