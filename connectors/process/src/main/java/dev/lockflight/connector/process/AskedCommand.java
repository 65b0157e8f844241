package dev.lockflight.connector.process;

import dev.lockflight.Cause;
import dev.lockflight.Environment;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Ledger;
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
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A gate's context in the shape commands know; its directory is the gate's for one question. */
record AskedCommand(GateContext gate, GateName name, Path workspace) implements StepContext {
  @Override
  public StepName step() {
    return StepName.of(name.value());
  }

  @Override
  public int attempt() {
    return gate.earlier().size() + 1;
  }

  @Override
  public String idempotencyKey() {
    return "gate-" + attempt();
  }

  @Override
  public Optional<Instant> deadline() {
    return Optional.empty();
  }

  @Override
  public void progress(Progress progress) {}

  /** Gates change nothing. */
  @Override
  public void addToRelease(String artifact, String digest) {}

  @Override
  public RunId run() {
    return gate.run();
  }

  @Override
  public PipelineName pipeline() {
    return gate.pipeline();
  }

  @Override
  public StageName stage() {
    return gate.stage();
  }

  @Override
  public Optional<Environment> environment() {
    return gate.environment();
  }

  @Override
  public Release release() {
    return gate.release();
  }

  @Override
  public Cause cause() {
    return gate.cause();
  }

  @Override
  public Map<String, String> cell() {
    return gate.cell();
  }

  @Override
  public <T> T parameter(Parameter<T> parameter) {
    return gate.parameter(parameter);
  }

  @Override
  public <T> T read(Output<T> key) {
    return gate.read(key);
  }

  @Override
  public <T> Optional<T> find(Output<T> key) {
    return gate.find(key);
  }

  @Override
  public <T> List<T> readEach(Output<T> key) {
    return gate.readEach(key);
  }

  @Override
  public Ledger ledger() {
    return gate.ledger();
  }

  @Override
  public String reveal(Secret secret) {
    return gate.reveal(secret);
  }

  @Override
  public String redact(String text) {
    return gate.redact(text);
  }

  @Override
  public Instant now() {
    return gate.now();
  }

  @Override
  public void log(String line) {
    gate.log(line);
  }
}
