package dev.lockflight.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lockflight.FailureClass;
import dev.lockflight.Secret;
import dev.lockflight.connector.docker.RealDocker.Engine;
import dev.lockflight.connector.process.LineSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealDocker.class)
class ContainerTest {
  private static final Duration SOON = Duration.ofSeconds(1);
  private final Docker docker;

  ContainerTest(Engine engine) {
    docker = engine.docker();
  }

  private Container started(ContainerSpec spec) throws InterruptedException {
    docker.container(spec.name()).remove();
    Container container = docker.create(RealDocker.BASE, spec.network("none"), Secret::name);
    container.start();
    return container;
  }

  private static ContainerSpec shell(String name, String script) {
    return ContainerSpec.named(name).command("/bin/sh", "-c", script);
  }

  @Test
  void the_engine_says_who_it_is() throws Exception {
    assertThat(docker.ping().version()).isNotBlank();
    assertThat(docker.ping().api()).matches("1\\.\\d+");
    assertThat(docker.ping().platform()).startsWith("linux/");
  }

  @Test
  void a_container_tells_its_exit_code_when_it_ends() throws Exception {
    Container container = started(shell("ends", "sleep 0.3; exit 7"));

    assertThat(container.waitForExit()).isEqualTo(7);
    assertThat(container.inspect().status().hasEnded()).isTrue();
    assertThat(container.inspect().status().exitCode()).isEqualTo(7);
  }

  @Test
  void log_lines_keep_their_stream() throws Exception {
    Container container = started(shell("logs", "echo out; echo err >&2; printf 'h\\303\\251'"));
    assertThat(container.waitForExit()).isZero();
    List<String> heard = new ArrayList<>();

    container.logs((source, line) -> heard.add(source + " " + line));

    assertThat(heard)
        .containsExactlyInAnyOrder(
            LineSource.OUTPUT + " out", LineSource.ERRORS + " err", LineSource.OUTPUT + " hé");
  }

  @Test
  void followed_logs_arrive_while_it_runs_and_end_with_it() throws Exception {
    Container container = started(shell("follows", "echo a; sleep 0.5; echo b"));
    List<String> heard = new ArrayList<>();

    container.followLogs((source, line) -> heard.add(line));

    assertThat(heard).containsExactly("a", "b");
    assertThat(container.inspect().status().hasEnded()).isTrue();
  }

  @Test
  void a_megabyte_of_log_comes_whole() throws Exception {
    Container container = started(shell("much", "seq 1 150000"));
    assertThat(container.waitForExit()).isZero();
    List<String> heard = new ArrayList<>();

    container.logs((source, line) -> heard.add(line));

    assertThat(heard).hasSize(150_000).startsWith("1", "2").endsWith("149999", "150000");
  }

  @Test
  void an_interruption_ends_a_wait_and_the_engine_still_answers() throws Exception {
    Container container = started(shell("waits", "sleep 60"));
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    CountDownLatch begun = new CountDownLatch(1);
    Thread waiting =
        new Thread(
            () -> {
              begun.countDown();
              thrown.set(catchThrowable(container::waitForExit));
            });
    waiting.start();
    assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
    waiting.join(300);
    waiting.interrupt();
    waiting.join(5_000);

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(container.inspect().status().isRunning()).isTrue();
    container.remove();
  }

  @Test
  void stop_and_start_may_be_repeated() throws Exception {
    Container container =
        started(shell("again", "trap 'exit 0' TERM; while true; do sleep 0.1; done"));
    container.start();
    container.stop(SOON);
    container.stop(SOON);

    assertThat(container.inspect().status().hasEnded()).isTrue();
    container.remove();
    container.remove();
    assertThatThrownBy(container::inspect)
        .isInstanceOfSatisfying(DockerException.class, e -> assertThat(e.isMissing()).isTrue());
  }

  @Test
  void a_restart_is_a_new_start() throws Exception {
    Container container =
        started(shell("restarts", "trap 'exit 0' TERM; while true; do sleep 0.1; done"));
    var before = container.inspect().status().startedAt();

    container.restart(SOON);

    assertThat(container.inspect().status().startedAt()).isAfter(before);
    container.remove();
  }

  @Test
  void a_missing_image_is_named_with_what_to_do() {
    assertThatThrownBy(
            () ->
                docker.create(
                    ImageName.of("nobody/has:this"), ContainerSpec.named("xx"), Secret::name))
        .isInstanceOfSatisfying(
            DockerException.class,
            e -> {
              assertThat(e.isMissing()).isTrue();
              assertThat(e.failureClass()).isEqualTo(FailureClass.FATAL);
            })
        .hasMessageContaining("nobody/has:this")
        .hasMessageContaining("pull the image");
  }

  @Test
  void a_command_inside_tells_its_code_and_words() throws Exception {
    Container container = started(shell("inside", "sleep 60"));

    Container.ExecResult good = container.exec(List.of("/bin/echo", "hello"));
    Container.ExecResult bad = container.exec(List.of("/bin/sh", "-c", "echo no >&2; exit 3"));

    assertThat(good).isEqualTo(new Container.ExecResult(0, "hello"));
    assertThat(bad).isEqualTo(new Container.ExecResult(3, "no"));
    assertThat(container.processes()).anyMatch(line -> line.contains("sleep 60"));
    container.remove();
  }
}
