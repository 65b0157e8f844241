"""A file that Airflow takes for one with a DAG, and cannot import."""

import no_such_module
