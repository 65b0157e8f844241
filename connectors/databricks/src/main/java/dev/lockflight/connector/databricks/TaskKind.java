package dev.lockflight.connector.databricks;

import dev.lockflight.InvalidDefinitionException;
import java.util.Locale;

/** What a task does, and how the API calls that. */
enum TaskKind {
  NOTEBOOK("notebook_task", "base_parameters"),
  DBT("dbt_task", ""),
  SQL("sql_task", "parameters"),
  WHEEL("python_wheel_task", "named_parameters"),
  SCRIPT("spark_python_task", ""),
  CONDITION("condition_task", ""),
  JOB("run_job_task", "job_parameters");

  private final String field;
  private final String parameters;

  TaskKind(String field, String parameters) {
    this.field = field;
    this.parameters = parameters;
  }

  String field() {
    return field;
  }

  String namedParameters(String task) {
    if (parameters.isEmpty()) {
      throw new InvalidDefinitionException(
          "task " + task + " is a " + this + ", which takes no named parameters");
    }
    return parameters;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT) + " task";
  }
}
