package dev.lockflight.engine;

import dev.lockflight.Cause;
import dev.lockflight.Environment;
import dev.lockflight.Hotfix;
import dev.lockflight.ItemPath;
import dev.lockflight.Ledger;
import dev.lockflight.MissingOutputException;
import dev.lockflight.MissingSecretException;
import dev.lockflight.Output;
import dev.lockflight.Parameter;
import dev.lockflight.ParameterValues;
import dev.lockflight.PipelineName;
import dev.lockflight.Release;
import dev.lockflight.RunContext;
import dev.lockflight.RunId;
import dev.lockflight.Secret;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.json.Json;
import dev.lockflight.run.OutputKey;
import dev.lockflight.run.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run as one of its steps or gates sees it. */
class RunView implements RunContext {
  private final Surroundings surroundings;
  private final Run run;
  private final StageNode node;
  private final ItemPath item;

  RunView(Surroundings surroundings, Run run, StageNode node, ItemPath item) {
    this.surroundings = surroundings;
    this.run = run;
    this.node = node;
    this.item = item;
  }

  final Surroundings surroundings() {
    return surroundings;
  }

  final Run snapshot() {
    return run;
  }

  final ItemPath item() {
    return item;
  }

  @Override
  public final RunId run() {
    return run.id();
  }

  @Override
  public final PipelineName pipeline() {
    return run.pipeline();
  }

  @Override
  public final StageName stage() {
    return node.name();
  }

  @Override
  public final Optional<Environment> environment() {
    return node.stage().environment();
  }

  @Override
  public final Release release() {
    return run.release();
  }

  @Override
  public final Cause cause() {
    return run.created().cause();
  }

  @Override
  public final Optional<Hotfix> hotfix() {
    return RunHotfix.of(run);
  }

  @Override
  public final Map<String, String> cell() {
    return node.cell();
  }

  /** Explicit before the environment's before the default. */
  @Override
  public final <T> T parameter(Parameter<T> parameter) {
    Map<String, String> ofEnvironment = environment().map(Environment::parameters).orElse(Map.of());
    return new ParameterValues(ofEnvironment)
        .overriddenBy(run.created().parameters().texts())
        .get(parameter);
  }

  @Override
  public final <T> T read(Output<T> key) {
    return find(key)
        .orElseThrow(
            () ->
                new MissingOutputException(key, "no step of run " + run.id() + " has written it"));
  }

  @Override
  public final <T> Optional<T> find(Output<T> key) {
    String own = run.outputs().get(new OutputKey(key.name(), node.name()));
    if (own != null) {
      return Optional.of(Json.read(own, key.type()));
    }
    return only(run, key);
  }

  private static <T> Optional<T> only(Run run, Output<T> key) {
    List<String> values = values(run, key);
    if (values.size() > 1) {
      throw new MissingOutputException(
          key, values.size() + " cells have written it; read them with readEach");
    }
    return values.stream().findFirst().map(json -> Json.read(json, key.type()));
  }

  @Override
  public final <T> Optional<T> findIn(RunId other, Output<T> key) {
    return surroundings.run(other).flatMap(found -> only(found, key));
  }

  @Override
  public final <T> List<T> readEach(Output<T> key) {
    return values(run, key).stream().map(json -> Json.read(json, key.type())).toList();
  }

  private static List<String> values(Run run, Output<?> key) {
    return run.outputs().entrySet().stream()
        .filter(entry -> entry.getKey().output().equals(key.name()))
        .sorted(Map.Entry.comparingByKey(java.util.Comparator.comparing(OutputKey::writer)))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public final Ledger ledger() {
    return new RunLedger(surroundings.ledger(), snapshot());
  }

  @Override
  public final String reveal(Secret secret) {
    String value =
        surroundings.secrets().find(secret).orElseThrow(() -> new MissingSecretException(secret));
    surroundings.redactor().add(value);
    return value;
  }

  @Override
  public final String redact(String text) {
    return surroundings.redactor().redact(text);
  }

  @Override
  public Instant now() {
    return surroundings.clock().instant();
  }

  @Override
  public final void log(String line) {
    surroundings.listeners().said(run.id(), item, redact(line));
  }
}
