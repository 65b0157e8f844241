package dev.lockflight.examples.f3;

import java.util.Locale;
import java.util.Map;

/** What is wrong with a commit of the showcase, to watch who notices. */
enum DataOpsFault {
  NONE,
  /** The SQL is badly written: ci-lint stops the pull request. */
  LINT,
  /** Fine on CI's sample; on all the data a test fails: containers and data are rolled back. */
  TEST,
  /** Airflow's webserver never answers: the deployment is rolled back. */
  HEALTH;

  static DataOpsFault named(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The files of the commit. */
  Map<String, String> files() {
    return switch (this) {
      case NONE ->
          Map.of(
              "dbt/models/gold/gld_best_days.sql",
              """
              select
                  order_date,
                  revenue
              from {{ ref('gld_sales_summary') }}
              where revenue > 1000
              """);
      case LINT ->
          Map.of(
              "dbt/models/gold/gld_best_days.sql",
              "SELECT order_date,revenue from {{ ref('gld_sales_summary') }} WHERE revenue>1000\n");
      case TEST ->
          Map.of(
              "dbt/models/silver/slvr_sales_orders.sql",
              """
              select
                  order_id,
                  customer_id,
                  product_id,
                  order_date,
                  quantity * unit_price as line_total
              from {{ ref('brnz_sales_orders') }}
              """);
      case HEALTH ->
          Map.of("docker/airflow.sh", "trap 'exit 0' TERM\nwhile true; do sleep 1; done\n");
    };
  }
}
