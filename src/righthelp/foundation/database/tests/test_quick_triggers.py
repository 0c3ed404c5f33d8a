"""What the registry of triggers is asked is answered as if it had been listed."""

from __future__ import annotations

import pgtrigger
import pytest
from django.apps import apps
from pgtrigger import registry


def test_every_trigger_is_known_by_its_table_and_its_function() -> None:
    held = registry._registry
    assert held.by_db_table == {(model._meta.db_table, each.name): each for model, each in held.values()}
    assert held.pg_function_names == {each.get_pgid(model) for model, each in held.values()}
    assert len(held) > 1000


def test_a_second_trigger_of_one_name_on_a_table_is_refused_still() -> None:
    person = apps.get_model("people", "Person")
    (name, *_) = [each.name for model, each in registry._registry.values() if model is person]
    with pytest.raises(KeyError, match="already"):
        pgtrigger.register(pgtrigger.Protect(name=name, operation=pgtrigger.Delete))(person)
