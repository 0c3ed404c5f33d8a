"""What holds of the fostering service in any synthetic city; asked by the stories of the city."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from django.db.models import F

from righthelp.city import foster
from righthelp.practice.care.models import Stay
from righthelp.practice.casework import intervals
from righthelp.practice.fostering import queries_lasting, queries_pay
from righthelp.practice.fostering.models import Application, Due, Family, Finding, HomeVisit, Household, Item, PayRun


def adds_up() -> None:
    """What is due follows from visits, lists from the stays, and approvals from decisions."""
    _what_is_due_is_what_the_service_works_out()
    _carers_are_paid_for_the_nights_of_the_children_who_live_there()
    _people_ask_every_month_and_most_come_no_further()
    _a_family_is_looked_for_where_that_is_the_plan()


def _what_is_due_is_what_the_service_works_out() -> None:
    for household in Household.objects.order_by("pk")[::5]:
        visits = list(HomeVisit.objects.filter(household=household).values_list("on", "surprise"))
        since = household.reviewed_before or household.approved
        for owed, days in (("visit", [on for on, _ in visits]), ("surprise", [on for on, unsaid in visits if unsaid])):
            due = Due.objects.filter(household=household, owed=owed).order_by("place")
            wanted = [tuple(each) for each in intervals.drawn(since, days, household.left)]
            assert list(due.values_list("since", "held", "ended")) == wanted


def _carers_are_paid_for_the_nights_of_the_children_who_live_there() -> None:
    runs = list(PayRun.objects.order_by("week"))
    assert len(runs) == foster.WEEKS
    assert all(run.released_by_id and run.released_by_id != run.prepared_by_id for run in runs)
    assert queries_pay.owed_late(runs[-1].week + timedelta(weeks=1)) == {}
    week, ends = runs[-1].week, runs[-1].week + timedelta(weeks=1)
    stays = Stay.objects.filter(home__kind__in=["foster", "connected"], home__provider="PR1", starts__lt=ends)
    spans = [(max(stay.starts, week), min(stay.ends or ends, ends)) for stay in stays]
    lived = sum((last - first).days for first, last in spans if first < last)
    assert sum(line.nights for line in runs[-1].lines.filter(child__isnull=False)) == lived > 0


def _a_family_is_looked_for_where_that_is_the_plan() -> None:
    rows = Finding.objects.select_related("care")
    assert rows.exists()
    assert all(queries_lasting.planned(row.child_id) is not None and row.care.ends is None for row in rows)
    assert not rows.filter(finder__ends__isnull=False).exists()  # who looks now still works here
    assert not Family.objects.filter(home__starts__gt=F("on")).exists()
    with_first = sum(row.families.filter(home__stays__child=row.child_id).exists() for row in rows)
    assert with_first > len(rows) / 2  # the carers they live with are asked first


def _people_ask_every_month_and_most_come_no_further() -> None:
    rows = list(Application.objects.all())
    months = Counter(row.enquired.strftime("%Y-%m") for row in rows if row.enquired >= date(2020, 1, 1))
    assert min(months.values()) > 2
    assert 0 < sum(row.approved is not None for row in rows) < len(rows) / 2
    assert {item.decided for item in Item.objects.all()} == {row.approved for row in rows if row.approved}
