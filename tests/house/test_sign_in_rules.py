"""What holds of signing in across the whole house."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from righthelp.foundation.access.checks import policy_of, routes
from righthelp.foundation.access.sessions import ASKS_ONLY
from righthelp.foundation.access.stepup import Need
from righthelp.foundation.sign_in.roles import conflicts_between
from righthelp.site.matrix import MATRIX, ROLES
from righthelp.site.retention import LIBRARIES
from righthelp.site.sign_in import directory, factor_keys, second_factor_required
from righthelp.site.two_hats import TWO_HATS


def test_every_table_of_a_sign_in_library_says_how_long_it_is_kept() -> None:
    theirs = {model._meta.label for model in apps.get_models() if model.__module__.split(".")[0] in {"allauth", "axes"}}
    assert theirs == set(LIBRARIES)


def test_every_address_that_administers_accounts_asks_for_a_passkey() -> None:
    asks = {
        name: getattr(view, "step_up", None)
        for _pattern, name, view in routes()
        if (policy := policy_of(view)) and "account.manage" in {policy.act, policy.writes}
    }
    assert asks
    assert set(asks.values()) == {Need.PASSKEY}


def test_every_change_to_ones_own_means_of_signing_in_asks_for_a_confirmation() -> None:
    asks = {name for _pattern, name, view in routes() if getattr(view, "step_up", None)}
    assert {"account-password", "account-app", "account-passkey", "account-remove", "account-recovery-codes"} <= asks


def test_acts_that_open_or_close_a_record_or_give_rights_ask_for_a_confirmation() -> None:
    asks = {name for _pattern, name, view in routes() if getattr(view, "step_up", None)}
    assert asks >= {
        "privacy:open", "privacy:open-by-name", "privacy:restrict", "privacy:restriction", "privacy:lift",
        "privacy:declaration", "privacy:suspicion", "duplicates:merge", "duplicates:undo", "join", "worker-move",
        "welcome", "unprotect", "keep-end", "adoption:seal", "adoption:vault", "adoption:vault-answer",
        "adoption:vault-read",
    }  # fmt: skip


def test_a_library_brings_no_address_of_its_own() -> None:
    theirs = [name for _pattern, name, view in routes() if view.__module__.split(".")[0] in {"allauth", "axes"}]
    assert theirs == []


def test_whoever_gives_out_rights_sees_no_childs_record() -> None:
    seen = {act for act, cells in MATRIX.items() if act.startswith("child.") and cells["system_administrator"] != "no"}
    assert seen == set()
    for role in ROLES:
        if MATRIX["child.see"][role] != "no":
            assert conflicts_between({"system_administrator", role}), role


def test_the_rules_about_two_roles_are_installed() -> None:
    assert len({pair for pair, _ in TWO_HATS}) == len(TWO_HATS)
    for pair, why in TWO_HATS:
        assert why in conflicts_between(pair)
        assert not any(conflicts_between({role}) for role in pair)


def test_looking_at_the_clock_has_its_address() -> None:
    assert reverse("session") == ASKS_ONLY


def test_production_cannot_do_without_a_second_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    assert second_factor_required("production")
    assert second_factor_required("test")
    assert not second_factor_required("demo")
    monkeypatch.setenv("RIGHTHELP_SECOND_FACTOR", "optional")
    with pytest.raises(ImproperlyConfigured, match="Production always"):
        second_factor_required("production")
    assert settings.SECOND_FACTOR_REQUIRED, "the tests run with it"


def test_a_key_that_is_no_key_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    assert factor_keys("a") != factor_keys("b")
    for wrong in ("short", "not base64 at all!"):
        monkeypatch.setenv("RIGHTHELP_FACTOR_KEYS", wrong)
        with pytest.raises(ImproperlyConfigured, match="32 bytes"):
            factor_keys("a")


def test_half_a_directory_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    assert directory() == {}
    monkeypatch.setenv("RIGHTHELP_DIRECTORY_URL", "https://directory.example")
    with pytest.raises(ImproperlyConfigured, match="RIGHTHELP_DIRECTORY_CLIENT"):
        directory()
