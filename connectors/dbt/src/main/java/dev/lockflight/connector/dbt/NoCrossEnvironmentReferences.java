package dev.lockflight.connector.dbt;

import dev.lockflight.Attribute;
import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Nothing that dbt executed reads or writes another environment's catalog. With deferral, a parent
 * that is missing in prod silently becomes a reference to stage: this finds it in the compiled SQL.
 * A name of three parts whose first is not allowed is FAILED; executed nodes without compiled code
 * are ERRORED. Names of one or two parts are of the target itself. Immutable.
 *
 * @param allowed catalogs (dbt: databases), in any case; empty for the one of the stage's
 *     environment
 */
public record NoCrossEnvironmentReferences(Output<DbtResult> output, List<String> allowed)
    implements Gate {
  private static final Set<String> WITH_CODE = Set.of("model", "snapshot", "test");
  private static final Set<String> COMMANDS =
      Set.of("build", "run", "test", "seed", "snapshot", "compile");

  public NoCrossEnvironmentReferences {
    allowed = List.copyOf(allowed);
  }

  /** These catalogs may be named: the environment's own, and those all environments share. */
  public NoCrossEnvironmentReferences allowing(String... catalogs) {
    return new NoCrossEnvironmentReferences(output, List.of(catalogs));
  }

  @Override
  public GateName name() {
    return GateName.of("no cross-environment references in " + output.name());
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(output);
  }

  @Override
  public String describe() {
    return name().value() + (allowed.isEmpty() ? "" : ", allowed " + allowed);
  }

  @Override
  public Verdict evaluate(GateContext context) throws Exception {
    Set<String> catalogs = new TreeSet<>();
    allowed.forEach(catalog -> catalogs.add(catalog.toLowerCase(Locale.ROOT)));
    if (catalogs.isEmpty()) {
      context
          .environment()
          .flatMap(environment -> environment.attribute(Attribute.CATALOG))
          .ifPresent(catalog -> catalogs.add(catalog.toLowerCase(Locale.ROOT)));
    }
    if (catalogs.isEmpty()) {
      return Verdict.errored(
          "nobody said which catalogs are allowed: give "
              + context
                  .environment()
                  .map(Environment::toString)
                  .orElse("the stage an environment with")
              + " the attribute "
              + Attribute.CATALOG
              + ", or say .allowing(…)");
    }
    return Believed.judge(output, context, artifacts -> judge(artifacts, catalogs));
  }

  private static Verdict judge(Believed artifacts, Set<String> catalogs) throws Exception {
    Map<String, NodeResult> executed =
        artifacts.runResults(COMMANDS).results().stream()
            .filter(Statuses::executed)
            .collect(
                Collectors.toMap(
                    NodeResult::uniqueId, Function.identity(), (a, b) -> b, TreeMap::new));
    Findings findings = new Findings(artifacts.source(ArtifactKind.RUN_RESULTS));
    List<String> leaks = new ArrayList<>();
    Set<String> missing = new TreeSet<>(executed.keySet());
    CompiledCode.Sink sink = (id, code) -> scan(id, code, catalogs, leaks);
    Path results = artifacts.file(ArtifactKind.RUN_RESULTS);
    missing.removeAll(CompiledCode.ofResults(results, missing, sink));
    Manifest manifest = artifacts.manifest();
    missing.removeAll(
        CompiledCode.ofManifest(artifacts.file(ArtifactKind.MANIFEST), missing, sink));
    missing.removeIf(id -> !WITH_CODE.contains(id.substring(0, Math.max(0, id.indexOf('.')))));
    executed.values().forEach(node -> written(node, manifest, catalogs, leaks));
    findings.add("nodes scanned", Integer.toString(executed.size()), "only catalogs " + catalogs);
    leaks.forEach(leak -> findings.add(leak, "other catalog", "only catalogs " + catalogs));
    if (!leaks.isEmpty()) {
      return findings.failed(
          leaks.size() + " references leave " + catalogs + ", first " + leaks.get(0));
    }
    if (executed.isEmpty() || !missing.isEmpty()) {
      missing.forEach(id -> findings.add(id, "no compiled code", "compiled code"));
      return findings.errored(
          executed.isEmpty()
              ? "nothing was executed, so nothing was scanned"
              : missing.size() + " executed nodes have no compiled code");
    }
    return findings.passed(executed.size() + " nodes name no other catalog than " + catalogs);
  }

  private static void scan(String id, String code, Set<String> catalogs, List<String> leaks) {
    for (List<String> reference : SqlReferences.in(code)) {
      if (!catalogs.contains(reference.get(0).toLowerCase(Locale.ROOT))) {
        leaks.add(id + " reads " + String.join(".", reference));
      }
    }
  }

  private static void written(
      NodeResult node, Manifest manifest, Set<String> catalogs, List<String> leaks) {
    String relation =
        node.relationName().isEmpty()
            ? manifest.node(node.uniqueId()).map(n -> n.relation().relationName()).orElse("")
            : node.relationName();
    List<String> parts = SqlReferences.parts(relation);
    if (parts.size() >= 3 && !catalogs.contains(parts.get(0).toLowerCase(Locale.ROOT))) {
      leaks.add(node.uniqueId() + " is " + relation);
    }
  }
}
