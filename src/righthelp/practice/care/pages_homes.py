"""The register of homes: which have places, one home with its terms and those who live there, and what changes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.care import forms, queries_homes, record_homes, tables
from righthelp.practice.care.codes_homes import Skill
from righthelp.practice.care.models import Carer, Held, Home, Stay
from righthelp.practice.care.queries import protected_stays
from righthelp.practice.casework.pages_shared import Crumbs, asked, workers
from righthelp.practice.people.ages import say_birth
from righthelp.practice.people.record import Place
from righthelp.practice.people.search import find

SEE, KEEP = "care.homes", "care.keep"
WORK = Purpose.DUTY


def _home(home_id: int) -> Home:
    found = Home.objects.filter(pk=home_id).select_related("address", "agency", "worker").first()
    if found is None:
        raise Http404
    return found


def _crumbs(home: Home | None = None) -> Crumbs:
    found = [{"text": "Homes", "href": reverse("care:homes")}]
    return [*found, {"text": home.name, "href": reverse("care:home", args=[home.pk])}] if home else found


@route(act=SEE, audit=Kind.LIST, purpose=WORK)
def homes(request: PageRequest) -> HttpResponse:
    """Every open home with its places."""
    rows = queries_homes.rooms(local_date(request.now))
    shown = tables.homes_table(rows).shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Homes",
        "shown": shown,
        "homes": len(rows),
        "free": sum(row.free for row in rows),
        "with_place": sum(row.free > 0 for row in rows),
        "over": sum(row.over for row in rows),
        "keeps": permits(request.account, KEEP),
    }
    return render(request, "care/homes.html", context)


@route(act=SEE, audit=Kind.LIST, purpose=WORK)
def home(request: PageRequest, home_id: int) -> HttpResponse:
    """One home: terms, carers, who lives there, what is held back. Children out of reach are counted, not named."""
    found, today = _home(home_id), local_date(request.now)
    living = queries_homes.living_there(home_id, today)
    ids = [stay.pk for stay in living]
    mine = within_reach(
        Stay.objects.filter(pk__in=ids), request.account, "care.see", kind="child", field="child_id", now=request.now
    )
    # Who a protected child lives with is not told here, whoever asks: it stands on the child's own record.
    known = set(mine.values_list("pk", flat=True)) - protected_stays([stay.child_id for stay in living])
    saw(request, [stay.child_id for stay in living if stay.pk in known])
    context = {
        "title": found.name,
        "caption": found.get_kind_display(),
        "crumbs": _crumbs(),
        "home": found,
        "room": next(iter(queries_homes.rooms(today, home=home_id)), None),
        "skills": dict(Skill.choices),
        "terms": found.terms.select_related("decided_by").order_by("-starts"),
        "carers": found.carers.select_related("person").order_by("ends", "starts"),
        "held": found.held.order_by("-starts"),
        "living": [stay for stay in living if stay.pk in known],
        "others": len(living) - len(known),
        "keeps": permits(request.account, KEEP),
    }
    return render(request, "care/home.html", context)


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def register(request: PageRequest) -> HttpResponse:
    """A home comes on the register."""
    start = {"starts": local_date(request.now), "youngest": 0, "oldest": 17, "sexes": "any", "area": "east"}
    form = opened(
        request,
        forms.HomeForm,
        initial=start,
        agencies=queries_homes.agencies(),
        workers=workers(request),
    )
    made: list[Home] = []

    def verb(data: dict[str, Any]) -> None:
        terms = form.offer(data)
        at = Place(
            line=data.pop("line"), locality=data.pop("locality"), postcode=data.pop("postcode"), area=data.pop("area")
        )
        made.append(record_homes.home_registered(terms=terms, at=at, by=request.account, now=request.now, **data))

    if form.recorded(verb):
        return done(request, "care:home", made[0].pk, say="The home is on the register.")
    order = (
        "kind", "name", "line", "locality", "postcode", "area", "provider", "agency", "urn", "worker", "places",
        "together", "youngest", "oldest", "sexes", "skills", "about", "decided", "temporary_until", "starts",
    )  # fmt: skip
    return asked(request, form, title="A home for the register", button="Register it", back=_crumbs(), fields=order)


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def terms(request: PageRequest, home_id: int) -> HttpResponse:
    """Other terms hold."""
    found = _home(home_id)
    last = found.terms.order_by("-starts").first()
    names = ("places", "together", "youngest", "oldest", "sexes", "skills", "about")
    start = {name: getattr(last, name) for name in names} if last else {}
    form = opened(request, forms.TermsForm, initial=start | {"starts": local_date(request.now)})

    def verb(data: dict[str, Any]) -> None:
        offer = form.offer(data)
        record_homes.terms_changed(home=home_id, terms=offer, by=request.account, now=request.now, **data)

    if form.recorded(verb):
        return done(request, "care:home", home_id, say="The new terms hold.")
    return asked(request, form, title="Other terms", button="Record them", back=_crumbs(found))


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def carer(request: PageRequest, home_id: int) -> HttpResponse:
    """Somebody belongs to the home: found on the register by name."""
    home, today = _home(home_id), local_date(request.now)
    looked_for = (request.GET.get("q") or request.POST.get("q") or "").strip()[:120]
    found = find(looked_for, account=request.account, now=request.now).found if looked_for else []
    people = [(each.id, f"{each.name}, {say_birth(each.birth_date, each.birth_date_kind)}") for each in found]
    form = opened(request, forms.CarerForm, initial={"starts": today, "cares": "yes"}, people=people)

    def verb(data: dict[str, Any]) -> None:
        person, cares = int(data.pop("person")), data.pop("cares") == "yes"
        record_homes.carer_joined(home=home_id, person=person, cares=cares, by=request.account, now=request.now, **data)

    if form.recorded(verb):
        return done(request, "care:home", home_id, say="They belong to the home.")
    saw(request, [each.id for each in found])
    request.audit_detail = f"looked for: {looked_for}" if looked_for else ""
    context = {
        "title": "Who belongs to the home",
        "caption": home.name,
        "crumbs": _crumbs(home),
        "form": form,
        "q": looked_for,
        "found": found,
    }
    return render(request, "care/carer.html", context)


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def carer_left(request: PageRequest, carer_id: int) -> HttpResponse:
    """Somebody no longer belongs to the home."""
    row = Carer.objects.filter(pk=carer_id).select_related("home", "person").first()
    if row is None:
        raise Http404
    form = opened(request, forms.EndsForm, initial={"ends": local_date(request.now)})
    if form.recorded(lambda data: record_homes.carer_left(carer=carer_id, by=request.account, now=request.now, **data)):
        return done(request, "care:home", row.home_id, say="Recorded.")
    return asked(request, form, title=f"{row.person} has left", button="Record it", back=_crumbs(row.home))


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def hold(request: PageRequest, home_id: int) -> HttpResponse:
    """Places cannot be used."""
    found = _home(home_id)
    form = opened(request, forms.HoldForm, initial={"starts": local_date(request.now)})
    if form.recorded(lambda data: record_homes.places_held(home=home_id, by=request.account, now=request.now, **data)):
        return done(request, "care:home", home_id, say="These places are not offered.")
    return asked(request, form, title="Places that cannot be used", button="Hold them back", back=_crumbs(found))


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def free(request: PageRequest, held_id: int) -> HttpResponse:
    """Places can be used again."""
    row = Held.objects.filter(pk=held_id).select_related("home").first()
    if row is None:
        raise Http404
    form = opened(request, forms.EndsForm, initial={"ends": local_date(request.now)})
    if form.recorded(lambda data: record_homes.places_free(held=held_id, by=request.account, now=request.now, **data)):
        return done(request, "care:home", row.home_id, say="The places are offered again.")
    return asked(
        request, form, title="The places are free again", button="Record it", back=_crumbs(row.home), said=row.why
    )


@route(act=SEE, writes=KEEP, audit=Kind.LIST, purpose=WORK)
def close(request: PageRequest, home_id: int) -> HttpResponse:
    """A home closes."""
    found = _home(home_id)
    form = opened(request, forms.CloseForm, initial={"ends": local_date(request.now)})
    if form.recorded(lambda data: record_homes.home_closed(home=home_id, by=request.account, now=request.now, **data)):
        return done(request, "care:homes", say="The home is closed.")
    return asked(request, form, title="The home closes", button="Close it", back=_crumbs(found), warn=True)
