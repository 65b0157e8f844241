package dev.lockflight.connector.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlReferencesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "select * from \"stage\".\"silver\".\"laps\" as laps | stage.silver.laps",
        "select * from `st.age`.`silver`.`laps` | st.age.silver.laps",
        "select * from [stage].[silver].[laps] l | stage.silver.laps",
        "SELECT * FROM stage.silver.laps l JOIN prod.gold.dim USING (id) | stage.silver.laps prod.gold.dim",
        "select * from a.b.c, d.e.f x, g | a.b.c d.e.f",
        "with x as (select 1 from a.b.c) select * from x | a.b.c",
        "select * from (a.b.c join d.e.f on a.b.c.id = d.e.f.id) | a.b.c d.e.f",
        "merge into t.u.v using s.t.u on x | t.u.v s.t.u",
        "create or replace table a.b.c as select 1 | a.b.c",
        "insert into a.b.c select x.y.z from q | a.b.c",
        "select payload.address.street, f(a.b.c, d.e.f) from t | ",
        "select * from t where a.b.c is distinct from d.e.f | ",
        "select * from t -- from a.b.c | ",
        "select * from t /* join a.b.c */ | ",
        "select 'from a.b.c', 'it''s from a.b.c' from t | ",
        "select * from silver.laps, laps | ",
        "select * from t order by a.b.c, d.e.f | ",
        "select * from a . b . c | a.b.c",
        "select * from read_csv('x.y.z'), a.b.c | a.b.c",
      })
  void full_names_are_found_where_relations_stand(String sql, String expected) {
    String found =
        SqlReferences.in(sql).stream()
            .map(parts -> String.join(".", parts))
            .collect(Collectors.joining(" "));
    assertThat(found).isEqualTo(expected == null ? "" : expected.strip());
  }
}
