"""The verbs of attendance: a file is received, a line that waited is given to a child or set aside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.education.lines import Line, Wrong, line_of, lines_of, read
from righthelp.practice.education.matching import Match, matched, schools_of
from righthelp.practice.education.models import Attended, FileLine, SchoolFile
from righthelp.practice.people.models import Person
from righthelp.practice.people.writing import Sentences, locked, take_turns, text, words, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

SENTENCES: Final[Sentences] = {
    "attended_once": ("", "Attendance at this school on some of these days is recorded already."),
}
_CLASH: Final = "Attendance at this school on some of these days is recorded already, for another period."


def file_received(*, name: str, content: bytes, by: Account, now: datetime) -> SchoolFile:
    """A school’s file is taken, line by line: what cannot be right is refused with the reason, a line whose child is
    not certain waits for somebody, the rest goes into the children’s records. The same period of the same child and
    school sent again corrects what was sent before, and the history keeps both."""
    worker = worker_of(by)
    name = words("file", name, 120, "Give the file a name.")
    given = read(lines_of(content), local_date(now))
    wrong = [each for each in given if isinstance(each, Wrong)]
    lines = [each for each in given if isinstance(each, Line)]
    with writing(by, SENTENCES):
        take_turns("attendance file")
        matches = matched(lines)
        lines, twice = _once(lines, matches)
        wrong += twice
        for line in lines:
            match = matches[line.number]
            if match.child is None:
                wrong.append(Wrong(line.number, line.said, match.why, match.waits))
        certain = [line for line in lines if matches[line.number].child is not None]
        file = SchoolFile.objects.create(name=name, received=now, recorded_by=worker, lines=len(given), taken=0)
        clashing = _taken(file, certain, matches, worker, now)
        wrong += [Wrong(line.number, line.said, _CLASH) for line in clashing]
        FileLine.objects.bulk_create(
            FileLine(file=file, number=each.number, said=each.said, why=each.why, waits=each.waits)
            for each in sorted(wrong, key=lambda each: each.number)
        )
        file.taken = len(given) - len(wrong)
        file.save(update_fields=["taken"])
        return file


def _once(lines: Sequence[Line], matches: dict[int, Match]) -> tuple[list[Line], list[Wrong]]:
    """A child named once by number and once by name is one child: lines of one child, school and period after the
    first are refused."""
    first: dict[tuple[object, ...], int] = {}
    kept, wrong = [], []
    for line in lines:
        match = matches[line.number]
        key = (match.child, match.school, line.starts, line.ends)
        if match.child is not None and key in first:
            wrong.append(Wrong(line.number, line.said, f"The same child and period is in line {first[key]} already."))
            continue
        first[key] = line.number
        kept.append(line)
    return kept, wrong


def _taken(
    file: SchoolFile, lines: Sequence[Line], matches: dict[int, Match], worker: Worker, now: datetime
) -> list[Line]:
    """Write the lines whose child is certain; those that overlap another period come back. The children are locked in
    the order of their numbers."""
    children = sorted({child for line in lines if (child := matches[line.number].child)})
    list(Person.objects.select_for_update().filter(pk__in=children).order_by("pk").values_list("pk", flat=True))
    standing: dict[tuple[int, int], list[Attended]] = {}
    for row in Attended.objects.filter(child_id__in=children, withdrawn=None):
        standing.setdefault((row.child_id, row.school_id), []).append(row)
    new, clashing = [], []
    for line in lines:
        match = matches[line.number]
        assert match.child is not None and match.school is not None  # noqa: S101, PT018  certain lines alone come here
        rows = standing.setdefault((match.child, match.school), [])
        near = [row for row in rows if row.starts < line.ends and line.starts < row.ends]
        same = next((row for row in near if (row.starts, row.ends) == (line.starts, line.ends)), None)
        if same is None and near:
            clashing.append(line)
        elif same is None:
            row = Attended(
                child_id=match.child, school_id=match.school, file=file, starts=line.starts, ends=line.ends,
                recorded=now, recorded_by=worker, **line.sessions,
            )  # fmt: skip
            rows.append(row)
            new.append(row)
        elif any(getattr(same, name) != value for name, value in line.sessions.items()):
            _corrected(same, line, file, worker, now)
    Attended.objects.bulk_create(new, batch_size=500)
    return clashing


def _corrected(row: Attended, line: Line, file: SchoolFile, worker: Worker, now: datetime) -> None:
    for name, value in line.sessions.items():
        setattr(row, name, value)
    row.file, row.recorded, row.recorded_by = file, now, worker
    row.save(update_fields=[*line.sessions, "file", "recorded", "recorded_by"])


def _open_line(number: int) -> FileLine:
    found = FileLine.objects.select_for_update(of=("self",)).filter(pk=number, settled=None).first()
    if found is None:
        raise Refused("", "Somebody has settled this line already.")
    return found


def line_given(*, line: int, child: int, by: Account, now: datetime) -> Attended:
    """Somebody knows which child a waiting line is about; it goes into the record."""
    worker = worker_of(by)
    with writing(by, SENTENCES):
        person = locked(child)
        row = _open_line(line)
        if not row.waits:
            raise Refused("", "The school sends this line again, put right. It cannot be taken as it is.")
        read_line = line_of(row.number, row.said, local_date(now))
        schools = schools_of([read_line.school]).get(read_line.school.lower(), [])
        if len(schools) != 1:
            raise Refused("", "The school of this line is no longer on the partner register.")
        made = Attended.objects.create(
            child=person, school_id=schools[0], file_id=row.file_id, line=row, starts=read_line.starts,
            ends=read_line.ends, recorded=now, recorded_by=worker, **read_line.sessions,
        )  # fmt: skip
        _settled(row, worker, now, "Given to a child")
        return made


def line_set_aside(*, line: int, why: str, by: Account, now: datetime) -> FileLine:
    """A line is not taken: the child is not ours, or the school sends it again."""
    worker = worker_of(by)
    with writing(by, SENTENCES):
        row = _open_line(line)
        _settled(row, worker, now, text("why", why, "Write why it is not taken.", 300))
        return row


def _settled(row: FileLine, worker: Worker, now: datetime, why: str) -> None:
    row.settled, row.settled_by, row.settled_why = now, worker, why
    row.save(update_fields=["settled", "settled_by", "settled_why"])


__all__ = ["SENTENCES", "file_received", "line_given", "line_set_aside"]
