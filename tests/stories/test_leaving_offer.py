"""The local offer: Amina is at university, her bursary paid in three parts; Jordan has moved to Solihull."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from righthelp.foundation.refusals import Refused
from righthelp.practice.leaving_care import queries_offer, record_offer
from righthelp.practice.leaving_care.models import Claim, CouncilTax, Entitlement
from tests.stories.care_house import account_of, as_application, signed_in, text_of
from tests.stories.leaving_house import LeavingHouse


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> LeavingHouse:
    made = LeavingHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    record_offer.offer_begun(starts=date(2021, 1, 1), by=account_of(made.gurdeep), now=made.now)
    return made


@pytest.fixture
def amina(house: LeavingHouse) -> Any:
    """In the second year of her course; Ruth is her adviser."""
    person = house.grew_up("Amina", "Warsame", date(2001, 9, 20), "2016-01-08", "2019-09-20")
    house.helps(person, "2021-02-01")
    house.does(person, "F1", "2021-02-01", where="Nursing at Leeds", year=2)
    return person


def one(name: str) -> Entitlement:
    """What the offer says today."""
    return Entitlement.objects.get(name=name, ends__isnull=True)


@pytest.mark.django_db
def test_amina_has_her_bursary_in_three_parts_and_not_a_penny_more(house: LeavingHouse, amina: Any) -> None:
    ruth, gurdeep = account_of(house.ruth), account_of(house.gurdeep)
    bursary, asked = one("Higher education bursary").pk, date(2021, 2, 3)
    claim = record_offer.asked(child=amina.pk, entitlement=bursary, on=asked, by=ruth, now=house.now)
    with pytest.raises(Refused, match=r"£2,000\.00 is left"):
        record_offer.answered(claim=claim.pk, on=asked, granted=True, pence=200_001, by=gurdeep, now=house.now)
    record_offer.answered(claim=claim.pk, on=asked, granted=True, pence=200_000, by=gurdeep, now=house.now)
    for day, pence in ((date(2021, 2, 5), 70_000), (date(2021, 4, 19), 65_000), (date(2021, 8, 30), 65_000)):
        record_offer.used(claim=claim.pk, on=day, what="A part", pence=pence, by=ruth, now=house.now)
    with pytest.raises(Refused, match=r"£0\.00 is left"):
        record_offer.used(claim=claim.pk, on=date(2021, 8, 31), what="More", pence=1, by=ruth, now=house.now)
    [row] = queries_offer.claims(ruth, house.now)
    assert (row.state, row.used, row.left) == ("used", 200_000, 0)


@pytest.mark.django_db
def test_she_asks_on_the_page_for_a_home_in_the_holidays_and_reads_the_answer(house: LeavingHouse, amina: Any) -> None:
    ruth, gurdeep = signed_in(house.ruth), signed_in(house.gurdeep)
    holiday, day = one("A home in the holidays"), {"on_day": "1", "on_month": "9", "on_year": "2021"}
    said = day | {"entitlement": str(holiday.pk), "what": "December to January"}
    page = text_of(ruth.post(reverse("leaving_care:ask", args=[amina.pk]), said, follow=True))
    assert "It waits for an answer" in page
    claim = Claim.objects.get(child=amina)
    answer = reverse("leaving_care:claim-answer", args=[claim.pk])
    assert ruth.post(answer, day | {"granted": "yes", "why": "", "pence": ""}).status_code == 403
    refused = text_of(gurdeep.post(answer, day | {"granted": "no", "why": "", "pence": ""}))
    assert "Write why it was refused" in refused
    gurdeep.post(answer, day | {"granted": "yes", "why": "", "pence": ""})
    ruth.post(reverse("leaving_care:claim-use", args=[claim.pk]), day | {"what": "A room at the hall", "pence": ""})
    assert "A room at the hall" in text_of(ruth.get(reverse("leaving_care:offer-of", args=[amina.pk])))
    printed = text_of(ruth.get(reverse("leaving_care:offer-print", args=[amina.pk])))
    assert "If you study away we pay for a place to stay in the holidays" in printed
    take_back = reverse("leaving_care:take-back", args=["asked", claim.pk])
    assert "Take that back first" in text_of(ruth.post(take_back, {"why": "Asked for by her sister."}))
    assert "Amina Warsame" in text_of(gurdeep.get(reverse("leaving_care:claims"), {"claims_state": "granted"}))


@pytest.mark.django_db
def test_a_new_version_leaves_what_was_granted_by_the_old_one(house: LeavingHouse, amina: Any) -> None:
    old, by = one("Driving lessons"), account_of(house.gurdeep)
    given: dict[str, Any] = {"name": old.name, "words_": old.words, "from_age": 17, "to_age": 25, "source": "offer"}
    terms = given | {"law": "Decision of 1 August 2021", "pence": 60_000, "by": by, "now": house.now}
    new = record_offer.offered(of=old.pk, starts=date(2021, 8, 1), **terms)
    assert [each.pk for each in queries_offer.in_force(date(2021, 7, 31)) if each.key == old.key] == [old.pk]
    assert [each.pk for each in queries_offer.in_force(date(2021, 8, 1)) if each.key == old.key] == [new.pk]
    with pytest.raises(Refused, match="part of the offer already"):
        record_offer.offered(starts=date(2021, 8, 2), **terms)


@pytest.mark.django_db
def test_council_tax_is_nothing_in_the_city_and_paid_for_him_in_solihull(house: LeavingHouse) -> None:
    jordan = house.grew_up("Jordan", "Fenn", date(2002, 6, 1), "2017-01-08", "2020-06-01")
    house.helps(jordan, "2021-02-01")
    by, child = account_of(house.ruth), jordan.pk
    here = record_offer.tax_charged(
        child=child, council="Birmingham City Council", starts=date(2021, 3, 1), by=by, now=house.now
    )
    away = record_offer.tax_charged(
        child=child, council="Solihull", starts=date(2021, 6, 1), pence=110_000, by=by, now=house.now
    )
    here.refresh_from_db()
    assert (here.ours, here.ends, away.ours) == (True, date(2021, 6, 1), False)
    with pytest.raises(Refused, match="exempt"):
        record_offer.tax_met(tax=here.pk, on=date(2021, 8, 1), pence=100, by=by, now=house.now)
    record_offer.tax_met(tax=away.pk, on=date(2021, 8, 1), pence=110_000, by=by, now=house.now)
    page = text_of(signed_in(house.ruth).get(reverse("leaving_care:taxes"), {"tax_where": "else"}))
    assert "£1,100" in page
    record_offer.taken_back(model=CouncilTax, number=away.pk, why="He never moved.", by=by, now=house.now)
    here.refresh_from_db()
    assert here.ends is None
