package dev.lockflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where things are deployed. Immutable: each method returns another environment.
 *
 * <pre>{@code
 * Environment prod = environment("prod").isProtected()
 *     .require(approval("data-owners").notByInitiator().within(ofHours(24)));
 * }</pre>
 *
 * @param isProtectedOne whether a stage may enter only through at least one gate
 * @param attributes facts that steps read: catalog, dbt target, host
 * @param parameters parameter values that hold in this environment unless given explicitly
 */
public record Environment(
    EnvironmentName name,
    boolean isProtectedOne,
    Map<String, String> attributes,
    Map<String, String> parameters,
    EntryRules rules) {
  /** What a stage must pass to enter. */
  public record EntryRules(
      List<Gate> gates, LockRule lock, List<Window> windows, @Nullable HotfixRule hotfix) {
    public EntryRules {
      gates = List.copyOf(gates);
      windows = List.copyOf(windows);
    }

    EntryRules with(List<Gate> changed) {
      return new EntryRules(changed, lock, windows, hotfix);
    }
  }

  public Environment {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /** An unprotected environment whose lock queues. */
  public static Environment of(String name) {
    return new Environment(
        EnvironmentName.of(name),
        false,
        Map.of(),
        Map.of(),
        new EntryRules(List.of(), LockRule.of(LockPolicy.QUEUE), List.of(), null));
  }

  /** A stage that enters without any gate is rejected when the pipeline is built. */
  public Environment isProtected() {
    return new Environment(name, true, attributes, parameters, rules);
  }

  public Environment with(Attribute attribute) {
    Map<String, String> all = new TreeMap<>(attributes);
    all.put(attribute.name(), attribute.value());
    return new Environment(name, isProtectedOne, all, parameters, rules);
  }

  /** In this environment the parameter has this value, unless the run gives another. */
  public <T> Environment with(Parameter<T> parameter, T value) {
    Map<String, String> all = new TreeMap<>(parameters);
    T checked = parameter.parse(value.toString());
    all.put(parameter.name(), checked.toString());
    return new Environment(name, isProtectedOne, attributes, all, rules);
  }

  /** Every stage that enters must pass these gates, besides its own. */
  public Environment require(Gate... gates) {
    List<Gate> all = new ArrayList<>(rules.gates());
    all.addAll(List.of(gates));
    return withRules(rules.with(all));
  }

  public Environment lock(LockPolicy policy) {
    return lock(LockRule.of(policy));
  }

  public Environment lock(LockRule lock) {
    return withRules(new EntryRules(rules.gates(), lock, rules.windows(), rules.hotfix()));
  }

  /** Actions are possible only while every window is open. */
  public Environment during(Window... windows) {
    List<Window> all = new ArrayList<>(rules.windows());
    all.addAll(List.of(windows));
    return withRules(new EntryRules(rules.gates(), rules.lock(), all, rules.hotfix()));
  }

  /** Who may start a hotfix into it, and what that passes; without it, nobody and nothing. */
  public Environment hotfixes(HotfixRule rule) {
    return withRules(new EntryRules(rules.gates(), rules.lock(), rules.windows(), rule));
  }

  /** A gate that opens when the release is what was last verified here. */
  public Gate verified() {
    return soaked(Duration.ZERO);
  }

  /**
   * A gate that opens when the run's release can be gone back to here: it was verified here before
   * what is here now, is not vetoed, and was not itself taken back. The first gate of a pipeline
   * that rolls back.
   */
  public Gate rollbackRequested() {
    return new RollbackRequestGate(name);
  }

  /**
   * Finds the savepoint with the data as the run's release left it here: the one that the
   * deployment after it left under the key.
   */
  public Call<Savepoint> savepointBehind(Output<Savepoint> before) {
    return new FindSavepoint(name, before);
  }

  /** A gate that opens when the release was verified here so long ago and nothing came after it. */
  public Gate soaked(Duration soak) {
    return new SoakGate(name, soak);
  }

  public Optional<String> attribute(String attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }

  public List<Gate> gates() {
    return rules.gates();
  }

  public LockRule lock() {
    return rules.lock();
  }

  public List<Window> windows() {
    return rules.windows();
  }

  public Optional<HotfixRule> hotfixes() {
    return Optional.ofNullable(rules.hotfix());
  }

  private Environment withRules(EntryRules changed) {
    return new Environment(name, isProtectedOne, attributes, parameters, changed);
  }

  @Override
  public String toString() {
    return name + (isProtectedOne ? " (protected)" : "");
  }
}
