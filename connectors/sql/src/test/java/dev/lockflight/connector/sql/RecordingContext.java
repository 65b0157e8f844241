package dev.lockflight.connector.sql;

import dev.lockflight.ApprovalRequest;
import dev.lockflight.Cause;
import dev.lockflight.Decision;
import dev.lockflight.Deployment;
import dev.lockflight.Environment;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Ledger;
import dev.lockflight.MissingOutputException;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a gate or step of a test is told, and what it said. */
final class RecordingContext implements GateContext, StepContext {
  private final Environment environment;
  private final Map<Output<?>, Object> outputs = new HashMap<>();
  private final List<Deployment> deployments = new ArrayList<>();
  final List<String> lines = new ArrayList<>();
  Instant now = Instant.parse("2026-11-20T10:00:00Z");
  String key = "run-1-savepoint-1";

  private RecordingContext(Environment environment) {
    this.environment = environment;
  }

  static RecordingContext in(String environment) {
    return new RecordingContext(Environment.of(environment));
  }

  <T> RecordingContext with(Output<T> output, T value) {
    outputs.put(output, value);
    return this;
  }

  RecordingContext deployed(String where) {
    deployments.add(
        new Deployment(
            Environment.of(where).name(),
            release(),
            run(),
            stage(),
            Deployment.State.VERIFIED,
            now));
    return this;
  }

  @Override
  public <T> T read(Output<T> output) {
    return find(output).orElseThrow(() -> new MissingOutputException(output, "not written"));
  }

  @Override
  public <T> Optional<T> find(Output<T> output) {
    return Optional.ofNullable(output.type().cast(outputs.get(output)));
  }

  @Override
  public <T> List<T> readEach(Output<T> output) {
    return find(output).stream().toList();
  }

  @Override
  public Ledger ledger() {
    return where -> deployments.stream().filter(d -> d.environment().equals(where)).toList();
  }

  @Override
  public RunId run() {
    return RunId.of("run-1");
  }

  @Override
  public PipelineName pipeline() {
    return PipelineName.of("delivery");
  }

  @Override
  public StageName stage() {
    return StageName.of("build");
  }

  @Override
  public StepName step() {
    return StepName.of("step");
  }

  @Override
  public Optional<Environment> environment() {
    return Optional.of(environment);
  }

  @Override
  public Release release() {
    return Release.of("c0ffee");
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
    throw new UnsupportedOperationException(parameter.name());
  }

  @Override
  public String reveal(Secret secret) {
    throw new UnsupportedOperationException(secret.name());
  }

  @Override
  public String redact(String text) {
    return text;
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

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public String idempotencyKey() {
    return key;
  }

  @Override
  public Optional<Instant> deadline() {
    return Optional.empty();
  }

  @Override
  public void progress(Progress progress) {
    lines.add(progress.toString());
  }

  @Override
  public Path workspace() {
    return Path.of("target", "workspace");
  }

  @Override
  public void addToRelease(String artifact, String digest) {
    lines.add(artifact + " " + digest);
  }
}
