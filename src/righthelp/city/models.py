"""How far the city has arrived."""

from __future__ import annotations

from typing import Final

from django.db import models

FIRST: Final = "first"
DEPTH: Final = "depth"
REST: Final = "rest"
HELP: Final = "help"


class CityLoad(models.Model):
    """One stage of loading the synthetic city: how many of its rows have arrived, of how many."""

    stage = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=80)
    done = models.PositiveIntegerField(default=0)
    wanted = models.PositiveIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.title}: {self.done:,} of {self.wanted:,}"

    @property
    def complete(self) -> bool:
        return self.done >= self.wanted
