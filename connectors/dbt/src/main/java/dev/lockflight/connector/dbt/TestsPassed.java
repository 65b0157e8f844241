package dev.lockflight.connector.dbt;

import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The tests that ran passed. FAILED when more failed than allowed; ERRORED when one could not run,
 * when one was skipped because something before it failed, and when none ran at all; WARNED when
 * some only warn. Immutable.
 *
 * @param where a test must match all of these
 * @param severity upper case; empty for any
 */
public record TestsPassed(
    Output<DbtResult> output,
    List<String> where,
    String severity,
    int mostFailures,
    boolean mayBeNone)
    implements Gate {
  private static final Set<String> TESTING = Set.of("build", "test");

  public TestsPassed {
    where = List.copyOf(where);
    where.forEach(
        text -> {
          NodeSelector unused = NodeSelector.of(text);
        });
    if (mostFailures < 0) {
      throw new InvalidDefinitionException("most failures must not be negative: " + mostFailures);
    }
  }

  /** Only tests with this tag. */
  public TestsPassed tagged(String tag) {
    return with("tag:" + tag);
  }

  /** Only tests of this package. */
  public TestsPassed inPackage(String name) {
    return with("package:" + name);
  }

  /** Only tests with this severity, {@code error} or {@code warn}. */
  public TestsPassed ofSeverity(String wanted) {
    return new TestsPassed(output, where, wanted.toUpperCase(Locale.ROOT), mostFailures, mayBeNone);
  }

  /** So many failed tests only make it WARNED. */
  public TestsPassed allowingFailures(int most) {
    return new TestsPassed(output, where, severity, most, mayBeNone);
  }

  /** That no test ran is no error. */
  public TestsPassed allowingNone() {
    return new TestsPassed(output, where, severity, mostFailures, true);
  }

  private TestsPassed with(String selector) {
    List<String> all = new ArrayList<>(where);
    all.add(selector);
    return new TestsPassed(output, all, severity, mostFailures, mayBeNone);
  }

  @Override
  public GateName name() {
    return GateName.of(
        "dbt tests passed in "
            + output.name()
            + (where.isEmpty() ? "" : " (" + String.join(", ", where) + ")")
            + (severity.isEmpty() ? "" : " " + severity));
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(output);
  }

  @Override
  public String describe() {
    return name().value()
        + (mostFailures == 0 ? "" : ", at most " + mostFailures + " failures")
        + (mayBeNone ? ", none allowed" : "");
  }

  @Override
  public Verdict evaluate(GateContext context) throws Exception {
    return Believed.judge(output, context, this::judge);
  }

  private Verdict judge(Believed artifacts) throws Exception {
    RunResults all = artifacts.runResults(TESTING);
    Manifest manifest = artifacts.manifest();
    List<NodeResult> tests =
        all.results().stream().filter(r -> r.isTest() && matches(manifest, r)).toList();
    boolean anyBad = all.results().stream().anyMatch(r -> r.status().isBad());
    RunResults own = new RunResults(all.metadata(), all.which(), tests, all.elapsedSeconds());
    Findings findings = new Findings(artifacts.source(ArtifactKind.RUN_RESULTS));
    return verdict(own, Judgement.of(own, () -> manifest), anyBad, findings);
  }

  private Verdict verdict(
      RunResults tests, Judgement judgement, boolean anyBad, Findings findings) {
    Map<String, Integer> counts = tests.counts();
    int failed = judgement.failedTests().size();
    findings.add("tests", counts.toString(), "at least one, at most " + mostFailures + " failed");
    findings.addNodes(judgement.bad(), "pass");
    if (failed > mostFailures) {
      return findings.failed(failed + " of " + judgement.executed() + " tests failed");
    }
    List<NodeResult> skipped = anyBad ? Statuses.skipped(tests) : judgement.skipped();
    int untold = judgement.errors().size() + skipped.size();
    if (untold > 0) {
      return findings.errored(untold + " tests could not run, so nobody knows whether they pass");
    }
    if (judgement.executed() == 0) {
      return mayBeNone
          ? findings.passed("no test ran, as allowed")
          : findings.errored(
              "no test ran" + (where.isEmpty() ? "" : " of " + where) + "; look at the selection");
    }
    findings.addNodes(judgement.warned(), "pass");
    int soft = failed + judgement.warned().size();
    return soft > 0
        ? findings.warned(
            soft + " of " + judgement.executed() + " tests found something, but are allowed to")
        : findings.passed(judgement.executed() + " tests passed");
  }

  private boolean matches(Manifest manifest, NodeResult result) {
    if (where.isEmpty() && severity.isEmpty()) {
      return true;
    }
    return manifest
        .node(result.uniqueId())
        .filter(node -> where.stream().allMatch(text -> NodeSelector.of(text).matches(node)))
        .filter(node -> severity.isEmpty() || severity.equals(node.config().severity()))
        .isPresent();
  }
}
