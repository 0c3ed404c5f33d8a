"""The verbs of reports: drafted, words edited, claims added and taken out, approved, sent back, published."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.documents.html import html
from righthelp.foundation.refusals import Refused
from righthelp.governance.reports import queries
from righthelp.governance.reports.claims import Assertion, UnclaimableError, checked
from righthelp.governance.reports.document import problems_of, proposed, starting_texts
from righthelp.governance.reports.figures import Live
from righthelp.governance.reports.kinds import KINDS
from righthelp.governance.reports.models import Claim, Prose, PublishedFigure, Report, Status
from righthelp.governance.reports.recording import Recording
from righthelp.insight.indicators.disclosure import for_publication
from righthelp.insight.indicators.figures import Series
from righthelp.insight.indicators.queries import facts_stamp, version_of


@transaction.atomic
def drafted(*, kind: str, as_at: date, by: Account, now: datetime) -> Report:
    """Begin a report: the house's words, and the claims that the figures bear out on the day."""
    if kind not in KINDS:
        raise Refused("kind", "Choose one of the kinds of report.")
    if as_at > local_date(now):
        raise Refused("as_at", "That day has not come yet. Choose today or an earlier day.")
    if Report.objects.filter(kind=kind, as_at=as_at).exists():
        raise Refused(
            "as_at", f"There is a report as at {say_date(as_at)} already. Open it, so that there are not two."
        )
    try:
        with transaction.atomic():
            report = Report.objects.create(kind=kind, as_at=as_at, drafted_by=by, drafted_at=now)
    except IntegrityError:
        raise Refused("as_at", "Somebody has just begun this report. Open theirs.") from None
    one = KINDS[kind]
    Prose.objects.bulk_create(
        Prose(report=report, section=section, text=text, edited_by=by, edited_at=now)
        for section, text in starting_texts(one).items()
    )
    Claim.objects.bulk_create(
        _claim(report, section, assertion, by, now)
        for section, claims in proposed(one, Live(as_at)).items()
        for _, assertion in claims
    )
    return report


def _claim(report: Report, section: str, assertion: Assertion, by: Account, now: datetime) -> Claim:
    return Claim(
        report=report, section=section, kind=assertion.kind, code=assertion.code, by=assertion.by,
        group=assertion.group,
        number=assertion.number, added_by=by, added_at=now,
    )  # fmt: skip


def _open(report_id: int) -> Report:
    """The report, locked, if its words may still change; an approved one goes back to draft, since it is
    another now."""
    report = Report.objects.select_for_update().get(pk=report_id)
    if report.status == Status.PUBLISHED:
        raise Refused("", "This report is published. What was published stays as it was.")
    if report.status == Status.APPROVED:
        report.status, report.approved_by, report.approved_at = Status.DRAFT, None, None
        report.save(update_fields=["status", "approved_by", "approved_at"])
    return report


@transaction.atomic
def prose_edited(*, report_id: int, section: str, text: str, by: Account, now: datetime) -> Prose:
    """Put the writer's paragraphs of a section. An approved report goes back to draft."""
    report = _open(report_id)
    if section not in {each.key for each in KINDS[report.kind].sections}:
        raise Refused("section", "This report has no such section.")
    tidy = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))
    prose, _ = Prose.objects.update_or_create(
        report=report, section=section, defaults={"text": tidy, "edited_by": by, "edited_at": now}
    )
    return prose


@transaction.atomic
def claim_added(
    *, report_id: int, section: str, kind: str, code: str, by: Account, now: datetime,
    group: str = "", number: int | None = None,
) -> Claim:  # fmt: skip
    """Add a claim. One that the figures do not bear out may be added, and stands in the way of approval until it goes.

    ``group`` is a breakdown and a group of it, ``status:care``.
    """
    report = _open(report_id)
    if section not in {each.key for each in KINDS[report.kind].sections}:
        raise Refused("section", "This report has no such section.")
    dimension, _, key = group.partition(":")
    assertion = Assertion(kind, code, dimension, key, number)
    figures = Live(report.as_at)
    try:
        checked(assertion, figures, figures)
    except UnclaimableError as no:
        raise Refused("kind", str(no)) from None
    claim = _claim(report, section, assertion, by, now)
    try:
        with transaction.atomic():
            claim.save()
    except IntegrityError:
        raise Refused("kind", "This claim is in the section already.") from None
    return claim


@transaction.atomic
def claim_removed(*, report_id: int, claim_id: int, by: Account, now: datetime) -> None:
    """Take a claim out. Its history stays."""
    report = _open(report_id)
    found = Claim.objects.filter(report=report, pk=claim_id)
    if not found.exists():
        raise Refused("", "This claim has been taken out already.")
    found.delete()


@transaction.atomic
def approved(*, report_id: int, by: Account, now: datetime) -> Report:
    """Approve a report whose every claim the figures bear out. The approver has written no part of it."""
    report = Report.objects.select_for_update().get(pk=report_id)
    if report.status != Status.DRAFT:
        raise Refused("", "This report has been approved already.")
    if by.pk in queries.writers(report):
        raise Refused("", "You have written part of this report. Another person must approve it.")
    _borne_out(report)
    report.status, report.approved_by, report.approved_at, report.returned_because = Status.APPROVED, by, now, ""
    report.save()
    return report


def _borne_out(report: Report) -> None:
    problems = problems_of(queries.parts(report))
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        title, sentence = problems[0]
        raise Refused("", f"This report cannot be approved yet. {title}: {sentence}{more}")


@transaction.atomic
def sent_back(*, report_id: int, because: str, by: Account, now: datetime) -> Report:
    """Send a report that is not published back to its writer, with the reason."""
    report = Report.objects.select_for_update().get(pk=report_id)
    if report.status == Status.PUBLISHED:
        raise Refused("", "This report is published. What was published stays as it was.")
    if not because.strip():
        raise Refused("because", "Say what the writer should change.")
    report.status, report.approved_by, report.approved_at = Status.DRAFT, None, None
    report.returned_because = because.strip()
    report.save()
    return report


@transaction.atomic
def published(*, report_id: int, by: Account, now: datetime) -> Report:
    """Publish an approved report: its figures are frozen, small numbers withheld, and the document kept to the
    letter."""
    report = Report.objects.select_for_update().get(pk=report_id)
    if report.status != Status.APPROVED:
        raise Refused("", "Only an approved report can be published.")
    recording = Recording(Live(report.as_at))
    problems = problems_of(queries.parts(report, recording))
    if problems:
        title, sentence = problems[0]
        raise Refused("", f"The figures have changed since this was approved. Send it back. {title}: {sentence}")
    PublishedFigure.objects.bulk_create(
        row for (_, _, by_key), series in recording.longest().items() for row in _frozen(report, by_key, series)
    )
    report.status, report.published_by, report.published_at = Status.PUBLISHED, by, now
    report.published_html = html(queries.document(report, trust=settings.RIGHTHELP_TRUST))
    report.save()
    return report


def _frozen(report: Report, by: str, series: Series) -> Iterable[PublishedFigure]:
    version = version_of(facts_stamp(series.indicator.journey))
    points = series.parts if by else series.points
    hidden = for_publication(series)
    for point, shown in zip(points, hidden.parts if by else hidden.points, strict=True):
        yield PublishedFigure(
            report=report,
            code=series.indicator.code,
            edition=series.indicator.edition.number,
            as_at=report.as_at,
            by=by,
            month=point.month.code,
            group=point.group,
            numerator=point.numerator,
            denominator=point.denominator,
            withheld=shown.withheld,
            facts_version=version,
        )
