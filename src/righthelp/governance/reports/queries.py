"""Named reads of reports: one put together, what stands in its way, and what has changed since it was published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from righthelp.foundation.access.decision import permits
from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import Month, say_date
from righthelp.foundation.documents.tree import Document
from righthelp.governance.reports.claims import Assertion
from righthelp.governance.reports.document import Part, assembled, parts_of
from righthelp.governance.reports.figures import Figures, Frozen, FrozenPoint, Live, Published
from righthelp.governance.reports.kinds import KINDS
from righthelp.governance.reports.models import PublishedFigure, Report, Status
from righthelp.insight.indicators import catalogue
from righthelp.insight.indicators.disclosure import for_publication
from righthelp.insight.indicators.figures import Point


def visible(account: Account) -> QuerySet[Report]:
    """The reports an account may see: everybody else sees only what is published."""
    reports = Report.objects.select_related("drafted_by", "approved_by", "published_by").order_by("-as_at", "kind")
    works = permits(account, "report.write") or permits(account, "report.approve")
    return reports if works else reports.filter(status=Status.PUBLISHED)


def figures_of(report: Report) -> Figures:
    """The figures a report stands on: frozen once it is published, the facts as they are now until then."""
    if report.status != Status.PUBLISHED:
        return Live(report.as_at)
    return Frozen(
        report.as_at,
        [
            FrozenPoint(row.code, row.edition, row.by, row.month, row.group, row.numerator, row.denominator)
            for row in report.figures.order_by("pk")
        ],
    )


def parts(report: Report, truth: Figures | None = None, *, withheld: bool = True) -> list[Part]:
    """The sections of a report, checked; ``withheld`` words them as they are, or will be, published."""
    truth = figures_of(report) if truth is None else truth
    texts = {row.section: row.text for row in report.prose.all()}
    claims: dict[str, list[tuple[int, Assertion]]] = defaultdict(list)
    for row in report.claims.order_by("pk"):
        claims[row.section].append((row.pk, Assertion(row.kind, row.code, row.by, row.group, row.number)))
    return parts_of(KINDS[report.kind], truth, Published(truth) if withheld else truth, texts, claims)


def document(report: Report, *, trust: str, withheld: bool = True, made: Sequence[Part] | None = None) -> Document:
    """The report as a document tree; from sections already put together (``made``), if there are."""
    truth = figures_of(report)
    sections = parts(report, truth, withheld=withheld) if made is None else made
    return assembled(KINDS[report.kind], truth, sections, state=state_of(report, withheld=withheld), trust=trust)


def state_of(report: Report, *, withheld: bool = True) -> str:
    """Where the report stands, in a sentence that is printed on it."""
    if report.status == Status.PUBLISHED and report.published_at:
        return f"Published on {say_date(report.published_at)}."
    word = "Approved, not yet published" if report.status == Status.APPROVED else "Draft, not approved"
    return f"{word}." if withheld else f"{word}. Holds small numbers: not for publication."


def writers(report: Report) -> set[int]:
    """The accounts that have written any part of a report."""
    found = {report.drafted_by_id}
    found |= set(report.prose.values_list("edited_by_id", flat=True))
    return found | set(report.claims.values_list("added_by_id", flat=True))


@dataclass(frozen=True)
class Restatement:
    """A published figure that the facts, as they are known now, would make different."""

    title: str
    month: Month
    group: str
    published: str
    now: str


def restatements(report: Report) -> list[Restatement]:
    """Every figure of a published report that is different today, as at the same date. Small numbers stay withheld."""
    rows: dict[tuple[str, str], list[PublishedFigure]] = defaultdict(list)
    for row in report.figures.order_by("pk"):
        rows[row.code, row.by].append(row)
    live, found = Live(report.as_at), []
    for (code, by), held in rows.items():
        one = catalogue.indicator(code)
        months = len({row.month for row in held})
        series = live.series(code, months, by)
        shown = for_publication(series)
        pairs = zip(series.parts, shown.parts, strict=True) if by else zip(series.points, shown.points, strict=True)
        now = {(point.month.code, point.group): (point, printed) for point, printed in pairs}
        for row in held:
            then = Point(Month.parse(row.month), row.numerator, row.denominator, row.group, row.withheld)
            point, printed = now.get((row.month, row.group), (Point(then.month, 0, then.denominator and 0),) * 2)
            if (point.numerator, point.denominator) != (row.numerator, row.denominator):
                group = series.title_of(row.group) if by and row.group in {g.key for g in series.groups} else row.group
                found.append(Restatement(one.title, then.month, group, _said(then), _said(printed)))
    return found


def _said(point: Point) -> str:
    if point.withheld or point.denominator is None:
        return point.said
    return f"{point.said} ({point.numerator} of {point.denominator})"
