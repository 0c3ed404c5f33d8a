"""Lists: sorted, filtered, paged and exported by their own address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import RequestFactory

from righthelp.foundation.pages.tables import Column, Filter, Table


@dataclass(frozen=True)
class Child:
    name: str
    born: date | None
    area: str


CHILDREN = [
    Child("Aisha Khan", date(2006, 5, 4), "east"),
    Child("Ben <b>Stone</b>", date(2008, 1, 2), "south"),
    Child("=cmd()", None, "south"),
]
TABLE: Table[Child] = Table(
    name="children",
    caption="Children",
    columns=(
        Column("name", "Name", lambda child: child.name),
        Column("born", "Born", lambda child: child.born),
    ),
    filters=(Filter("area", "Area", (("east", "East"), ("south", "South")), lambda child: child.area),),
    page_size=2,
    sort="name",
)


def shown(query: str, table: Table[Child] = TABLE):  # type: ignore[no-untyped-def]  # Shown[Child]
    return table.shown(RequestFactory().get(f"/?{query}"), CHILDREN)


def test_a_filter_keeps_only_the_rows_chosen() -> None:
    assert [child.name for child in shown("children_area=east").rows] == ["Aisha Khan"]


def test_an_unknown_filter_value_is_no_filter() -> None:
    assert shown("children_area=moon").total == 3


def test_the_unknown_birth_date_sorts_last_both_ways() -> None:
    assert [child.born for child in shown("children_sort=-born").rows] == [date(2008, 1, 2), date(2006, 5, 4)]
    assert shown("children_sort=born&children_page=2").rows[0].born is None


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "1e9", ""])
def test_a_page_that_does_not_exist_shows_one_that_does(page: str) -> None:
    assert shown(f"children_page={page}").rows


def test_a_name_with_markup_is_shown_as_text() -> None:
    assert "Ben &lt;b&gt;Stone&lt;/b&gt;" in shown("children_area=south").body


def test_the_export_holds_every_row_and_no_formula() -> None:
    text = shown("format=csv").csv().content.decode("utf-8-sig")
    assert len(text.splitlines()) == 4
    assert "'=cmd()" in text


def test_two_tables_on_one_page_keep_out_of_each_others_way() -> None:
    both = shown("other_page=3&children_sort=born")
    assert "other_page=3" in both.address(page=2)
    assert not shown("format=csv&table=other").wants_csv
