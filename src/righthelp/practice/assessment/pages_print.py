"""An assessment for the file: to print, and as PDF. Sending it to anybody goes through the documents’ gate instead."""

from __future__ import annotations

from django.http import HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date, say_date, say_moment
from righthelp.foundation.documents.pdf import pdf
from righthelp.foundation.documents.tree import Block, Document, Heading, Paragraph, Points
from righthelp.foundation.pages.render import render
from righthelp.practice.assessment.codes import BY_CODE
from righthelp.practice.assessment.pages_shared import assessment_subject, crumbs, whole_of
from righthelp.practice.assessment.queries import Whole
from righthelp.practice.assessment.queries_seen import Seen, seen_since
from righthelp.practice.people.ages import say_age, say_birth


def document(whole: Whole, seen: Seen, *, by: str, request: PageRequest) -> Document:
    """The assessment of one child as a document: what this reader may see of it, and nothing of another child’s own
    sections. Of the family’s homes nothing: paper is left in cars."""
    row = whole.row
    child = row.child
    age = say_age(child.birth_date, child.died_on or local_date(request.now), child.birth_date_kind)
    about = [
        f"{child}, born {say_birth(child.birth_date, child.birth_date_kind)}, {age}",
        f"Referred {say_date(local_date(row.referred))}; begun {say_date(local_date(row.begun))}.",
        f"Written by {row.worker.name}, {row.team.name}.",
        _state(whole),
        f"Printed for the file by {by}, {say_moment(request.now)}. Confidential: not to be given to anybody.",
    ]
    blocks: list[Block] = []
    if whole.others:
        names = ", ".join(str(each.child) for each in whole.others)
        blocks.append(Paragraph(f"Assessed together with {names}, whose own text is kept apart."))
    blocks += [Heading("Seen"), Paragraph(_seen(seen))]
    for shown in whole.sections:
        if not shown.written:
            continue
        blocks.append(Heading(shown.section.title))
        for text in (shown.common, shown.own):
            if text and text.text:
                blocks += [Paragraph(part) for part in text.text.split("\n") if part.strip()]
    said = [each for each in whole.contributions if each.given and not each.withdrawn]
    if said:
        blocks.append(Heading("Partners"))
        for each in said:
            who = ", ".join(filter(None, [each.get_agency_display(), each.who]))
            day = say_date(each.given) if each.given else ""
            blocks.append(Paragraph(f"{who}, {day}: {each.what}"))
    found = sorted(BY_CODE[each.code].label for each in row.factors.all())
    if found:
        blocks += [Heading("What was found"), Points(tuple(found))]
    if row.authorised:
        blocks += [
            Heading("Decision"),
            Paragraph(f"{row.get_outcome_display()}. {row.get_level_display()}."),
            Paragraph(row.decision),
        ]
        if row.late:
            blocks.append(Paragraph(f"Late: {row.get_late_display()}. {row.late_why}"))
    return Document(title="Child and family assessment", about=tuple(about), blocks=tuple(blocks), author="Right Help")


def _state(whole: Whole) -> str:
    row = whole.row
    if row.withdrawn:
        return f"Withdrawn {say_date(local_date(row.withdrawn))}: {row.withdrawn_why}"
    if row.authorised and row.authorised_by:
        return f"Authorised by {row.authorised_by.name}, {say_moment(row.authorised)}."
    if row.submitted:
        return f"With the manager since {say_moment(row.submitted)}. Not authorised."
    return "Being written. Not authorised."


def _seen(seen: Seen) -> str:
    if seen.alone:
        return f"Last seen alone {say_moment(seen.alone)}."
    return f"Last seen {say_moment(seen.seen)}, not alone." if seen.seen else "Not seen since the referral."


@route(act="assessment.see", audit=Kind.EXPORT, purpose=Purpose.DUTY, subject=assessment_subject)
def printed(request: PageRequest, assessment_id: int) -> HttpResponse:
    """One assessment to print for the file, or with ``?format=pdf`` as PDF. Each look is written to the audit."""
    whole = whole_of(request, assessment_id)
    seen = seen_since(whole.row)
    made = document(whole, seen, by=request.account.name, request=request)
    if request.GET.get("format") == "pdf":
        response = HttpResponse(pdf(made), content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="assessment-{whole.row.pk}.pdf"'
        return response
    context = {"title": made.title, "crumbs": crumbs(whole.row), "made": made, "row": whole.row}
    return render(request, "assessment/print.html", context)
