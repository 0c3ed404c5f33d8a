"""The report on missing children, from the first draft to the printed paper and the correction that came later."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from itertools import count

import docx
import pypdf
import pytest
from django.conf import settings
from django.test import Client

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import Month
from righthelp.foundation.documents.html import html
from righthelp.foundation.documents.pdf import pdf
from righthelp.foundation.documents.tree import Grid, UnlabelledError
from righthelp.foundation.documents.word import docx as as_docx
from righthelp.foundation.refusals import Refused
from righthelp.governance.reports import prose, queries, record
from righthelp.governance.reports.claims import Assertion, checked
from righthelp.governance.reports.document import problems_of
from righthelp.governance.reports.figures import Live
from righthelp.governance.reports.models import PublishedFigure, Report, Status
from righthelp.practice.missing.models import Episode
from righthelp.practice.people.models import Person

pytestmark = pytest.mark.django_db
NOW = datetime(2019, 2, 4, 10, 0, tzinfo=UTC)
AS_AT = date(2019, 1, 31)
_number = count(1)


def child() -> Person:
    return Person.objects.create(forename=f"Child {next(_number)}", surname="Report")


def episodes(month: str, how_many: int, *, offered: int = 0, held: int = 0, status: str = "care") -> None:
    """Episodes of so many different children in a month, each back the next morning."""
    people = Person.objects.bulk_create(
        Person(forename=f"Child {next(_number)}", surname="Report") for _ in range(how_many)
    )
    start = Month.parse(month).starts_at
    rows = []
    for place, person in enumerate(people):
        gone = start + timedelta(days=place % 25, hours=20)
        back = gone + timedelta(hours=10)
        rows.append(
            Episode(
                child=person, missing_from=gone, notified=gone, returned=back, status=status, area="east",
                where_from="care" if status == "care" else "home",
                offered=back if place < offered else None,
                held=back + timedelta(hours=20) if place < held else None,
            )
        )  # fmt: skip
    Episode.objects.bulk_create(rows)


def repeats(month: str, how_many: int, status: str) -> None:
    """Children missing three times within 30 days in a month."""
    start = Month.parse(month).starts_at
    for _ in range(how_many):
        person = child()
        for day in (3, 6, 9):
            gone = start + timedelta(days=day, hours=19)
            Episode.objects.create(
                child=person, missing_from=gone, notified=gone, returned=gone + timedelta(hours=4), status=status,
                area="south", where_from="care" if status == "care" else "home",
            )  # fmt: skip


@pytest.fixture
def winter() -> None:
    """Eight in January 2019 against eleven the year before; offers falling from 20 of 20 to 15 to 10."""
    repeats("2018-01", 11, "care")
    repeats("2018-12", 9, "care")
    repeats("2018-12", 2, "none")
    repeats("2019-01", 8, "care")
    repeats("2019-01", 1, "cin")
    episodes("2018-11", 20, offered=20, held=10)
    for person in range(9):
        gone = datetime(2018, 1, 20, 20, tzinfo=UTC)
        Episode.objects.create(
            child=child(), missing_from=gone, notified=gone, returned=gone + timedelta(days=13 + person), status="care",
            area="east", where_from="care",
        )  # fmt: skip
    for _ in range(6):
        gone = datetime(2019, 1, 20, 20, tzinfo=UTC)
        Episode.objects.create(
            child=child(), missing_from=gone, notified=gone, status="care", area="east", where_from="care"
        )


@pytest.fixture
def writer() -> Account:
    return Account.objects.create(email="writer@righthelp.example", name="Jakub", roles=["performance_analyst"])


@pytest.fixture
def approver() -> Account:
    return Account.objects.create(email="approver@righthelp.example", name="Anthea", roles=["director"])


@pytest.fixture
def draft(winter: None, writer: Account) -> Report:
    return record.drafted(kind="missing", as_at=AS_AT, by=writer, now=NOW)


def sentences(report: Report) -> str:
    parts = queries.parts(report, withheld=False)
    return " ".join(
        [*(s for part in parts for s in part.opening), *(c.verdict.sentence for part in parts for c in part.claims)]
    )


def test_a_draft_says_what_the_figures_say(draft: Report) -> None:
    said = sentences(draft)
    assert "At midnight at the end of 31 January 2019, 6 children were missing" in said
    assert "“Children missing at month end” was 6 in January 2019, 3 fewer than in January 2018 (9)." in said
    assert "In January 2019, 9 children went missing for at least the third time within 30 days." in said
    assert "“Child in care” was the largest group" in said
    assert problems_of(queries.parts(draft)) == []
    claims = [claim for part in queries.parts(draft) for claim in part.claims]
    assert len(claims) >= 5
    assert all(claim.verdict.holds for claim in claims)


def test_a_claim_that_the_figures_do_not_bear_out_stops_approval_and_says_why(
    draft: Report, writer: Account, approver: Account
) -> None:
    claim = record.claim_added(
        report_id=draft.pk, section="repeat", kind="stable", code="MIS-3", number=13, by=writer, now=NOW
    )
    with pytest.raises(Refused) as no:
        record.approved(report_id=draft.pk, by=approver, now=NOW)
    assert "do not bear out the claim" in no.value.sentence
    assert "highest 11 (January 2018)" in no.value.sentence
    record.claim_removed(report_id=draft.pk, claim_id=claim.pk, by=writer, now=NOW)
    assert record.approved(report_id=draft.pk, by=approver, now=NOW).status == Status.APPROVED


def test_a_late_notice_that_turns_a_claim_over_stops_the_publishing(
    draft: Report, writer: Account, approver: Account
) -> None:
    record.approved(report_id=draft.pk, by=approver, now=NOW)
    gone = datetime(2019, 1, 28, 20, tzinfo=UTC)
    for _ in range(8):
        Episode.objects.create(
            child=child(), missing_from=gone, notified=gone, status="care", area="east", where_from="care"
        )
    with pytest.raises(Refused) as no:
        record.published(report_id=draft.pk, by=writer, now=NOW)
    assert "14 in January 2019, 9 in January 2018" in no.value.sentence


def test_nobody_approves_what_they_wrote(draft: Report, writer: Account, approver: Account) -> None:
    with pytest.raises(Refused, match="Another person must approve"):
        record.approved(report_id=draft.pk, by=writer, now=NOW)
    record.prose_edited(report_id=draft.pk, section="care", text="Homes told us early.", by=approver, now=NOW)
    with pytest.raises(Refused, match="Another person must approve"):
        record.approved(report_id=draft.pk, by=approver, now=NOW)


def test_words_edited_after_approval_want_approval_again(draft: Report, writer: Account, approver: Account) -> None:
    record.approved(report_id=draft.pk, by=approver, now=NOW)
    record.prose_edited(report_id=draft.pk, section="care", text="Homes told us early.", by=writer, now=NOW)
    draft.refresh_from_db()
    assert (draft.status, draft.approved_by) == (Status.DRAFT, None)


def publish(report: Report, writer: Account, approver: Account) -> Report:
    record.approved(report_id=report.pk, by=approver, now=NOW)
    return record.published(report_id=report.pk, by=writer, now=NOW)


def test_publishing_freezes_every_figure_with_what_it_was_made_by(
    draft: Report, writer: Account, approver: Account
) -> None:
    publish(draft, writer, approver)
    total = PublishedFigure.objects.get(report=draft, code="MIS-3", by="", month="2019-01")
    assert (total.numerator, total.denominator, total.edition, total.as_at) == (9, None, 1, AS_AT)
    assert total.facts_version > 0
    parts = PublishedFigure.objects.filter(report=draft, code="MIS-3", by="status", month="2019-01")
    assert sorted((row.group, row.numerator, row.withheld) for row in parts) == [
        ("care", 8, True),  # beside the withheld one it would give the whole away
        ("cin", 1, True),
        ("cp", 0, False),
        ("none", 0, False),
    ]
    offers = PublishedFigure.objects.get(report=draft, code="MIS-4", by="", month="2018-11")
    assert (offers.numerator, offers.denominator) == (20, 20)


def test_a_correction_after_publication_is_shown_beside_and_changes_nothing_published(
    draft: Report, writer: Account, approver: Account
) -> None:
    report = publish(draft, writer, approver)
    assert queries.restatements(report) == []
    before = html(queries.document(report, trust=settings.RIGHTHELP_TRUST))
    Episode.objects.filter(missing_from__gte=datetime(2019, 1, 19, tzinfo=UTC), returned=None).first().delete()  # type: ignore[union-attr]  # there are six
    changed = {(each.title, str(each.month), each.published, each.now) for each in queries.restatements(report)}
    assert ("Children missing at month end", "January 2019", "6", "5") in changed
    assert html(queries.document(report, trust=settings.RIGHTHELP_TRUST)) == before == report.published_html


def test_a_published_report_is_closed(draft: Report, writer: Account, approver: Account) -> None:
    publish(draft, writer, approver)
    with pytest.raises(Refused, match="stays as it was"):
        record.prose_edited(report_id=draft.pk, section="care", text="Other words.", by=writer, now=NOW)
    with pytest.raises(Refused, match="stays as it was"):
        record.sent_back(report_id=draft.pk, because="No.", by=approver, now=NOW)


def test_small_numbers_are_withheld_from_the_published_paper_and_the_whole_does_not_give_them_away(
    draft: Report,
) -> None:
    inside = html(queries.document(draft, trust="Trust", withheld=False))
    outside = html(queries.document(draft, trust="Trust", withheld=True))
    assert "withheld" not in inside
    assert "Holds small numbers" in inside
    assert "withheld" in outside
    assert "withheld of" not in outside
    assert (
        "was the largest group in “Children missing three or more times within 30 days” in January 2019; so" in outside
    )
    grid = next(g for g in queries.document(draft, trust="Trust").grids() if "three or more times" in g.title)
    last = {row[0]: row[-1] for row in grid.rows}
    assert last == {
        "Child in care": "withheld",
        "Child protection plan": "0",
        "Child in need plan": "withheld",
        "No current open plan": "0",
        "All": "9",
    }


def test_there_is_one_report_for_a_date(draft: Report, writer: Account) -> None:
    with pytest.raises(Refused, match="already"):
        record.drafted(kind="missing", as_at=AS_AT, by=writer, now=NOW)
    with pytest.raises(Refused, match="not come yet"):
        record.drafted(kind="missing", as_at=date(2019, 3, 31), by=writer, now=NOW)


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("There has been a drop this month.", "“this month” will mean nothing"),
        ("The trend is declining.", "“declining” is a claim about figures"),
        ("Of these, 63% went from homes.", "“63%” is not among the figures"),
        ("Numbers [insert] to follow.", "looks unfinished"),
    ],
)
def test_a_writers_words_do_not_claim_what_nothing_checks(text: str, because: str) -> None:
    found = prose.problems(text, ["49%", "20"])
    assert any(because in problem for problem in found)


def test_a_writers_words_may_repeat_a_printed_figure() -> None:
    assert prose.problems("All 20 children were seen within 72 hours, and 49% spoke with us.", ["49%", "20"]) == []


def test_a_table_without_its_labels_cannot_be_made() -> None:
    with pytest.raises(UnlabelledError, match=r"a title, a unit, .*a label on every row"):
        Grid("", ("", "Jan 2018"), (("", "3"),), "", "As at 31 January 2019", "By the guidance.")


def test_the_word_file_has_real_headings_tables_and_words_for_its_pictures(draft: Report) -> None:
    made = docx.Document(io.BytesIO(as_docx(queries.document(draft, trust="Trust", withheld=False))))
    headings = [p.text for p in made.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings[0] == "Children missing at the end of the month"
    assert len(made.tables) >= 4
    assert all(row.cells[0].text.strip() for table in made.tables for row in table.rows)
    pictures = [shape._inline.docPr.get("descr") for shape in made.inline_shapes]
    assert len(pictures) == 2
    assert all("table beside it" in words for words in pictures)


def test_the_pdf_is_tagged_and_says_its_language(draft: Report) -> None:
    made = pypdf.PdfReader(io.BytesIO(pdf(queries.document(draft, trust="Trust", withheld=False))))
    root = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert "three or more times within 30 days" in "".join(page.extract_text() for page in made.pages)


def test_a_report_of_an_unfinished_month_reports_the_month_before(winter: None) -> None:
    figures = Live(date(2019, 2, 3))
    assert figures.series("MIS-3").latest.month == Month(2019, 1)
    assert len(figures.series("MIS-3").points) == 13
    verdict = checked(Assertion("lower_than_year_before", "MIS-3"), figures, figures)
    assert verdict.sentence.startswith("“Children missing three or more times within 30 days” was 9 in January 2019")


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_the_whole_way_through_the_pages(winter: None, writer: Account, approver: Account) -> None:
    jakub, anthea = signed_in(writer), signed_in(approver)
    assert "There is no report here yet" in jakub.get("/reports/").content.decode()
    begun = jakub.post(
        "/reports/begin", {"kind": "missing", "as_at_day": "31", "as_at_month": "1", "as_at_year": "2019"}
    )
    assert begun.status_code == 302
    address = begun["Location"]
    page = jakub.get(address).content.decode()
    assert "Every claim is borne out by the figures" in page
    assert jakub.get(f"{address}/chart/0.svg").status_code == 200
    sent = jakub.post(f"{address}/section/care", {"text": "Homes now call us the same evening."})
    assert sent["Location"] == address
    added = jakub.post(
        f"{address}/section/repeat/claim", {"kind": "rising", "code": "MIS-3", "number": "13", "group": ""}
    )
    assert added.status_code == 302
    assert "Not borne out" in anthea.get(address).content.decode()
    refused = anthea.post(f"{address}/approve", {}).content.decode()
    assert "cannot be approved yet" in refused
    wrong = Report.objects.get().claims.get(kind="rising")
    assert jakub.post(f"{address}/claim/{wrong.pk}/out", {}).status_code == 302
    assert anthea.post(f"{address}/approve", {}).status_code == 302
    assert jakub.post(f"{address}/publish", {}).status_code == 302
    published = anthea.get(address).content.decode()
    assert "approved by Anthea" in published
    assert "Homes now call us the same evening." in published
    for kind in ("docx", "html"):
        assert jakub.get(f"{address}/file/{kind}").status_code == 200


def test_a_councillor_sees_published_reports_only(draft: Report, writer: Account, approver: Account) -> None:
    auditor = signed_in(
        Account.objects.create(email="quality@righthelp.example", name="Safa", roles=["quality_auditor"])
    )
    assert auditor.get(f"/reports/{draft.pk}").status_code == 404
    publish(draft, writer, approver)
    page = auditor.get(f"/reports/{draft.pk}").content.decode()
    assert "withheld" in page
    assert "Published on 4 February 2019" in page
