package dev.lockflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
  public record EntryRules(List<Gate> gates, LockRule lock, List<Window> windows) {
    public EntryRules {
      gates = List.copyOf(gates);
      windows = List.copyOf(windows);
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
        new EntryRules(List.of(), LockRule.of(LockPolicy.QUEUE), List.of()));
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
    return withRules(new EntryRules(all, rules.lock(), rules.windows()));
  }

  public Environment lock(LockPolicy policy) {
    return lock(LockRule.of(policy));
  }

  public Environment lock(LockRule lock) {
    return withRules(new EntryRules(rules.gates(), lock, rules.windows()));
  }

  /** Actions are possible only while every window is open. */
  public Environment during(Window... windows) {
    List<Window> all = new ArrayList<>(rules.windows());
    all.addAll(List.of(windows));
    return withRules(new EntryRules(rules.gates(), rules.lock(), all));
  }

  /** A gate that opens when the release is what was last verified here. */
  public Gate verified() {
    return soaked(Duration.ZERO);
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

  private Environment withRules(EntryRules changed) {
    return new Environment(name, isProtectedOne, attributes, parameters, changed);
  }

  @Override
  public String toString() {
    return name + (isProtectedOne ? " (protected)" : "");
  }
}
