package dev.lockflight.testkit.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of DuckDB that another program writes, seen as Delta tables. */
final class DuckDbCatalogsTest {
  @TempDir private Path directory;
  private DuckDbCatalogs catalogs;

  @BeforeEach
  void open() throws Exception {
    catalogs = DuckDbCatalogs.in(directory, "stage", "prod");
    elsewhere("create schema gold; create table gold.laps as select 1 as lap");
  }

  @AfterEach
  void close() throws SQLException {
    catalogs.close();
  }

  /** As another process does it, while no statement has the file open. */
  private void elsewhere(String sql) throws Exception {
    boolean unused =
        catalogs.whileClosed(
            () -> {
              try (Connection file =
                      DriverManager.getConnection("jdbc:duckdb:" + directory + "/prod.duckdb");
                  Statement statement = file.createStatement()) {
                return statement.execute(sql);
              }
            });
  }

  private List<String> ask(String sql) throws SQLException {
    return catalogs
        .execute(new SqlQuestion(sql, List.of(), Optional.of("prod"), Optional.of("gold")))
        .rows()
        .stream()
        .map(row -> row.stream().map(cell -> cell.orElse("null")).toList().toString())
        .toList();
  }

  @Test
  void statements_see_all_catalogs_and_what_was_written_elsewhere() throws Exception {
    assertThat(ask("select lap from `prod`.`gold`.`laps`")).containsExactly("[1]");
    elsewhere("insert into gold.laps values (2)");
    assertThat(ask("select count(*) from laps")).containsExactly("[2]");
    assertThat(ask("create schema stage.gold")).isEmpty();
    assertThat(ask("create table stage.gold.x as from prod.gold.laps")).isNotNull();
    assertThat(ask("select count(*) from stage.gold.x")).containsExactly("[2]");
  }

  @Test
  void history_has_a_version_for_each_change_it_was_asked_about() throws Exception {
    assertThat(ask("DESCRIBE HISTORY `prod`.`gold`.`laps` LIMIT 1")).hasSize(1);
    assertThat(ask("DESCRIBE HISTORY prod.gold.laps")).hasSize(1);
    elsewhere("create or replace table gold.laps as select 7 as lap");
    assertThat(ask("DESCRIBE HISTORY gold.laps"))
        .satisfiesExactly(
            newest -> assertThat(newest).startsWith("[1, "),
            first -> assertThat(first).startsWith("[0, "));
    assertThat(ask("DESCRIBE HISTORY laps LIMIT 1")).singleElement().asString().startsWith("[1, ");
  }

  @Test
  void restore_brings_data_back_and_is_a_version_itself() throws Exception {
    List<String> unused = ask("DESCRIBE HISTORY laps");
    elsewhere("create or replace table gold.laps as select -1 as lap");

    assertThat(ask("RESTORE TABLE `prod`.`gold`.`laps` TO VERSION AS OF 0")).hasSize(1);

    assertThat(ask("select lap from laps")).containsExactly("[1]");
    assertThat(ask("DESCRIBE HISTORY laps"))
        .hasSize(3)
        .first()
        .asString()
        .startsWith("[2, ")
        .contains("RESTORE", "\"version\":\"0\"");
    assertThatThrownBy(() -> ask("RESTORE TABLE laps TO VERSION AS OF 9"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("DELTA_VERSION_NOT_FOUND");
    catalogs.close();
    DuckDbCatalogs another = DuckDbCatalogs.in(directory, "prod");
    assertThat(another.execute(question("DESCRIBE HISTORY laps")).rows())
        .as("another engine on the same files knows it too")
        .hasSize(3);
    another.close();
  }

  private static SqlQuestion question(String sql) {
    return new SqlQuestion(sql, List.of(), Optional.of("prod"), Optional.of("gold"));
  }

  @Test
  void views_have_no_history_and_what_is_missing_is_said_to_be() throws Exception {
    elsewhere("create view gold.best as select min(lap) as lap from gold.laps");

    assertThat(ask("DESCRIBE TABLE EXTENDED best")).contains("[Type, VIEW, ]");
    assertThat(ask("DESCRIBE TABLE EXTENDED laps"))
        .contains("[Type, MANAGED, ]", "[Provider, delta, ]");
    assertThatThrownBy(() -> ask("DESCRIBE HISTORY best")).hasMessageContaining("is a view");
    assertThatThrownBy(() -> ask("DESCRIBE DETAIL nothing")).hasMessageContaining("does not exist");
  }
}
