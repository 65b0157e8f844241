package dev.lockflight.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.MissingOutputException;
import dev.lockflight.MissingSecretException;
import dev.lockflight.Notification;
import dev.lockflight.Output;
import dev.lockflight.Parameter;
import dev.lockflight.PipelineName;
import dev.lockflight.RunId;
import dev.lockflight.Secret;
import dev.lockflight.artifact.ArtifactContent;
import dev.lockflight.artifact.ArtifactPath;
import dev.lockflight.artifact.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakesTest {
  private static final Output<String> WORD = Output.of("word", String.class);
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static void write(ArtifactStore store, String path, String text) throws IOException {
    store.write(ArtifactPath.of(path), ArtifactContent.of(text));
  }

  private static String read(ArtifactStore store, String path) throws IOException {
    try (InputStream in = store.read(ArtifactPath.of(path))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void a_store_fails_after_so_many_writes_and_stays_dead() throws IOException {
    ArtifactStore behind = new InMemoryArtifactStore();
    FailingArtifactStore store = FailingArtifactStore.afterWrites(behind, 2);
    write(store, "a/1", "one");
    write(store, "a/2", "two");
    assertThat(read(store, "a/1")).isEqualTo("one");
    assertThat(store.died()).isFalse();

    assertThatThrownBy(() -> write(store, "a/3", "three"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a/3");
    assertThatThrownBy(() -> read(store, "a/1")).isInstanceOf(IOException.class);
    assertThat(store.died()).isTrue();
    assertThat(behind.list(ArtifactPath.of("a"))).hasSize(2);
  }

  @Test
  void a_store_tears_a_write() throws IOException {
    ArtifactStore behind = new InMemoryArtifactStore();
    FailingArtifactStore store = FailingArtifactStore.tearingWrite(behind, 2);
    write(store, "a/1", "whole");

    assertThatThrownBy(() -> write(store, "a/2", "torn apart")).isInstanceOf(IOException.class);
    assertThat(read(behind, "a/1")).isEqualTo("whole");
    assertThat(read(behind, "a/2")).isEqualTo("torn ");
  }

  @Test
  void a_clock_moves_when_it_is_told_to() {
    SettableClock clock = SettableClock.startingAt(NOON);
    FakeContext context = FakeContext.ofRun("run-1").clock(clock);

    clock.advance(Duration.ofDays(1));
    assertThat(context.now()).isEqualTo(NOON.plus(Duration.ofDays(1)));
    clock.set(NOON);
    assertThat(context.reachedAt()).isEqualTo(NOON);
  }

  @Test
  void a_context_says_what_it_was_given_and_keeps_what_it_was_told(@TempDir Path directory) {
    Parameter<Integer> rows = Parameter.of("rows", Integer.class).byDefault(3);
    Secret token = Secret.of("token");
    FakeContext context =
        FakeContext.ofRun("run-1")
            .with(WORD, "gold")
            .with(token, "abc")
            .workspace(directory.resolve("made on first use"));

    assertThat(context.read(WORD)).isEqualTo("gold");
    assertThat(context.parameter(rows)).isEqualTo(3);
    assertThat(context.with(rows, "7").parameter(rows)).isEqualTo(7);
    assertThat(context.redact("abc")).isEqualTo("abc");
    context.log("the token is " + context.reveal(token));
    assertThat(context.lines()).as("as it was said").containsExactly("the token is abc");
    assertThat(context.redact("abc")).isEqualTo("***");
    assertThat(context.workspace()).isEmptyDirectory();
    assertThat(context.read()).isEqualTo(List.of(WORD));
    assertThatThrownBy(() -> context.reveal(Secret.of("other")))
        .isInstanceOf(MissingSecretException.class);
  }

  @Test
  void a_context_refuses_what_the_engine_would_refuse() {
    FakeContext context = FakeContext.ofRun("run-1");

    assertThatThrownBy(() -> context.read(WORD)).isInstanceOf(MissingOutputException.class);
    assertThat(context.find(WORD)).isEmpty();
    var unused = context.withEach(WORD, List.of("a", "b"));
    assertThat(context.readEach(WORD)).containsExactly("a", "b");
    assertThatThrownBy(() -> context.read(WORD))
        .isInstanceOf(MissingOutputException.class)
        .hasMessageContaining("readEach");
  }

  @Test
  void keys_differ_by_run_stage_step_and_attempt() {
    List<String> keys =
        Stream.of(
                FakeContext.ofRun("run-1"),
                FakeContext.ofRun("run-2"),
                FakeContext.ofRun("run-1").stage("other"),
                FakeContext.ofRun("run-1").step("other"),
                FakeContext.ofRun("run-1").attempt(2))
            .map(FakeContext::idempotencyKey)
            .collect(Collectors.toList());

    assertThat(keys).doesNotHaveDuplicates();
    assertThat(FakeContext.ofRun("run-1").idempotencyKey()).isEqualTo(keys.get(0));
  }

  private static Notification notification(long entry) {
    return new Notification(
        Notification.Event.STARTED,
        new Notification.About(RunId.of("run-1"), PipelineName.of("delivery"), null),
        entry,
        NOON,
        Notification.Message.of("delivery begins"));
  }

  @Test
  void a_notifier_records_and_another_breaks_down() throws Exception {
    RecordingNotifier recording = new RecordingNotifier();
    FailingNotifier failing = FailingNotifier.after(1, recording);

    failing.send(notification(1));
    assertThatThrownBy(() -> failing.send(notification(2))).isInstanceOf(IOException.class);

    assertThat(failing.attempts()).isEqualTo(2);
    assertThat(recording.sent()).containsExactly(notification(1));
    assertThat(recording.sent(Notification.Event.FAILED)).isEmpty();
  }

  @Test
  void ids_of_notifications_are_stable_and_differ() {
    assertThat(notification(1).id()).isEqualTo(notification(1).id()).matches("[0-9a-f]{40}");
    assertThat(notification(2).id()).isNotEqualTo(notification(1).id());
    assertThatThrownBy(() -> Notification.Message.of("two\nlines"))
        .hasMessageContaining("one line");
  }
}
