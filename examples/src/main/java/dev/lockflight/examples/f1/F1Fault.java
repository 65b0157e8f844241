package dev.lockflight.examples.f1;

import java.util.Locale;
import java.util.Map;

/** What is wrong with the commit of a showcase, to watch who notices. */
enum F1Fault {
  NONE,
  /** A model refers to one that is not there: CI ends at {@code dbt deps} and what follows it. */
  COMPILE,
  /** A data test fails on stage: the pull request is told, and not merged. */
  TEST,
  /** All is fine on stage, and points go below zero in prod: prod is rolled back. */
  PROD;

  static F1Fault named(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /**
   * The files of the feature's commit.
   *
   * @param project the text of dbt_project.yml
   */
  Map<String, String> files(String project) {
    return switch (this) {
      case NONE ->
          Map.of(
              "models/gold/best_laps.sql",
              """
              select driver_number, min(lap_seconds) as best
              from {{ ref('fact_laps') }}
              group by driver_number
              """);
      case COMPILE -> Map.of("models/gold/broken.sql", "select * from {{ ref('nothing') }}\n");
      case TEST ->
          Map.of(
              "tests/no_lap_is_long.sql",
              "select * from {{ ref('fact_laps') }} where lap_seconds > 1\n");
      case PROD ->
          Map.of(
              "dbt_project.yml",
              project.replace("break_prod_verification: false", "break_prod_verification: true"));
    };
  }
}
