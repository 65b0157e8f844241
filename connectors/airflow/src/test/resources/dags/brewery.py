"""A small DAG of Airflow 2 and 3 that sleeps and fails as its conf says."""

import time
from datetime import datetime

try:
    from airflow.sdk import dag, task
except ImportError:
    from airflow.decorators import dag, task


@dag(
    dag_id="brewery_pipeline",
    schedule=None,
    start_date=datetime(2024, 1, 1),
    catchup=False,
    params={"day": "none", "fail": False, "sleep": 0},
)
def brewery():
    @task
    def bronze(**context):
        print("bronze of", context["params"]["day"])
        time.sleep(context["params"]["sleep"])
        return 1

    @task
    def silver(rows, **context):
        if context["params"]["fail"]:
            raise ValueError("silver lacks the column abv")
        return rows

    silver(bronze())


brewery()


def idle(name):
    @dag(
        dag_id=name,
        schedule=None,
        start_date=datetime(2024, 1, 1),
        is_paused_upon_creation=True,
    )
    def idle_dag():
        @task
        def nothing():
            pass

        nothing()

    return idle_dag()


asleep = idle("asleep")
dozing = idle("dozing")
