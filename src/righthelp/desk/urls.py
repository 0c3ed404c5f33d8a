from django.urls import path

from righthelp.desk import pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("worklist", pages.worklist, name="worklist"),
    path("alerts", pages.alerts_page, name="alerts"),
    path("search", pages.search, name="search"),
    path("children/<int:child_id>", pages.child, name="child"),
    path("children/<int:child_id>/timeline", pages.timeline, name="timeline"),
    path("children/<int:child_id>/history", pages.history, name="history"),
    path("children/<int:child_id>/who-looked", pages.looked, name="looked"),
]
