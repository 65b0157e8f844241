from pathlib import Path

import pytest

from brewery import layers


def test_gold_comes_last():
    assert layers.before("gold") == ("bronze", "silver")


def test_bronze_needs_nothing():
    assert layers.before("bronze") == ()


def test_silver_is_made_by_sql():
    assert layers.script(Path("dags"), "silver") == Path("dags/sql/silver.sql")


def test_bronze_has_no_sql():
    with pytest.raises(ValueError, match="fetched from the source"):
        layers.script(Path("dags"), "bronze")


def test_an_unknown_layer_is_named():
    with pytest.raises(ValueError, match="there is no layer tin"):
        layers.before("tin")
