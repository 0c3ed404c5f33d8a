"""Addresses put together from their pattern are those that the house's own routes give."""

from __future__ import annotations

import re

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from righthelp.foundation.access.checks import routes
from righthelp.foundation.pages.jinja import address

NUMBERS = (7, 70_001, 7_000_000_000_000_001)


def _named(resolver: URLResolver, space: str = "") -> list[str]:
    found = []
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            found += _named(each, f"{space}{each.namespace}:" if each.namespace else space)
        elif isinstance(each, URLPattern) and each.name:
            found.append(space + each.name)
    return found


def test_an_address_is_what_its_route_says() -> None:
    compared = 0
    for name in _named(get_resolver()):
        for many in range(1, 4):
            for numbers in (NUMBERS[:many], NUMBERS[:many][::-1], (3,) * many):
                try:
                    there = reverse(name, args=numbers)
                except NoReverseMatch:
                    continue
                assert address(name, *numbers) == there
                compared += 1
    assert compared > 500


def test_what_leads_nowhere_is_an_error() -> None:
    with pytest.raises(NoReverseMatch):
        address("child", -1)
    with pytest.raises(NoReverseMatch):
        address("no-such-page", 1)


def test_every_page_has_a_name_of_its_own() -> None:
    """Of two pages with one name a button reaches only one: the change of a child's address led to a worker's post."""
    names = _named(get_resolver())
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_no_two_pages_are_at_one_address() -> None:
    """Of two pages at one address the second is never reached, whatever its name."""
    rest = "api:nothing"  # whatever else is asked of the API
    there = [re.sub(r"<(\w+:)?\w+>", r"<\1>", pattern) for pattern, name, _ in routes() if name != rest]
    assert len(there) > 500
    assert sorted({each for each in there if there.count(each) > 1}) == []
