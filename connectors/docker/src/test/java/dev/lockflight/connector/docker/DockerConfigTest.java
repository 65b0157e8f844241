package dev.lockflight.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Secret;
import dev.lockflight.connector.http.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerConfigTest {
  private static final String CANARY = "canary-8c1d";
  @TempDir private Path directory;

  private RegistryPassword login(String json, String registry) throws Exception {
    Files.writeString(directory.resolve("config.json"), json);
    Map<String, String> environment =
        Map.of("DOCKER_CONFIG", directory.toString(), "PATH", directory + ":/usr/bin:/bin");
    return RegistryLogin.ofDockerConfig(environment).at(registry, Secret::name);
  }

  private void helper(String name, String script) throws IOException {
    Path file = directory.resolve("docker-credential-" + name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What the engine is told, by the only way there is. */
  private static String told(RegistryPassword password) {
    return password.on(Request.get("/x"), "r").toString() + password;
  }

  @Test
  void a_login_of_the_file_is_found_by_its_registry() throws Exception {
    String auth =
        Base64.getEncoder().encodeToString(("me:" + CANARY).getBytes(StandardCharsets.UTF_8));
    String json = "{\"auths\":{\"ghcr.io\":{\"auth\":\"" + auth + "\"}}}";

    assertThat(login(json, "ghcr.io")).hasToString("me:***");
    assertThat(login(json, "other.io")).isSameAs(RegistryPassword.NONE);
    assertThat(told(login(json, "ghcr.io"))).doesNotContain(CANARY).doesNotContain(auth);
  }

  @Test
  void the_hub_is_kept_under_its_old_address() throws Exception {
    String auth = Base64.getEncoder().encodeToString("hub:x".getBytes(StandardCharsets.UTF_8));

    assertThat(
            login(
                "{\"auths\":{\"https://index.docker.io/v1/\":{\"auth\":\"" + auth + "\"}}}",
                "docker.io"))
        .hasToString("hub:***");
  }

  @Test
  void a_helper_of_the_registry_goes_before_the_store_and_the_file() throws Exception {
    helper("one", "read s; echo \"{\\\"Username\\\":\\\"$s\\\",\\\"Secret\\\":\\\"x\\\"}\"");
    helper("all", "echo '{\"Username\":\"store\",\"Secret\":\"x\"}'");
    String json = "{\"credHelpers\":{\"ghcr.io\":\"one\"},\"credsStore\":\"all\"}";

    assertThat(login(json, "ghcr.io")).hasToString("ghcr.io:***");
    assertThat(login(json, "other.io")).hasToString("store:***");
  }

  @Test
  void a_helper_without_a_login_leaves_it_to_the_file() throws Exception {
    helper("none", "echo 'credentials not found in native keychain'; exit 1");
    String auth = Base64.getEncoder().encodeToString("me:x".getBytes(StandardCharsets.UTF_8));

    assertThat(
            login(
                "{\"credsStore\":\"none\",\"auths\":{\"r.io\":{\"auth\":\"" + auth + "\"}}}",
                "r.io"))
        .hasToString("me:***");
  }

  @Test
  void a_token_has_no_user() throws Exception {
    helper("token", "echo '{\"Username\":\"<token>\",\"Secret\":\"" + CANARY + "\"}'");

    assertThat(login("{\"credsStore\":\"token\"}", "r.io")).hasToString("token:***");
  }

  @Test
  void broken_helpers_and_files_are_named_without_their_secrets() throws Exception {
    helper("broken", "echo '{\"Secret\":\"" + CANARY + "\"'");
    helper("fails", "echo " + CANARY + "; exit 2");

    assertThatThrownBy(() -> login("{\"credsStore\":\"broken\"}", "r.io"))
        .isInstanceOf(DockerException.class)
        .hasMessageContaining("docker-credential-broken answered no JSON")
        .hasStackTraceContaining("DockerException")
        .hasMessageNotContaining(CANARY)
        .hasNoCause();
    assertThatThrownBy(() -> login("{\"credsStore\":\"fails\"}", "r.io"))
        .hasMessageContaining("ended with 2 for r.io")
        .hasMessageNotContaining(CANARY);
    assertThatThrownBy(() -> login("{\"credsStore\":\"missing\"}", "r.io"))
        .hasMessageContaining("docker-credential-missing, which is not on PATH");
    assertThatThrownBy(() -> login("{\"auths\":", "r.io")).hasMessageContaining("is no JSON");
    assertThatThrownBy(() -> login("{\"auths\":{\"r.io\":{\"auth\":\"!!\"}}}", "r.io"))
        .hasMessageContaining("no base64 of user:password");
  }

  @Test
  void without_a_file_there_is_no_login() throws Exception {
    RegistryLogin login =
        RegistryLogin.ofDockerConfig(Map.of("DOCKER_CONFIG", directory.resolve("no").toString()));

    assertThat(login.at("ghcr.io", Secret::name)).isSameAs(RegistryPassword.NONE);
  }
}
