"""The verbs of the roster: a partner added, corrected, their week, their days away, their leaving."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from righthelp.foundation.access.models import Account
from righthelp.foundation.refusals import Refused
from righthelp.practice.mash.codes import Agency, Weekday
from righthelp.practice.mash.models import Partner, PartnerAway, PartnerHours
from righthelp.practice.mash.record_base import SENTENCES
from righthelp.practice.people.writing import one_of, optional, text, writing

Stretch = tuple[time, time, bool]
"""From, until, and whether in the room (else by telephone)."""


def partner_added(
    *,
    name: str,
    agency: str,
    organisation: str,
    reached_at: str,
    starts: date,
    by: Account,
    now: datetime,
    post: str = "",
    week: Mapping[str, Stretch] | None = None,
) -> Partner:
    """Somebody of another agency sits with MASH from a day on."""
    one_of("agency", agency, Agency.values)
    said = {
        "name": text("name", name, "Write their name.", 120),
        "agency": agency,
        "organisation": text("organisation", organisation, "Write whom they work for.", 120),
        "post": optional("post", post, 120),
        "reached_at": text("reached_at", reached_at, "Write how they are reached.", 120),
    }
    with writing(by, SENTENCES):
        twice = Partner.objects.filter(**said, starts=starts, ends__isnull=True).first()
        made = twice or Partner.objects.create(**said, starts=starts)
        _week(made, week or {})
        return made


def partner_changed(
    *,
    partner: int,
    name: str,
    organisation: str,
    reached_at: str,
    by: Account,
    now: datetime,
    post: str = "",
    week: Mapping[str, Stretch] | None = None,
) -> Partner:
    """What is known of a partner is put right, and their usual week with it."""
    with writing(by, SENTENCES):
        held = _locked(partner)
        held.name = text("name", name, "Write their name.", 120)
        held.organisation = text("organisation", organisation, "Write whom they work for.", 120)
        held.post = optional("post", post, 120)
        held.reached_at = text("reached_at", reached_at, "Write how they are reached.", 120)
        held.save()
        if week is not None:
            _week(held, week)
        return held


def _week(partner: Partner, week: Mapping[str, Stretch]) -> None:
    for day, (starts, ends, _) in week.items():
        one_of("week", day, Weekday.values)
        if ends <= starts:
            raise Refused(f"day_{day}", f"On {Weekday(day).label} they leave after they come. Check the times.")
    held = {row.weekday: row for row in partner.hours.all()}
    for day, row in held.items():
        if day not in week:
            row.delete()
    for day, (starts, ends, here) in week.items():
        row = held.get(day) or PartnerHours(partner=partner, weekday=day)
        if row.pk is None or (row.starts, row.ends, row.here) != (starts, ends, here):
            row.starts, row.ends, row.here = starts, ends, here
            row.save()


def partner_away(*, partner: int, starts: date, until: date, by: Account, now: datetime, why: str = "") -> PartnerAway:
    """A partner is away on some days, the last one included. Questions go to somebody else meanwhile."""
    if until < starts:
        raise Refused("until", "The last day is not before the first.")
    with writing(by, SENTENCES):
        held = _locked(partner)
        ends = date.fromordinal(until.toordinal() + 1)
        same = PartnerAway.objects.filter(partner=held, starts=starts, ends=ends).first()
        return same or PartnerAway.objects.create(partner=held, starts=starts, ends=ends, why=optional("why", why, 120))


def away_undone(*, away: int, by: Account, now: datetime) -> None:
    """They are in after all."""
    with writing(by, SENTENCES):
        PartnerAway.objects.filter(pk=away).delete()


def partner_left(*, partner: int, last: date, by: Account, now: datetime) -> Partner:
    """A partner’s last day with MASH. What they have not answered is shown to whoever chases it."""
    with writing(by, SENTENCES):
        held = _locked(partner)
        if last < held.starts:
            raise Refused("last", "They cannot leave before they came. Check the date.")
        held.ends = date.fromordinal(last.toordinal() + 1)
        held.save(update_fields=["ends"])
        return held


def _locked(partner: int) -> Partner:
    found = Partner.objects.select_for_update().filter(pk=partner).first()
    if found is None:
        raise Refused("", "This partner is no longer on the roster. Go back to it.")
    return found


__all__ = ["Stretch", "away_undone", "partner_added", "partner_away", "partner_changed", "partner_left"]
