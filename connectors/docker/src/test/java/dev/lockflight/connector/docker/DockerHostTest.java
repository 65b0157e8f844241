package dev.lockflight.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.InvalidDefinitionException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerHostTest {
  @Test
  void without_variables_it_is_the_usual_socket() {
    assertThat(DockerHost.of(Map.of()))
        .isEqualTo(DockerHost.at(URI.create("unix:///var/run/docker.sock")));
  }

  @Test
  void the_variables_of_the_docker_command_are_read() {
    Map<String, String> environment =
        Map.of(
            "DOCKER_HOST", "tcp://build:2376",
            "DOCKER_TLS_VERIFY", "1",
            "DOCKER_CERT_PATH", "/certificates");

    DockerHost host = DockerHost.of(environment);

    assertThat(host.certificates()).contains(Path.of("/certificates"));
    assertThat(host.variables()).containsAllEntriesOf(environment);
    assertThat(DockerHost.of(Map.of("DOCKER_HOST", "tcp://build:2375")).certificates()).isEmpty();
  }

  @Test
  void certificates_are_looked_for_beside_the_config() {
    Map<String, String> environment =
        Map.of("DOCKER_HOST", "tcp://b:1", "DOCKER_TLS_VERIFY", "1", "HOME", "/home/ci");

    assertThat(DockerHost.of(environment).certificates()).contains(Path.of("/home/ci/.docker"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssh://me@build", "npipe:////./pipe/docker", "tcp://build", "build:1"})
  void other_addresses_are_refused_with_what_to_do(String address) {
    assertThatThrownBy(() -> DockerHost.at(URI.create(address)))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("must be unix:///path or tcp://host:port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix://", "tcp://a b:1", "10.0.0.1:2375"})
  void a_variable_that_is_no_address_is_refused(String value) {
    assertThatThrownBy(() -> DockerHost.of(Map.of("DOCKER_HOST", value)))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining(value);
  }
}
