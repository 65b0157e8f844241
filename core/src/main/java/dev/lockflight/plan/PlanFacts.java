package dev.lockflight.plan;

import dev.lockflight.Deployment;
import dev.lockflight.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a plan shows, fact by fact, so that two plans can be compared and a change be named. */
final class PlanFacts {
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final Map<String, String> definitions = new LinkedHashMap<>();

  private PlanFacts() {}

  static PlanFacts of(Plan plan) {
    PlanFacts all = new PlanFacts();
    plan.structure()
        .stages()
        .forEach((stage, outline) -> all.definitions.put("stage " + stage, outline));
    all.start(plan.start());
    plan.environments().forEach(all::environment);
    plan.stages().forEach(all::stage);
    return all;
  }

  private void start(PlannedStart start) {
    facts.put("pipeline", start.pipeline().value());
    facts.put("release", start.release().commit() + artifacts(start.release().artifacts()));
    facts.put("trigger", start.occurrence());
    facts.put("authors", String.join(", ", start.cause().authors()));
    start.parameters().forEach((name, value) -> facts.put("parameter " + name, quoted(value)));
  }

  private static String artifacts(Map<String, String> artifacts) {
    return artifacts.isEmpty() ? "" : " " + artifacts;
  }

  /** So that an empty value is not taken for none. */
  private static String quoted(String value) {
    return value.isEmpty() ? "\"\"" : value;
  }

  private void environment(PlannedEnvironment environment) {
    String in = " in " + environment.name();
    PlannedEnvironment.Settings settings = environment.settings();
    settings.attributes().forEach((name, value) -> facts.put(name + in, quoted(value)));
    settings
        .parameters()
        .forEach((name, value) -> facts.put("parameter " + name + in, quoted(value)));
    facts.put("what is deployed" + in, told(environment.holding().current()));
    facts.put("what was last verified" + in, told(environment.holding().lastVerified()));
    environment.neededLock().ifPresent(lock -> lock("lock of " + environment.name(), lock));
    for (PlannedEnvironment.ClosingWindow window : environment.windows()) {
      facts.put(window.action() + " window" + in + " (" + window.window() + ")", window.state());
    }
  }

  private static String told(Optional<Deployment> deployment) {
    return deployment.map(line -> line + " at " + line.at()).orElse("nothing");
  }

  private void lock(String what, PlannedEnvironment.Lock lock) {
    facts.put(what, lock.holder().map(holder -> "held by " + holder).orElse("free"));
    String waiting =
        lock.waiting().stream()
            .map(PlannedEnvironment.User::toString)
            .collect(Collectors.joining(", "));
    facts.put("queue for the " + what, waiting.isEmpty() ? "nobody" : waiting);
  }

  private void stage(PlannedStage stage) {
    String runs = stage.runs() ? "runs" : "is skipped, " + stage.course().why();
    facts.put("course of stage " + stage.stage(), runs);
    for (PlannedGate gate : stage.gates()) {
      String path = stage.stage() + "/" + gate.phase().text() + "/" + gate.name();
      facts.put("answer of gate " + path, gate.answer().binding());
    }
  }

  Digest digest() {
    StringBuilder text = new StringBuilder();
    definitions.forEach((what, outline) -> add(text, what, outline));
    facts.forEach((what, value) -> add(text, what, value));
    return Digest.of(text.toString());
  }

  /** With lengths, so that no two different plans make the same text. */
  private static void add(StringBuilder text, String what, String value) {
    text.append(what.length()).append(':').append(what);
    text.append(value.length()).append(':').append(value).append('\n');
  }

  List<Change> changesTo(PlanFacts now) {
    List<Change> changes = new ArrayList<>();
    for (String what : union(definitions, now.definitions)) {
      definition(what, definitions.get(what), now.definitions.get(what)).ifPresent(changes::add);
    }
    if (changes.isEmpty() && !List.copyOf(definitions.keySet()).equals(now.order())) {
      changes.add(new Change("order of the stages", order().toString(), now.order().toString()));
    }
    for (String what : union(facts, now.facts)) {
      String before = facts.getOrDefault(what, "");
      String after = now.facts.getOrDefault(what, "");
      if (!before.equals(after)) {
        changes.add(new Change(what, before, after));
      }
    }
    return changes;
  }

  private List<String> order() {
    return List.copyOf(definitions.keySet());
  }

  private static Optional<Change> definition(
      String what,
      @org.jspecify.annotations.Nullable String before,
      @org.jspecify.annotations.Nullable String after) {
    if (before == null || after == null) {
      return Optional.of(
          new Change(what, before == null ? "" : "defined", after == null ? "" : "defined"));
    }
    if (before.equals(after)) {
      return Optional.empty();
    }
    return Optional.of(
        new Change("definition of " + what, only(before, after), only(after, before)));
  }

  /** The lines that the other does not have. */
  private static String only(String outline, String other) {
    List<String> others = other.lines().map(String::strip).toList();
    String lines =
        outline
            .lines()
            .map(String::strip)
            .filter(line -> !others.contains(line))
            .collect(Collectors.joining("; "));
    return lines.isEmpty() ? "without what is new" : lines;
  }

  private static Set<String> union(Map<String, String> one, Map<String, String> other) {
    Set<String> all = new LinkedHashSet<>(one.keySet());
    all.addAll(other.keySet());
    return all;
  }
}
