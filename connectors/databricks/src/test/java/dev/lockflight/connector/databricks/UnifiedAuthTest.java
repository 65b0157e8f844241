package dev.lockflight.connector.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnifiedAuthTest {
  @TempDir private Path home;
  private Path config;

  @BeforeEach
  void profiles() throws Exception {
    config =
        Files.writeString(
            home.resolve(".databrickscfg"),
            """
            ; written by the databricks CLI
            [__settings__]
            default_profile = stage

            [DEFAULT]

            [stage]
            host  = dbc-1.cloud.databricks.com/?o=12
            token = dapi-stage=

            [prod]
            host = https://dbc-2.cloud.databricks.com
            client_id = app
            client_secret = dose-s3cret

            [hollow]
            token = dapi-x
            """);
  }

  @Test
  void the_environment_is_enough() {
    assertThat(of("HOST", "https://dbc-9.cloud.databricks.com", "TOKEN", "dapi-s3cret"))
        .hasToString("https://dbc-9.cloud.databricks.com by pat");
  }

  @Test
  void the_default_profile_is_the_one_the_file_names() {
    assertThat(DatabricksAuth.profile(config))
        .hasToString("https://dbc-1.cloud.databricks.com by pat");
  }

  @Test
  void a_profile_is_chosen_by_name() {
    assertThat(DatabricksAuth.profile(config, "prod"))
        .hasToString("https://dbc-2.cloud.databricks.com by oauth-m2m");
  }

  @Test
  void an_environment_that_says_nothing_leads_to_the_file_at_home() {
    assertThat(DatabricksAuth.fromEnvironment(Map.of("HOME", home.toString())))
        .hasToString("https://dbc-1.cloud.databricks.com by pat");
  }

  @Test
  void a_profile_named_by_the_environment_wins_over_its_values() {
    assertThat(
            DatabricksAuth.fromEnvironment(
                Map.of(
                    "DATABRICKS_CONFIG_FILE",
                    config.toString(),
                    "DATABRICKS_CONFIG_PROFILE",
                    "prod",
                    "DATABRICKS_TOKEN",
                    "dapi-other")))
        .hasToString("https://dbc-2.cloud.databricks.com by oauth-m2m");
  }

  @Test
  void a_missing_profile_is_told_with_those_there_are() {
    refused(
        () -> DatabricksAuth.profile(config, "dev"),
        "no profile dev in " + config + "; it has [stage, prod, hollow]");
  }

  @Test
  void a_profile_without_a_host_is_told() {
    refused(
        () -> DatabricksAuth.profile(config, "hollow"),
        "profile hollow of " + config + " has no host");
  }

  @Test
  void a_line_that_is_no_setting_is_told_by_its_number_only() throws Exception {
    Path broken = Files.writeString(home.resolve("broken"), "[DEFAULT]\ntoken dapi-s3cret\n");

    assertThatThrownBy(() -> DatabricksAuth.profile(broken))
        .hasMessage(broken + " line 2 is neither [profile] nor key = value");
  }

  @Test
  void two_ways_at_once_are_refused_unless_one_is_chosen() {
    String[] both = {
      "HOST", "h.example", "TOKEN", "dapi-s3cret", "CLIENT_ID", "app", "CLIENT_SECRET", "dose-x"
    };
    refused(() -> of(both), "has both a token and a client_secret; remove one, or set");

    String[] chosen = java.util.Arrays.copyOf(both, 10);
    chosen[8] = "AUTH_TYPE";
    chosen[9] = "oauth-m2m";
    assertThat(of(chosen)).hasToString("https://h.example by oauth-m2m");
  }

  @Test
  void a_way_that_is_not_built_in_is_refused_by_name() {
    refused(
        () -> of("HOST", "h.example", "AUTH_TYPE", "azure-cli"),
        "wants auth_type azure-cli; possible here are [pat, oauth-m2m");
  }

  @Test
  void nothing_at_all_is_told_with_what_would_do() {
    refused(
        () -> DatabricksAuth.fromEnvironment(Map.of("HOME", home.resolve("nobody").toString())),
        "no Databricks credentials: neither DATABRICKS_HOST with DATABRICKS_TOKEN");
  }

  @Test
  void a_token_never_travels_in_the_clear() {
    refused(
        () -> of("HOST", "http://dbc-9.cloud.databricks.com", "TOKEN", "dapi-s3cret"),
        "must begin with https");
    assertThat(of("HOST", "http://127.0.0.1:8080", "TOKEN", "dapi-s3cret"))
        .hasToString("http://127.0.0.1:8080 by pat");
  }

  @Test
  void no_value_is_ever_shown() {
    AuthSettings settings = AuthSettings.ofVariables(Map.of("DATABRICKS_TOKEN", "dapi-s3cret"));

    assertThat(settings.toString()).isEqualTo("the environment [token]");
    assertThat(Concealed.known("dapi-s3cret")).hasToString("***");
    assertThat(new Proof.FixedToken(Concealed.known("dapi-s3cret")).toString())
        .doesNotContain("s3cret");
  }

  private static DatabricksAuth of(String... pairs) {
    Map<String, String> environment = new java.util.TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      environment.put("DATABRICKS_" + pairs[i], pairs[i + 1]);
    }
    return DatabricksAuth.fromEnvironment(environment);
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(AuthSettingsException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("s3cret");
  }
}
