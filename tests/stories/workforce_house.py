"""The trust as an employer: the desk's house with posts, a workforce officer, and rotas."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from righthelp.foundation.access.models import Account
from righthelp.practice.workforce import record_movements, record_posts
from righthelp.practice.workforce.models import Holding, Hours, Post, Registration, Rota, Team, TeamStanding, Worker
from tests.stories.desk_house import NOW, DeskHouse

__all__ = ["NOW", "TODAY", "WorkforceHouse", "day"]

TODAY = date(2021, 9, 1)
WHOLE = Decimal(1)


def day(text: str) -> date:
    """``day("2021-09-01")``."""
    return date.fromisoformat(text)


class WorkforceHouse(DeskHouse):
    """Safeguarding East 1 stands under East's office, which Marcia leads; Amrit is the workforce officer.

    Gurdeep, Ruth and Hannah hold permanent posts since 2018 and are registered; one social work post is vacant.
    """

    def __post_init__(self) -> None:
        super().__post_init__()
        self.office = Team.objects.create(code="office-east", name="Area leadership, East", area="east")
        self.teams["office"] = self.office
        self.marcia = self.worker("Marcia Leverrose", team="office", title="Head of service", role="head_of_service")
        self.office.manager = self.marcia
        self.office.save()
        east = self.teams["east"]
        east.service, east.under = "safeguarding", self.office
        east.save()
        TeamStanding.objects.create(
            team=east, under=self.office, manager=self.gurdeep, name=east.name, area="east", starts=day("2018-04-01")
        )
        Worker.objects.filter(pk=self.gurdeep.pk).update(manager=self.marcia)
        self.amrit: Account = self.account("Amrit Kelhar", "workforce_officer")
        self.manages = self.post("Team manager", holder=self.gurdeep)
        self.ruths = self.post("Social worker", holder=self.ruth)
        self.hannahs = self.post("Social worker", holder=self.hannah)
        self.vacant = self.post("Social worker")
        for number, worker in enumerate((self.gurdeep, self.ruth, self.hannah), 1):
            Registration.objects.create(
                worker=worker,
                number=f"SW10{number}",
                starts=day("2020-12-01"),
                ends=day("2021-12-01"),
                checked=day("2020-12-01"),
            )

    def post(
        self, title: str, *, team: str = "east", holder: Worker | None = None, wte: str = "1", basis: str = "permanent"
    ) -> Post:
        """A post since April 2018, held since then when somebody is named."""
        [made] = record_posts.established(
            team=self.teams[team].pk, title=title, wte=Decimal(wte), starts=day("2018-04-01"), by=self.amrit, now=NOW
        )
        if holder:
            Holding.objects.create(
                post=made, worker=holder, basis=basis, wte=made.wte, starts=day("2018-04-01"), ends=None
            )
        return made

    def joins(
        self, name: str = "Nadia Brookfold", *, on: date = TODAY, post: Post | None = None, **more: object
    ) -> Worker:
        """Somebody joins, permanently and for the whole week unless told otherwise."""
        given: dict[str, object] = {"basis": "permanent", "wte": WHOLE, "agency": ""} | more
        return record_movements.joined(
            name=name,
            email=f"{name.split()[0].lower()}@example.org",
            post=(post or self.vacant).pk,
            on=on,
            by=self.amrit,
            now=NOW,
            **given,  # type: ignore[arg-type]  # the verb's own parameters
        )

    def rota(self, name: str = "Safeguarding duty, East", *, hours: str = Hours.HALVES, needed: int = 1) -> Rota:
        """The duty of East's safeguarding teams."""
        return Rota.objects.create(
            code=name.lower().replace(" ", "-").replace(",", ""),
            name=name,
            service="safeguarding",
            area="east",
            hours=hours,
            needed=needed,
        )
