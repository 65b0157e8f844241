package dev.lockflight.testkit.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Attribute;
import dev.lockflight.Environment;
import dev.lockflight.connector.dbt.Dbt;
import dev.lockflight.connector.dbt.DbtResult;
import dev.lockflight.testkit.fake.FakeContext;
import dev.lockflight.testkit.fake.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recordings are those of the dbt connector's own tests, made with real dbts. */
final class RecordedDbtTest extends DbtRunnerContract {
  @TempDir Path project;

  static Path recorded(String name) {
    return Path.of("../dbt/src/test/resources/recorded/1.11.16").resolve(name);
  }

  static Path recorded(World world) {
    return recorded(
        switch (world) {
          case GREEN -> "build-green";
          case FAILING_TEST -> "build-failing-test";
          case BROKEN_PROJECT -> "broken-project";
        });
  }

  static FakeContext stage() {
    return FakeContext.ofRun("run-1")
        .in(Environment.of("stage").with(new Attribute(Attribute.DBT_TARGET, "stage")));
  }

  static Dbt project(Path directory) throws Exception {
    Path unused = Files.writeString(directory.resolve("dbt_project.yml"), "name: shop\n");
    return Dbt.project(directory);
  }

  @Override
  protected Subject in(World world) throws Exception {
    return new Subject(RecordedDbt.playing(recorded(world)), project(project), Dbt::build, stage());
  }

  @Test
  void time_passes_as_it_did_when_it_was_recorded() throws Exception {
    Instant start = Instant.parse("2026-03-01T12:00:00Z");
    SettableClock clock = SettableClock.startingAt(start);
    RecordedDbt dbt = RecordedDbt.playing(recorded("build-green")).waiting(clock::advance);

    DbtResult result =
        project(project)
            .runBy(dbt)
            .build()
            .run(stage().clock(clock).workspace(project.resolve("work")));

    assertThat(dbt.length("build")).isBetween(Duration.ofMillis(500), Duration.ofMinutes(1));
    assertThat(Duration.between(start, clock.instant())).isEqualTo(dbt.length("build"));
    assertThat(result.counts()).containsKey("model:success");
  }

  @Test
  void each_command_may_have_its_own_recording() throws Exception {
    RecordedDbt dbt =
        RecordedDbt.playing(recorded("build-green")).playing("docs", recorded("docs-generate"));
    FakeContext context = stage().workspace(project.resolve("work"));

    assertThat(project(project).runBy(dbt).build().run(context).invocation().which())
        .isEqualTo("build");
    assertThat(project(project).runBy(dbt).docsGenerate().run(context).artifacts().files())
        .containsKey("catalog.json");
    assertThat(dbt.toString().toLowerCase(Locale.ROOT)).contains("1.11.16");
  }
}
