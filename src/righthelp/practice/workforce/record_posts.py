"""The verbs that write posts and how teams stand in the structure."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max, Q

from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.writing import Sentences, take_turns, words, writing
from righthelp.practice.workforce.models import Holding, Post, Team, TeamStanding, Worker
from righthelp.practice.workforce.record_base import By, account_of
from righthelp.practice.workforce.titles import title_of

_AT_ONCE: Sentences = {
    "standing_one_at_a_time": ("starts", "Somebody else has just changed this team. Open its page again."),
    "post_ends_after_start": ("last_day", "A post cannot end before it began."),
}


def established(
    *, team: int, title: str, wte: Decimal, starts: date, by: By, now: datetime, count: int = 1
) -> list[Post]:
    """``count`` posts of the same title are agreed for a team from a day. Grade and qualification follow the title."""
    known = title_of(title)
    if known is None:
        raise Refused("title", "Choose a title from the list.")
    if not 1 <= count <= 50:
        raise Refused("count", "Enter a number of posts from 1 to 50.")
    _part(wte)
    with writing(account_of(by)):
        held = _team(team)
        if held.closed and held.closed <= starts:
            raise Refused("team", f"{held.name} is closed since {say_date(held.closed)}. Choose another team.")
        take_turns("workforce post numbers")
        last = Post.objects.aggregate(last=Max("id"))["last"] or 0
        made = []
        for number in range(1, count + 1):
            made.append(
                Post.objects.create(
                    number=f"P{last + number:05d}",
                    team=held,
                    title=" ".join(title.split()),
                    grade=known.grade,
                    qualified=known.qualified,
                    leads=known.leads,
                    wte=wte,
                    starts=starts,
                )
            )
        return made


def disestablished(*, post: int, last_day: date, by: By, now: datetime) -> Post:
    """A post is given up after ``last_day``. Whoever holds it moves or leaves first."""
    with writing(account_of(by), _AT_ONCE):
        held = Post.objects.select_for_update().filter(pk=post).first()
        if held is None:
            raise Refused("post", "This post is no longer there. Open the list of posts again.")
        ends = date.fromordinal(last_day.toordinal() + 1)
        if held.ends:
            raise Refused("last_day", f"This post ended already; its last day was {say_date(_day_before(held.ends))}.")
        if ends <= held.starts:
            raise Refused("last_day", f"The post began on {say_date(held.starts)}. Enter a later day.")
        holder = (
            Holding.objects.filter(Q(ends__isnull=True) | Q(ends__gt=ends), post=held).select_related("worker").first()
        )
        if holder:
            raise Refused("last_day", f"{holder.worker.name} holds this post after that day. Record their move first.")
        held.ends = ends
        held.save(update_fields=["ends"])
        return held


def team_opened(
    *, code: str, name: str, service: str, under: int | None, starts: date, by: By, now: datetime, area: str = "",
    locality: str = "", manager: int | None = None,
) -> Team:  # fmt: skip
    """A new team or unit stands in the structure from a day."""
    called = words("name", name, 120, "Enter the team's name.")
    with writing(account_of(by), _AT_ONCE):
        if Team.objects.filter(code=code).exists():
            raise Refused("code", "Another team has this short name already. Choose another.")
        team = Team.objects.create(
            code=code, name=called, service=service, area=area, locality=locality, under_id=under, manager_id=manager
        )
        TeamStanding.objects.create(
            team=team, under_id=under, manager_id=manager, name=called, area=area, locality=locality, starts=starts
        )
        return team


def restructured(
    *, team: int, starts: date, by: By, now: datetime, why: str, name: str = "", under: int | None = None,
    manager: int | None = None, area: str = "", locality: str = "",
) -> TeamStanding:  # fmt: skip
    """From ``starts`` a team stands elsewhere: under another unit, led by another, renamed or in another area.

    A day ahead waits for its day; until then the team's page says what is coming.
    """
    reason = words("why", why, 200, "Say why, for whoever reads the structure later.")
    with writing(account_of(by), _AT_ONCE):
        held = _team(team)
        if under is not None:
            _not_in_a_ring(held.pk, under)
        if manager is not None and not Worker.objects.filter(pk=manager).exists():
            raise Refused("manager", "This worker is no longer there. Choose again.")
        later = TeamStanding.objects.filter(team=held, starts__gte=starts).order_by("starts").first()
        if later:
            raise Refused(
                "starts", f"A change on {say_date(later.starts)} is recorded already. Choose a later day than that."
            )
        former = TeamStanding.objects.filter(team=held, ends__isnull=True).first()
        if former:
            former.ends = starts
            former.save(update_fields=["ends"])
        standing = TeamStanding.objects.create(
            team=held,
            under_id=under,
            manager_id=manager,
            name=" ".join(name.split()) or held.name,
            area=area,
            locality=locality,
            starts=starts,
            why=reason,
        )
        if starts <= local_date(now):
            stands(standing)
        return standing


def team_closed(*, team: int, last_day: date, by: By, now: datetime) -> Team:
    """A team is no more after ``last_day``: it has no post and nobody in it by then."""
    with writing(account_of(by)):
        held = _team(team)
        ends = date.fromordinal(last_day.toordinal() + 1)
        open_posts = Post.objects.filter(Q(ends__isnull=True) | Q(ends__gt=ends), team=held).count()
        if open_posts:
            raise Refused("last_day", f"The team has {open_posts} posts after that day. Move or end them first.")
        if Worker.objects.filter(Q(ends__isnull=True) | Q(ends__gt=ends), team=held).exists():
            raise Refused("last_day", "Somebody works in this team after that day. Record their moves first.")
        TeamStanding.objects.filter(team=held, ends__isnull=True).update(ends=ends)
        held.closed = ends
        held.save(update_fields=["closed"])
        return held


def stands(standing: TeamStanding) -> None:
    """Write on the team how it stands today; those who answered to its former manager now answer to the new one."""
    team = Team.objects.select_for_update(of=("self",)).get(pk=standing.team_id)
    if standing.manager_id != team.manager_id:
        answered = Worker.objects.filter(team=team, manager_id=team.manager_id)
        if standing.manager_id:
            answered = answered.exclude(pk=standing.manager_id)
        answered.update(manager_id=standing.manager_id)
    team.name, team.area, team.locality = standing.name, standing.area, standing.locality
    team.under_id, team.manager_id = standing.under_id, standing.manager_id
    team.save(update_fields=["name", "area", "locality", "under", "manager"])


def _not_in_a_ring(team: int, under: int) -> None:
    above: int | None = under
    for _ in range(20):
        if above is None:
            return
        if above == team:
            break
        above = Team.objects.filter(pk=above).values_list("under_id", flat=True).first()
    raise Refused("under", "A unit cannot stand under itself or under one of its own teams.")


def _team(team: int) -> Team:
    held = Team.objects.select_for_update(of=("self",)).filter(pk=team).first()
    if held is None:
        raise Refused("team", "This team is no longer there. Open the structure again.")
    return held


def _part(wte: Decimal) -> None:
    if not 0 < wte <= 1:
        raise Refused("wte", "Enter a part of a whole post, from 0.1 to 1.")


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)
