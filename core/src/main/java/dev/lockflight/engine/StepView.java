package dev.lockflight.engine;

import dev.lockflight.Progress;
import dev.lockflight.StepContext;
import dev.lockflight.StepName;
import dev.lockflight.run.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A run as a running step sees it. */
final class StepView extends RunView implements StepContext {
  private final Attempt attempt;
  private final Instant started;
  private final Map<String, String> artifacts = new ConcurrentHashMap<>();

  StepView(Surroundings surroundings, Run run, Attempt attempt) {
    super(surroundings, run, attempt.node(), attempt.path());
    this.attempt = attempt;
    this.started = surroundings.clock().instant();
  }

  /** What the step has added to the release. */
  Map<String, String> artifacts() {
    return artifacts;
  }

  @Override
  public StepName step() {
    return attempt.step().name();
  }

  @Override
  public int attempt() {
    return attempt.number();
  }

  @Override
  public String idempotencyKey() {
    return attempt.key();
  }

  @Override
  public Optional<Instant> deadline() {
    Duration timeout = attempt.step().policy().timeout();
    return Optional.ofNullable(timeout).map(started::plus);
  }

  @Override
  public void progress(Progress progress) {
    Progress redacted = new Progress(redact(progress.what()), progress.done(), progress.total());
    surroundings().listeners().progressed(run(), item(), redacted);
  }

  @Override
  public Path workspace() {
    Path directory =
        surroundings()
            .workspaces()
            .resolve(run().value())
            .resolve(fileName(item().stage() + "-" + item().phase().text() + "-" + item().item()))
            .resolve("attempt-" + attempt.number());
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the step's workspace " + directory, e);
    }
  }

  private static String fileName(String path) {
    String plain = path.replaceAll("[^A-Za-z0-9._=,-]+", "_");
    return plain.length() <= 120
        ? plain
        : plain.substring(0, 100) + "-" + dev.lockflight.Digest.of(path).brief();
  }

  @Override
  public void addToRelease(String artifact, String digest) {
    artifacts.put(artifact, digest);
  }
}
