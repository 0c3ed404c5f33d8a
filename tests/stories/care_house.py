"""What the stories of children in care share: homes and carers, a reviewing officer, children who come into care."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from righthelp.practice.care import record, record_homes, record_reviews
from righthelp.practice.care.models import CareReview, Home, InCare, Stay
from righthelp.practice.care.placing import Where
from righthelp.practice.care.record_homes import Offer
from righthelp.practice.care.record_reviews import Reviewed
from righthelp.practice.casework.codes import Where as SeenWhere
from righthelp.practice.casework.models import Visit
from righthelp.practice.casework.record_visits import Seen, visited
from righthelp.practice.people.models import Organisation, Person
from righthelp.practice.people.record import Place
from righthelp.practice.workforce.models import Worker
from tests.stories.desk_house import NOW, DeskHouse, account_of, as_application, london, signed_in, text_of

TODAY = date(2021, 9, 1)


class CareHouse(DeskHouse):
    """Ruth is the children's social worker and answers to Gurdeep. Colin is a reviewing officer. The Osgoods and Mrs
    Tamworth foster for the trust, the Brackenridges for an agency; Sycamore Lodge is a children's home."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.colin = self.worker("Colin Farthingale", title="Independent reviewing officer", role="reviewing_officer")
        self.agency = Organisation.objects.create(kind="other", name="Hearthside Fostering", locality="Solihull")
        self.osgoods = self.opens("The Osgoods", places=2, together=3)
        self.tamworth = self.opens("Mrs Tamworth", places=1, line="8 Larch Rise")
        self.brackenridges = self.opens(
            "The Brackenridges", places=2, line="3 Cotterill Way", provider="PR4", agency=self.agency.pk
        )
        self.sycamore = self.opens(
            "Sycamore Lodge", kind="childrens", places=4, line="40 Wake Green Drive", provider="PR4",
            agency=self.agency.pk, urn="SC040404", youngest=10,
        )  # fmt: skip

    def offer(self, places: int = 2, **more: Any) -> Offer:
        """Terms decided by panel."""
        said: dict[str, Any] = {
            "places": places, "together": places, "youngest": 0, "oldest": 17, "sexes": "any", "skills": (),
            "about": "", "decided": "Decision-maker after panel, 4 March 2019",
        }  # fmt: skip
        return Offer(**(said | more))

    def opens(
        self, name: str, *, kind: str = "foster", line: str = "21 Plane Tree Road", provider: str = "PR1",
        agency: int | None = None, urn: str = "SC012345", starts: date = date(2019, 3, 4), **terms: Any,
    ) -> Home:  # fmt: skip
        """A home on the register."""
        return record_homes.home_registered(
            kind=kind, name=name, at=Place(line=line, locality="Kings Heath", postcode="B14 7QQ", area="south"),
            provider=provider, agency=agency, urn=urn, starts=starts, terms=self.offer(**terms),
            by=account_of(self.gurdeep), now=NOW,
        )  # fmt: skip

    def into_care(
        self, child: Person, starts: str, home: Home | None = None, *, law: str = "V2", place: str = "U6",
        where: Where | None = None, **more: Any,
    ) -> InCare:  # fmt: skip
        """A child comes into care on a day, recorded on that day at six in the evening."""
        why = "Nobody at home could keep her safe tonight."
        said: dict[str, Any] = {"need": "N1", "why": why, "order": "By agreement"}
        return record.came_into_care(
            child=child.pk, starts=date.fromisoformat(starts), law=law,
            where=where or Where(place=place, home=(home or self.osgoods).pk), by=account_of(self.ruth),
            now=self.evening(starts), **(said | more),
        )  # fmt: skip

    def moves(
        self, care: InCare, on: str, home: Home | None = None, *, place: str = "U6", change: str = "CARPL",
        where: Where | None = None, **more: Any,
    ) -> Stay:  # fmt: skip
        """The child moves on a day."""
        return record.moved(
            care=care.pk, where=where or Where(place=place, home=home.pk if home else None),
            starts=date.fromisoformat(on), change=change, by=account_of(self.ruth), now=self.evening(on), **more,
        )  # fmt: skip

    def law(self, care: InCare, on: str, law: str) -> None:
        """Another law holds from a day on."""
        record.law_changed(
            care=care.pk, law=law, order="Family court at Birmingham", starts=date.fromisoformat(on),
            by=account_of(self.ruth), now=self.evening(on),
        )  # fmt: skip

    def leaves(self, care: InCare, on: str, left: str = "E4A") -> InCare:
        """The child leaves care on a day."""
        return record.left_care(
            care=care.pk, ends=date.fromisoformat(on), left=left, why="It is safe at home again, and the plan worked.",
            by=account_of(self.ruth), now=self.evening(on),
        )  # fmt: skip

    def review(self, care: InCare, on: str, *, part: str = "PN1", **more: Any) -> CareReview:
        """Colin reviews on a day."""
        decisions = "Contact twice a week from now on."
        said = Reviewed(part=part, progress="School is going well.", decisions=decisions, **more)
        return record_reviews.reviewed(
            care=care.pk, held=date.fromisoformat(on), said=said, by=account_of(self.colin), now=self.evening(on)
        )

    def sees(self, child: Person, on: str, *, by: Worker | None = None) -> Visit:
        """Ruth visits on a day."""
        at = london(f"{on} 16:00")
        return visited(
            at=at, where=SeenWhere.CARERS.value, purpose="A visit in the placement", note="Settled, and busy drawing.",
            children=[Seen(child=child.pk, seen=True, alone=True)], by=account_of(by or self.ruth),
            now=at + timedelta(hours=1),
        )  # fmt: skip

    def evening(self, on: str) -> datetime:
        """Six in the evening of a day in London."""
        return london(f"{on} 18:00")


__all__ = ["NOW", "TODAY", "CareHouse", "account_of", "as_application", "london", "signed_in", "text_of"]
