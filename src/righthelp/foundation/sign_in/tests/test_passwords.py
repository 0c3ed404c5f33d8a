"""Passwords, browsers' names, and seals, without a database."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from righthelp.foundation.sign_in.adapters import Factors
from righthelp.foundation.sign_in.browsers import place_of
from righthelp.foundation.sign_in.lockout import in_the_log, sealed
from righthelp.foundation.sign_in.passwords import SHORTEST, NotCommon


def common() -> list[str]:
    place = Path(password_validation.__file__).parent / "common-passwords.txt.gz"
    return gzip.decompress(place.read_bytes()).decode().split()[:10_000]


def test_none_of_ten_thousand_common_passwords_is_taken() -> None:
    rule = NotCommon()
    taken = []
    for word in common():
        for typed in (word, f"{word}2021!", word * 3):
            if len(typed) < SHORTEST:
                continue
            try:
                rule.validate(typed)
            except ValidationError:
                continue
            taken.append(typed)
    assert taken == []


@pytest.mark.parametrize("good", ["violet kettle orchard", "a long walk by the canal", "correct horse battery"])
def test_three_unrelated_words_are_taken(good: str) -> None:
    password_validation.validate_password(good)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/128.0", "Firefox on Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/126 Safari/537 Edg/126", "Edge on Windows"),
        ("Mozilla/5.0 (iPad; CPU OS 17_0) AppleWebKit Version/17 Safari/604", "Safari on iPad"),
        ("", "A browser"),
    ],
)
def test_a_browser_in_words(agent: str, words: str) -> None:
    assert place_of(RequestFactory().get("/", HTTP_USER_AGENT=agent)) == words


def test_a_secret_sealed_with_the_key_before_stays_readable(settings: pytest.FixtureRequest) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FACTOR_KEYS = [old]  # type: ignore[attr-defined]  # pytest-django's
    kept = Factors().encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in kept
    settings.FACTOR_KEYS = [new, old]  # type: ignore[attr-defined]  # as above
    assert Factors().decrypt(kept) == "JBSWY3DPEHPK3PXP"


def test_the_log_and_the_list_of_wrong_tries_hold_no_name() -> None:
    name = sealed("Tariq@righthelp.example ")
    assert name == sealed("tariq@righthelp.example")
    assert "tariq" not in name
    said = in_the_log(name, "10.1.2.3", "Firefox", "/sign-in", RequestFactory().get("/"))
    assert said == f"{{{name[:8]}}}"
