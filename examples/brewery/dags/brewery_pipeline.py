"""The DAG as an Airflow loads it: one task for each layer, in their order."""

from datetime import datetime

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

from brewery.layers import LAYERS

FETCH = 'curl -fsS "$source/breweries.json" -o "$lake/bronze/breweries.json"'
MAKE = 'envsubst < "$dags/sql/{layer}.sql" | duckdb'

with DAG("brewery_pipeline", schedule=None, start_date=datetime(2026, 1, 1)):
    tasks = [
        BashOperator(
            task_id=layer,
            bash_command=FETCH if layer == "bronze" else MAKE.format(layer=layer),
        )
        for layer in LAYERS
    ]
    for earlier, later in zip(tasks, tasks[1:]):
        earlier >> later
