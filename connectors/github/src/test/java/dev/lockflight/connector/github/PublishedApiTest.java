package dev.lockflight.connector.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PublishedApiTest {
  private static PublishedApi published() {
    Optional<PublishedApi> api = PublishedApi.get();
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(
          api.isPresent(),
          "npm could not fetch @octokit/openapi, so requests are not compared with it");
    }
    return api.orElseThrow(() -> new AssertionError("npm could not fetch @octokit/openapi"));
  }

  private static List<String> faults(String path, String body) {
    PublishedApi.Operation operation = published().operation("POST", path).orElseThrow();
    JsonNode schema =
        operation
            .node()
            .path("requestBody")
            .path("content")
            .path("application/json")
            .path("schema");
    return new SchemaCheck(operation.node())
        .faults(schema, JsonMapper.shared().readTree(body), true);
  }

  @Test
  void a_documented_body_has_no_fault() {
    assertThat(faults("/repos/a/b/statuses/c", "{\"state\":\"success\",\"description\":null}"))
        .isEmpty();
  }

  @Test
  void a_misspelt_field_is_a_fault() {
    assertThat(faults("/repos/a/b/statuses/c", "{\"state\":\"success\",\"contxt\":\"x\"}"))
        .containsExactly("body.contxt is not described");
  }

  @Test
  void an_unknown_word_a_wrong_type_and_a_missing_field_are_faults() {
    assertThat(faults("/repos/a/b/statuses/c", "{\"state\":\"passed\"}"))
        .singleElement()
        .asString()
        .contains("not one of");
    assertThat(faults("/repos/a/b/statuses/c", "{\"state\":\"success\",\"context\":7}"))
        .containsExactly("body.context is no string: 7");
    assertThat(faults("/repos/a/b/statuses/c", "{}")).containsExactly("body.state is missing");
  }

  @Test
  void a_fault_inside_a_list_is_found() {
    assertThat(
            faults(
                "/repos/a/b/check-runs",
                """
                {"name":"n","head_sha":"s","status":"queued","output":{"title":"t","summary":"s",
                 "annotations":[{"path":"p","start_line":1,"end_line":1,"annotation_level":"bad",
                 "message":"m"}]}}
                """))
        .anyMatch(fault -> fault.contains("annotations[0].annotation_level"));
  }

  @Test
  void an_unknown_path_is_no_operation() {
    assertThat(published().operation("POST", "/repos/a/b/statusses/c")).isEmpty();
  }
}
