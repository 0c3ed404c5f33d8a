"""Assertions over the whole house: what every model, route, module and clock must have."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import models

from righthelp.foundation.access.checks import policy_of, routes
from righthelp.foundation.journey import registry
from righthelp.site.checks import crossing, crossing_keys
from righthelp.site.matrix import MATRIX, ROLES
from righthelp.site.retention import RETENTION

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(
    path
    for folder in ("src", "tests", "tools")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)


def ours() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("righthelp.") and not model.__name__.endswith("Event")
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_is_longer_than_four_hundred_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 400


def test_the_system_checks_find_nothing() -> None:
    assert run_checks() == []


def test_every_model_says_how_long_it_is_kept() -> None:
    labels = {model._meta.label for model in ours()}
    assert labels - set(RETENTION) == set(), "add these to site/retention.py"
    assert set(RETENTION) - labels == set(), "these are gone: take them out of site/retention.py"


def test_every_model_has_history_or_says_why_not() -> None:
    tracked = {model.__name__ for model in apps.get_models() if model.__name__.endswith("Event")}
    bare = {
        model._meta.label
        for model in ours()
        if f"{model.__name__}Event" not in tracked and not RETENTION[model._meta.label].no_history
    }
    assert bare == set()


@pytest.mark.parametrize(
    ("room", "target", "wrong"),
    [
        (("practice", "missing"), ("practice", "people"), ""),
        (("practice", "missing"), ("foundation", "access"), ""),
        (("practice", "missing"), ("practice", "mash"), "points from missing into mash"),
        (("foundation", "intake"), ("practice", "people"), "points up, from foundation to practice"),
    ],
)
def test_a_key_may_point_down_and_only_into_the_open_areas(
    room: tuple[str, str], target: tuple[str, str], wrong: str
) -> None:
    assert crossing(room, target) == wrong


def test_no_key_of_the_house_points_up_or_across() -> None:
    assert list(crossing_keys(list(apps.get_models()))) == []


def test_every_route_declares_a_policy_with_a_known_act() -> None:
    found = list(routes())
    assert len(found) > 10
    for pattern, _name, view in found:
        policy = policy_of(view)
        assert policy is not None, pattern
        assert policy.open_because or policy.act in MATRIX, pattern


def test_every_act_of_the_matrix_is_used_and_every_role_can_do_something() -> None:
    policies = [policy for _, _, view in routes() if (policy := policy_of(view))]
    used = {policy.act for policy in policies} | {policy.writes for policy in policies if policy.writes}
    named = {act for act in MATRIX if any(f'"{act}"' in path.read_text() for path in MODULES if "src" in path.parts)}
    assert set(MATRIX) - used - named == set()
    assert len(ROLES) >= 14
    for role in ROLES:
        assert any(cells[role] != "no" for cells in MATRIX.values()), role


def test_every_clock_has_its_authority() -> None:
    clocks = list(registry.clocks())
    assert clocks
    for clock in clocks:
        assert all(limit.authority.citation for limit in clock.limits)


def test_only_doors_ask_what_time_it_is() -> None:
    doors = {"warm", "views", "pages", "api", "jobs", "cli", "route", "sign_in", "queue", "supervise"}
    asks = re.compile(r"calendar\.(now|today)\(\)")
    wrong = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if path.is_relative_to(ROOT / "src")
        and "tests" not in path.parts
        and asks.search(path.read_text())
        and not any(part.split(".")[0].startswith(door) for part in path.parts for door in doors)
    ]
    assert wrong == []


def test_no_word_that_hurts_is_shown_to_anybody() -> None:
    hurtful = re.compile(r"\b(abscond\w*|LAC|promiscuous|hard to reach|non-compliant|child prostitut\w*)\b")
    shown = [
        *(ROOT / "src").rglob("*.html"),
        *(ROOT / "src").rglob("*.py"),
        *(ROOT / "docs").rglob("*.md"),
        ROOT / "README.md",
    ]
    wrong = [
        f"{path.name}: {found.group()}"
        for path in shown
        if path.exists() and (found := hurtful.search(path.read_text()))
    ]
    assert wrong == []


def test_no_template_holds_a_script_or_a_style_of_its_own() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    wrong = [path.name for path in (ROOT / "src").rglob("*.html") if inline.search(path.read_text())]
    assert wrong == []


def _hashed(node: ast.expr) -> bool:
    """Whether what is gone through is a set: its order is another in each process."""
    made = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("set", "frozenset")
    either = isinstance(node, ast.BinOp) and (_hashed(node.left) or _hashed(node.right))
    return made or either or isinstance(node, ast.Set | ast.SetComp)


def test_the_city_goes_through_nothing_in_the_order_of_a_set() -> None:
    """The same seed draws the same city, on every machine."""
    found = [
        f"{path.name}:{node.iter.lineno}"
        for path in (ROOT / "src" / "righthelp" / "city").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.For | ast.comprehension) and _hashed(node.iter)
    ]
    assert found == []
