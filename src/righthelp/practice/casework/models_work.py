"""Direct work with a child: what was used, what the child said or made, what we understand by it, and its files."""

from __future__ import annotations

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.casework.codes import Tool
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class DirectWork(models.Model):
    """A piece of direct work with one child. ``visited``: the visit in which it was done, where it was in one."""

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="direct_work")
    visited = models.ForeignKey("casework.Visited", on_delete=models.PROTECT, null=True, related_name="work")
    action = models.ForeignKey("casework.Action", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="direct_work")
    tool = models.CharField(max_length=12, choices=Tool)
    tool_words = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)
    analysis = models.TextField()
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    withdrawn = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(at__lte=F("recorded")), name="direct_work_not_in_the_future"),
            models.CheckConstraint(condition=~Q(analysis=""), name="direct_work_says_what_it_means"),
            models.CheckConstraint(condition=~Q(tool="other") | ~Q(tool_words=""), name="direct_work_says_which_tool"),
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=True) | ~Q(withdrawn_why=""), name="direct_work_withdrawn_says_why"
            ),
        ]
        indexes = [models.Index(fields=["child", "-at"], name="direct_work_child")]

    @property
    def tool_said(self) -> str:
        """What was used, in words."""
        return self.tool_words or str(Tool(self.tool).label)


@pghistory.track()
class WorkFile(models.Model):
    """A file of direct work: a drawing, a worksheet. What it contains is in :class:`WorkFileContent`, until removed."""

    work = models.ForeignKey(DirectWork, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    added = models.DateTimeField()
    removed = models.DateTimeField(null=True)
    removed_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(removed__isnull=True) | ~Q(removed_why=""), name="work_file_removed_says_why"
            ),
        ]


class WorkFileContent(models.Model):
    """The bytes of a file. Written once; gone when it is removed."""

    file = models.OneToOneField(WorkFile, on_delete=models.PROTECT, primary_key=True, related_name="content")
    content = models.BinaryField()
