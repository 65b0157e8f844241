package dev.lockflight.connector.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.EnvironmentName;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What steps leave behind survives the journal. */
final class OutputsTest {
  private static final EnvironmentName PROD = EnvironmentName.of("prod");
  private final JsonMapper json = JsonMapper.builder().build();

  @Test
  void measurement_is_read_back_to_its_last_digit() {
    Measurement written =
        new Measurement(
            PROD,
            "revenue",
            new BigDecimal("12345678901234567890.1234567890"),
            "select 1",
            Instant.parse("2026-11-20T10:00:00.123456789Z"));
    assertThat(json.readValue(json.writeValueAsString(written), Measurement.class))
        .isEqualTo(written);
  }

  @Test
  void schema_is_read_back() {
    RelationSchema written =
        new RelationSchema(
            PROD, "gold.t", "DuckDB", List.of(new RelationSchema.Column("a", "DECIMAL(9,3)")));
    assertThat(json.readValue(json.writeValueAsString(written), RelationSchema.class))
        .isEqualTo(written);
  }
}
