"""The API against its own description: whatever the description allows is answered as it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from righthelp.foundation import calendar
from righthelp.foundation.access.models import Account, Agreement
from righthelp.foundation.intake.keys import issued
from tests.stories.missing_house import House

pytestmark = [pytest.mark.django_db(transaction=False), pytest.mark.urls("tests.stories.missing_urls")]


@pytest.fixture
def connection_stays_open() -> Iterator[None]:
    """The application closes old connections around each request, and with them the test's transaction."""
    signals.request_started.disconnect(close_old_connections)
    signals.request_finished.disconnect(close_old_connections)
    yield
    signals.request_started.connect(close_old_connections)
    signals.request_finished.connect(close_old_connections)


@pytest.fixture
def key(db: None, connection_stays_open: None) -> str:
    House().child(police="P-100")
    account = Account.objects.create(
        email="compact@police.example", name="Compact", roles=["police_partner"], organisation="west-midlands-police"
    )
    Agreement.objects.create(
        organisation="west-midlands-police",
        title="Missing children",
        lawful_basis="Children Act 2004, section 11",
        acts=["missing.notify"],
        starts=date(2018, 4, 1),
        ends=date(2026, 4, 1),
    )
    return issued(account=account, now=calendar.now(), ends_at=calendar.now() + timedelta(days=1))


def test_the_api_answers_as_it_says(key: str) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    headers = {"Authorization": f"Bearer {key}", "Host": "localhost"}
    tried = []
    for operation in schema.get_all_operations():
        tried.append(operation.ok().label)

        @hypothesis.settings(max_examples=60, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
        @hypothesis.seed(330)
        @hypothesis.given(case=operation.ok().as_strategy())
        def answers(case: Any) -> None:
            case.call_and_validate(headers=headers)

        answers()
    assert len(tried) == 2
