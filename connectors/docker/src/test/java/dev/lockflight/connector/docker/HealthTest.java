package dev.lockflight.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.RemoteOperation.Handle;
import dev.lockflight.RemoteOperation.Poll;
import dev.lockflight.Secret;
import dev.lockflight.StepFailedException;
import dev.lockflight.Verdict;
import dev.lockflight.connector.docker.ContainerSpec.HealthCheck;
import dev.lockflight.connector.docker.RealDocker.Engine;
import dev.lockflight.testkit.fake.FakeContext;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RealDocker.class)
class HealthTest {
  private final Engine engine;
  private final Docker docker;
  @TempDir private Path directory;

  HealthTest(Engine engine) {
    this.engine = engine;
    docker = engine.docker();
  }

  private FakeContext context() {
    return engine.context(directory);
  }

  private static ContainerSpec checked(String name, String check) {
    return ContainerSpec.named(name)
        .network("none")
        .command("/bin/sh", "-c", "trap 'exit 0' TERM; while true; do sleep 0.1; done")
        .health(new HealthCheck(List.of("/bin/sh", "-c", check), Duration.ofMillis(300), 2));
  }

  private Container started(ContainerSpec spec) throws Exception {
    docker.container(spec.name()).remove();
    Container container = docker.create(RealDocker.BASE, spec, Secret::name);
    container.start();
    return container;
  }

  /** Asks as the engine would, until it is decided. */
  private Verdict decided(String name) throws Exception {
    FakeContext context = context();
    Verdict verdict = docker.containerHealthy(name).evaluate(context);
    for (int i = 0; i < 100 && verdict.isPending(); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
      verdict = docker.containerHealthy(name).evaluate(context);
    }
    return verdict;
  }

  @Test
  void a_container_is_starting_and_then_healthy() throws Exception {
    var unused = started(checked("well", "sleep 0.2"));

    assertThat(docker.containerHealthy("well").evaluate(context()).status())
        .isEqualTo(Verdict.Status.PENDING);
    assertThat(decided("well").status()).isEqualTo(Verdict.Status.PASSED);
    docker.container("well").remove();
  }

  @Test
  void a_container_that_is_never_healthy_fails_with_what_its_check_said() throws Exception {
    var unused = started(checked("ill", "echo no beer; exit 1"));

    Verdict verdict = decided("ill");

    assertThat(verdict.status()).isEqualTo(Verdict.Status.FAILED);
    assertThat(verdict.summary()).contains("unhealthy").contains("no beer");
    docker.container("ill").remove();
  }

  @Test
  void what_cannot_be_told_is_an_error_and_no_failure() throws Exception {
    ContainerSpec plain = ContainerSpec.named("plain").network("none").command("/bin/sleep", "60");
    var unused = started(plain);
    Docker gone = Docker.at(URI.create("unix:///nowhere/docker.sock"));

    assertThat(decided("plain").status()).isEqualTo(Verdict.Status.ERRORED);
    assertThat(decided("nobody").status()).isEqualTo(Verdict.Status.ERRORED);
    Verdict verdict = gone.containerHealthy("plain").evaluate(context());
    assertThat(verdict.status()).isEqualTo(Verdict.Status.ERRORED);
    assertThat(verdict.summary())
        .contains("/nowhere/docker.sock")
        .contains("is the engine started");
    gone.close();
    docker.container("plain").remove();
  }

  @Test
  void a_stopped_container_fails() throws Exception {
    started(checked("stopped", "true")).stop(Duration.ofSeconds(1));

    assertThat(decided("stopped").status()).isEqualTo(Verdict.Status.FAILED);
    docker.container("stopped").remove();
  }

  @Test
  void checks_inside_tell_failed_from_impossible() throws Exception {
    var unused = started(checked("inner", "true"));
    FakeContext context = context();

    assertThat(docker.commandOk("inner", "/bin/true").evaluate(context).status())
        .isEqualTo(Verdict.Status.PASSED);
    assertThat(docker.commandOk("inner", "/bin/false").evaluate(context).status())
        .isEqualTo(Verdict.Status.FAILED);
    assertThat(docker.commandOk("inner", "/no/such").evaluate(context).status())
        .isEqualTo(Verdict.Status.ERRORED);
    assertThat(docker.processRunning("inner", "while true").evaluate(context).status())
        .isEqualTo(Verdict.Status.PASSED);
    assertThat(docker.processRunning("inner", "scheduler").evaluate(context).status())
        .isEqualTo(Verdict.Status.FAILED);
    docker.container("inner").remove();
  }

  @Test
  void containers_restart_in_order_each_healthy_before_the_next() throws Exception {
    Container first = started(checked("first", "sleep 0.2"));
    Container second = started(checked("second", "true"));
    RestartInOrder restart = docker.restartInOrder("first", "second");
    FakeContext context = context();
    Handle handle = restart.submit(context);

    Poll<RestartInOrder.Restarted> poll = restart.poll(handle, context);
    var secondBefore = second.inspect().status().startedAt();
    for (int i = 0; i < 200 && poll.result() == null; i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      poll = restart.poll(handle, context);
      boolean secondRestarted = second.inspect().status().startedAt().isAfter(secondBefore);
      assertThat(secondRestarted && !first.inspect().health().isHealthy()).isFalse();
    }

    assertThat(poll.result()).isEqualTo(new RestartInOrder.Restarted(List.of("first", "second")));
    assertThat(second.inspect().status().startedAt()).isAfter(secondBefore);
    first.remove();
    second.remove();
  }

  @Test
  void a_restart_stops_at_the_first_that_stays_ill() throws Exception {
    Container ill = started(checked("ill-first", "exit 1"));
    Container behind = started(checked("behind", "true"));
    var before = behind.inspect().status().startedAt();
    RestartInOrder restart = docker.restartInOrder("ill-first", "behind");
    FakeContext context = context();
    Handle handle = restart.submit(context);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 200 && restart.poll(handle, context).result() == null; i++) {
                TimeUnit.MILLISECONDS.sleep(50);
              }
            })
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("ill-first is not healthy after its restart");
    assertThat(behind.inspect().status().startedAt()).isEqualTo(before);
    ill.remove();
    behind.remove();
  }

  @Test
  void a_task_is_found_again_by_its_key_and_runs_once() throws Exception {
    ContainerSpec spec =
        ContainerSpec.named("task").network("none").command("/bin/sh", "-c", "echo done");
    RunContainer run = docker.run(RealDocker.BASE, spec);
    FakeContext context = context();
    Handle handle = run.submit(context);
    assertThat(run.submit(context)).isEqualTo(handle);

    Poll<RunContainer.End> poll = run.poll(handle, context);
    for (int i = 0; i < 100 && poll.result() == null; i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      poll = run.poll(handle, context);
    }

    assertThat(poll.result()).isNotNull();
    assertThat(poll.result()).extracting(RunContainer.End::output).isEqualTo("done");
    docker.container(handle.value()).remove();
  }

  @Test
  void a_cancelled_task_has_ended() throws Exception {
    ContainerSpec spec = ContainerSpec.named("slow").network("none").command("/bin/sleep", "600");
    RunContainer run = docker.run(RealDocker.BASE, spec);
    FakeContext context = context();
    Handle handle = run.submit(context);

    run.cancel(handle, context);
    run.cancel(handle, context);

    assertThatThrownBy(() -> run.poll(handle, context)).hasMessageContaining("ended with 137");
    docker.container(handle.value()).remove();
  }

  @Test
  void a_compose_project_comes_up_healthy_tells_its_logs_and_goes_down() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("compose.yml"),
            """
            version: "3.8"
            services:
              web:
                image: lockflight-base:1
                network_mode: host
                command: ["/bin/sh", "-c", "echo brewing; exec sleep 600"]
                healthcheck: {test: ["CMD", "/bin/true"], interval: 300ms, retries: 2}
                stop_grace_period: 1s
            """);
    Compose compose = engine.cli().compose("brewery", file);
    FakeContext context = context();

    var unused = compose.check().run(context);
    unused = compose.up().run(context);
    Verdict verdict = docker.projectHealthy("brewery").evaluate(context);
    for (int i = 0; i < 100 && verdict.isPending(); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
      verdict = docker.projectHealthy("brewery").evaluate(context);
    }
    assertThat(verdict.status()).isEqualTo(Verdict.Status.PASSED);
    assertThat(compose.logs().run(context).output().text()).contains("brewing");
    unused = compose.down().run(context);
    assertThat(docker.project("brewery")).isEmpty();
    assertThat(docker.projectHealthy("brewery").evaluate(context).status())
        .isEqualTo(Verdict.Status.ERRORED);
  }
}
