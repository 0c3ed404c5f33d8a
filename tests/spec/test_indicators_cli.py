"""The command line's figures: the JSON that other systems read, and what it says to a slip of the hand."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from righthelp.practice.missing.models import Episode
from righthelp.practice.people.models import Person
from righthelp.site.cli import main

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    for verb in ("indicator", "figures", "report"):
        monkeypatch.setattr(f"righthelp.site.cli.{verb}.open_house", lambda role: None)


@pytest.fixture
def aisha_was_missing() -> None:
    gone = datetime(2019, 1, 4, 22, 10, tzinfo=UTC)
    back = datetime(2019, 1, 5, 9, 30, tzinfo=UTC)
    child = Person.objects.create(forename="Aisha", surname="Marlow")
    Episode.objects.create(
        child=child, missing_from=gone, notified=gone, returned=back, where_from="home", status="cin", area="east"
    )


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_series_as_json(aisha_was_missing: None, capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, "indicator", "MIS-4", "--as-at", "2019-01-31", "--months", "2")
    assert found == {
        "code": "MIS-4",
        "title": "Returns offered a return home interview",
        "unit": "percent",
        "edition": "1",
        "as_at": "2019-01-31",
        "series": [
            {"month": "2018-12", "numerator": 0, "denominator": 0, "value": None},
            {"month": "2019-01", "numerator": 0, "denominator": 1, "value": 0.0},
        ],
    }


def test_a_breakdown_as_json(aisha_was_missing: None, capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, "indicator", "mis-2", "--as-at", "2019-01-31", "--months", "1", "--by", "status")
    assert found["by"] == "status"
    counts = {row["group"]: (row["value"], row["denominator"]) for row in found["series"]}
    assert counts == {"care": (0, None), "cp": (0, None), "cin": (1, None), "none": (0, None)}


def test_the_catalogue_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, "indicator", "--list")
    assert [row["code"] for row in found][:6] == ["MIS-1", "MIS-2", "MIS-3", "MIS-4", "MIS-5", "MIS-6"]
    assert all(row["title"] and row["unit"] in {"children", "episodes", "percent"} for row in found)


def test_a_table_for_people(aisha_was_missing: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["indicator", "MIS-4", "--as-at", "2019-01-31", "--months", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2].split() == ["2018-12", "none", "0", "of", "0"]
    assert lines[-1].split() == ["2019-01", "0%", "0", "of", "1"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["indicator"], "Which indicator?"),
        (["indicator", "MIS-99"], "There is no indicator MIS-99."),
        (["indicator", "MIS-1", "--as-at", "31/01/2019"], "is not a date"),
        (["indicator", "MIS-1", "--months", "0"], "Ask for 1 to 240 months."),
        (["indicator", "MIS-1", "--by", "shoe"], "is not broken down by shoe"),
        (["report", "kittens"], "There is no report kittens."),
        (["report", "missing", "--as-at", "2999-01-01"], "has not come yet"),
        (["report", "missing", "--as-at", "2019-01-31", "--out", "/nowhere/at/all.html"], "could not be written"),
    ],
)
def test_a_slip_is_answered_in_a_sentence(words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 1
    assert says in capsys.readouterr().err


def test_a_report_of_an_empty_register_can_still_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "missing.html"
    assert main(["report", "missing", "--as-at", "2019-01-31", "--format", "html", "--out", str(place)]) == 0
    text = place.read_text()
    assert "Nobody came back in January 2019, so there is no share to give." in text
    assert "none" in text


def test_published_figures_that_do_not_come_out_are_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["figures"] == len(found["rows"]) > 80
    assert found["agree"] < found["figures"]
