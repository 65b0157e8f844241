package dev.lockflight.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReportJsonTest {
  /** Objects whose fields are names that somebody chose. */
  private static final Set<String> OPEN = Set.of("artifacts", "parameters", "attributes", "cell");

  @Test
  void every_field_of_the_json_is_in_the_documentation() throws IOException {
    String page = Files.readString(Path.of("../docs/reports.md"));
    Set<String> fields = new TreeSet<>();
    collect(Json.read(PipelineReport.of(Samples.delivery()).json(), Map.class), fields);
    GoldenReportsTest.runs()
        .forEach(story -> collect(Json.read(story.report().json(), Map.class), fields));
    assertThat(fields).hasSizeGreaterThan(50);
    for (String field : fields) {
      assertThat(page).containsPattern("`" + field + "(\\[])?`");
    }
  }

  private static void collect(Object value, Set<String> fields) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, inner) -> {
            fields.add(name.toString());
            boolean named = inner instanceof Map && OPEN.contains(name.toString());
            if (!named) {
              collect(inner, fields);
            }
          });
    } else if (value instanceof Collection<?> all) {
      all.forEach(each -> collect(each, fields));
    }
  }

  @Test
  void json_names_its_schema_first() {
    assertThat(Samples.success().report().json())
        .startsWith("{\"schema\":\"lockflight.run\",\"schemaVersion\":1,");
    assertThat(PipelineReport.of(Samples.delivery()).json())
        .startsWith("{\"schema\":\"lockflight.pipeline\",\"schemaVersion\":1,");
  }
}
