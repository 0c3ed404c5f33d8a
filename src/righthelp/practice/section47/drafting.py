"""Minutes drafted from what is recorded already: nothing is typed twice, and all of it can be changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from righthelp.foundation.calendar import say_date, say_moment
from righthelp.practice.casework.codes import Agency, Came
from righthelp.practice.casework.models import Action, Attendance, Part
from righthelp.practice.casework.record_meetings import Written
from righthelp.practice.section47.models import Concerned, Discussion
from righthelp.practice.section47.queries import name_of, quorum


def written_of(parts: Iterable[Part]) -> list[Written]:
    """Minutes as they are saved."""
    return [Written(part.heading, part.text, part.child_id, part.confidential) for part in parts]


def drafted(
    found: Discussion, rows: Sequence[Concerned], people: Sequence[Attendance], actions: Sequence[Action]
) -> list[Written]:
    """Who took part, the concern, what each told, decisions and safety of each child apart, key actions.

    What the police told is confidential until whoever writes the minutes says otherwise.
    """
    parts = [Written("Who took part", _present(found, people)), Written("The concern", found.concern)]
    for each in people:
        if each.said:
            heading = f"{each.get_agency_display()}: {name_of(each)}"[:120]
            parts.append(Written(heading, each.said, confidential=each.agency == Agency.POLICE))
    for row in rows:
        if row.decision:
            parts.append(Written(f"Decided for {row.child}"[:120], _decided(row), child=row.child_id))
    for row in rows:
        mine = [each for each in actions if each.child_id == row.child_id]
        if mine:
            parts.append(Written(f"Key actions for {row.child}"[:120], _actions(mine), child=row.child_id))
    return parts


def _present(found: Discussion, people: Sequence[Attendance]) -> str:
    said = [f"Held {say_moment(found.held)}." if found.held else ""]
    if found.meeting.chair:
        said.append(f"Chair: {found.meeting.chair.name}, {found.meeting.chair.title}.")
    for each in people:
        came = Came(each.came).label.lower() if each.came else "not recorded"
        said.append(f"{each.get_agency_display()}: {name_of(each)} ({came})")
    without = [line.words for line in quorum(found, list(people)) if line.must and not line.took_part]
    if without:
        said.append(f"Without: {', '.join(without)}. {found.absent_why}")
    if found.late_why:
        said.append(f"Held more than 24 hours after the concern met the threshold: {found.late_why}")
    return "\n".join(line for line in said if line)


def _decided(row: Concerned) -> str:
    said = [f"{row.get_decision_display()}.", row.decision_why]
    if row.safety:
        said.append(f"What keeps the child safe: {row.safety}")
    if row.joint_visit is not None:
        visit = f"Joint visit by {say_date(row.joint_by)}" if row.joint_by else "No joint visit"
        said.append(f"{visit}: {row.joint_why}")
    return "\n".join(said)


def _actions(actions: Sequence[Action]) -> str:
    return "\n".join(
        f"{each.what}: {each.worker.name if each.worker else each.owner}, by {say_date(each.by_when)}"
        for each in actions
    )
