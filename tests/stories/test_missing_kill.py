"""Server, worker and database are killed while the police send: what was acknowledged is there, once, and taken in."""

from __future__ import annotations

import http.client
import json
import threading
import time
from pathlib import Path

import pytest

from tests.servers import Installation

pytestmark = pytest.mark.slow

SET_UP = """
from datetime import date, timedelta
from righthelp.foundation import calendar
from righthelp.foundation.access.models import Account, Agreement
from righthelp.foundation.intake.keys import issued
from righthelp.practice.people.models import Identifier, Person
account = Account.objects.create(
    email="compact@police.example", name="Compact", roles=["police_partner"], organisation="police"
)
Agreement.objects.create(organisation="police", title="Missing children", lawful_basis="Children Act 2004",
    acts=["missing.notify"], starts=date(2018, 4, 1), ends=date(2030, 4, 1))
for number in range(40):
    child = Person.objects.create(forename=f"Child{number}", surname="Made-up", birth_date=date(2006, 1, 1))
    Identifier.objects.create(person=child, kind="police", value=f"P-{number}")
now = calendar.now()
print(issued(account=account, now=now, ends_at=now + timedelta(days=2)))
"""

TAKE_IN = """
from datetime import timedelta
from righthelp.foundation import calendar
from righthelp.foundation.intake.inbox import take_in_received
print(take_in_received(calendar.now() + timedelta(minutes=1)))
"""


class Police(threading.Thread):
    """Sends one notice after another, each until it is acknowledged or the police lose patience."""

    def __init__(self, house: Installation, token: str) -> None:
        super().__init__()
        self.house, self.token = house, token
        self.acknowledged: list[str] = []
        self.sent = 0
        self.enough = threading.Event()

    def run(self) -> None:
        while not self.enough.is_set():
            number, event = divmod(self.sent, 2)
            key = f"n-{self.sent}"
            body = {
                "key": key,
                "report": f"R-{number}",
                "event": "found" if event == 0 else "missing",
                "happened_at": f"2021-08-{1 + number // 40 % 20:02d}T{'20' if event == 0 else '10'}:00:00+01:00",
                "child": {"police_reference": f"P-{number % 40}"},
            }
            self.sent += 1
            headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
            try:
                answer = self.house.ask("POST", "/api/missing/notices", json.dumps(body).encode(), headers)
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
                continue
            if answer.status == 202:
                self.acknowledged.append(key)

    def acknowledges(self, more: int) -> None:
        """Wait until some more notices have been acknowledged."""
        wanted, until = len(self.acknowledged) + more, time.monotonic() + 60
        while len(self.acknowledged) < wanted:
            assert time.monotonic() < until, "the house does not acknowledge notices any more"
            time.sleep(0.02)


def test_no_acknowledged_notice_is_lost_when_everything_is_killed(tmp_path: Path) -> None:
    with Installation(tmp_path / "state") as house:
        house.prepare()
        token = house.python(SET_UP).strip().splitlines()[-1]
        house.start_web()
        house.start_worker()
        police = Police(house, token)
        police.start()
        try:
            for _ in range(2):
                police.acknowledges(15)
                house.kill_web()
                house.start_web()
                police.acknowledges(15)
                house.kill_database()
                house.start_database()
                police.acknowledges(15)
                house.kill_worker()
                house.start_worker()
        finally:
            police.enough.set()
            police.join()
        house.kill_web()
        house.kill_database()
        house.start_database()
        house.python(TAKE_IN, role="app")

        kept = [str(key) for (key,) in house.sql("SELECT key FROM intake_message")]
        assert len(police.acknowledged) >= 90
        assert set(police.acknowledged) <= set(kept)
        assert len(set(kept)) == len(kept)
        assert house.sql("SELECT count(*) FROM intake_message WHERE state = 'received'") == [(0,)]
        taken_in = house.sql(
            "SELECT count(*) FROM intake_message m WHERE m.state = 'done' AND starts_with(m.key, 'n-') AND NOT EXISTS "
            "(SELECT 1 FROM missing_episode e WHERE e.police_force = m.sender AND e.police_reference = m.series)"
        )
        assert taken_in == [(0,)]
        audited = (
            "SELECT count(DISTINCT detail) FROM audit_look "
            "WHERE act = 'missing.notify' AND starts_with(detail, 'notice')"
        )
        assert int(str(house.sql(audited)[0][0])) >= len(kept)
