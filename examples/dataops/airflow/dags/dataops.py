"""What Airflow runs every night."""

LAYERS = ("bronze", "silver", "gold")


def commands(target: str) -> list[str]:
    """The dbt commands of one night, in order."""
    return [f"dbt run --target {target} --select {layer}" for layer in LAYERS]
