"""A plan as a document: one tree for the page to print, Word and PDF. Posts stand in it, not people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from righthelp.foundation.calendar import say_date
from righthelp.foundation.documents.tree import Block, Document, Heading, Listing, Paragraph, Points
from righthelp.governance.plan.models import Plan, Priority
from righthelp.governance.plan.queries import STANDINGS, Line, PriorityLine, said_when, sums

_COLUMNS = ("No.", "Action", "Led by, accountable first", "Day", "RAG", "Progress and what shows it", "State")


def mark_of(plan: Plan) -> str:
    """The mark that stands on every copy: DRAFT until the plan is adopted, FINAL from then on."""
    if plan.adopted is None:
        return "DRAFT: not adopted"
    adopted = f"FINAL: adopted on {say_date(plan.adopted)} ({plan.adopted_where})"
    return f"{adopted}, closed on {say_date(plan.closed)}" if plan.closed else adopted


def document_of(
    plan: Plan, found: Sequence[Line], priorities: Sequence[PriorityLine], *, under: Priority | None, today: date,
    trust: str,
) -> Document:  # fmt: skip
    """The plan with its mark and the day of the copy; its actions under their priorities, the others after them.

    ``under``: the priority that it delivers, where whoever asks may read the plan of that priority.
    """
    counted = sums(found)
    about = [f"{trust}. {plan.get_kind_display()}. Owner: {plan.owner_post}.", f"{mark_of(plan)}."]
    if plan.answers:
        of = f", {say_date(plan.answered_on)}" if plan.answered_on else ""
        about.append(f"Answers: {plan.answers}{of}.")
    if under:
        about.append(f"Delivers priority {under.number} of {under.plan.name}: {under.name}.")
    about.append(f"As at {say_date(today)}.")
    noun = "action" if counted.actions == 1 else "actions"
    blocks: list[Block] = [Paragraph(plan.purpose)] if plan.purpose else []
    blocks.append(
        Paragraph(
            f"{counted.actions} {noun}: {counted.open} open, {counted.done} done, {counted.stopped} stopped. "
            f"{counted.late} not complete by their day, {counted.unbegun} not begun on it, {counted.behind} whose "
            f"monthly update is late, {counted.empty} of which nothing has been said.",
            lead=True,
        )
    )
    for each in priorities:
        blocks.append(Heading(f"{each.priority.number}. {each.priority.name}"))
        blocks.append(Paragraph(f"Sponsor: {each.priority.sponsor_post}. {_signed(each)}"))
        blocks += [Points(each.objectives)] if each.objectives else []
        of_this = [line for line in found if line.action.priority_id == each.priority.pk]
        blocks += [_listing(f"Actions of priority {each.priority.number}", of_this)] if of_this else []
    others = [line for line in found if line.action.priority_id is None]
    if others:
        blocks.append(_listing("Actions without a priority" if priorities else "Actions", others))
    return Document(plan.name, tuple(about), tuple(blocks), trust, stamp=f"{mark_of(plan)}. {say_date(today)}")


def _signed(each: PriorityLine) -> str:
    if each.said is None:
        return "Not signed off yet."
    said = f"{each.said.get_decision_display()}, {each.said.who}, {say_date(each.said.on)}."
    return f"{said} {each.said.words}".strip()


def _listing(title: str, found: Sequence[Line]) -> Listing:
    return Listing(title, _COLUMNS, tuple(_row(line) for line in found))


def _whole(words: str) -> str:
    """What was typed, ended as a sentence is."""
    return words if words.endswith((".", "?", "!", "”")) else f"{words}."


def _row(line: Line) -> tuple[str, ...]:
    action, said = line.action, line.said
    what = [_whole(action.text)]
    what += [f"What will be different: {_whole(action.difference)}"] if action.difference else []
    what += [f"Answers: {_whole(action.recommendation)}"] if action.recommendation else []
    heard = "Nothing has been said yet."
    if said:
        heard = f"{say_date(said.on)}: {_whole(said.progress)}"
        heard += f" Shown by: {_whole(said.evidence or said.page)}" if said.evidence or said.page else ""
        heard += f" Next: {_whole(said.next_step)}" if said.next_step else ""
    if action.stopped:
        heard = f"Stopped on {say_date(action.stopped)}: {action.stopped_why}"
    standing = ", ".join(dict(STANDINGS)[each] for each in line.standings)
    colour = said.colour if said else "None"
    return (str(action.number), " ".join(what), "; ".join(line.leads), said_when(line), colour, heard, standing)


__all__ = ["document_of", "mark_of"]
