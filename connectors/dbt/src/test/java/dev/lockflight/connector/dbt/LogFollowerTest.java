package dev.lockflight.connector.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.connector.process.LineSource;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class LogFollowerTest {
  static final List<String> VERSIONS = Recorded.VERSIONS;
  private final FakeContext context = Contexts.in(Path.of(""));
  private final LogFollower follower = new LogFollower(context);

  private void follow(String version, String dbtCase, boolean toItsEnd) throws IOException {
    for (String line : Files.readAllLines(Recorded.of(version, dbtCase).file("dbt.log"))) {
      if (toItsEnd || !line.contains("\"CommandCompleted\"")) {
        follower.line(LineSource.FILE, line);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void log_that_ends_tells_who_it_was(String version) throws Exception {
    follow(version, "build-green", true);
    DbtRunner.Exit exit = follower.exit(0);
    assertThat(exit.completed()).isTrue();
    assertThat(exit.errors()).isEmpty();
    assertThat(exit.invocationId())
        .isEqualTo(
            DbtArtifacts.manifest(Recorded.of(version, "build-green").file("manifest.json"))
                .metadata()
                .invocationId());
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void log_without_its_end_is_that_of_a_killed_dbt(String version) throws Exception {
    follow(version, "build-green", false);
    assertThat(follower.exit(0).completed()).isFalse();
  }

  @Test
  void first_engine_tells_how_many_nodes_there_are_and_the_second_does_not() throws Exception {
    follow("1.11.16", "build-failing-test", true);
    assertThat(context.reported()).first().hasToString("1/38 nodes");
    assertThat(context.reported()).last().hasToString("38/38 nodes");
    FakeContext other = Contexts.in(Path.of(""));
    LogFollower second = new LogFollower(other);
    for (String line :
        Files.readAllLines(
            Recorded.of("2.0.0-preview.196", "build-failing-test").file("dbt.log"))) {
      second.line(LineSource.FILE, line);
    }
    assertThat(other.reported()).first().hasToString("1 done nodes");
  }

  @Test
  void people_read_messages_without_colours_and_errors_are_kept() throws Exception {
    follow("1.11.16", "build-failing-test", true);
    assertThat(context.lines()).contains("Done. PASS=32 WARN=0 ERROR=1 SKIP=7 NO-OP=0 TOTAL=40");
    assertThat(context.lines()).noneMatch(line -> line.contains("\u001b") || line.startsWith("{"));
    assertThat(follower.exit(1).errors())
        .anyMatch(error -> error.startsWith("Failure in test no_negative_lap_times"));
  }

  @Test
  void standard_output_counts_only_where_it_is_no_event() {
    follower.line(
        LineSource.OUTPUT,
        "{\"info\": {\"name\": \"X\", \"level\": \"error\", \"msg\": \"twice\"}}");
    follower.line(LineSource.ERRORS, "Traceback (most recent call last):");
    follower.line(LineSource.FILE, "{\"info\": {\"name\": \"Cut");
    follower.line(LineSource.FILE, "no event");
    DbtRunner.Exit exit = follower.exit(1);
    assertThat(exit.errors()).containsExactly("Traceback (most recent call last):");
    assertThat(exit.invocationId()).isNull();
    assertThat(context.lines()).containsExactly("Traceback (most recent call last):");
  }
}
