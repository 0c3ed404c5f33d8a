"""Which browser somebody uses, in words: enough to recognise one's own session in a list, and no more."""

from __future__ import annotations

from django.http import HttpRequest

_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrom", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def place_of(request: HttpRequest) -> str:
    """For example "Firefox on Windows"; "A browser" when it does not say."""
    said = request.headers.get("User-Agent", "")
    browser = next((words for mark, words in _BROWSERS if mark in said), "A browser")
    system = next((words for mark, words in _SYSTEMS if mark in said), "")
    return f"{browser} on {system}" if system else browser
