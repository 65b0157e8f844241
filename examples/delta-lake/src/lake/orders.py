"""Cleans orders and sums them up."""

from __future__ import annotations

import zlib
from typing import Iterable

Order = dict[str, str]


def clean(bronze: Iterable[Order]) -> list[Order]:
    """Silver: the newest line of each order, without those that have no amount."""
    newest: dict[str, Order] = {}
    for order in bronze:
        if order["amount"].strip():
            newest[order["id"]] = order
    return [newest[key] for key in sorted(newest)]


def revenue(silver: Iterable[Order]) -> dict[str, int]:
    """Gold: cents per country."""
    total: dict[str, int] = {}
    for order in silver:
        cents = round(float(order["amount"]) * 100)
        total[order["country"]] = total.get(order["country"], 0) + cents
    return total


def partition(key: str, partitions: int) -> int:
    """Which partition an order belongs to; the JVM's side must say the same."""
    return zlib.crc32(key.encode()) % partitions
