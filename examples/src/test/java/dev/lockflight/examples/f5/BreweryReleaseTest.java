package dev.lockflight.examples.f5;

import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Cause;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.Release;
import dev.lockflight.Stage;
import dev.lockflight.connector.docker.PushedImage;
import dev.lockflight.connector.github.GitHub;
import dev.lockflight.connector.github.GitHubLogin;
import dev.lockflight.connector.github.GitHubSettings;
import dev.lockflight.dsl.Lockflight;
import dev.lockflight.examples.laptop.LocalGitHub;
import dev.lockflight.examples.laptop.SampleRepository;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version is released once: on a GitHub of this machine. */
class BreweryReleaseTest {
  private static final Output<String> VERSION = Output.of("version", String.class);
  private static final Output<PushedImage> IMAGE = Output.of("image", PushedImage.class);
  private static final PushedImage PUSHED =
      new PushedImage("ghcr.io/acme/brewery", "sha256:" + "a".repeat(64), List.of("sha-c0ffee0"));

  @TempDir Path data;
  private LocalGitHub server;
  private GitHub github;

  @BeforeEach
  void open() throws Exception {
    PrintStream silent = new PrintStream(OutputStream.nullOutputStream());
    server = LocalGitHub.serving(SampleRepository.empty(data), "acme/brewery", silent);
    github = GitHub.open(GitHubSettings.at(server.uri(), GitHubLogin.token("local")));
  }

  @AfterEach
  void close() {
    github.close();
    server.close();
  }

  @Test
  void a_version_is_released_with_commit_and_digest_and_never_from_another_commit() {
    assertThat(release("0.0.4", "c0ffee0")).succeeded();
    assertThat(server.releases()).containsExactly("v0.0.4");
    assertThat(release("0.0.4", "c0ffee0")).succeeded();

    assertThat(release("0.0.4", "deadbee"))
        .failed()
        .atGate("version is new")
        .becauseOf("v0.0.4 is released from another commit; raise VERSION");
    assertThat(release("0.0.5", "deadbee")).succeeded();
    assertThat(server.releases()).containsExactly("v0.0.4", "v0.0.5");
  }

  private SimulatedRun release(String version, String commit) {
    BreweryRelease release = new BreweryRelease(github.repository("acme/brewery").releases());
    Pipeline pipeline =
        Pipeline.of(
            "release",
            Stage.of("image")
                .run(Lockflight.call("version", run -> version).into(VERSION))
                .run(Lockflight.call("push", run -> PUSHED).into(IMAGE)),
            Stage.of("production")
                .require(release.isNew(VERSION))
                .run(release.publish(VERSION, IMAGE)));
    Simulation sim = simulate(pipeline);
    sim.step("image").isReal().step("production").isReal();
    return sim.gate("version is new")
        .isReal()
        .start(Cause.manual(Simulation.ALICE), Release.of(commit));
  }
}
