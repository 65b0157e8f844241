package dev.lockflight.examples.f5;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What is wrong with the commit of a showcase, to watch who notices. */
enum BreweryFault {
  NONE,
  /** A line that black would have written otherwise. */
  LINT,
  /** A unit test fails. */
  UNIT,
  /** Code that runs whatever it is given in a shell: bandit finds it, nothing is deployed. */
  SECURITY,
  /** The SQL of silver asks for a column that is not there: the DAG run of the night fails. */
  DAG;

  static BreweryFault named(String word) {
    return Stream.of(values())
        .filter(fault -> fault.name().equals(word.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "nothing breaks by '" + word + "'; say lint, unit, security or dag"));
  }

  /** The files of the commit. */
  Map<String, String> files() {
    return switch (this) {
      case NONE -> Map.of("data/health", "ok\n");
      case LINT -> Map.of("brewery/hasty.py", "def hasty( ):\n  return   'later'\n");
      case UNIT ->
          Map.of(
              "tests/test_wish.py",
              """
              from brewery import layers


              def test_there_is_a_platinum_layer():
                  assert "platinum" in layers.LAYERS
              """);
      case SECURITY ->
          Map.of(
              "brewery/taps.py",
              """
              import subprocess


              def pour(beer: str) -> int:
                  return subprocess.call(f"echo {beer}", shell=True)
              """,
              "tests/test_taps.py",
              """
              from brewery import taps


              def test_a_tap_pours():
                  assert taps.pour("ale") == 0
              """);
      case DAG ->
          Map.of(
              "dags/sql/silver.sql",
              """
              COPY (SELECT id, alcohol FROM read_json_auto('${lake}/bronze/breweries.json'))
              TO '${lake}/silver/breweries.parquet' (FORMAT parquet)
              """);
    };
  }
}
