"""The layers of the lake, in the order in which they are made."""

from pathlib import Path

LAYERS = ("bronze", "silver", "gold")


def before(layer: str) -> tuple[str, ...]:
    """The layers that must be there first."""
    if layer not in LAYERS:
        raise ValueError(f"there is no layer {layer}; there are {', '.join(LAYERS)}")
    return LAYERS[: LAYERS.index(layer)]


def script(dags: Path, layer: str) -> Path:
    """The SQL that makes a layer from the one before it."""
    if not before(layer):
        raise ValueError(f"{layer} is fetched from the source, not made by SQL")
    return dags / "sql" / f"{layer}.sql"
