package dev.lockflight.connector.dbt;

import dev.lockflight.ApprovalRequest;
import dev.lockflight.Attribute;
import dev.lockflight.Cause;
import dev.lockflight.Decision;
import dev.lockflight.Environment;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run as a step and a gate see it, in memory. */
final class TestContext implements StepContext, GateContext {
  static final String COMMIT = "0123456789abcdef";
  static final Output<DbtResult> STG = Output.of("stg", DbtResult.class);
  static final Output<DbtResult> PROD = Output.of("prod", DbtResult.class);

  final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  final List<Progress> progress = Collections.synchronizedList(new ArrayList<>());
  private final Path workspace;
  private final Map<String, Object> outputs = new HashMap<>();
  private final Map<String, String> secrets = new HashMap<>();
  private @Nullable Environment environment;
  private Instant now = Instant.now();
  private Runnable onProgress = () -> {};

  TestContext(Path workspace) {
    this.workspace = workspace;
  }

  TestContext in(String target, String catalog) {
    environment =
        Environment.of(target)
            .with(new Attribute(Attribute.DBT_TARGET, target))
            .with(new Attribute(Attribute.CATALOG, catalog));
    return this;
  }

  TestContext in(Environment other) {
    environment = other;
    return this;
  }

  void leave(Output<DbtResult> key, DbtResult value) {
    outputs.put(key.name(), value);
  }

  TestContext withSecret(String name, String value) {
    secrets.put(name, value);
    return this;
  }

  TestContext onProgress(Runnable action) {
    onProgress = action;
    return this;
  }

  TestContext at(Instant time) {
    now = time;
    return this;
  }

  @Override
  public RunId run() {
    return RunId.of("run-0001");
  }

  @Override
  public PipelineName pipeline() {
    return PipelineName.of("delivery");
  }

  @Override
  public StageName stage() {
    return StageName.of("stg_build");
  }

  @Override
  public StepName step() {
    return StepName.of("dbt build");
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public String idempotencyKey() {
    return "key-1";
  }

  @Override
  public Optional<Instant> deadline() {
    return Optional.empty();
  }

  @Override
  public Optional<Environment> environment() {
    return Optional.ofNullable(environment);
  }

  @Override
  public Release release() {
    return Release.of(COMMIT);
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
    return find(key).orElseThrow(() -> new MissingOutputException(key, "the test gave none"));
  }

  @Override
  public <T> Optional<T> find(Output<T> key) {
    return Optional.ofNullable(outputs.get(key.name())).map(key.type()::cast);
  }

  @Override
  public <T> List<T> readEach(Output<T> key) {
    return find(key).stream().toList();
  }

  @Override
  public Ledger ledger() {
    return name -> List.of();
  }

  @Override
  public String reveal(Secret secret) {
    String value = secrets.get(secret.name());
    if (value == null) {
      throw new MissingSecretException(secret);
    }
    return value;
  }

  @Override
  public String redact(String text) {
    String redacted = text;
    for (String value : secrets.values()) {
      redacted = redacted.replace(value, "***");
    }
    return redacted;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void log(String line) {
    lines.add(line);
  }

  @Override
  public void progress(Progress told) {
    progress.add(told);
    onProgress.run();
  }

  @Override
  public Path workspace() {
    return workspace;
  }

  @Override
  public void addToRelease(String artifact, String digest) {
    throw new UnsupportedOperationException("dbt adds nothing to the release");
  }

  @Override
  public List<Evaluation> earlier() {
    return List.of();
  }

  @Override
  public Instant reachedAt() {
    return now;
  }

  @Override
  public Optional<ApprovalRequest> request(GateName approval) {
    return Optional.empty();
  }

  @Override
  public List<Decision> decisions(GateName approval) {
    return List.of();
  }
}
