package dev.lockflight.connector.cli;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.manual;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Pipeline;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of the README. */
class ReadmeTest {
  static Pipeline delivery() {
    return pipeline("delivery", on(manual()), stage("build").run(action("compile", context -> {})));
  }

  public static void main(String[] args) {
    LockflightCli.main(delivery(), args);
  }

  @Test
  void its_pipeline_is_drawn(@TempDir Path directory) {
    Cli cli = new Cli(directory, delivery());

    assertThat(cli.run("graph")).isZero();
    assertThat(cli.out()).contains("build");
  }
}
