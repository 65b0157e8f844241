package dev.lockflight.artifact;

import dev.lockflight.ApprovalRequest;
import dev.lockflight.Cause;
import dev.lockflight.Decision;
import dev.lockflight.Deployment;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Ledger;
import dev.lockflight.MissingOutputException;
import dev.lockflight.Output;
import dev.lockflight.Parameter;
import dev.lockflight.PipelineName;
import dev.lockflight.Progress;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.Secret;
import dev.lockflight.StageName;
import dev.lockflight.StepContext;
import dev.lockflight.StepName;
import dev.lockflight.json.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A step's and a gate's context without an engine; outputs go through JSON as in a journal. */
final class TestContext implements StepContext, GateContext {
  final List<Deployment> history = new ArrayList<>();
  final Map<String, String> released = new HashMap<>();
  private final RunId run;
  private final Path workspace;
  private final Map<String, String> outputs = new HashMap<>();
  private Environment environment = Environment.of("stg");
  private String step = "step";
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private Map<String, String> cell = Map.of();

  TestContext(String run, Path workspace) {
    this.run = RunId.of(run);
    this.workspace = workspace;
  }

  TestContext in(String name) {
    environment = Environment.of(name);
    return this;
  }

  TestContext at(Instant time) {
    now = time;
    return this;
  }

  TestContext step(String name) {
    step = name;
    return this;
  }

  TestContext cell(Map<String, String> axes) {
    cell = axes;
    return this;
  }

  <T> TestContext with(Output<T> key, T value) {
    outputs.put(key.name(), Json.write(value));
    return this;
  }

  @Override
  public StepName step() {
    return StepName.of(step);
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public String idempotencyKey() {
    return run + "-" + step;
  }

  @Override
  public Optional<Instant> deadline() {
    return Optional.empty();
  }

  @Override
  public void progress(Progress progress) {}

  @Override
  public Path workspace() {
    return workspace;
  }

  @Override
  public void addToRelease(String artifact, String digest) {
    released.put(artifact, digest);
  }

  @Override
  public RunId run() {
    return run;
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
  public Optional<Environment> environment() {
    return Optional.of(environment);
  }

  @Override
  public Release release() {
    return Release.of("4f2a9c");
  }

  @Override
  public Cause cause() {
    throw new UnsupportedOperationException("nothing here asks for the cause");
  }

  @Override
  public Map<String, String> cell() {
    return cell;
  }

  @Override
  public <T> T parameter(Parameter<T> parameter) {
    throw new UnsupportedOperationException("nothing here asks for parameters");
  }

  @Override
  public <T> T read(Output<T> key) {
    return find(key).orElseThrow(() -> new MissingOutputException(key, "the test gave none"));
  }

  @Override
  public <T> Optional<T> find(Output<T> key) {
    return Optional.ofNullable(outputs.get(key.name())).map(json -> Json.read(json, key.type()));
  }

  @Override
  public <T> List<T> readEach(Output<T> key) {
    return List.of(read(key));
  }

  @Override
  public Ledger ledger() {
    return environmentName -> linesOf(environmentName);
  }

  private List<Deployment> linesOf(EnvironmentName name) {
    return history.stream().filter(line -> line.environment().equals(name)).toList();
  }

  @Override
  public String reveal(Secret secret) {
    throw new UnsupportedOperationException("nothing here needs a secret");
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
  public void log(String line) {}

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
