package dev.lockflight.connector.process;

import dev.lockflight.Cause;
import dev.lockflight.Environment;
import dev.lockflight.Ledger;
import dev.lockflight.MissingOutputException;
import dev.lockflight.MissingSecretException;
import dev.lockflight.Output;
import dev.lockflight.Parameter;
import dev.lockflight.PipelineName;
import dev.lockflight.Principal;
import dev.lockflight.Progress;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.Secret;
import dev.lockflight.StageName;
import dev.lockflight.StepContext;
import dev.lockflight.StepName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Records what a step says; its clock is the machine's unless a test moves it. */
final class RecordingContext implements StepContext {
  final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final Path workspace;
  private volatile Duration ahead = Duration.ZERO;
  private final RunId run = RunId.of("run-" + UUID.randomUUID());
  private final Map<String, String> secrets = new HashMap<>();
  private final List<String> revealed = new ArrayList<>();

  RecordingContext(Path workspace) {
    this.workspace = workspace;
  }

  /** Moves the clock. */
  void advance(Duration duration) {
    ahead = ahead.plus(duration);
  }

  RecordingContext withSecret(String name, String value) {
    secrets.put(name, value);
    return this;
  }

  @Override
  public RunId run() {
    return run;
  }

  @Override
  public PipelineName pipeline() {
    return PipelineName.of("pipeline");
  }

  @Override
  public StageName stage() {
    return StageName.of("stage");
  }

  @Override
  public StepName step() {
    return StepName.of("step");
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public String idempotencyKey() {
    return run.value();
  }

  @Override
  public Optional<Instant> deadline() {
    return Optional.empty();
  }

  @Override
  public Optional<Environment> environment() {
    return Optional.empty();
  }

  @Override
  public Release release() {
    return Release.of("abc123");
  }

  @Override
  public Cause cause() {
    return Cause.manual(Principal.ENGINE);
  }

  @Override
  public Map<String, String> cell() {
    return Map.of();
  }

  @Override
  public <T> T parameter(Parameter<T> parameter) {
    return parameter.parse(parameter.defaultText().orElseThrow());
  }

  @Override
  public <T> T read(Output<T> key) {
    throw new MissingOutputException(key, "this context has none");
  }

  @Override
  public <T> Optional<T> find(Output<T> key) {
    return Optional.empty();
  }

  @Override
  public <T> List<T> readEach(Output<T> key) {
    return List.of();
  }

  @Override
  public Ledger ledger() {
    return environment -> List.of();
  }

  @Override
  public String reveal(Secret secret) {
    String value = secrets.get(secret.name());
    if (value == null) {
      throw new MissingSecretException(secret);
    }
    revealed.add(value);
    return value;
  }

  @Override
  public String redact(String text) {
    String redacted = text;
    for (String value : revealed) {
      redacted = value.isEmpty() ? redacted : redacted.replace(value, "***");
    }
    return redacted;
  }

  @Override
  public Instant now() {
    return Instant.now().plus(ahead);
  }

  @Override
  public void log(String line) {
    lines.add(line);
  }

  @Override
  public void progress(Progress progress) {
    throw new UnsupportedOperationException("a command reports no progress");
  }

  @Override
  public Path workspace() {
    return workspace;
  }

  @Override
  public void addToRelease(String artifact, String digest) {
    throw new UnsupportedOperationException("a command adds nothing to the release");
  }
}
